from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied

from lessons.accounts import throttling


def check_password(request, name, password):
    """Return the active person who has this user name or e-mail and password, else None.

    Takes about as long for a name that does not exist. Raises throttling.TooManyTries.
    """
    people = get_user_model()
    person = people.objects.signing_in_as(name).first()

    def check():
        if person is None:
            people().set_password(password)
            return None
        return person if person.check_password(password) and person.is_active else None

    target = password_account(person) if person else throttling.account("no password", name.lower(), exists=False)
    return throttling.guard(request, "password", target, check, throttling.clear)


def password_account(person):
    """Return the throttle's account of a person; a new password is a new account, with no wrong tries."""
    return throttling.account("password", person.pk, person.password)


class NameOrEmailBackend(ModelBackend):
    """Lets in whoever has a password, by user name or e-mail; learners come in by class, name and PIN."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        if username is None or password is None:
            return None
        try:
            return check_password(request, username, password)
        except throttling.TooManyTries:
            if request is not None:
                request.has_too_many_tries = True
            raise PermissionDenied from None
