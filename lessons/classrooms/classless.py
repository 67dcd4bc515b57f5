"""Learners whom no class knows: only the list of their phone leads to their record."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from lessons.accounts.actions import erase_learner, set_pin
from lessons.accounts.retention import BATCH
from lessons.classrooms.models import Enrolment
from lessons.learning.joining import erase_record


@transaction.atomic
def learn_by_pin(*, pin, guest=None):
    """Return `guest`, who keeps what they did, or a new learner: either with this PIN and without a class."""
    learner = guest or get_user_model().objects.create_guest()
    set_pin(learner=learner, pin=pin)
    return learner


def of_no_class(entries):
    """Return those of `entries` (accounts.phone_list) whom no class knows, not even as somebody removed."""
    learners = [entry.learner for entry in entries]
    known = set(Enrolment.objects.filter(learner__in=learners).values_list("learner", flat=True)) if learners else ()
    return [entry for entry in entries if entry.learner.pk not in known]


@transaction.atomic
def erase_for_good(*, learner):
    """Erase a learner to whom nothing leads any more, and everything they did."""
    erase_record(learner=learner)
    erase_learner(learner)


def erase_unseen(today=None):
    """Erase learners of no class whom nobody has seen for as long as a phone keeps its list. Return how many."""
    last_day = (today or timezone.localdate()) - timedelta(days=settings.PHONE_LIST_DAYS)
    unseen = get_user_model().objects.learners().filter(enrolments=None).unseen_since(last_day)
    erased = 0
    while batch := list(unseen.values_list("pk", flat=True)[:BATCH]):
        # The condition again: whoever came back in the meantime stays.
        unseen.filter(pk__in=batch).delete()
        erased += len(batch)
    return erased
