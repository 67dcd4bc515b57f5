"""A family's phone: whoever is on its list comes in with a PIN, to a record of their own."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from lessons.accounts import throttling
from lessons.accounts.given_pins import given_pin
from lessons.accounts.models import WrongTries
from lessons.classrooms.actions import reset_pin
from lessons.classrooms.classless import erase_unseen, learn_by_pin
from lessons.classrooms.sign_in import check_listed
from lessons.learning.actions import complete_activity
from lessons.learning.models import Completion
from tests import factories
from tests.classrooms import people
from tests.classrooms.family_phone import add, enter, learner_of, names, sign_out, words
from tests.classrooms.people import who

pytestmark = pytest.mark.django_db
PICTURES = ["a", "d", "g", "k", "p"]


def test_whoever_is_added_to_an_empty_phone_goes_on_at_once(client, home):
    assert add(client).url == "/en/me/"

    assert names(client) == ["Ali"]
    assert not who(client).is_guest
    assert "Ali" in words(client.get("/en/me/"))


def test_the_guest_becomes_the_first_entry_and_loses_nothing(client, lesson):
    client.post(f"/en/activities/{lesson.pk}/done/", headers={"sec-fetch-site": "same-origin"})
    guest = who(client)
    assert "1 lesson, today" in words(client.get("/en/who/add/"))
    assert add(client).context["form"].errors.keys() == {"keep"}

    add(client, keep="yes")

    assert who(client) == guest
    assert names(client) == ["Ali"]
    assert Completion.objects.get().learner == guest


def test_a_guest_who_was_somebody_else_is_left_as_they_are(client, lesson):
    guest = factories.make_guest()
    complete_activity(learner=guest, activity=lesson)
    client.force_login(guest)

    assert add(client, "Sara", keep="no").url == "/en/who/"

    assert who(client) == guest
    assert who(client).is_guest
    assert learner_of(client, 1) != guest


def test_a_second_tap_whose_first_answer_never_came_makes_no_second_learner(client, lesson):
    guest = factories.make_guest()
    complete_activity(learner=guest, activity=lesson)
    client.force_login(guest)
    token = client.get("/en/who/add/").context["form"]["guest"].value()
    data = {"keep": "yes", "guest": token}
    add(client, **data)
    client.cookies.clear()

    assert add(client, pin="9753", **data).url == "/en/me/"
    assert who(client) != guest
    client.cookies.clear()
    assert add(client, **data).url == "/en/me/"

    assert who(client) == guest
    assert names(client) == ["Ali"]


def test_two_learners_of_one_phone_have_a_record_each(family, lesson, quiz):
    assert enter(family, 1).url == "/en/me/"
    ali = who(family)
    complete_activity(learner=ali, activity=lesson)
    sign_out(family)
    enter(family, 2, "9753")

    assert who(family) not in (ali, None)
    assert not Completion.objects.filter(learner=who(family)).exists()
    sign_out(family)
    enter(family, 1)
    assert Completion.objects.get().learner == who(family) == ali


def test_signing_out_keeps_the_list_and_leads_to_it(family):
    enter(family)

    response = sign_out(family)

    assert response.url == "/en/who/"
    assert "storage" in response["Clear-Site-Data"] and "cookies" not in response["Clear-Site-Data"]
    assert names(family) == ["Ali", "Sara"]


def test_while_one_is_signed_in_another_lets_them_sign_out_first(family):
    enter(family)
    ali = who(family)

    page = words(family.post("/en/who/2/", {"pin": "9753"}))

    assert who(family) == ali
    assert 'action="/en/sign-out/" data-clears' in page
    assert family.post("/en/sign-out/", {"next": "/en/who/2/"}).url == "/en/who/2/"


def test_adding_somebody_does_not_sign_out_who_is_there(family):
    enter(family)
    ali = who(family)

    assert add(family, "Ammi", "3579").url == "/en/who/"

    assert who(family) == ali
    assert names(family) == ["Ali", "Sara", "Ammi"]


def test_a_guest_who_comes_in_by_the_list_is_asked_and_takes_their_record_along(family, lesson):
    guest = factories.make_guest()
    complete_activity(learner=guest, activity=lesson)
    family.force_login(guest)
    assert "Was this you?" in words(family.get("/en/who/1/"))
    enter(family)
    assert who(family) == guest

    enter(family, keep="yes")

    assert Completion.objects.get().learner == who(family) != guest
    assert not get_user_model().objects.filter(pk=guest.pk).exists()


def test_pictures_do_for_a_pin(client, home):
    data = {"name": "Ali", "pictures": PICTURES, "pictures_again": PICTURES}
    client.post("/en/who/add/?with=pictures", data)
    sign_out(client)

    assert client.get("/en/who/1/").context["form"].with_pictures
    assert client.post("/en/who/1/", {"pictures": PICTURES}).url == "/en/me/"


def test_the_page_remembers_the_way_in_which_somebody_came(family):
    ali = learner_of(family, 1)
    ali.set_password("adgkp")
    ali.save()

    family.post("/en/who/1/?with=pictures", {"pictures": PICTURES})
    sign_out(family)

    assert family.get("/en/who/1/").context["form"].with_pictures
    assert not family.get("/en/who/2/").context["form"].with_pictures


def test_a_wrong_pin_lets_nobody_in_and_the_cap_is_the_learners(family):
    for _ in range(throttling.AN_HOUR):
        assert "This is not it." in words(enter(family, pin="1357"))
    assert who(family) is None
    assert "Too many tries." in words(enter(family))
    assert "Too many tries." in words(family.post("/en/who/1/off/", {"pin": "4812"}))

    enter(family, 2, "9753")
    assert who(family) is not None


def test_mistyping_now_and_then_locks_nobody_out_for_good(family):
    ali = learner_of(family, 1)
    for _day in range(throttling.IN_ALL):
        for pin in ("1357", "1357", "4812"):
            check_listed(None, ali, pin)

    assert not WrongTries.objects.exists()


def test_whoever_guesses_gains_little_when_the_learner_comes_in(family):
    ali = learner_of(family, 1)
    for _ in range(throttling.AN_HOUR - 1):
        check_listed(None, ali, "1357")
    check_listed(None, ali, "4812")

    assert WrongTries.objects.get().in_all == throttling.AN_HOUR - 1 - throttling.SLIPS


def test_a_learner_of_a_class_is_put_on_the_list_by_nobody_but_themselves(client, classroom, learner):
    people.sign_in(client, classroom)
    assert names(client) == []
    assert client.post("/en/who/me/", {"name": "Hina", "pin": "9999"}).context["form"].errors.keys() == {"pin"}
    assert names(client) == []

    assert client.post("/en/who/me/", {"name": "Hina", "pin": people.PIN}).url == "/en/who/"

    sign_out(client)
    assert enter(client, pin=people.PIN).url == "/en/me/"
    assert who(client) == learner


def test_a_pin_from_the_teacher_leads_to_choosing_ones_own_here_too(client, classroom, learner, teacher):
    people.sign_in(client, classroom)
    client.post("/en/who/me/", {"name": "Hina", "pin": people.PIN})
    sign_out(client)
    reset_pin(enrolment=learner.enrolments.get(), by=teacher)
    learner.refresh_from_db()
    assert enter(client, pin=given_pin(learner)).url == "/en/choose-pin/"
    assert who(client) is None


def test_before_signing_out_it_is_said_whether_there_is_a_way_back(family, client, classroom, learner):
    enter(family)
    assert "tap your name in the list" in words(family.get("/en/sign-out/"))
    family.post("/en/kept/clear/", {"list": "1"}, headers={"sec-fetch-site": "same-origin"})
    assert "/en/who/me/" in words(family.get("/en/sign-out/"))
    people.sign_in(client, classroom)
    assert "You find it again when you sign in." in words(client.get("/en/sign-out/"))


def test_a_record_to_which_no_phone_leads_any_more_is_erased_after_a_year(classroom, learner, lesson):
    today = timezone.localdate()
    old, recent = learn_by_pin(pin="4812"), learn_by_pin(pin="4812")
    for person, days in ((old, 366), (recent, 365), (learner, 4000)):
        type(person).objects.filter(pk=person.pk).update(seen_on=today - timedelta(days=days))
        complete_activity(learner=person, activity=lesson)

    assert erase_unseen() == 1

    assert set(Completion.objects.values_list("learner", flat=True)) == {recent.pk, learner.pk}
