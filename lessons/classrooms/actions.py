from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.utils import timezone

from lessons.accounts import throttling
from lessons.accounts.actions import erase_learner, give_new_pin, set_pin
from lessons.classrooms import audit
from lessons.classrooms.join_codes import new_code
from lessons.classrooms.models import Classroom, Enrolment, Teaching
from lessons.learning.joining import move_record


class NotATeacher(Exception):
    """This person may not open a class: no confirmed e-mail, or not yet approved."""


class JoinRefused(Exception):
    """This class cannot be joined so."""


class NameTaken(JoinRefused):
    """Somebody in the class has this name already."""


@transaction.atomic
def make_classroom(*, teacher, **fields):
    """Open a class that `teacher` teaches, with a code of its own; `fields` are the class's. Raises NotATeacher."""
    if not teacher.may_open_classes:
        raise NotATeacher
    classroom = Classroom.objects.create(code=unused_code(), **fields)
    Teaching.objects.create(classroom=classroom, teacher=teacher)
    audit.note(classroom=classroom, by=teacher, kind="class_made")
    return classroom


def unused_code():
    """Return a code that no class has or ever had."""
    while Classroom.objects.with_code(code := new_code()).exists():
        pass
    return code


@transaction.atomic
def join_classroom(*, learner, classroom, name, now=None):
    """Enrol `learner` under `name`; where the class asks for approval they wait. Joining again changes nothing.

    Whoever was removed comes back as somebody who joins now. Raises JoinRefused for a class that is not open,
    NameTaken when another learner of the class has the name.
    """
    mine = Enrolment.objects.filter(classroom=classroom, learner=learner).first()
    if mine and mine.removed_at is None:
        return mine
    if not classroom.is_open:
        raise JoinRefused
    # Asked first: PostgreSQL writes the row that breaks a constraint, name and all, into its log.
    if classroom.enrolments.named(name).exclude(learner=learner).exists():
        raise NameTaken
    enrolment = mine or Enrolment(classroom=classroom, learner=learner)
    try:
        with transaction.atomic():
            _let_in(enrolment, name, now or timezone.now())
    except IntegrityError:
        # Two posts at once: either the other one was the same learner, or it took the name.
        enrolment = Enrolment.objects.filter(classroom=classroom, learner=learner, removed_at=None).first()
        if enrolment is None:
            raise NameTaken from None
    return enrolment


def _let_in(enrolment, name, now):
    classroom = enrolment.classroom
    enrolment.name, enrolment.joined_at = name, now
    enrolment.approved_at = None if classroom.needs_approval else now
    enrolment.removed_at = enrolment.merged_into = None
    enrolment.save()
    kind = "asked_to_join" if classroom.needs_approval else "joined"
    audit.note(classroom=classroom, kind=kind, enrolment=enrolment)


@transaction.atomic
def join_with_new_pin(*, classroom, name, pin, guest=None, keep=True):
    """Return the learner who joins under `name` with `pin`: `guest`, who keeps what they did, or a new one.

    With `keep` false the guest was somebody else on this phone and is erased. Raises what join_classroom raises, and
    then nothing has changed.
    """
    learner = guest if guest and keep else get_user_model().objects.create_guest()
    join_classroom(learner=learner, classroom=classroom, name=name)
    set_pin(learner=learner, pin=pin)
    if guest and not keep:
        erase_learner(guest)
    return learner


@transaction.atomic
def settle_guest(*, guest, learner, keep):
    """Give `learner`, who signs in, what `guest` did on this phone, or erase it when it was somebody else."""
    if keep:
        move_record(source=guest, target=learner)
    erase_learner(guest)


def pin_account(learner):
    """Return the throttle's account of a learner: the same in every class, and under a new name too."""
    return throttling.account("pin", learner.pk)


@transaction.atomic
def reset_pin(*, enrolment, by=None):
    """Give a learner a new PIN that works once, allow them to try again, and return the learner."""
    give_new_pin(learner=enrolment.learner)
    throttling.clear(pin_account(enrolment.learner))
    audit.note(classroom=enrolment.classroom, by=by, kind="pin_given", enrolment=enrolment)
    return enrolment.learner
