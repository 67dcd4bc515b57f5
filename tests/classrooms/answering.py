"""Learners of a class and what they answer, made quickly: for tests of figures over many of them."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from lessons.classrooms.models import Assignment, Enrolment
from lessons.learning.actions import submit_answer
from lessons.learning.frozen import freeze
from lessons.learning.models import Attempt

LONG_AGO = timezone.now() - timedelta(days=30)


def assign(classroom, module, **fields):
    """Return a standing assignment of `module` to the class, made before anybody in these tests answers."""
    return Assignment.objects.create(**({"classroom": classroom, "module": module, "made_at": LONG_AGO} | fields))


def enrol(classroom, name, learner=None, **fields):
    """Return the enrolment of a new learner, without a PIN, who joined long ago."""
    learner = learner or get_user_model().objects.create_guest()
    fields = {"joined_at": LONG_AGO} | fields
    return Enrolment.objects.create(classroom=classroom, learner=learner, name=name, **fields)


def enrol_many(classroom, count, start=1):
    return [enrol(classroom, f"Learner {number}") for number in range(start, start + count)]


def answer(learner, quiz, picks, when=None):
    """Let `learner` begin a new try at `quiz` and answer; `picks` maps a question to the place of a choice."""
    when = when or timezone.now()
    attempt = Attempt.objects.create(
        learner=learner, quiz=quiz, frozen=freeze(quiz, band=None, seed=str(learner.pk)), started_at=when
    )
    items = {item["key"]: item for item in attempt.items}
    for question, place in picks.items():
        choice = question.choices.order_by("sort_order")[place]
        submit_answer(attempt=attempt, item=items[question.key], picked=[str(choice.key)], now=when)
    return attempt
