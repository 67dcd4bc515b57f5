"""How a learner is known: a class, the name they have in it, and their PIN or their five pictures."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.contrib.auth import get_user_model
from django.utils import timezone

from lessons.accounts import throttling
from lessons.accounts.given_pins import is_given
from lessons.classrooms.actions import pin_account
from lessons.classrooms.join_codes import is_code, normalise_code
from lessons.classrooms.models import Classroom, Enrolment
from lessons.classrooms.names import name_key

SAME_POST = timedelta(seconds=10)


@dataclass(frozen=True)
class Known:
    """Who typed a right secret, and in which class; one that `is_given` only lets them choose another."""

    learner: object
    classroom: Classroom | None
    is_given: bool


def find_class(request, typed):
    """Return the class that has, or had, the code `typed`, whether or not it can be joined; else None.

    Raises throttling.TooManyTries when too many codes from this source were wrong.
    """
    throttling.refuse_flood(request, "code")
    code = normalise_code(typed)
    if not is_code(code):
        return None
    classroom = Classroom.objects.with_code(code).first()
    if classroom is None:
        throttling.count_failure(request, "code")
    return classroom


def can_join(classroom, typed):
    """Return whether the code `typed` lets somebody join: only the present code of an open class does."""
    return classroom.is_open and classroom.code == normalise_code(typed)


def check_pin(request, classroom, name, secret):
    """Return whom a class knows by this name and secret, as a Known, else None.

    Who was removed is still known. Takes about as long for a name that nobody has. Raises throttling.TooManyTries.
    """
    enrolment = Enrolment.objects.filter(classroom=classroom).named(name).select_related("learner").first()

    def check():
        if enrolment is None:
            get_user_model()().set_password(secret)
            return None
        return _check_secret(enrolment.learner, classroom, secret)

    nobody = throttling.account("no pin", classroom.pk, name_key(name), exists=False)
    target = pin_account(enrolment.learner) if enrolment else nobody
    return throttling.guard(request, "pin", target, check, throttling.give_back)


def check_own_pin(request, learner, secret):
    """Return whether `secret` is that of `learner`, who is signed in. Counts as a try; raises TooManyTries."""
    check = partial(learner.check_password, secret)
    return throttling.guard(request, "pin", pin_account(learner), check, throttling.give_back)


def check_listed(request, learner, secret):
    """Return `learner`, who is on the list of the phone that asks, as a Known when this is their secret, else None.

    Counts as a try; raises TooManyTries. `classroom` is the latest of theirs, None for whoever is in no class.
    """
    latest = Enrolment.objects.filter(learner=learner).select_related("classroom").latest_first().first()
    check = partial(_check_secret, learner, latest.classroom if latest else None, secret)
    # No teacher can let somebody without a class in again.
    on_success = throttling.give_back if latest else throttling.forgive_slips
    return throttling.guard(request, "pin", pin_account(learner), check, on_success)


def _check_secret(learner, classroom, secret):
    # Both always: the time that an answer takes must not tell which kind of PIN somebody has.
    own, given = learner.check_password(secret), is_given(learner, secret)
    return Known(learner, classroom, given) if (own or given) and learner.is_active else None


def joined_just_now(request, classroom, name, secret):
    """Return the learner who has joined `classroom` with this name and PIN in the last seconds, else None.

    A second tap on "Join" must not meet a taken name. Only for seconds: two learners may be namesakes. It counts as a
    try, or whoever sees a classmate join could try PINs without end.
    """
    recent = Enrolment.objects.filter(classroom=classroom, joined_at__gte=timezone.now() - SAME_POST)
    if not recent.named(name).exists():
        return None
    try:
        known = check_pin(request, classroom, name, secret)
    except throttling.TooManyTries:
        return None
    # A given one opens no session here: it leads to choosing another, which is what signing in is for.
    return known.learner if known and not known.is_given else None
