"""A guest: a learner from the first thing worth keeping on, before they have a way to sign in."""

from django.conf import settings
from django.contrib.auth import get_user_model, login

from lessons.accounts import throttling

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


def learner_of(request):
    """Return whoever is signed in or a guest, else None: a mere reader has no account."""
    return request.user if request.user.is_authenticated else None


def ensure_learner(request):
    """Return whoever is signed in; make a guest for a reader who does the first thing worth keeping.

    Raises throttling.TooManyTries when too many guests came from this source; BusyMiddleware answers it with a page.
    """
    if request.user.is_authenticated:
        return request.user
    throttling.refuse_flood(request, "guest")
    guest = get_user_model().objects.create_guest()
    throttling.count_success(request, "guest")
    login(request, guest, backend=BACKEND)
    return guest
