"""PINs that a teacher gives: printed on a card or set anew. Each lets a learner in once, to choose one of their own.

Nothing readable is stored: the PIN follows from a random seed and the site's secret key, so that a card can be printed
again as long as it has not been used.
"""

import itertools
import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

from lessons.accounts.pictures import pictures_from
from lessons.accounts.pins import pin_from


def new_seed():
    """Return what a given PIN will follow from."""
    return secrets.token_hex(16)


def given_pin(learner):
    """Return the PIN that `learner` was given and has not used yet, else None."""
    return pin_from(_numbers(learner, "pin")) if learner.given_pin_seed else None


def given_pictures(learner):
    """Return the pictures that `learner` was given instead of a PIN, as `pictures.normalise` has them, else None."""
    return pictures_from(_numbers(learner, "pictures")) if learner.given_pin_seed else None


def is_given(learner, secret):
    """Return whether `secret` is the PIN, or the pictures, that a teacher gave `learner` to use once."""
    given = [given_pin(learner), given_pictures(learner)]
    return any([constant_time_compare(secret, known) for known in given if known])


def proof_of(learner):
    """Return what shows, for as long as it is unused, that somebody typed the PIN that `learner` was given."""
    return salted_hmac("chiragh.given.proof", f"{learner.pk}:{learner.given_pin_seed}", algorithm="sha256").hexdigest()


def is_proof(learner, proof):
    return bool(learner.given_pin_seed) and constant_time_compare(proof, proof_of(learner))


def _numbers(learner, what):
    """Yield numbers that follow from the seed in the same way on every machine, as printed cards have to."""
    for place in itertools.count():
        digest = salted_hmac(f"chiragh.given.{what}", f"{learner.given_pin_seed}:{place}", algorithm="sha256").digest()
        yield int.from_bytes(digest)
