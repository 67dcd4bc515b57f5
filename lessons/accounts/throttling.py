"""Slows down whoever guesses: per account in the database, per source in the cache. Neither can be read back.

An account is a learner, a name that nobody has in a class, or somebody with a password: ten wrong tries an hour, a
hundred in all. A source is an address on the network; it is kept only as a keyed hash with the date in it, and for two
hours at most.
"""

import ipaddress
import logging
import time
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Case, F, Q, When
from django.db.models.functions import Greatest, Least
from django.utils import timezone
from django.utils.crypto import salted_hmac

from lessons.accounts.models import WrongTries

logger = logging.getLogger(__name__)

AN_HOUR = 10
IN_ALL = 100
HOUR = 60 * 60
# Wrong tries an hour from one source. A school of 1,000 learners stands behind one address, and each of them may be
# wrong once in the same hour; the limits of an account stop whoever tries one name, these stop whoever tries them all.
FROM_A_SOURCE = {"pin": 1200, "code": 600, "password": 300, "mail": 100, "certificate": 600}
# What one source may do in an hour although nothing in it is wrong: make guests, join classes, meet taken names, send
# what waited on a phone.
FROM_A_SOURCE |= {"guest": 3000, "join": 1500, "name": 600, "replay": 6000}
MAILS_TO_ONE = 3
SLIPS = 3


class TooManyTries(Exception):
    """No more tries now: wait an hour, or have the PIN or password set anew."""


@dataclass(frozen=True)
class Account:
    """What is tried to be entered. `exists` keeps its count until it is reset; others are forgotten after a day."""

    key: str
    exists: bool


def account(*parts, exists=True):
    """Return the Account for `parts`, such as "pin" and a learner's id."""
    return Account(_digest("account", *parts), exists)


def guard(request, kind, target, check, on_success):
    """Return what `check()` returns, as one try from the source of `request` against the Account `target`.

    The try counts before it is made, so that many at once get no more than the limit; a true result takes it back
    through `on_success` (`give_back` or `clear`). Raises TooManyTries without calling `check`.
    """
    refuse_flood(request, kind)
    _take_try(target)
    found = check()
    if found:
        on_success(target)
    else:
        count_failure(request, kind)
    return found


@transaction.atomic
def _take_try(target):
    now = timezone.now()
    quiet_hour = Q(last_wrong_at__lte=now - timedelta(hours=1))
    WrongTries.objects.bulk_create(
        [WrongTries(key=target.key, last_wrong_at=now, is_lasting=target.exists)], ignore_conflicts=True
    )
    # One statement: two processes can't both take the last try.
    taken = (
        WrongTries.objects.filter(quiet_hour | Q(this_hour__lt=AN_HOUR), key=target.key, in_all__lt=IN_ALL)
    ).update(
        this_hour=Case(When(quiet_hour, then=1), default=F("this_hour") + 1),
        in_all=F("in_all") + 1,
        last_wrong_at=now,
        is_lasting=target.exists,
    )
    if not taken:
        raise TooManyTries


@transaction.atomic
def give_back(target):
    """Take back the try that turned out right; earlier wrong ones stay counted."""
    rows = WrongTries.objects.filter(key=target.key)
    if not rows.filter(in_all__lte=1).delete()[0]:
        rows.update(this_hour=Greatest(F("this_hour") - 1, 0), in_all=F("in_all") - 1)


@transaction.atomic
def forgive_slips(target):
    """Take back the try that turned out right and up to SLIPS wrong ones of this hour before it.

    For whom nobody can let in again: a year of mistyping must not lock them out for good. Whoever guesses gains no
    more than SLIPS tries each time that the learner comes in.
    """
    rows = WrongTries.objects.filter(key=target.key)
    forgiven = Least(F("this_hour"), SLIPS + 1)
    rows.update(this_hour=F("this_hour") - forgiven, in_all=F("in_all") - forgiven)
    rows.filter(in_all=0).delete()


def clear(target):
    """Forget all wrong tries: a PIN was set anew, or a password was right."""
    WrongTries.objects.filter(key=target.key).delete()


def forget_old(now=None):
    """Erase counts that serve nobody: of names that do not exist after a day, of all others after a year."""
    now = now or timezone.now()
    passing = Q(is_lasting=False, last_wrong_at__lt=now - timedelta(days=1))
    return WrongTries.objects.filter(passing | Q(last_wrong_at__lt=now - timedelta(days=365))).delete()[0]


def refuse_flood(request, kind):
    """Raise TooManyTries when the source of `request` has been wrong, or busy, too often in this hour."""
    if request is not None and _count(_source_key(request, kind)) >= FROM_A_SOURCE[kind]:
        raise TooManyTries


def count_failure(request, kind):
    if request is not None:
        _add(_source_key(request, kind))


def count_success(request, kind):
    """Count what the source of `request` has done, when only so much of it is allowed in an hour."""
    count_failure(request, kind)


def may_mail(address):
    """Count a mail to `address`; return whether it is among the few that one hour allows."""
    return _add(_this_hour("to", address.lower())) <= MAILS_TO_ONE


def source_of(request):
    """Return the network address of whoever asks; behind TRUSTED_PROXIES, what the outermost of them has seen.

    Each proxy adds the address it was asked from at the end of X-Forwarded-For. What stands before our own proxies'
    entries is whatever the other side has written there.
    """
    direct = request.META.get("REMOTE_ADDR", "")
    if not settings.TRUSTED_PROXIES:
        return direct
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if len(seen) < settings.TRUSTED_PROXIES:
        return direct
    return seen[-settings.TRUSTED_PROXIES]


def _network(address):
    """Return what one house or school shares: an IPv4 address, or the first half of an IPv6 address."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if parsed.version == 6:
        return str(parsed.ipv4_mapped or ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def _source_key(request, kind):
    return _this_hour(kind, _network(source_of(request)))


def _this_hour(*parts):
    return f"tries:{_digest('source', timezone.localdate(), int(time.time()) // HOUR, *parts)}"


def _digest(*parts):
    return salted_hmac("chiragh.throttling", "\x1f".join(map(str, parts)), algorithm="sha256").hexdigest()


def _count(key):
    try:
        return cache.get(key, 0)
    except Exception:  # noqa: BLE001 - without its cache the site still lets people in; accounts stay limited
        logger.warning("The cache does not answer: sources are not limited.")
        return 0


def _add(key):
    try:
        cache.add(key, 0, 2 * HOUR)
        return cache.incr(key)
    except Exception:  # noqa: BLE001 - as above; each cache has errors of its own
        logger.warning("The cache does not answer: sources are not limited.")
        return 0
