"""A class in which whoever joins waits for the teacher, and the way back of who was removed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons.classrooms.actions import NameTaken, join_classroom
from lessons.classrooms.models import ClassEvent, Enrolment
from lessons.learning.actions import complete_activity
from lessons.learning.models import Completion
from tests.classrooms import people
from tests.classrooms.people import join, sign_in, who

WAITING = "Waiting for your teacher to let you in."


@pytest.fixture
def careful(classroom):
    """The class asks for approval."""
    classroom.needs_approval = True
    classroom.save()
    return classroom


def test_who_joins_waits_and_can_learn_meanwhile(client, careful, lesson):
    assert join(client, careful).url == "/en/me/"
    enrolment = careful.enrolments.get()

    assert who(client) == enrolment.learner
    assert not enrolment.is_current
    assert list(careful.enrolments.waiting()) == [enrolment]
    client.post(reverse("learning:done", args=[lesson.pk]))
    assert Completion.objects.get().learner == who(client)


def test_their_own_page_says_that_they_wait_until_they_are_let_in(client, careful):
    join(client, careful)
    assert WAITING in client.get("/en/me/").content.decode()
    Enrolment.objects.update(approved_at=timezone.now())

    assert WAITING not in client.get("/en/me/").content.decode()


@pytest.mark.parametrize("language", ["en", "ur"])
def test_who_waits_can_sign_in(client, careful, language):
    join(client, careful)
    client.post("/en/sign-out/")
    sign_in(client, careful, language=language)

    assert who(client) == careful.enrolments.get().learner


def test_the_address_of_the_class_says_it_too(client, careful):
    assert "Your teacher lets you in." in client.get(f"/en/join/{careful.code}/").content.decode()
    join(client, careful)

    assert WAITING in client.get(f"/en/join/{careful.code}/").content.decode()


def test_in_other_classes_nobody_waits(client, classroom):
    join(client, classroom)

    assert classroom.enrolments.get().is_current
    assert WAITING not in client.get("/en/me/").content.decode()


def test_a_learner_of_another_class_waits_too(client, careful, teacher):
    learner = people.make_learner(people.make_class(teacher, name="9-A"))
    client.force_login(learner)
    client.post(f"/en/join/{careful.code}/", {"name": "Hina"})

    assert not careful.enrolments.get(learner=learner).is_current


@pytest.mark.parametrize(("asks", "kind"), [(True, "asked_to_join"), (False, "joined")])
def test_joining_is_in_the_list_of_what_was_changed(client, classroom, asks, kind):
    classroom.needs_approval = asks
    classroom.save()
    join(client, classroom)
    join(client, classroom)

    event = ClassEvent.objects.get(kind=kind)
    assert event.by is None
    assert event.enrolment == classroom.enrolments.get()


class TestComingBack:
    @pytest.fixture
    def removed(self, classroom, learner):
        long_ago = timezone.now() - timedelta(days=30)
        classroom.enrolments.update(removed_at=timezone.now(), joined_at=long_ago, approved_at=long_ago)
        return learner

    def test_by_the_code_with_their_own_account(self, client, classroom, removed):
        client.force_login(removed)
        page = client.get(f"/en/join/{classroom.code}/").content.decode()
        assert "You are in this class already." not in page
        client.post(f"/en/join/{classroom.code}/", {"name": "Hina"})

        assert classroom.enrolments.get().is_current
        assert classroom.enrolments.get().learner == removed

    def test_what_they_did_in_between_stays_theirs(self, classroom, removed, lesson):
        complete_activity(learner=removed, activity=lesson)
        before = timezone.now()
        join_classroom(learner=removed, classroom=classroom, name="Hina")

        assert classroom.enrolments.get().joined_at >= before

    def test_where_approval_is_asked_for_they_wait(self, careful, removed):
        join_classroom(learner=removed, classroom=careful, name="Hina")

        assert list(careful.enrolments.waiting().values_list("learner", flat=True)) == [removed.pk]

    def test_under_another_name_if_nobody_has_it(self, classroom, removed):
        people.make_learner(classroom, "Zain")
        with pytest.raises(NameTaken):
            join_classroom(learner=removed, classroom=classroom, name="zain")
        join_classroom(learner=removed, classroom=classroom, name="Hina K")

        assert classroom.enrolments.get(learner=removed).name == "Hina K"

    def test_nobody_else_can_take_their_name(self, client, classroom, removed):
        page = join(client, classroom, pin="8642").content.decode()

        assert "Somebody in this class uses this name." in page
