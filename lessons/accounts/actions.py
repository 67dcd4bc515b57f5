import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils import timezone

from lessons.accounts import mails, throttling
from lessons.accounts.given_pins import is_given, new_seed

SIGNED_UP = "teacher-"  # how the user names of those begin who signed up by themselves
INVITED = "editor-"  # and of those who came with an invitation


def set_pin(*, learner, pin):
    """Let `learner` sign in with this PIN, which they chose; sessions that were open with the old one end."""
    learner.set_password(pin)
    learner.given_pin_seed = ""
    learner.save(update_fields=["password", "given_pin_seed"])


class PinIsGiven(Exception):
    """Somebody else knows this secret: a teacher gave it."""


class PinUsed(Exception):
    """The PIN that a teacher gave was used already, or another one took its place."""


def choose_own_pin(*, learner, pin):
    """Let `learner`, who typed the PIN they were given, sign in with `pin` from now on; the given one is used up.

    Raises PinIsGiven when it is the same one, and PinUsed when someone was quicker.
    """
    if is_given(learner, pin):
        raise PinIsGiven
    mine = get_user_model().objects.filter(pk=learner.pk, given_pin_seed=learner.given_pin_seed)
    if not learner.given_pin_seed or not mine.update(password=make_password(pin), given_pin_seed=""):
        raise PinUsed
    learner.refresh_from_db()


@transaction.atomic
def give_new_pin(*, learner, now=None):
    """Put a PIN that works once (accounts.given_pins) in the place of the learner's own; open sessions end."""
    # Who chooses their own this very moment is to be told that it was set anew.
    learner.refresh_from_db(from_queryset=get_user_model().objects.select_for_update())
    had_own = learner.has_usable_password()
    learner.set_unusable_password()
    learner.given_pin_seed = new_seed()
    learner.pin_set_anew_at = (now or timezone.now()) if had_own else learner.pin_set_anew_at
    learner.save(update_fields=["password", "given_pin_seed", "pin_set_anew_at"])


def erase_learner(learner):
    """Erase a learner and everything they did."""
    learner.delete()


def sign_up_teacher(*, email, name, password):
    """Make a teacher's account and mail the link that confirms it.

    Whoever has an account already gets a mail that says so instead: the page answers the same to both. Raises
    mails.NotSent and throttling.TooManyTries.
    """
    people = get_user_model()
    email = email.lower()
    if not throttling.may_mail(email):
        raise throttling.TooManyTries
    # Made for everyone, because it takes time.
    hashed = make_password(password)
    teacher = people(username=f"{SIGNED_UP}{secrets.token_hex(8)}", email=email, first_name=name, password=hashed)
    with transaction.atomic():
        # Whoever did not confirm has shown nothing: the newest sign-up for an address wins, and older links end.
        unconfirmed_sign_ups(email).delete()
        is_known = people.objects.filter(email__iexact=email).exists()
        if not is_known:
            teacher.save()
    if is_known:
        mails.send("already_signed_up", email)
        return
    try:
        mails.send_confirmation(teacher)
    except mails.NotSent:
        teacher.delete()
        raise


def unconfirmed_sign_ups(email):
    """Return the accounts of those who signed up with this address and never showed that they read mail there."""
    signed_up = get_user_model().objects.filter(username__startswith=SIGNED_UP, groups=None, is_superuser=False)
    return signed_up.filter(email=email.lower(), email_confirmed_at=None)


def has_account(email):
    """Return whether somebody has an account with this address; a sign-up that was never confirmed is none."""
    known = get_user_model().objects.filter(email__iexact=email)
    return known.exclude(pk__in=unconfirmed_sign_ups(email).values("pk")).exists()


class HasAccount(Exception):
    """Somebody has an account with this address already."""


@transaction.atomic
def open_confirmed_account(*, email, name, password):
    """Return a new account for whoever has shown that they read mail at `email`.

    A sign-up for the address that was never confirmed gives way to it. Raises HasAccount.
    """
    people = get_user_model()
    email = email.lower()
    unconfirmed_sign_ups(email).delete()
    person = people(
        username=f"{INVITED}{secrets.token_hex(8)}",
        email=email,
        first_name=name,
        password=make_password(password),
        email_confirmed_at=timezone.now(),
    )
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        raise HasAccount from None
    return person


def confirm_email(*, teacher):
    """Note that `teacher` reads mail at their address. Confirming again changes nothing."""
    people = get_user_model().objects.filter(pk=teacher.pk, email_confirmed_at=None)
    people.update(email_confirmed_at=timezone.now())
