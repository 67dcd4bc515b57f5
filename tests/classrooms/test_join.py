from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from lessons.classrooms.actions import JoinRefused, NameTaken, join_classroom
from lessons.classrooms.models import Enrolment
from lessons.learning.models import Completion
from tests import factories
from tests.classrooms import people
from tests.classrooms.people import join, who


def test_a_visitor_joins_with_code_name_and_pin(client, classroom):
    response = client.post("/en/join/", {"code": f" {classroom.code[:3].lower()}-{classroom.code[3:]} "})
    assert response.url == f"/en/join/{classroom.code}/"
    response = join(client, classroom, name="  Hina   Khan ", pin="۲۴۶۸")

    assert response.status_code == 302
    enrolment = Enrolment.objects.get(classroom=classroom)
    assert enrolment.name == "Hina Khan"
    assert enrolment.learner == who(client)
    assert enrolment.learner.check_password("2468")
    assert not enrolment.learner.is_guest


def test_joining_keeps_what_the_guest_did(guest_client, classroom):
    page = guest_client.get(f"/en/join/{classroom.code}/").content.decode()
    assert "Was this you?" in page
    assert "1 lesson, today" in page
    join(guest_client, classroom, keep="yes")

    assert who(guest_client) == guest_client.guest
    assert Completion.objects.filter(learner=guest_client.guest).count() == 1


def test_no_erases_what_somebody_else_did_on_this_phone(guest_client, classroom):
    join(guest_client, classroom, keep="no")

    assert who(guest_client) not in {None, guest_client.guest}
    assert not Completion.objects.exists()
    assert not get_user_model().objects.filter(pk=guest_client.guest.pk).exists()


def test_was_this_you_must_be_answered(guest_client, classroom):
    page = join(guest_client, classroom).content.decode()

    assert "Please choose one of these." in page
    assert 'value="Hina"' in page
    assert not Enrolment.objects.exists()
    assert Completion.objects.count() == 1


def test_a_guest_with_an_empty_record_is_not_asked(client, classroom):
    guest = factories.make_guest()
    client.force_login(guest)

    join(client, classroom)

    assert who(client) == guest


def test_joining_gives_a_new_session_key(guest_client, classroom):
    before = guest_client.session.session_key
    join(guest_client, classroom, keep="yes")

    assert guest_client.session.session_key != before


@pytest.mark.parametrize("same", ["Hina", " hina ", "HINA"])
def test_a_taken_name_is_refused_kindly_and_nothing_is_made(client, classroom, learner, same):
    page = join(client, classroom, name=same, pin="1357").content.decode()

    assert "Somebody in this class uses this name." in page
    assert f"/en/sign-in/?code={classroom.code}" in page
    assert get_user_model().objects.learners().count() == 1


def test_a_second_tap_on_join_does_not_meet_a_taken_name(client, classroom):
    join(client, classroom)
    other_tab = type(client)()

    assert join(other_tab, classroom).status_code == 302
    assert who(other_tab) == who(client)
    assert classroom.enrolments.count() == 1


def test_a_namesake_with_the_same_pin_is_another_learner(client, classroom, learner):
    Enrolment.objects.update(joined_at=timezone.now() - timedelta(seconds=11))

    assert "Somebody in this class uses this name." in join(client, classroom).content.decode()
    assert who(client) is None


def test_a_taken_name_leaves_the_guest_as_they_were(guest_client, classroom, learner):
    join(guest_client, classroom, pin="1357", keep="no")

    assert who(guest_client) == guest_client.guest
    assert guest_client.guest.is_guest
    assert Completion.objects.count() == 1


def test_joining_twice_enrols_once(classroom, learner):
    join_classroom(learner=learner, classroom=classroom, name="Hina")
    join_classroom(learner=learner, classroom=classroom, name="Other")

    assert classroom.enrolments.count() == 1


