"""Two names of one learner become one only when that learner shows both PINs."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from lessons.accounts import throttling
from lessons.accounts.actions import choose_own_pin
from lessons.accounts.given_pins import given_pin, new_seed
from lessons.classrooms.actions import reset_pin
from lessons.classrooms.assignments import Assignment
from lessons.classrooms.models import ClassEvent, Enrolment
from lessons.learning.actions import complete_activity
from lessons.learning.models import Attempt, Completion
from tests import factories
from tests.classrooms import people
from tests.learning.playing import take


@pytest.fixture
def mine(classroom, learner):
    return classroom.enrolments.get(learner=learner)


@pytest.fixture
def double(classroom, mine):
    """A second place in the class of which the teacher says that it is Hina's too."""
    other = people.make_learner(classroom, "Hina K", "8642")
    Enrolment.objects.filter(learner=other).update(
        merged_into=mine, removed_at=timezone.now(), joined_at=mine.joined_at - timedelta(days=3)
    )
    return Enrolment.objects.get(learner=other)


@pytest.fixture
def phone(learner):
    client = Client()
    client.force_login(learner)
    return client


def confirm(phone, double, pin="8642", language="en"):
    return phone.post(f"/{language}/me/double/{double.pk}/", {"pin": pin})


@pytest.mark.parametrize("language", ["en", "ur"])
def test_their_own_page_asks_and_the_next_one_says_what_goes(phone, double, language):
    page = phone.get(f"/{language}/me/").content.decode()
    asked = phone.get(f"/{language}/me/double/{double.pk}/").content.decode()

    assert "<bdi>Hina K</bdi>" in page
    assert f"/{language}/me/double/{double.pk}/" in page
    assert "<bdi>Hina K</bdi>" in asked
    assert Enrolment.objects.filter(pk=double.pk).exists()


def test_with_the_other_pin_both_become_one(phone, learner, mine, double, lesson, quiz):
    take(double.learner, quiz)
    complete_activity(learner=double.learner, activity=lesson)

    assert confirm(phone, double).url == "/en/me/"

    assert Completion.objects.get().learner == Attempt.objects.get().learner == learner
    assert not get_user_model().objects.filter(pk=double.learner_id).exists()
    assert not Enrolment.objects.filter(pk=double.pk).exists()
    mine.refresh_from_db()
    assert mine.joined_at == double.joined_at
    event = ClassEvent.objects.get(kind="double_confirmed")
    # No name beside the enrolment: it would stay when the learner erases themselves.
    assert (event.by, event.enrolment, event.detail) == (None, mine, "")


def test_what_was_done_before_joining_does_not_come_to_count(phone, learner, mine, double, lesson):
    joined_at = mine.joined_at
    complete_activity(learner=learner, activity=lesson, now=joined_at - timedelta(days=1))
    confirm(phone, double)

    mine.refresh_from_db()
    assert mine.joined_at == joined_at


def test_a_wrong_pin_joins_nothing_and_counts(phone, double):
    for _ in range(throttling.AN_HOUR):
        assert "match." in confirm(phone, double, "1357").content.decode()

    assert "Too many tries." in confirm(phone, double).content.decode()
    assert Enrolment.objects.filter(pk=double.pk).exists()


def test_ones_own_pin_is_not_the_other_one(phone, double):
    assert confirm(phone, double, people.PIN).status_code == 200
    assert Enrolment.objects.filter(pk=double.pk).exists()


def test_a_first_pin_of_the_other_name_will_do(phone, double):
    get_user_model().objects.filter(pk=double.learner_id).update(given_pin_seed=new_seed(), password="!")
    double.learner.refresh_from_db()

    assert confirm(phone, double, given_pin(double.learner)).url == "/en/me/"


def test_a_pin_set_anew_by_a_teacher_does_not_bring_them_the_record(phone, double, learner):
    reset_pin(enrolment=double)
    double.learner.refresh_from_db()

    page = confirm(phone, double, given_pin(double.learner)).content.decode()
    assert "First sign in with that name" in page
    assert Enrolment.objects.filter(pk=double.pk).exists()

    choose_own_pin(learner=double.learner, pin="7304")
    assert confirm(phone, double, "7304").url == "/en/me/"
    learner.refresh_from_db()
    # Or a teacher who had set the other PIN anew could read here what stays hidden there.
    assert learner.pin_set_anew_at is not None


def test_places_in_other_classes_and_assignments_come_along(phone, teacher, learner, mine, double, module):
    chess, club = people.make_class(teacher, name="Chess"), people.make_class(teacher, name="Club")
    Enrolment.objects.create(classroom=chess, learner=double.learner, name="Hina")
    Enrolment.objects.create(classroom=club, learner=double.learner, name="Hina K")
    Enrolment.objects.create(classroom=club, learner=learner, name="Hina")
    assignment = Assignment.objects.create(classroom=mine.classroom, module=module, is_for_class=False)
    assignment.learners.add(double)
    confirm(phone, double)

    assert chess.enrolments.get().learner == learner
    assert club.enrolments.get().learner == learner
    assert list(assignment.learners.all()) == [mine]


@pytest.mark.parametrize("language", ["en", "ur"])
def test_no_takes_the_mark_off_and_changes_nothing_else(phone, double, mine, language):
    assert phone.post(f"/{language}/me/double/{double.pk}/no/").url == f"/{language}/me/"

    double.refresh_from_db()
    assert double.merged_into is None
    assert double.removed_at is not None
    assert get_user_model().objects.filter(pk=double.learner_id).exists()
    assert ClassEvent.objects.filter(kind="double_refused", enrolment=mine, detail="").exists()
    assert phone.get(f"/en/me/double/{double.pk}/").status_code == 404
    assert confirm(phone, double).status_code == 404


def test_nobody_is_asked_about_a_place_that_is_not_said_to_be_theirs(phone, classroom, double):
    stranger = people.make_learner(classroom, "Zain", "9753")
    other_phone = Client()
    other_phone.force_login(stranger)

    assert "Hina K" not in other_phone.get("/en/me/").content.decode()
    assert confirm(other_phone, double).status_code == 404
    assert other_phone.post(f"/en/me/double/{double.pk}/no/").status_code == 404
    assert phone.get(f"/en/me/double/{classroom.enrolments.get(learner=stranger).pk}/").status_code == 404
    assert phone.get(f"/en/me/double/{10**18}/").status_code == 404


def test_neither_guests_nor_teachers_answer(client, teacher, double):
    assert client.get(f"/en/me/double/{double.pk}/").status_code == 302
    client.force_login(factories.make_guest())
    assert confirm(client, double).status_code == 302
    client.force_login(teacher)
    assert confirm(client, double).status_code == 404
    assert Enrolment.objects.filter(pk=double.pk).exists()


def test_many_doubles_ask_the_database_once(phone, classroom, mine, django_assert_max_num_queries):
    for number in range(5):
        other = people.make_learner(classroom, f"Hina {number}", "8642")
        Enrolment.objects.filter(learner=other).update(merged_into=mine)

    phone.get("/en/me/")
    with django_assert_max_num_queries(20):
        assert phone.get("/en/me/").content.decode().count("/no/") == 5
