"""Setting a week of practice, taking it back, and telling of it.

The teacher sees one number: how many of those who were in the class when the week was set have practised since. It is
told in whole tens, and only while at least ten others of them are left untold; so a class of fewer than twenty has
none. Who is counted is settled at the beginning: removing a learner, bringing one back or adding one changes nothing,
so that no two looks differ by a learner whom the teacher has chosen. What was told is never lowered.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from lessons.classrooms import audit
from lessons.classrooms.models import Classroom, PractiseWeek
from lessons.learning.practising import count_who_practised
from lessons.learning.shares import A_BATCH, whole_batches


@dataclass(frozen=True)
class WeekFigure:
    """`told` of `size` learners or more have practised; 0: fewer than ten. `is_told` is False in a small class."""

    told: int
    size: int
    is_told: bool


@transaction.atomic
def set_practise_week(*, classroom, by, now=None):
    """Let `classroom` practise for seven days from today and return the PractiseWeek; one that stands is left alone."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    # Two teachers at once set one week.
    Classroom.objects.select_for_update().get(pk=classroom.pk)
    standing = PractiseWeek.objects.standing(today).filter(classroom=classroom).first()
    if standing:
        return standing
    PractiseWeek.objects.filter(classroom=classroom).delete()
    learners = list(classroom.enrolments.current())
    week = PractiseWeek.objects.create(classroom=classroom, set_on=today, set_at=now, set_by=by, size=len(learners))
    week.learners.set(learners)
    audit.note(classroom=classroom, by=by, kind="practise_week_set")
    return week


@transaction.atomic
def take_back_practise_week(*, classroom, by):
    """Take the week back; nothing when none stands. What learners have practised stays theirs."""
    found = PractiseWeek.objects.standing().filter(classroom=classroom)
    if found.select_for_update().first() is None:
        return
    found.delete()
    audit.note(classroom=classroom, by=by, kind="practise_week_taken_back")


def figure_of(week):
    """Return the WeekFigure of `week`, and keep what is told for the first time."""
    room = whole_batches(max(week.size - A_BATCH, 0))
    if not room:
        return WeekFigure(0, week.size, is_told=False)
    if week.told < room:
        practised = count_who_practised(week.learners.values("learner"), since=week.set_at)
        told = min(whole_batches(practised), room)
        if told > week.told:
            PractiseWeek.objects.filter(pk=week.pk, told__lt=told).update(told=told)
            week.told = told
    return WeekFigure(week.told, week.size, is_told=True)


def weeks_of(enrolments, on=None):
    """Return the standing PractiseWeeks of the classes in which a learner is now, by their `enrolments`."""
    places = [place for place in enrolments if place.is_current]
    weeks = PractiseWeek.objects.standing(on).filter(classroom__in=[place.classroom_id for place in places])
    return list(weeks.filter(classroom__removed_at=None, classroom__archived_at=None).select_related("classroom"))


def forget_ended_weeks(on=None):
    """Erase the weeks that are over, and with them who was counted."""
    PractiseWeek.objects.ended(on).delete()