def test_a_closed_class_takes_nobody(client, classroom):
    classroom.closed_at = classroom.created_at
    classroom.save()

    assert client.get(f"/en/join/{classroom.code}/").status_code == 404
    with pytest.raises(JoinRefused):
        people.make_learner(classroom)


def test_names_are_only_taken_within_a_class(classroom, teacher, learner):
    other = people.make_class(teacher, name="9-A")

    people.make_learner(other, "Hina")
    with pytest.raises(NameTaken):
        people.make_learner(classroom, "Hina")


def test_a_signed_in_learner_joins_another_class_and_keeps_their_pin(client, classroom, teacher, learner):
    other = people.make_class(teacher, name="Science club")
    client.force_login(learner)

    page = client.get(f"/en/join/{other.code}/").content.decode()
    assert "Signed in on this phone:" in page
    assert "Choose a PIN" not in page
    client.post(f"/en/join/{other.code}/", {"name": "Hina K"})

    assert [e.name for e in Enrolment.objects.filter(learner=learner).order_by("pk")] == ["Hina", "Hina K"]
    learner.refresh_from_db()
    assert learner.check_password(people.PIN)


def test_a_learner_of_the_class_is_told_so(client, classroom, learner):
    client.force_login(learner)

    assert "You are in this class already." in client.get(f"/en/join/{classroom.code}/").content.decode()


def test_a_teacher_is_asked_to_sign_out_first(client, classroom, teacher):
    client.force_login(teacher)

    page = client.get(f"/en/join/{classroom.code}/").content.decode()
    join(client, classroom)

    assert "To join as a learner, sign out first." in page
    assert not Enrolment.objects.exists()


@pytest.mark.parametrize(
    ("pin", "sentence"),
    [
        ("", "Please fill this in."),
        ("123", "A PIN has 4–6 digits."),
        ("1234567", "A PIN has 4–6 digits."),
        ("abcd", "A PIN has 4–6 digits."),
        ("0000", "Others would guess this PIN."),
        ("1234", "Others would guess this PIN."),
        ("۹۸۷۶", "Others would guess this PIN."),
    ],
)
def test_a_pin_that_will_not_do(client, classroom, pin, sentence):
    page = join(client, classroom, pin=pin).content.decode()

    assert sentence in page
    assert 'value="Hina"' in page
    assert not pin or f'value="{pin}"' not in page


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Please fill this in."),
        ("…", "Please type a name."),
        ("\u202e\u200b", "Please type a name."),
        ("hina@example.org", "Only a name, please"),
        ("0300 1234567", "Only a name, please"),
        ("x" * 41, "This is too long."),
        ("Hi\0na", "Some of these letters can&#x27;t be used."),
    ],
)
def test_a_name_that_will_not_do(client, classroom, name, sentence):
    assert sentence in join(client, classroom, name=name).content.decode()


@pytest.mark.parametrize("code", ["ZZZZZZ", "1", "%00", "x" * 500, "🌙"])
def test_an_unknown_code_gets_the_same_sentence_everywhere(client, classroom, code):
    assert "No class has this code." in client.post("/en/join/", {"code": code}).content.decode()
    response = client.get(f"/en/join/{code}/")
    assert response.status_code == 404
    assert "No class has this code." in response.content.decode()


def test_the_form_speaks_urdu(client, classroom):
    page = join(client, classroom, name="", pin="12", language="ur").content.decode()

    assert 'lang="ur"' in page
    assert 'dir="rtl"' in page


def test_a_second_tap_on_join_comes_in_too(classroom):
    join(Client(), classroom)
    again = Client()

    assert join(again, classroom).status_code == 302
    assert who(again) == Enrolment.objects.get(classroom=classroom).learner


def test_joining_is_no_way_to_try_pins_of_whoever_has_just_joined(classroom):
    join(Client(), classroom, pin="2468")
    for pin in range(1370, 1381):
        assert join(Client(), classroom, pin=str(pin)).status_code == 200

    stranger = Client()
    assert join(stranger, classroom, pin="2468").status_code == 200
    assert who(stranger) is None
