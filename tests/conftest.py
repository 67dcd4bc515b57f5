import os

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from tests import factories


def pytest_configure():
    """Give each worker a Redis database of its own: emptying the cache must not empty another worker's counts."""
    cache_settings, worker = settings.CACHES["default"], os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    if "LOCATION" in cache_settings:
        server, database = cache_settings["LOCATION"].rsplit("/", 1)
        cache_settings["LOCATION"] = f"{server}/{int(database) + int(worker.removeprefix('gw'))}"


@pytest.fixture(autouse=True)
def _as_if_first():
    """Nothing kept, and no language left on by the page of an earlier test."""
    cache.clear()
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def home(db):
    return factories.make_home()


@pytest.fixture
def module(home):
    return factories.make_module()


@pytest.fixture
def lesson(module):
    return factories.make_lesson(module)


@pytest.fixture
def quiz(module):
    return factories.make_quiz(module)


@pytest.fixture
def learner(db):
    """Somebody who learns without an account; where classes matter, a learner of a class takes this place."""
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
