"""Renewing a code, closing, archiving or removing stops joining, never signing in."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lessons.accounts import throttling
from lessons.classrooms.actions import JoinRefused, join_classroom
from lessons.classrooms.class_actions import renew_code
from lessons.classrooms.models import Enrolment
from tests import factories
from tests.classrooms import people
from tests.classrooms.people import join, who


@pytest.fixture
def old_code(classroom, learner, teacher):
    """The code that the class had before its teacher renewed it."""
    code = classroom.code
    renew_code(classroom=classroom, by=teacher)
    return code


def sign_in_with(client, code, name="Hina", pin=people.PIN):
    return client.post("/en/sign-in/", {"code": code, "name": name, "pin": pin})


def test_an_earlier_code_signs_in(client, classroom, learner, old_code):
    assert classroom.code != old_code
    assert sign_in_with(client, old_code).url == "/en/me/"
    assert who(client) == learner


def test_so_does_the_one_before_it_and_the_present_one(client, classroom, learner, teacher, old_code):
    renew_code(classroom=classroom, by=teacher)
    for code in (old_code, classroom.code):
        sign_in_with(client, code)
        assert who(client) == learner
        client.post("/en/sign-out/")


@pytest.mark.parametrize("state", ["closed_at", "archived_at", "removed_at"])
def test_whatever_became_of_the_class_its_learners_sign_in(client, classroom, learner, old_code, state):
    setattr(classroom, state, timezone.now())
    classroom.save()
    for code in (old_code, classroom.code):
        sign_in_with(client, code)
        assert who(client) == learner
        client.post("/en/sign-out/")


def test_who_was_removed_signs_in_and_reaches_their_record(client, classroom, learner, old_code):
    Enrolment.objects.update(removed_at=timezone.now())
    sign_in_with(client, old_code)

    assert who(client) == learner
    assert client.get("/en/me/").status_code == 200
    assert client.post("/en/me/data/file/").status_code == 200


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "This code is no longer for joining"), ("ur", "/ur/sign-in/?code=")]
)
def test_its_address_says_that_it_is_over_and_offers_signing_in(client, classroom, old_code, language, sentence):
    response = client.get(f"/{language}/join/{old_code}/")

    page = response.content.decode()
    assert response.status_code == 404
    assert sentence in page
    assert f"/{language}/sign-in/?code={old_code}" in page


def test_an_earlier_code_tells_nobody_the_present_one(client, classroom, old_code):
    pages = [
        client.get(f"/en/join/{old_code}/"),
        client.post("/en/join/", {"code": old_code}, follow=True),
        sign_in_with(client, old_code, pin="1357"),
    ]

    assert not any(classroom.code in page.content.decode() for page in pages)
    assert not any(classroom.name in page.content.decode() for page in pages)


def test_nobody_joins_by_an_earlier_code(client, classroom, old_code):
    data = {"name": "Zain", "pin": "8642"}
    assert client.post(f"/en/join/{old_code}/", data).status_code == 404

    assert classroom.enrolments.count() == 1
    assert who(client) is None


@pytest.mark.parametrize("state", ["closed_at", "archived_at", "removed_at"])
def test_nobody_joins_a_class_that_is_not_open(client, classroom, state):
    setattr(classroom, state, timezone.now())
    classroom.save()
    response = join(client, classroom)

    assert response.status_code == 404
    assert "This code is no longer for joining" in response.content.decode()
    with pytest.raises(JoinRefused):
        join_classroom(learner=factories.make_guest(), classroom=classroom, name="Hina")


def test_the_typed_code_leads_to_the_same_page(client, classroom, old_code):
    typed = f" {old_code[:3].lower()}-{old_code[3:]} "

    assert client.post("/en/join/", {"code": typed}).url == f"/en/join/{old_code}/"


def test_earlier_codes_are_not_wrong_codes(client, classroom, old_code, monkeypatch):
    monkeypatch.setitem(throttling.FROM_A_SOURCE, "code", 3)
    for _ in range(5):
        client.get(f"/en/join/{old_code}/")

    assert client.get(f"/en/join/{classroom.code}/").status_code == 200


def test_a_member_who_scans_the_old_sheet_is_led_to_their_own_page(client, classroom, learner, old_code):
    client.force_login(learner)
    page = client.get(f"/en/sign-in/?code={old_code}").content.decode()

    assert "/en/me/" in page


def test_signing_in_takes_the_same_queries_with_every_code(classroom, learner, old_code):
    taken = []
    for code in (classroom.code, old_code):
        with CaptureQueriesContext(connection) as captured:
            assert sign_in_with(Client(), code).status_code == 302
        taken.append(len(captured))

    assert taken[0] == taken[1] <= 20
