import time

from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user_model, login
from django.db import transaction
from django.utils import timezone

from lessons.accounts.guests import BACKEND

MINUTE = 60


def sign_in(request, person, *, own_phone=False):
    """Sign in `person` under a new session key.

    On a shared phone the session ends with the browser or after 30 idle minutes; on their own it lasts.
    """
    # One commit for session and last sign-in: a whole class comes in at once.
    with transaction.atomic():
        login(request, person, backend=BACKEND)
    if own_phone:
        request.session.set_expiry(settings.OWN_PHONE_SECONDS)


class IdleSessionMiddleware:
    """Keeps a session alive while it is used: its 30 minutes count from the last page, not from the first.

    Saved at most once a minute, so that reading costs no write a page. Once a day it notes that a learner was here.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        session = request.session
        if session.accessed and not session.is_empty():
            now = int(time.time())
            if now - session.get("seen_at", 0) >= MINUTE:
                session["seen_at"] = now
                self._note_learner(request)
        return response

    def _note_learner(self, request):
        if SESSION_KEY not in request.session or not hasattr(request, "user"):
            return
        today = timezone.localdate()
        if request.user.is_authenticated and request.user.is_learner and request.user.seen_on != today:
            get_user_model().objects.filter(pk=request.user.pk).update(seen_on=today)
