"""Whose a row is. Wagtail's snippet views ask whether a person may work on a model, never on this row."""

from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.functional import cached_property
from wagtail.models import TaskState
from wagtail.permissions import ModelPermissionPolicy
from wagtail.snippets.models import SnippetAdminURLFinder
from wagtail.snippets.views.snippets import SnippetViewSet

from lessons.content.owned_choosers import OwnedChooserViewSet
from lessons.content.owned_records import OwnedRecord
from lessons.content.rights import owned
from lessons.organisations.models import Membership, Organisation


class OwnedPermissionPolicy(ModelPermissionPolicy):
    """A right on the model, on rows of one's own organisations; publishing, where one is a moderator."""

    def user_has_permission_for_instance(self, user, action, instance):
        organisations = publishers(user) if action == "publish" else Organisation.objects.of_member(user)
        return self.user_has_permission(user, action) and organisations.filter(pk=instance.organisation_id).exists()

    def instances_user_has_any_permission_for(self, user, actions):
        return super().instances_user_has_any_permission_for(user, actions) & owned(self.model, user)


def publishers(user):
    """Return the organisations that `user` may publish for: whoever moderates one may be only an editor of another."""
    if user.is_superuser:
        return Organisation.objects.all()
    return Organisation.objects.filter(memberships__user=user, memberships__role=Membership.Role.MODERATOR)


class OwnRowMixin:
    """A view of the CMS on rows that have an organisation."""

    def setup(self, request, *args, **kwargs):
        if "pk" in kwargs and not self._row(request.user, kwargs["pk"]):
            raise Http404
        if "task_state_id" in kwargs and not self._is_task_of_row(kwargs["task_state_id"]):
            raise Http404
        super().setup(request, *args, **kwargs)

    def _row(self, user, pk):
        try:
            self._owned_row = owned(self.model, user).filter(pk=unquote(str(pk))).first()
        except (ValueError, ValidationError):  # no number
            return None
        return self._owned_row

    def _is_task_of_row(self, task_state_id):
        # Wagtail takes the row from one part of the address and the task from another.
        state = TaskState.objects.filter(pk=task_state_id).select_related("workflow_state").first()
        return state and state.workflow_state.object_id == str(self._owned_row.pk)

    def get_available_actions(self):
        actions = super().get_available_actions()
        return [action for action in actions if action != "publish" or self._may_publish]

    def user_has_permission(self, permission):
        return super().user_has_permission(permission) and (permission != "publish" or self._may_publish)

    @cached_property
    def _may_publish(self):
        """Whether the person moderates the row's organisation, and the one that a form would give it to."""
        concerned = {str(self._owned_row.organisation_id)} if hasattr(self, "_owned_row") else set()
        concerned |= {posted for posted in [self.request.POST.get("organisation")] if posted}
        mine = {str(pk) for pk in publishers(self.request.user).values_list("pk", flat=True)}
        return bool(mine) and concerned <= mine


class OwnedURLFinder(SnippetAdminURLFinder):
    """Gives no address of a row of another organisation, so that lists of usage don't name it."""

    def __init__(self, user=None):
        super().__init__(user)
        self.own = set(Organisation.objects.of_member(user).values_list("pk", flat=True)) if user else None

    def get_edit_url(self, instance):
        if self.own is None or instance.organisation_id in self.own:
            return super().get_edit_url(instance)
        return None


class OwnedViewSet(SnippetViewSet):
    """A viewset that lists, opens, chooses and changes only the rows of one's own organisations."""

    chooser_viewset_class = OwnedChooserViewSet

    def construct_view(self, view_class, **kwargs):
        # Every view of a viewset is made here, those of later versions of Wagtail too.
        return super().construct_view(type(f"Own{view_class.__name__}", (OwnRowMixin, view_class), {}), **kwargs)

    def get_queryset(self, request):
        return owned(self.model, request.user)

    @property
    def permission_policy(self):
        return OwnedPermissionPolicy(self.model)

    @property
    def url_finder_class(self):
        return type("_OwnedURLFinder", (OwnedURLFinder,), {"model": self.model})


def without_publishing_for_others(menu_items, request, context):
    """What Wagtail's hook "construct_snippet_action_menu" asks: offer to publish only where one may."""
    row = context.get("instance")
    if isinstance(row, OwnedRecord) and not publishers(request.user).filter(pk=row.organisation_id).exists():
        menu_items[:] = [item for item in menu_items if item.name != "action-publish"]
