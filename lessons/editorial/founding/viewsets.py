"""The list of organisations in the CMS: founding, renaming and deleting them is for superusers."""

from django.contrib.auth.models import Permission
from django.db.models import Count
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TitleFieldPanel
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import Button
from wagtail.log_actions import log

from lessons.content.panels import both
from lessons.core.search import SpelledListMixin
from lessons.editorial.founding.actions import dissolve_organisation, found_organisation, rename_organisation
from lessons.editorial.founding.forms import FoundingForm, OrganisationForm
from lessons.editorial.founding.inviting import try_to_invite
from lessons.editorial.founding.policies import StillNeeded, reason_to_keep
from lessons.organisations.models import Organisation


class SuperusersOnly:
    """For anybody else there is no such page."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_superuser:
            raise Http404
        return super().dispatch(request, *args, **kwargs)


def people_url(organisation):
    return reverse("founding:people", args=[organisation.pk])


class IndexView(SuperusersOnly, SpelledListMixin, ModelViewSet.index_view_class):
    def get_base_queryset(self):
        return super().get_base_queryset().annotate(people=Count("memberships"))


class AddView(SuperusersOnly, ModelViewSet.add_view_class):
    success_message = _("“%(object)s” is founded. Its page is a draft until somebody publishes it.")

    def save_instance(self):
        data = self.form.cleaned_data
        fields = {name: data[name] for name in ("name", "slug", "source_language")}
        organisation = found_organisation(**fields, **self.form.headings)
        log(instance=organisation, action="wagtail.create", content_changed=True)
        return organisation

    def save_action(self):
        """Invite its first people; an organisation stays founded whatever becomes of the mails."""
        response = super().save_action()
        for email, role in self.form.first_people:
            reason = try_to_invite(organisation=self.object, by=self.request.user, email=email, role=role)
            if reason:
                words = _("%(email)s is not invited yet: %(reason)s") % {"email": email, "reason": reason}
                messages.warning(self.request, words)
        return response

    def get_success_url(self):
        return people_url(self.object)

    def get_success_buttons(self):
        return [messages.button(reverse("wagtailadmin_pages:edit", args=[self.object.page.pk]), _("Its page"))]


class EditView(SuperusersOnly, ModelViewSet.edit_view_class):
    def save_instance(self):
        organisation = super().save_instance()
        rename_organisation(organisation=organisation, name=organisation.name)
        return organisation

    @cached_property
    def header_more_buttons(self):
        page = getattr(self.object, "page", None)
        buttons = [Button(_("People"), url=people_url(self.object), icon_name="group", priority=5)]
        if page:
            url = reverse("wagtailadmin_pages:edit", args=[page.pk])
            buttons.append(Button(_("Its page"), url=url, icon_name="doc-empty", priority=6))
        return [*buttons, *super().header_more_buttons]


class DeleteView(SuperusersOnly, ModelViewSet.delete_view_class):
    confirmation_message = _(
        "It has nothing yet. Its draft page, its groups, its collection and its workflow go with it, and its people"
        " lose their place. Delete it?"
    )

    def dispatch(self, request, *args, **kwargs):
        reason = reason_to_keep(self.object) if request.user.is_superuser else None
        return self._refuse(reason) if reason else super().dispatch(request, *args, **kwargs)

    def _refuse(self, reason):
        messages.error(self.request, reason)
        return redirect(self.index_url_name)

    def get_usage_url(self):
        """Wagtail would count the draft page as a use, and refuse."""
        return

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except StillNeeded as refusal:
            return self._refuse(str(refusal))

    def delete_action(self):
        log(instance=self.object, action="wagtail.delete", deleted=True)
        dissolve_organisation(organisation=self.object)


class HistoryView(SuperusersOnly, ModelViewSet.history_view_class):
    pass


class UsageView(SuperusersOnly, ModelViewSet.usage_view_class):
    pass


WHAT_IT_IS = MultiFieldPanel(
    [
        TitleFieldPanel("name", targets=["slug"], placeholder=False, classname=""),
        FieldPanel("slug"),
        FieldPanel("source_language"),
    ],
    heading=_("Organisation"),
)
PEOPLE = MultiFieldPanel(
    [FieldPanel("moderators"), FieldPanel("editors")],
    heading=_("First people"),
    help_text=_("You can leave this empty. Each gets a mail with a link that works once, for two weeks."),
)


class OrganisationViewSet(ModelViewSet):
    model = Organisation
    name = "organisation"
    url_prefix = "organisations"
    icon = "group"
    add_to_admin_menu = True
    menu_order = 160
    copy_view_enabled = False
    index_view_class = IndexView
    add_view_class = AddView
    edit_view_class = EditView
    delete_view_class = DeleteView
    history_view_class = HistoryView
    usage_view_class = UsageView
    list_display = [
        "name",
        Column("slug", label=_("Address")),
        Column("get_source_language_display", label=_("Writes first in")),
        TitleColumn("people", label=_("People"), get_url=people_url),
    ]
    search_fields = ["name", "slug"]

    @cached_property
    def edit_panels(self):
        return ObjectList([WHAT_IT_IS], base_form_class=OrganisationForm).bind_to_model(Organisation)

    @cached_property
    def founding_panels(self):
        panels = [WHAT_IT_IS, *both("heading", _("Heading of its page")), PEOPLE]
        return ObjectList(panels, base_form_class=FoundingForm).bind_to_model(Organisation)

    def get_edit_handler(self):
        return self.edit_panels

    def get_form_class(self, for_update=False):
        return self.edit_panels.get_form_class() if for_update else FoundingForm

    def get_add_view_kwargs(self, **kwargs):
        return super().get_add_view_kwargs(**{"panel": self.founding_panels, "form_class": FoundingForm} | kwargs)

    def get_permissions_to_register(self):
        """No group may be given this right."""
        return Permission.objects.none()
