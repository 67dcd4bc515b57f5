"""Approving in a workflow: a language that nobody has read is not published."""

import json

from django.db import transaction
from django.utils.translation import gettext
from wagtail.models import Page

from lessons.editorial.translation.actions import confirm

APPROVE = "approve"


class LanguageApproval:
    """For a workflow task: whoever approves names the languages, and those are confirmed."""

    reviewed = None

    def get_actions(self, obj, user):
        # Wagtail asks for the form without saying for what; each of its views asks this same task for its actions
        # before it makes the form.
        self.reviewed = obj.specific if isinstance(obj, Page) else obj
        if not super().get_actions(obj, user):
            return []
        return [("reject", gettext("Request changes"), True), (APPROVE, gettext("Approve"), True)]

    def get_form_for_action(self, action):
        if action != APPROVE:
            return super().get_form_for_action(action)
        from lessons.editorial.translation.review_form import ReviewForm  # models are loaded before forms

        return type("ReviewOfThisForm", (ReviewForm,), {"task": self})

    def review(self, obj, data):
        """Return the bound form of an approval of `obj` with `data`; what it says of "languages" is why not."""
        self.reviewed = obj.specific if isinstance(obj, Page) else obj
        return LanguageApproval.get_form_for_action(self, APPROVE)(data)

    @transaction.atomic
    def on_action(self, task_state, user, action_name, **kwargs):
        """Approve and confirm the `languages`, or return the address of the editor, having done nothing."""
        if action_name != APPROVE:
            return super().on_action(task_state, user, action_name, **kwargs)
        form = self.review(task_state.workflow_state.content_object, kwargs)
        if not form.is_valid():
            return edit_address(self.reviewed)
        for obj in form.read:
            for language in form.cleaned_data["languages"]:
                confirm(obj=obj, language=language, user=user)
        return super().on_action(task_state, user, action_name, comment=form.words())


def refusal(obj, post):
    """Return why the approval in `post`, sent with an edit of `obj`, was refused, or an empty string."""
    is_approval = "action-workflow-action" in post and post.get("workflow-action-name", "").startswith(APPROVE)
    task = obj.current_workflow_task if is_approval else None
    if not isinstance(task, LanguageApproval):
        return ""
    form = task.review(obj, json.loads(post.get("workflow-action-extra-data") or "{}"))
    return " ".join(form.errors.get("languages", []))


def edit_address(obj):
    """Return where `obj`, a page or record, is edited."""
    from wagtail.admin.admin_url_finder import AdminURLFinder

    return AdminURLFinder().get_edit_url(obj)
