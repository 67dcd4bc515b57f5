from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from lessons.accounts import throttling
from lessons.accounts.actions import erase_learner, give_new_pin, set_pin
from lessons.classrooms import audit
from lessons.classrooms.join_codes import new_code
from lessons.classrooms.models import Classroom, Enrolment, Teaching
from lessons.learning.actions import move_record

CODES_TRIED = 20


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
    for _attempt in range(CODES_TRIED):
        code = new_code()
        if not Classroom.objects.with_code(code).exists():
            break
    return code


@transaction.atomic
def join_classroom(*, learner, classroom, name):
    """Enrol `learner` under `name`. Joining again changes nothing.

    Raises JoinRefused for a closed class, NameTaken when another learner of the class has the name.
    """
    mine = Enrolment.objects.filter(classroom=classroom, learner=learner).first()
    if mine:
        return mine
    if not classroom.is_open:
        raise JoinRefused
    # Asked first: PostgreSQL writes the row that breaks a constraint, name and all, into its log.
    if classroom.enrolments.named(name).exists():
        raise NameTaken
    try:
        with transaction.atomic():
            return Enrolment.objects.create(classroom=classroom, learner=learner, name=name)
    except IntegrityError:
        # Two posts at once: either the other one was the same learner, or it took the name.
        mine = Enrolment.objects.filter(classroom=classroom, learner=learner).first()
        if mine is None:
            raise NameTaken from None
        return mine


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


def pin_account(classroom, key, *, exists):
    """Return the throttle's account of whoever has the name `key` in a class."""
    return throttling.account("pin", classroom.pk, key, exists=exists)


@transaction.atomic
def reset_pin(*, enrolment, by=None):
    """Give a learner a new PIN that works once, allow them to try again, and return the learner."""
    give_new_pin(learner=enrolment.learner)
    for known in Enrolment.objects.filter(learner=enrolment.learner).select_related("classroom"):
        throttling.clear(pin_account(known.classroom, known.name_key, exists=True))
    audit.note(classroom=enrolment.classroom, by=by, kind="pin_given", enrolment=enrolment)
    return enrolment.learner
