"""The guest on this phone, as one question asks about them: "Was this you? 2 lessons, today"."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lessons.learning.queries import record_summary


@dataclass(frozen=True)
class Guest:
    """`person` has an account without a PIN; `record` says in words what they did, empty for nothing."""

    person: object
    record: str


def guest_of(request):
    """Return the Guest who reads, or None."""
    if not request.user.is_authenticated or not request.user.is_guest:
        return None
    return Guest(request.user, describe(record_summary(request.user)))


def describe(summary, today=None):
    """Return a RecordSummary in words, such as "2 lessons, today"."""
    if summary.is_empty:
        return ""
    parts = []
    if summary.lessons:
        parts.append(ngettext("%(n)s lesson", "%(n)s lessons", summary.lessons) % {"n": summary.lessons})
    if summary.quizzes:
        parts.append(ngettext("%(n)s quiz", "%(n)s quizzes", summary.quizzes) % {"n": summary.quizzes})
    if summary.last_on:
        parts.append(_day(summary.last_on, today or timezone.localdate()))
    return _(", ").join(parts)


def _day(day, today):
    if day == today:
        return _("today")
    if day == today - timedelta(days=1):
        return _("yesterday")
    return date_format(day, "DATE_FORMAT")
