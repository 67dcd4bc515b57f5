"""What a teacher changes about a learner's place in a class. The learner's record stays theirs throughout."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from lessons.classrooms import audit
from lessons.classrooms.actions import NameTaken
from lessons.classrooms.models import Enrolment


class NotPossible(Exception):
    """The learner's place in the class is no longer such that this can be done."""


class InThatClassAlready(Exception):
    """The learner is in the other class already."""


@transaction.atomic
def let_in(*, enrolments, by, now=None):
    """Let those of `enrolments`, all of one class, in who still wait; return how many. They joined when they asked."""
    waiting = list(enrolments.waiting().select_related("classroom"))
    Enrolment.objects.filter(pk__in=[one.pk for one in waiting]).update(approved_at=now or timezone.now())
    if len(waiting) == 1:
        audit.note(classroom=waiting[0].classroom, by=by, kind="learner_let_in", enrolment=waiting[0])
    elif waiting:
        audit.note(classroom=waiting[0].classroom, by=by, kind="learners_let_in", detail=len(waiting))
    return len(waiting)


@transaction.atomic
def refuse(*, enrolment, by, now=None):
    """Refuse a learner who waits; their record stays theirs. Raises NotPossible for one who does not wait."""
    waiting = Enrolment.objects.waiting().filter(pk=enrolment.pk)
    if not waiting.update(removed_at=now or timezone.now()):
        raise NotPossible
    audit.note(classroom=enrolment.classroom, by=by, kind="learner_refused", enrolment=enrolment)


@transaction.atomic
def rename_learner(*, enrolment, name, by):
    """Call the learner `name` in the class, also for signing in. Raises NameTaken."""
    if enrolment.classroom.enrolments.named(name).exclude(pk=enrolment.pk).exists():
        raise NameTaken
    if name == enrolment.name:
        return
    enrolment.name = name
    _save(enrolment, ["name"])
    audit.note(classroom=enrolment.classroom, by=by, kind="learner_renamed", enrolment=enrolment)


@transaction.atomic
def remove_learner(*, enrolment, by, now=None):
    """Take a learner out of the class. They still sign in with its code and keep their record."""
    if not Enrolment.objects.current().filter(pk=enrolment.pk).update(removed_at=now or timezone.now()):
        raise NotPossible
    audit.note(classroom=enrolment.classroom, by=by, kind="learner_removed", enrolment=enrolment)


@transaction.atomic
def bring_back(*, enrolment, by, now=None):
    """Let somebody who was removed, refused or named a double in again, as one who joins now.

    What they did in between was by their own choice, so that nothing before now counts in the class.
    """
    now = now or timezone.now()
    gone = Enrolment.objects.filter(pk=enrolment.pk, removed_at__isnull=False)
    if not gone.update(removed_at=None, approved_at=now, joined_at=now, merged_into=None):
        raise NotPossible
    audit.note(classroom=enrolment.classroom, by=by, kind="learner_returned", enrolment=enrolment)


@transaction.atomic
def move_learner(*, enrolment, classroom, name, by, now=None):
    """Move a learner to another `classroom` under `name` and return their enrolment there, which begins now.

    Raises NameTaken, InThatClassAlready, and NotPossible for one who is no longer in the first class.
    """
    now = now or timezone.now()
    if not Enrolment.objects.current().filter(pk=enrolment.pk).update(removed_at=now):
        raise NotPossible
    there = Enrolment.objects.filter(classroom=classroom, learner=enrolment.learner).first()
    if there and there.removed_at is None:
        raise InThatClassAlready
    there = there or Enrolment(classroom=classroom, learner=enrolment.learner)
    if classroom.enrolments.named(name).exclude(pk=there.pk).exists():
        raise NameTaken
    there.name, there.joined_at, there.approved_at, there.removed_at = name, now, now, None
    there.merged_into = None
    _save(there)
    old, new = enrolment.classroom, classroom
    audit.note(classroom=old, by=by, kind="learner_moved_out", enrolment=enrolment, detail=new.name)
    audit.note(classroom=new, by=by, kind="learner_moved_in", enrolment=there, detail=old.name)
    return there


@transaction.atomic
def propose_merge(*, double, into, by, now=None):
    """Say that `double` is the same learner as `into` in the same class; the double leaves the class.

    Their records come together once the learner confirms it with both PINs. Raises NotPossible when either is no
    longer in the class.
    """
    both = Enrolment.objects.current().filter(classroom=double.classroom_id, pk__in={double.pk, into.pk})
    if both.count() != 2:
        raise NotPossible
    double.merged_into, double.removed_at = into, now or timezone.now()
    double.save(update_fields=["merged_into", "removed_at"])
    # Whoever was to come together with the double now has to with the same learner.
    double.doubles.update(merged_into=into)
    audit.note(classroom=double.classroom, by=by, kind="learner_merged", enrolment=double)


def _save(enrolment, fields=None):
    """Save; raises NameTaken when somebody else took the name in the same moment."""
    try:
        with transaction.atomic():
            enrolment.save(update_fields=fields)
    except IntegrityError:
        raise NameTaken from None
