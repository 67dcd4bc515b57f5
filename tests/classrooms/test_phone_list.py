"""The names on a family's phone: only the phone keeps them, nobody forges them, and each can be taken off."""

import time

import pytest
from django.contrib.auth import get_user_model
from django.core import signing
from django.test import Client

from lessons.accounts import phone_list
from lessons.classrooms.actions import join_classroom
from lessons.learning.actions import complete_activity
from lessons.learning.models import Completion
from tests.classrooms import people
from tests.classrooms.family_phone import COOKIE, add, enter, learner_of, names, sign_out, words
from tests.classrooms.people import who

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": ""}, "name"),
        ({"name": "0300 1234567"}, "name"),
        ({"name": "x" * 21}, "name"),
        ({"name": "ali"}, "name"),
        ({"pin": "1234", "pin_again": "1234"}, "pin"),
        ({"pin_again": "4813"}, "pin_again"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(family, fields, wrong):
    before = get_user_model().objects.count()

    form = add(family, **({"name": "Bilal"} | fields)).context["form"]

    assert list(form.errors) == [wrong]
    assert get_user_model().objects.count() == before


def test_a_ninth_name_is_not_taken(client, home):
    for number in range(phone_list.MOST):
        add(client, "نام " + "😀" * 14 + f" {number}")
        sign_out(client)

    assert len(client.cookies[COOKIE].value) < 3600
    assert add(client, "Last").url == "/en/who/"
    assert len(names(client)) == phone_list.MOST


def test_the_cookie_is_the_phones_and_out_of_reach_of_scripts(client, home, settings):
    settings.SECURE = True
    cookie = add(client).cookies[COOKIE]

    assert cookie["httponly"] and cookie["secure"] and cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 365 * 24 * 60 * 60
    assert who(client).username.startswith("learner-")
    assert signing.loads(cookie.value, salt=phone_list.SALT) == [[1, who(client).username, "Ali", 0]]


def test_the_server_keeps_no_name_and_nothing_of_the_phone(family):
    for learner in get_user_model().objects.learners():
        assert (learner.first_name, learner.email, learner.enrolments.count()) == ("", "", 0)
        assert learner.username.startswith("learner-")


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("forge", ["{}xx", "", "a:b:c", "\x80"])
def test_a_list_that_is_not_ours_is_no_list(family, forge, language):
    family.cookies[COOKIE] = forge.format(family.cookies[COOKIE].value)

    assert family.get(f"/{language}/who/").context["entries"] == []
    for place in ("1/", "1/off/", "7/"):
        assert family.get(f"/{language}/who/{place}").url == f"/{language}/who/"


def test_a_list_signed_for_something_else_or_too_long_ago_is_no_list(family, monkeypatch):
    rows = [[1, get_user_model().objects.learners().first().username, "Ali", 0]]
    phone = Client()
    phone.cookies[COOKIE] = signing.dumps(rows, salt="chiragh.offline.try")
    assert names(phone) == []

    later = time.time() + phone_list.SECONDS + 1
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert names(family) == []


def test_whoever_was_erased_is_gone_from_the_list(family):
    learner_of(family, 1).delete()

    assert names(family) == ["Sara"]
    assert enter(family, 1).url == "/en/who/"
    assert enter(family, 2, "9753").url == "/en/me/"


def test_taken_off_with_the_pin_a_learner_of_no_class_is_erased(family, lesson):
    ali = learner_of(family, 1)
    complete_activity(learner=ali, activity=lesson)
    assert "erased for good, at once" in words(family.get("/en/who/1/off/"))
    assert "This is not it." in words(family.post("/en/who/1/off/", {"pin": "9753"}))
    assert Completion.objects.exists()
    enter(family)

    family.post("/en/who/1/off/", {"pin": "4812"})

    assert names(family) == ["Sara"]
    assert who(family) is None
    assert not Completion.objects.exists()
    assert not get_user_model().objects.filter(pk=ali.pk).exists()


def test_taken_off_a_learner_of_a_class_keeps_their_record(family, classroom):
    ali = learner_of(family, 1)
    join_classroom(learner=ali, classroom=classroom, name="Ali")
    assert "erased" not in words(family.get("/en/who/1/off/"))

    family.post("/en/who/1/off/", {"pin": "4812"})

    assert names(family) == ["Sara"]
    people.sign_in(family, classroom, name="Ali", pin="4812")
    assert who(family) == ali


def test_clearing_the_phone_shows_first_who_cannot_come_back(family, classroom):
    join_classroom(learner=learner_of(family, 2), classroom=classroom, name="Sara")

    asked = family.post("/en/kept/clear/", headers={"sec-fetch-site": "same-origin"})

    assert "storage" in asked["Clear-Site-Data"]
    assert names(family) == ["Ali", "Sara"]
    warned = words(asked).partition("without the list")[2]
    assert "Ali" in warned and "Sara" not in warned
    assert asked["Cache-Control"] == "private, no-store"

    family.post("/en/kept/clear/", {"list": "1"}, headers={"sec-fetch-site": "same-origin"})
    assert COOKIE not in family.cookies or not family.cookies[COOKIE].value
    assert names(family) == []


def test_erasing_ones_record_says_that_the_name_goes_and_leaves_the_others(family):
    enter(family)
    assert "Your name goes from the list of this phone." in words(family.get("/en/me/data/erase/"))

    family.post("/en/me/data/erase/")

    assert names(family) == ["Sara"]


def test_the_list_is_in_no_page_that_others_may_get(family, lesson):
    for path in ("/en/who/", "/en/who/1/", "/en/who/add/", "/en/who/1/off/", "/en/me/"):
        assert family.get(path)["Cache-Control"] == "private, no-store"
    visitor = Client()  # the session is over, and its cookie gone
    visitor.cookies[COOKIE] = family.cookies[COOKIE].value
    for path in (lesson.url, "/en/", "/en/kept/"):
        response = visitor.get(path)
        assert "public" in response["Cache-Control"]
        assert "Sara" not in words(response)


def test_the_list_takes_few_queries_however_long_it_is(family, django_assert_max_num_queries):
    family.get("/en/who/")

    with django_assert_max_num_queries(4):
        family.get("/en/who/")


def test_looking_at_the_list_writes_it_anew_only_after_a_day_or_when_somebody_is_gone(family, monkeypatch):
    assert COOKIE not in family.get("/en/who/").cookies

    tomorrow = time.time() + 25 * 60 * 60
    with monkeypatch.context() as later:
        later.setattr("django.core.signing.time.time", lambda: tomorrow)
        assert COOKIE in family.get("/en/who/").cookies

    learner_of(family, 1).delete()
    assert COOKIE in family.get("/en/who/").cookies
    assert COOKIE not in family.get("/en/who/").cookies
