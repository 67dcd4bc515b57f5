"""Approving in a workflow: what the content check stops is approved only with a reason."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from lessons.editorial.checking.actions import pass_check
from lessons.editorial.checking.gate import APPROVE_DESPITE, check_address, is_held, is_stopped


class ReasonMixin(forms.Form):
    """Adds the reason to the form with which a task is approved."""

    check_reason = forms.CharField(
        label=_("Why it may be published all the same"),
        help_text=_(
            "The content check found something that would harm or mislead. Your reason is kept in the history."
        ),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CheckedApproval:
    """For a workflow task: while something stops, the one way to approve is the one that asks for a reason.

    While something has to be mended, there is none.
    """

    def get_actions(self, obj, user):
        actions = super().get_actions(obj, user)
        if not any(name == "approve" for name, *_rest in actions) or not is_stopped(obj):
            return actions
        kept = [action for action in actions if action[0] != "approve"]
        if is_held(obj):
            return kept
        return [*kept, (APPROVE_DESPITE, _("Approve all the same, with a reason"), True)]

    def get_form_for_action(self, action):
        if action != APPROVE_DESPITE:
            return super().get_form_for_action(action)
        plain = self.get_form_for_action("approve") or forms.Form
        return type("ApproveDespiteForm", (ReasonMixin, plain), {})

    def on_action(self, task_state, user, action_name, check_reason="", **kwargs):
        """Approve, or return the address of the content check, having done nothing, when a reason is missing."""
        if action_name not in {"approve", APPROVE_DESPITE}:
            return super().on_action(task_state, user, action_name, **kwargs)
        obj = task_state.workflow_state.content_object
        obj = obj.specific if isinstance(obj, Page) else obj
        if not is_stopped(obj):
            return super().on_action(task_state, user, "approve", **kwargs)
        if action_name == "approve" or not check_reason.strip() or is_held(obj):
            return check_address(obj)
        with transaction.atomic():
            pass_check(obj=obj, user=user, reason=check_reason)
            refusal = super().on_action(task_state, user, "approve", **kwargs)
            if refusal:  # for another reason than the content check's: nothing was passed either
                transaction.set_rollback(True)
        return refusal
