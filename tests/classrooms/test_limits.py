"""How much one source may do in an hour, although nothing in it is wrong."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from lessons.accounts import throttling
from tests.classrooms import people
from tests.classrooms.people import join, who

OURS = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def limit(monkeypatch):
    return lambda kind, most: monkeypatch.setitem(throttling.FROM_A_SOURCE, kind, most)


@pytest.mark.parametrize("language", ["en", "ur"])
def test_too_many_guests_get_a_friendly_page(lesson, quiz, limit, language):
    limit("guest", 2)
    with override(language):
        paths = [reverse("learning:start", args=[quiz.pk]), reverse("learning:done", args=[lesson.pk])]
    for path in paths:
        assert Client().post(path, headers=OURS).status_code == 302
    for path in paths:
        response = Client().post(path, headers=OURS)
        assert response.status_code == 429
        assert f'<html lang="{language}"' in response.content.decode()

    assert get_user_model().objects.guests().count() == 2


def test_whoever_is_a_guest_already_goes_on(client, quiz, lesson, limit):
    limit("guest", 1)
    path = f"/en/activities/{quiz.pk}/attempts/"
    client.post(path, headers=OURS)

    assert client.post(path, headers=OURS).status_code == 302
    assert client.get(lesson.url).status_code == 200


def test_another_source_is_not_stopped(quiz, limit):
    limit("guest", 1)
    path = f"/en/activities/{quiz.pk}/attempts/"

    assert [Client().post(path, headers=OURS).status_code for _ in range(2)] == [302, 429]
    assert Client(REMOTE_ADDR="192.0.2.7").post(path, headers=OURS).status_code == 302


def test_too_many_who_join_from_one_source(classroom, limit):
    limit("join", 2)
    for name in ("Hina", "Zain"):
        assert join(Client(), classroom, name=name).status_code == 302
    third = Client()
    page = join(third, classroom, name="Bano").content.decode()

    assert "Too many tries." in page
    assert 'value="Bano"' in page
    assert who(third) is None
    assert classroom.enrolments.count() == 2


def test_names_cannot_be_asked_without_end(client, classroom, learner, teacher, limit):
    limit("name", 3)
    for _ in range(3):
        assert "Somebody in this class uses this name." in join(client, classroom, pin="1357").content.decode()

    page = join(client, classroom, pin="1357").content.decode()
    assert "Somebody in this class uses this name." not in page
    assert "Too many tries." in page
    member = people.make_learner(people.make_class(teacher, name="9-A"), "Zain", "8642")
    client.force_login(member)
    page = client.post(f"/en/join/{classroom.code}/", {"name": "Hina"}).content.decode()
    assert "Too many tries." in page


def test_a_school_joins_within_the_limits(rf):
    """1,400 learners behind one address, each a guest before, and every third meets a taken name."""
    request = rf.post("/en/join/")
    for number in range(1400):
        for kind in ("guest", "join") + (("name",) if number % 3 == 0 else ()):
            throttling.refuse_flood(request, kind)
            throttling.count_success(request, kind)
