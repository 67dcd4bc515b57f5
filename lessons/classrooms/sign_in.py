"""How a learner is known: a class, the name they have in it, and their PIN."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from lessons.accounts import throttling
from lessons.classrooms.actions import pin_account
from lessons.classrooms.join_codes import is_code, normalise_code
from lessons.classrooms.models import Enrolment
from lessons.classrooms.names import name_key

SAME_POST = timedelta(seconds=10)


def find_class(request, typed, classrooms):
    """Return the one of `classrooms` that has the code `typed`, else None.

    Raises throttling.TooManyTries when too many codes from this source were wrong.
    """
    throttling.refuse_flood(request, "code")
    code = normalise_code(typed)
    if not is_code(code):
        return None
    classroom = classrooms.filter(code=code).first()
    if classroom is None:
        throttling.count_failure(request, "code")
    return classroom


def check_pin(request, classroom, name, pin):
    """Return the learner of `classroom` with this name and PIN, else None.

    Takes about as long for a name that nobody has. Raises throttling.TooManyTries.
    """
    enrolment = Enrolment.objects.filter(classroom=classroom).named(name).select_related("learner").first()

    def check():
        if enrolment is None:
            get_user_model()().set_password(pin)
            return None
        learner = enrolment.learner
        return learner if learner.check_password(pin) and learner.is_active else None

    target = pin_account(classroom, name_key(name), exists=enrolment is not None)
    return throttling.guard(request, "pin", target, check, throttling.give_back)


def joined_just_now(request, classroom, name, pin):
    """Return the learner who has joined `classroom` with this name and PIN in the last seconds, else None.

    A second tap on "Join" must not meet a taken name. Only for seconds: two learners may be namesakes. It counts as a
    try, or whoever sees a classmate join could try PINs without end.
    """
    recent = Enrolment.objects.filter(classroom=classroom, joined_at__gte=timezone.now() - SAME_POST)
    if not recent.named(name).exists():
        return None
    try:
        return check_pin(request, classroom, name, pin)
    except throttling.TooManyTries:
        return None
