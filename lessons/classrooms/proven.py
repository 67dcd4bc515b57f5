"""What somebody has shown on the way in: they typed the PIN that a teacher gave, and have yet to choose their own.

Kept for ten minutes in the session of a browser in which nobody is signed in; it opens nothing but the choice.
"""

import time
from dataclasses import dataclass

from django.contrib.auth import get_user_model

from lessons.accounts.given_pins import is_proof, proof_of

KEY = "chooses_pin"
SECONDS = 10 * 60


@dataclass(frozen=True)
class Proven:
    """Who may choose a PIN or pictures, and what they said when they signed in."""

    learner: object
    with_pictures: bool
    own_phone: bool
    following: str
    # The guest on this phone about whom "Was this you?" was answered, and the answer.
    guest_pk: int | None
    keep: bool


def remember_proof(request, known, *, guest, keep, own_phone, following, now=None):
    """Note in the session that `known` (of sign_in.check_pin) typed the given PIN right."""
    request.session[KEY] = {
        "learner": known.learner.pk,
        "proof": proof_of(known.learner),
        "until": int(now or time.time()) + SECONDS,
        "with_pictures": known.classroom.uses_pictures,
        "own_phone": own_phone,
        "following": following,
        "guest": guest.person.pk if guest else None,
        "keep": keep,
    }
    # Whoever knew the key of this session before has shown nothing.
    request.session.cycle_key()


def proven_in(request, now=None):
    """Return what was Proven in this browser, or None: nothing, too long ago, or the PIN was used in the meantime."""
    kept = request.session.get(KEY)
    # Who has signed in since, on the same phone, is somebody else.
    if request.user.is_authenticated and not request.user.is_guest:
        return None
    if not kept or kept["until"] < (now or time.time()):
        return None
    learner = get_user_model().objects.filter(pk=kept["learner"], is_active=True).first()
    if learner is None or not is_proof(learner, kept["proof"]):
        return None
    said = {name: kept[name] for name in ("with_pictures", "own_phone", "following", "keep")}
    return Proven(learner=learner, guest_pk=kept["guest"], **said)


def forget_proof(request):
    request.session.pop(KEY, None)
