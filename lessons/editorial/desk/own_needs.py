"""What waits at the desk itself: approvals, what came back, and the drafts of one's organisations."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, IntegerField, OuterRef, Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.models import GroupApprovalTask, Page, TaskState, WorkflowState
from wagtail.permissions import page_permission_policy

from lessons.content.models import Fact, Helpline, Question
from lessons.content.owned import owned
from lessons.core.bilingual import LANGUAGES, choose
from lessons.editorial.desk.access import sections_of
from lessons.editorial.desk.needs import SHOWN, Button, Need, provides_button, provides_needs
from lessons.editorial.models import LanguageReview

RECORDS = (Question, Fact, Helpline)


@provides_button
def new_module(user):
    return Button(_("New module"), reverse("desk:new_module")) if sections_of(user).exists() else None


@provides_button
def new_question(user):
    if not user.has_perm("content.add_question"):
        return None
    return Button(_("New question"), reverse(Question.snippet_viewset.get_url_name("add")), "help")


@provides_needs
def approvals(user):
    """What a moderator can approve now, the longest waiting first."""
    waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, task__active=True)
    if not user.is_superuser:
        # Wagtail's own reviewable_by asks each task of the site, one query an organisation.
        reviews = [
            model.objects.filter(groups__user=user).values("pk") for model in (LanguageReview, GroupApprovalTask)
        ]
        waiting = waiting.filter(Q(task__in=reviews[0]) | Q(task__in=reviews[1]))
    states = waiting.select_related("revision__user").order_by("started_at")[:SHOWN]
    items = [_item(state.revision, state.started_at, state.revision.user) for state in states]
    return Need(_("Waits for your approval"), items, reverse("wagtailadmin_reports:workflow_tasks"), _("All tasks"))


@provides_needs
def sent_back(user):
    """What `user` wrote or sent for approval and a moderator has sent back, with the moderator's words."""
    states = (
        WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES)
        .filter(Q(requested_by=user) | _is_one_of(Page.objects.filter(owner=user)))
        .filter(_is_still_ours(user))
        .select_related("current_task_state__revision", "current_task_state__finished_by")
        .order_by("-current_task_state__finished_at")[:SHOWN]
    )
    return Need(_("Sent back to you"), [_answer(state.current_task_state) for state in states])


def _is_one_of(rows):
    """Return the condition that a workflow state is about one of `rows`, pages or records of one kind."""
    kind = ContentType.objects.get_for_model(rows.model)
    pk = Cast(OuterRef("object_id"), IntegerField())
    return Q(base_content_type=kind) & Exists(rows.filter(pk=pk))


def _is_still_ours(user):
    """Return the condition that a workflow state is about what `user` may change: people leave organisations."""
    condition = _is_one_of(_pages_of(user))
    for model in RECORDS:
        condition |= _is_one_of(owned(model, user))
    return condition


def _pages_of(user):
    return page_permission_policy.instances_user_has_any_permission_for(user, {"change"})


def _answer(state):
    label, url, note = _item(state.revision, state.finished_at, state.finished_by)
    if state.comment:
        note = _("%(who)s: “%(comment)s”") % {"who": note, "comment": state.comment}
    return label, url, note


@provides_needs
def drafts(user):
    """The drafts of the organisations of `user`, the latest edited first, with who edited them."""
    found = []
    for rows in (_pages_of(user), *(owned(model, user) for model in RECORDS)):
        drafted = rows.filter(has_unpublished_changes=True, latest_revision__isnull=False)
        found += drafted.select_related("latest_revision__user").order_by("-latest_revision__created_at")[:SHOWN]
    revisions = sorted((row.latest_revision for row in found), key=lambda each: each.created_at, reverse=True)
    items = [_item(revision, revision.created_at, revision.user) for revision in revisions[:SHOWN]]
    return Need(_("Drafts, the latest first"), items)


def _item(revision, moment, person):
    model = ContentType.objects.get_for_id(revision.content_type_id).model_class()
    when = date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT") if moment else ""
    notes = [str(model._meta.verbose_name), when, get_user_display_name(person) if person else ""]
    return _label(revision), _edit_url(model, revision.object_id), " · ".join(filter(None, notes))


def _label(revision):
    """Return what the draft is called in the reader's language; a fact goes by its key."""
    for name in ("heading", "prompt", "name"):
        text = choose({code: revision.content.get(f"{name}_{code}") for code in LANGUAGES}).text
        if text:
            return Truncator(text).chars(90)
    return revision.object_str


def _edit_url(model, pk):
    name = "wagtailadmin_pages:edit" if issubclass(model, Page) else model.snippet_viewset.get_url_name("edit")
    return reverse(name, args=[pk])
