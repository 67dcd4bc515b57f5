"""People and classes for tests, and how they come in."""

import itertools

from django.contrib.auth import get_user_model
from django.utils import timezone

from lessons.classrooms.actions import join_with_new_pin, make_classroom

PASSWORD = "three quiet blue mangoes"
PIN = "2468"
_numbers = itertools.count(1)


def make_teacher(**fields):
    defaults = {"email": f"teacher{next(_numbers)}@example.org", "email_confirmed_at": timezone.now()}
    defaults |= {"username": f"teacher-{next(_numbers)}"}
    return get_user_model().objects.create_user(password=PASSWORD, **(defaults | fields))


def make_class(teacher=None, *, name="8-B", band="B", code=None):
    classroom = make_classroom(teacher=teacher or make_teacher(), name=name, band=band)
    if code:
        classroom.code = code
        classroom.save()
    return classroom


def make_learner(classroom, name="Hina", pin=PIN):
    return join_with_new_pin(classroom=classroom, name=name, pin=pin)


def sign_in(client, classroom, name="Hina", pin=PIN, language="en", **fields):
    data = {"code": classroom.code, "name": name, "pin": pin} | fields
    return client.post(f"/{language}/sign-in/", data)


def join(client, classroom, name="Hina", pin=PIN, language="en", **fields):
    return client.post(f"/{language}/join/{classroom.code}/", {"name": name, "pin": pin} | fields)


def who(client):
    """Return whom this browser is signed in as, or None."""
    pk = client.session.get("_auth_user_id")
    return get_user_model().objects.filter(pk=pk).first() if pk else None
