"""Writing down that somebody called a number or checked a fact."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import TaskState

from lessons.content.models import Helpline
from lessons.content.records import dialled
from lessons.editorial.upkeep.dates import due_after

CALLED, CHECKED = "upkeep.called", "upkeep.checked"


def kind_of(record):
    """Return what `record` is, as in dates.MONTHS."""
    return "helpline" if isinstance(record, Helpline) else record.kind


@transaction.atomic
def note_look(*, record, user, today=None):
    """Write down that `user` called or checked `record` today, for readers at once; return whether that was news.

    The words that wait in a draft stay there, but it gets the day too, so that publishing it does not take the day
    back; a draft with another number does not: that one was not called.
    """
    today = today or timezone.localdate()
    record = type(record).objects.select_for_update().get(pk=record.pk)
    dates = {record.LOOKED: today, "review_after": due_after(kind_of(record), today)}
    news = any(getattr(record, name) != day for name, day in dates.items())
    for name, day in dates.items():
        setattr(record, name, day)
    # By its own save, so that a new edition begins and search hears of it.
    record.save(update_fields=list(dates))
    _date_versions(record, dates)
    if news:
        action = CALLED if isinstance(record, Helpline) else CHECKED
        log(instance=record, action=action, user=user, data={"review_after": dates["review_after"].isoformat()})
    return news


def _date_versions(record, dates):
    """Write `dates` into the versions that are live or may yet go live."""
    stored = {name: day.isoformat() for name, day in dates.items()}
    waiting = Q(task_states__status=TaskState.STATUS_IN_PROGRESS) | Q(approved_go_live_at__isnull=False)
    ours = Q(pk__in=[pk for pk in (record.latest_revision_id, record.live_revision_id) if pk])
    for revision in record.revisions.filter(waiting | ours).distinct():
        if _is_of_this_number(record, revision.content) and not stored.items() <= revision.content.items():
            revision.content |= stored
            # Wagtail tells by it whoever has the form open that what they see is no longer the latest.
            # Of a new record it tells when the words were written: only those older than an approval go live by it.
            if record.live and revision.is_latest_revision():
                revision.created_at = timezone.now()
            revision.save(update_fields=["content", "created_at"])


def _is_of_this_number(record, content):
    return not isinstance(record, Helpline) or dialled(content.get("number") or "") == record.tel
