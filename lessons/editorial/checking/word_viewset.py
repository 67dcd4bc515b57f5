"""An organisation's own watched words in the CMS; those of the site are there to be read, an admin changes them."""

from django.db.models import Q
from django.http import Http404
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies.base import ModelPermissionPolicy

from lessons.core.search import SpelledListMixin
from lessons.editorial.checking.words import WatchedWord
from lessons.organisations.models import Organisation


def own_words(user):
    """Return the words that `user` may change: their organisations' own; for an admin, the site's, too."""
    if user.is_superuser:
        return WatchedWord.objects.all()
    return WatchedWord.objects.filter(organisation__in=Organisation.objects.of_member(user))


class OwnWordsPolicy(ModelPermissionPolicy):
    """Whoever publishes for an organisation keeps its words; which rows are theirs is own_words' to say."""

    def user_has_permission(self, user, action):
        return user.is_superuser or user.memberships.exists()

    def user_has_any_permission(self, user, actions):
        return self.user_has_permission(user, "change")


class OneOfOwn:
    def setup(self, request, *args, **kwargs):
        if not own_words(request.user).filter(pk=kwargs.get("pk", args[0] if args else None)).exists():
            raise Http404
        super().setup(request, *args, **kwargs)


class WordIndex(SpelledListMixin, ModelViewSet.index_view_class):
    def get_base_queryset(self):
        mine = own_words(self.request.user).values("pk")
        return WatchedWord.objects.filter(Q(organisation=None) | Q(pk__in=mine)).select_related("organisation")

    def get_edit_url(self, instance):
        return super().get_edit_url(instance) if self._is_mine(instance) else None

    def get_delete_url(self, instance):
        return super().get_delete_url(instance) if self._is_mine(instance) else None

    def get_usage_url(self, instance):
        return None

    def _is_mine(self, instance):
        return self.request.user.is_superuser or instance.organisation_id is not None


def _of_own(view_class):
    return type(f"Own{view_class.__name__}", (OneOfOwn, view_class), {})


def better(word):
    return format_html("<bdi>{}</bdi>", word.better)


def whose(word):
    return word.organisation or _("of this site")


class WatchedWordViewSet(ModelViewSet):
    model = WatchedWord
    name = "watched-words"
    icon = "warning"
    menu_label = _("Watched words")
    menu_order = 160
    add_to_admin_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = [
        "phrase",
        Column("language", label=_("Language"), accessor="get_language_display"),
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        Column("better", label=_("Better"), accessor=better),
        Column("whose", label=_("Whose"), accessor=whose),
    ]
    list_filter = ["language", "kind"]
    search_fields = ["phrase", "better"]
    list_per_page = 50
    index_view_class = WordIndex
    edit_view_class = _of_own(ModelViewSet.edit_view_class)
    delete_view_class = _of_own(ModelViewSet.delete_view_class)
    history_view_class = _of_own(ModelViewSet.history_view_class)
    usage_view_class = _of_own(ModelViewSet.usage_view_class)

    @property
    def permission_policy(self):
        return OwnWordsPolicy(self.model)
