import pytest
from django.test import Client

from lessons.learning.actions import complete_activity
from tests import factories
from tests.classrooms import people
from tests.classrooms.family_phone import add, sign_out


@pytest.fixture
def teacher(home):
    return people.make_teacher()


@pytest.fixture
def classroom(teacher):
    return people.make_class(teacher)


@pytest.fixture
def learner(classroom):
    return people.make_learner(classroom)


@pytest.fixture
def guest_client(client, lesson):
    """A browser in which somebody has read a lesson without an account."""
    guest = factories.make_guest()
    complete_activity(learner=guest, activity=lesson)
    client.force_login(guest)
    client.guest = guest
    return client


@pytest.fixture
def family(home):
    """A phone on whose list are Ali and Sara; nobody is signed in."""
    phone = Client()
    add(phone)
    sign_out(phone)
    add(phone, "Sara", "9753")
    sign_out(phone)
    return phone
