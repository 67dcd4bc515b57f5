import pytest
from django.test import Client

from lessons.learning.actions import start_attempt
from tests import factories


@pytest.fixture
def learner(db):
    return factories.make_guest()


@pytest.fixture
def stranger(db):
    return factories.make_guest()


@pytest.fixture
def phone(learner):
    """A browser in which the learner is signed in."""
    client = Client()
    client.force_login(learner)
    return client


@pytest.fixture
def attempt(learner, quiz):
    return start_attempt(learner=learner, quiz=quiz)
