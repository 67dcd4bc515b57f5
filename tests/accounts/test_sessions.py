from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from lessons.accounts.retention import clean_up, erase_stale_guests
from lessons.learning.actions import complete_activity
from lessons.learning.models import Completion
from tests import factories
from tests.classrooms import people

PERSONAL = "/en/sign-out/"


@pytest.fixture
def clock(monkeypatch):
    """Move the time that sessions see."""
    shift = {"by": timedelta()}
    now = timezone.now
    import time

    seconds = time.time
    monkeypatch.setattr("django.utils.timezone.now", lambda: now() + shift["by"])
    monkeypatch.setattr("time.time", lambda: seconds() + shift["by"].total_seconds())

    def forward(**span):
        shift["by"] += timedelta(**span)

    return forward


def is_in(client):
    return client.get(PERSONAL).context["user"].is_authenticated


@pytest.mark.parametrize("is_guest", [True, False])
def test_a_session_ends_after_30_idle_minutes(client, learner, clock, is_guest):
    client.force_login(factories.make_guest() if is_guest else learner)
    assert is_in(client)
    clock(minutes=29)
    assert is_in(client)
    clock(minutes=29)
    assert is_in(client)
    clock(minutes=31)
    assert not is_in(client)


def test_the_owner_of_a_phone_stays_in_while_they_come_back(client, classroom, learner, clock):
    people.sign_in(client, classroom, own_phone="on")
    clock(days=80)
    assert is_in(client)
    clock(days=80)
    assert is_in(client)
    clock(days=91)
    assert not is_in(client)


def test_reading_saves_the_session_once_a_minute(client, learner, clock, django_assert_max_num_queries):
    client.force_login(learner)
    client.get(PERSONAL)

    with django_assert_max_num_queries(4) as read:
        client.get(PERSONAL)
    assert not [query for query in read if query["sql"].startswith(("UPDATE", "INSERT"))]


def test_a_learner_is_seen_once_a_day(client, learner):
    learner.seen_on = timezone.localdate() - timedelta(days=40)
    learner.save()
    client.force_login(learner)

    client.get(PERSONAL)

    learner.refresh_from_db()
    assert learner.seen_on == timezone.localdate()


def test_after_signing_out_nothing_of_the_learner_is_left(client, classroom, learner):
    people.sign_in(client, classroom)
    key = client.session.session_key
    response = client.get(PERSONAL)
    assert "no-store" in response["Cache-Control"]
    assert client.get(PERSONAL).status_code == 200
    assert people.who(client) == learner

    response = client.post("/en/sign-out/")

    assert response.url == "/en/"
    assert not Session.objects.filter(session_key=key).exists()
    assert not is_in(client)


def test_asking_to_sign_out_changes_nothing(client, learner):
    client.force_login(learner)

    page = client.get("/en/sign-out/").content.decode()

    assert "Sign out?" in page
    assert people.who(client) == learner


def test_a_guest_who_signs_out_is_erased(client, lesson):
    guest = factories.make_guest()
    complete_activity(learner=guest, activity=lesson)
    client.force_login(guest)

    assert "Signing out erases it" in client.get("/en/sign-out/").content.decode()
    client.post("/en/sign-out/")

    assert not type(guest).objects.filter(pk=guest.pk).exists()
    assert not Completion.objects.exists()


def test_sign_out_goes_on_only_to_an_address_of_ours(client, learner):
    client.force_login(learner)

    assert client.post("/en/sign-out/", {"next": "https://example.org/"}).url == "/en/"


def test_signing_in_changes_the_session_key(client, classroom, learner):
    client.force_login(factories.make_guest())
    before = client.session.session_key

    people.sign_in(client, classroom)

    assert client.session.session_key != before


def test_a_new_pin_ends_the_sessions_of_the_old_one(client, classroom, learner, teacher):
    people.sign_in(client, classroom)
    other = type(client)()
    other.force_login(teacher)
    other.post(f"/en/classes/{classroom.pk}/pin/", {"enrolment": classroom.enrolments.get().pk})

    assert not is_in(client)


def test_guests_unseen_for_90_days_are_erased_with_all_they_did(learner, lesson):
    today = timezone.localdate()
    old, recent = factories.make_guest(), factories.make_guest()
    for person, days in ((old, 91), (recent, 90), (learner, 400)):
        type(person).objects.filter(pk=person.pk).update(seen_on=today - timedelta(days=days))
        complete_activity(learner=person, activity=lesson)

    assert erase_stale_guests() == 1

    assert set(Completion.objects.values_list("learner", flat=True)) == {recent.pk, learner.pk}
    assert not type(old).objects.filter(pk=old.pk).exists()


def test_clean_up_erases_expired_sessions(client, learner, teacher):
    client.force_login(learner)
    other = type(client)()
    other.force_login(teacher)
    Session.objects.filter(session_key=client.session.session_key).update(expire_date=timezone.now())

    clean_up()

    assert Session.objects.get().session_key == other.session.session_key


def test_teachers_are_never_erased_for_being_away(teacher):
    type(teacher).objects.update(seen_on=timezone.localdate() - timedelta(days=4000))

    assert erase_stale_guests() == 0
