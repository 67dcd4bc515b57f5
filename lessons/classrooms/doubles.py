"""One learner with two places in a class: the teacher says so, the learner confirms it with both PINs."""

from django.db import transaction

from lessons.accounts.actions import erase_learner
from lessons.classrooms import audit
from lessons.classrooms.batches import carry_counted
from lessons.classrooms.models import Enrolment
from lessons.learning.joining import move_record
from lessons.learning.queries import has_worked_between


class NoDouble(Exception):
    """The teacher no longer says so, or it was answered already."""


@transaction.atomic
def confirm_double(*, double, learner):
    """Make `double`, whose PIN was typed, one with the place that `learner` has in its class; its account is erased.

    All its tries and lessons become those of `learner`. Places in other classes move too, where `learner` has none.
    Raises NoDouble when it is no double of `learner` any more.
    """
    double = _lock(double, learner)
    mine, other = double.merged_into, double.learner
    joined_at = _joined_at(mine, double)
    move_record(source=other, target=learner)
    carry_counted(source=other, target=learner)
    mine.joined_at = joined_at
    mine.save(update_fields=["joined_at"])
    for assignment in double.assignments.all():
        assignment.learners.add(mine)
    elsewhere = Enrolment.objects.filter(learner=other).exclude(pk=double.pk)
    elsewhere.exclude(classroom__in=Enrolment.objects.filter(learner=learner).values("classroom")).update(
        learner=learner
    )
    _keep_warning(other, learner)
    erase_learner(other)
    audit.note(classroom=mine.classroom, kind="double_confirmed", enrolment=mine)
    return mine


@transaction.atomic
def refuse_double(*, double, learner):
    """Take back that `double` is `learner`; it stays as it is. Raises NoDouble when nobody says so any more."""
    double = _lock(double, learner)
    mine, double.merged_into = double.merged_into, None
    double.save(update_fields=["merged_into"])
    audit.note(classroom=mine.classroom, kind="double_refused", enrolment=mine)


def _lock(double, learner):
    rows = Enrolment.objects.select_for_update(of=["self"]).select_related("merged_into", "learner", "classroom")
    found = rows.filter(pk=double.pk, merged_into__learner=learner).first()
    if found is None:
        raise NoDouble
    return found


def _joined_at(mine, double):
    """Return from when the joined record counts in the class: from when the first of both joined.

    What the other one had done by then outside the class, by their own choice, must not come to count: then the later.
    """
    first, later = sorted([mine, double], key=lambda place: place.joined_at)
    worked = has_worked_between(later.learner, first.joined_at, later.joined_at)
    return later.joined_at if worked else first.joined_at


def _keep_warning(other, learner):
    """Whoever set the other PIN anew must not read in the joined record what it hid from them before."""
    anew = max(filter(None, [other.pin_set_anew_at, learner.pin_set_anew_at]), default=None)
    if anew != learner.pin_set_anew_at:
        learner.pin_set_anew_at = anew
        learner.save(update_fields=["pin_set_anew_at"])
