"""What is erased by itself; `run_due` calls clean_up."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.utils import timezone

from lessons.accounts import throttling
from lessons.accounts.actions import SIGNED_UP

BATCH = 200
UNCONFIRMED_DAYS = 30


def erase_stale_guests(today=None):
    """Erase guests whom nobody has seen for GUEST_DAYS, and all that they did. Return how many."""
    last_day = (today or timezone.localdate()) - timedelta(days=settings.GUEST_DAYS)
    stale = get_user_model().objects.guests().unseen_since(last_day)
    erased = 0
    # Small batches: each is a transaction of its own, and learners go on answering in between.
    while batch := list(stale.values_list("pk", flat=True)[:BATCH]):
        # The condition again: whoever came back or chose a PIN in the meantime stays.
        stale.filter(pk__in=batch).delete()
        erased += len(batch)
    return erased


def erase_expired_sessions(now=None):
    return Session.objects.filter(expire_date__lt=now or timezone.now()).delete()[0]


def erase_unconfirmed_sign_ups(now=None):
    """Erase accounts whose e-mail nobody has confirmed in UNCONFIRMED_DAYS: it may be somebody else's address."""
    last = (now or timezone.now()) - timedelta(days=UNCONFIRMED_DAYS)
    signed_up = get_user_model().objects.staff_and_teachers().filter(username__startswith=SIGNED_UP)
    return signed_up.filter(email_confirmed_at=None, date_joined__lt=last, is_staff=False).delete()[0]


def clean_up():
    """Erase stale guests, unconfirmed sign-ups, expired sessions and old counts of wrong tries."""
    erase_stale_guests()
    erase_unconfirmed_sign_ups()
    erase_expired_sessions()
    throttling.forget_old()
