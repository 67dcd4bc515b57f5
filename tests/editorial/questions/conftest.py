"""Two organisations, an editor of one, for the tests of questions that come and go in files."""

import pytest
from django.contrib.auth import get_user_model

from lessons.content.models import Topic
from lessons.editorial.founding.actions import found_organisation
from lessons.organisations.actions import add_member
from tests.factories import make_home


@pytest.fixture
def organisation(db):
    make_home()
    Topic.objects.create(key="consent", name_en="Consent", name_ur="رضامندی")
    return found_organisation(name="Chiragh", slug="chiragh")


@pytest.fixture
def other(organisation):
    return found_organisation(name="Roshni", slug="roshni")


@pytest.fixture
def editor(organisation, client):
    user = get_user_model().objects.create_user("editor", "editor@example.org", "a long password")
    add_member(organisation=organisation, user=user, role="editor")
    client.force_login(user)
    return user
