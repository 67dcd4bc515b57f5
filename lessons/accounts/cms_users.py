"""The CMS's people: staff, editors and teachers, never learners."""

from django import forms
from django.http import Http404
from django.shortcuts import get_list_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm
from wagtail.users.forms import UserEditForm
from wagtail.users.views import bulk_actions
from wagtail.users.views.users import DeleteView, EditView, HistoryView, IndexView, UserViewSet

from lessons.accounts.forms import TOO_MANY_TRIES_WITH_PASSWORD
from lessons.core.search import SpelledListMixin


class StaffIndexView(SpelledListMixin, IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().staff_and_teachers()


class NoLearnerMixin:
    def get_object(self, *args, **kwargs):
        person = super().get_object(*args, **kwargs)
        if person.is_learner:
            raise Http404
        return person


class StaffEditView(NoLearnerMixin, EditView):
    pass


class StaffDeleteView(NoLearnerMixin, DeleteView):
    pass


class StaffHistoryView(NoLearnerMixin, HistoryView):
    pass


class StaffEditForm(UserEditForm):
    """Wagtail's form; a teacher need not give a name, and an operator says here that they may open classes."""

    is_approved = forms.BooleanField(
        label=_("May open classes"),
        help_text=_("Only matters when teachers need approval."),
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["is_approved"].initial = self.instance.approved_at is not None
        self.fields["first_name"].required = self.fields["last_name"].required = False

    def save(self, commit=True):
        if not self.cleaned_data["is_approved"]:
            self.instance.approved_at = None
        elif self.instance.approved_at is None:
            self.instance.approved_at = timezone.now()
        return super().save(commit)


class StaffUserViewSet(UserViewSet):
    index_view_class = StaffIndexView
    edit_view_class = StaffEditView
    delete_view_class = StaffDeleteView
    history_view_class = StaffHistoryView

    def get_form_class(self, for_update=False):
        return StaffEditForm if for_update else super().get_form_class(for_update)


class NoLearnersBulkMixin:
    """ "Select all" means all that the list shows: without this it would take the learners too."""

    @classmethod
    def get_queryset(cls, model, object_ids):
        return get_list_or_404(model.objects.staff_and_teachers(), pk__in=object_ids)


class StaffAssignRole(NoLearnersBulkMixin, bulk_actions.AssignRoleBulkAction):
    pass


class StaffDelete(NoLearnersBulkMixin, bulk_actions.DeleteBulkAction):
    pass


class StaffSetActive(NoLearnersBulkMixin, bulk_actions.SetActiveStateBulkAction):
    pass


class CmsLoginForm(LoginForm):
    """Wagtail's form, which also says when there were too many tries."""

    def get_invalid_login_error(self):
        if getattr(self.request, "has_too_many_tries", False):
            return forms.ValidationError(TOO_MANY_TRIES_WITH_PASSWORD, code="too_many_tries")
        return super().get_invalid_login_error()
