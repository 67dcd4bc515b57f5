"""Signed tokens of a kept try: they say whose answer it is and to what, when the session has long ended.

Nobody can make one or change it into another learner's; whoever has the phone can only add to the very try that is
kept on it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing
from django.utils import timezone
from django.utils.crypto import salted_hmac

SALT = "chiragh.offline.try"
LASTS = timedelta(days=90)  # as long as a guest's record
QUIZ, SCENARIO, LESSON, PRACTICE = "quiz", "scenario", "lesson", "practice"
KINDS = {QUIZ, SCENARIO, LESSON, PRACTICE}


class TokenRefused(Exception):
    """The token is none of ours, was changed, or is too old (`is_old`)."""

    def __init__(self, is_old=False):
        super().__init__()
        self.is_old = is_old


@dataclass(frozen=True)
class Claim:
    """What a token says: an answer of the learner `learner` to `object`, an id; the try was kept at `issued_at`."""

    kind: str
    learner: int
    object: str
    issued_at: datetime


def make_token(*, kind, learner, object, now=None):
    """Return the token with which answers of `learner` to `object` (an attempt, run, round or lesson) are accepted."""
    issued = int((now or timezone.now()).timestamp())
    return signing.dumps([kind, learner.pk, str(object.pk), issued], salt=SALT)


def read_token(token):
    """Return the Claim of a token. Raises TokenRefused."""
    try:
        kind, learner, pk, issued = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.SignatureExpired:
        raise TokenRefused(is_old=True) from None
    except signing.BadSignature:
        raise TokenRefused from None
    return Claim(kind, learner, pk, datetime.fromtimestamp(issued, tz=UTC))


def clamped(claim, milliseconds, now=None):
    """Return the moment that a phone gives in `milliseconds`, not before its try was kept and not after now.

    A phone's clock can be wrong by years; what is no number counts as now.
    """
    now = now or timezone.now()
    if isinstance(milliseconds, bool) or not isinstance(milliseconds, int | float):
        return now
    try:
        given = datetime.fromtimestamp(milliseconds / 1000, tz=UTC)
    except (ValueError, OverflowError, OSError):
        return now
    return max(min(given, now), min(claim.issued_at, now))


def handle_of(learner):
    """Return a word by which a phone tells whether kept tries are those of `learner`; nobody can read whose it is."""
    return salted_hmac("chiragh.offline.learner", str(learner.pk), algorithm="sha256").hexdigest()[:16]
