"""Who learns on this phone: a list that the phone keeps, in a signed cookie, and that the server keeps nowhere.

An entry holds the learner's user name, which is random and tells nothing, and what they are called on this phone. It
opens nothing: their PIN does. A list that is not ours, was changed or is too old is no list.
"""

from dataclasses import dataclass, replace

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing

# Another form of the cookie's content takes another salt: then an old one is no list, and never a fault.
SALT = "chiragh.phone-list.1"
MOST = 8  # a browser keeps 4,096 bytes; names have 20 letters at most
DAY = 24 * 60 * 60
SECONDS = settings.PHONE_LIST_DAYS * DAY


@dataclass(frozen=True)
class Entry:
    """A learner of this phone; `number` is their place in addresses and stays theirs while they are on the list."""

    number: int
    learner: object
    name: str
    with_pictures: bool


def entries_of(request):
    """Return the entries of the phone that asks; whoever was erased since is left out."""
    if not hasattr(request, "_phone_list"):
        request._phone_list = _with_learners(_read(request))
    return request._phone_list


def _read(request):
    try:
        return signing.loads(request.COOKIES.get(settings.PHONE_LIST_COOKIE_NAME, ""), salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return []


def _with_learners(rows):
    if not rows:
        return []
    learners = get_user_model().objects.learners().filter(is_active=True, username__in=[row[1] for row in rows])
    found = {learner.username: learner for learner in learners}
    return [
        Entry(number, found[username], name, bool(pictures))
        for number, username, name, pictures in rows
        if username in found
    ]


def entry_numbered(request, number):
    """Return the entry with this number on the phone that asks, else None."""
    return next((entry for entry in entries_of(request) if entry.number == number), None)


def entry_of(request, person):
    """Return the entry of `person` on the phone that asks, else None."""
    return next((entry for entry in entries_of(request) if entry.learner == person), None)


def with_learner(entries, learner, *, name, with_pictures):
    """Return `entries` and one more at their end."""
    number = max((entry.number for entry in entries), default=0) + 1
    return [*entries, Entry(number, learner, name, with_pictures)]


def with_way_in(entries, learner, *, with_pictures):
    """Return `entries`, that of `learner` with the way in which they have just come in."""
    return [replace(one, with_pictures=with_pictures) if one.learner == learner else one for one in entries]


def without_learner(entries, learner):
    return [entry for entry in entries if entry.learner != learner]


def is_due(request):
    """Return whether what the phone keeps is to be written anew: its year began a day ago, or somebody was erased."""
    value = request.COOKIES.get(settings.PHONE_LIST_COOKIE_NAME, "")
    try:
        rows = signing.loads(value, salt=SALT, max_age=DAY)
    except signing.BadSignature:
        return True
    return len(rows) != len(entries_of(request))


def keep(request, response, entries):
    """Have the phone keep `entries` for a year from now; an empty list leaves nothing on it."""
    name = settings.PHONE_LIST_COOKIE_NAME
    if entries:
        rows = [[one.number, one.learner.username, one.name, int(one.with_pictures)] for one in entries]
        value = signing.dumps(rows, salt=SALT, compress=True)
        response.set_cookie(name, value, max_age=SECONDS, httponly=True, samesite="Lax", secure=settings.SECURE)
    elif name in request.COOKIES:
        response.delete_cookie(name, samesite="Lax")
    return response
