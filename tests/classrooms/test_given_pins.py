"""A PIN that a teacher gave works once, and only for choosing one's own."""

import random
from datetime import timedelta

import pytest
from django.conf import settings as settings_of_site
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessons.accounts import throttling
from lessons.accounts.actions import choose_own_pin, give_new_pin
from lessons.accounts.given_pins import given_pictures, given_pin, is_given
from lessons.accounts.pins import is_pin, is_too_simple
from lessons.classrooms import proven
from lessons.classrooms.actions import reset_pin
from lessons.classrooms.models import Enrolment
from lessons.learning.actions import complete_activity
from lessons.learning.models import Completion
from tests import factories
from tests.classrooms import people
from tests.classrooms.people import sign_in, who

NO_MATCH = "Name and PIN don&#x27;t match. Check both."


@pytest.fixture
def reset(learner, classroom):
    """The learner, to whom the teacher has given a new PIN."""
    return reset_pin(enrolment=classroom.enrolments.get(learner=learner))


@pytest.fixture
def newcomer(classroom):
    """A learner whom the teacher put on the list: they have a first PIN on a card."""
    learner = factories.make_guest()
    give_new_pin(learner=learner)
    Enrolment.objects.create(classroom=classroom, learner=learner, name="Bano")
    return learner


def choose(client, pin="8642", language="en", **fields):
    return client.post(f"/{language}/choose-pin/", {"pin": pin} | fields)


@pytest.mark.parametrize("language", ["en", "ur"])
def test_it_signs_nobody_in_but_leads_to_choosing_ones_own(client, classroom, reset, language):
    response = sign_in(client, classroom, pin=given_pin(reset), language=language)

    assert response.url == f"/{language}/choose-pin/"
    assert who(client) is None
    assert client.get("/en/me/pin/").status_code == 302
    assert client.get(response.url).status_code == 200


def test_the_page_says_when_the_pin_was_set_anew(client, classroom, reset):
    sign_in(client, classroom, pin=given_pin(reset))
    page = client.get("/en/choose-pin/").content.decode()

    day = timezone.localdate(reset.pin_set_anew_at)
    assert f"Your PIN was set anew on {day.day} {day:%B %Y} by your teacher." in page


def test_a_first_pin_is_called_so(client, classroom, newcomer):
    sign_in(client, classroom, name="Bano", pin=given_pin(newcomer))
    page = client.get("/en/choose-pin/").content.decode()

    assert "This PIN was for the first time only." in page
    assert "set anew" not in page


def test_with_their_own_pin_they_are_in_and_the_given_one_is_dead(client, classroom, reset):
    pin = given_pin(reset)
    sign_in(client, classroom, pin=pin)
    assert choose(client).url == "/en/me/"
    assert who(client) == reset

    other = Client()
    assert NO_MATCH in sign_in(other, classroom, pin=pin).content.decode()
    assert sign_in(other, classroom, pin="8642").url == "/en/me/"


def test_the_old_pin_is_dead_from_the_moment_the_new_one_is_given(client, classroom, reset):
    assert NO_MATCH in sign_in(client, classroom, pin=people.PIN).content.decode()


def test_nobody_keeps_the_pin_that_the_teacher_knows(client, classroom, reset):
    pin = given_pin(reset)
    sign_in(client, classroom, pin=pin)
    page = choose(client, pin).content.decode()

    assert "Your teacher knows this one. Please choose another." in page
    assert who(client) is None


@pytest.mark.parametrize("pin", ["", "1234", "12", "\0", "x" * 3000])
def test_a_pin_that_will_not_do_is_refused_and_the_way_stays_open(client, classroom, reset, pin):
    sign_in(client, classroom, pin=given_pin(reset))

    assert choose(client, pin).status_code == 200
    assert choose(client).url == "/en/me/"


def test_without_the_given_pin_there_is_nothing_to_choose(client, classroom, reset):
    assert client.get("/en/choose-pin/").url == "/en/sign-in/"
    assert choose(client).url == "/en/sign-in/"
    reset.refresh_from_db()
    assert reset.given_pin_seed


def test_after_ten_minutes_one_signs_in_again(client, classroom, reset):
    sign_in(client, classroom, pin=given_pin(reset))
    session = client.session
    session[proven.KEY] |= {"until": session[proven.KEY]["until"] - proven.SECONDS - 1}
    session.save()

    assert choose(client).url == "/en/sign-in/"
    assert "That took too long. Please sign in once more." in client.get("/en/sign-in/").content.decode()
    assert who(client) is None


def test_a_newer_pin_ends_what_was_shown_with_the_older_one(client, classroom, reset):
    sign_in(client, classroom, pin=given_pin(reset))
    give_new_pin(learner=reset)

    assert choose(client).url == "/en/sign-in/"


def test_of_two_phones_the_first_to_choose_has_the_account(classroom, reset):
    first, second = Client(), Client()
    for phone in (first, second):
        sign_in(phone, classroom, pin=given_pin(reset))
    choose(first, "8642")

    assert choose(second, "9753").url == "/en/sign-in/"
    reset.refresh_from_db()
    assert reset.check_password("8642")
    assert who(second) is None


def test_a_session_whose_key_was_known_before_chooses_nothing(client, classroom, reset):
    client.get("/en/sign-in/")
    sign_in(client, classroom, pin=given_pin(reset))
    before = client.session.session_key
    sign_in(client, classroom, pin=given_pin(reset))

    planted = Client()
    planted.cookies[settings_of_site.SESSION_COOKIE_NAME] = before
    assert planted.get("/en/choose-pin/").status_code == 302
    assert client.get("/en/choose-pin/").status_code == 200


def test_whoever_chose_in_the_meantime_is_told_that_it_was_set_anew(classroom, newcomer):
    seen_before = Enrolment.objects.select_related("learner").get(learner=newcomer)
    choose_own_pin(learner=newcomer, pin="8642")
    reset_pin(enrolment=seen_before)

    newcomer.refresh_from_db()
    assert newcomer.pin_set_anew_at is not None


def test_whoever_signs_in_next_on_that_phone_cannot_choose_for_them(client, classroom, reset):
    people.make_learner(classroom, "Zain", "8642")
    sign_in(client, classroom, pin=given_pin(reset))
    sign_in(client, classroom, name="Zain", pin="8642")
    choose(client, "9753")

    reset.refresh_from_db()
    assert not reset.check_password("9753")


def test_sessions_that_were_open_end(client, classroom, learner):
    sign_in(client, classroom)
    reset_pin(enrolment=classroom.enrolments.get())

    assert client.get("/en/me/pin/").status_code == 302


def test_wrong_given_pins_count_as_tries(client, classroom, newcomer):
    wrong = "1357" if given_pin(newcomer) != "1357" else "1358"
    for _ in range(throttling.AN_HOUR):
        sign_in(client, classroom, name="Bano", pin=wrong)

    assert "Too many tries." in sign_in(client, classroom, name="Bano", pin=given_pin(newcomer)).content.decode()


@pytest.mark.parametrize(("keep", "moved"), [("yes", 1), ("no", 0)])
def test_was_this_you_is_answered_once_and_holds(guest_client, classroom, reset, keep, moved):
    sign_in(guest_client, classroom, pin=given_pin(reset), keep=keep)
    assert who(guest_client) == guest_client.guest
    assert Completion.objects.count() == 1
    choose(guest_client)

    assert who(guest_client) == reset
    assert Completion.objects.filter(learner=reset).count() == Completion.objects.count() == moved
    assert not type(reset).objects.guests().exists()


def test_next_and_own_phone_survive_the_detour(client, classroom, reset):
    data = {"code": classroom.code, "name": "Hina", "pin": given_pin(reset), "own_phone": "on"}
    client.post("/en/sign-in/?next=/en/help/", data)

    assert choose(client).url == "/en/help/"
    assert not client.session.get_expire_at_browser_close()


def test_the_session_keeps_nothing_of_it_afterwards(client, classroom, reset):
    sign_in(client, classroom, pin=given_pin(reset))
    assert given_pin(reset) not in str(dict(client.session))
    choose(client)

    assert proven.KEY not in client.session


def test_joining_is_no_way_round_choosing(client, classroom, newcomer):
    response = people.join(client, classroom, name="Bano", pin=given_pin(newcomer))

    assert response.status_code == 200
    assert who(client) is None


@pytest.mark.parametrize(("days", "said"), [(0, True), (29, True), (31, False)])
def test_for_thirty_days_their_own_page_says_so(client, classroom, learner, days, said):
    give_new_pin(learner=learner, now=timezone.now() - timedelta(days=days))
    choose_own_pin(learner=learner, pin="8642")
    client.force_login(learner)

    assert ("tell a safe adult." in client.get("/en/me/").content.decode()) is said


def test_a_first_pin_is_no_news_on_their_own_page(client, classroom, newcomer):
    choose_own_pin(learner=newcomer, pin="8642")
    client.force_login(newcomer)

    assert "set anew" not in client.get("/en/me/").content.decode()


class TestChangingIt:
    def test_with_the_old_one_a_new_one_is_set_and_this_phone_stays_in(self, client, classroom, learner):
        sign_in(client, classroom)
        other = Client()
        sign_in(other, classroom)

        assert client.post("/en/me/pin/", {"old_pin": people.PIN, "pin": "8642"}).url == "/en/me/"
        learner.refresh_from_db()
        assert learner.check_password("8642")
        assert client.get("/en/me/pin/").status_code == 200
        assert other.get("/en/me/pin/").status_code == 302

    def test_a_wrong_old_one_changes_nothing_and_counts(self, client, classroom, learner):
        client.force_login(learner)
        for _ in range(throttling.AN_HOUR):
            page = client.post("/en/me/pin/", {"old_pin": "1357", "pin": "8642"}).content.decode()
            assert "This is not it." in page

        assert "Too many tries." in client.post("/en/me/pin/", {"old_pin": people.PIN, "pin": "8642"}).content.decode()
        learner.refresh_from_db()
        assert learner.check_password(people.PIN)

    def test_from_a_pin_to_pictures_in_a_class_that_uses_them(self, client, classroom, learner):
        type(classroom).objects.update(uses_pictures=True)
        client.force_login(learner)
        data = {"old_pin": people.PIN, "pictures": ["a", "c", "e", "g", "p"]}

        assert client.post("/en/me/pin/?with=pin", data).url == "/en/me/"
        learner.refresh_from_db()
        assert learner.check_password("acegp")

    def test_ones_own_page_leads_there(self, client, guest_client, classroom, learner):
        assert "/en/me/pin/" not in guest_client.get("/en/me/").content.decode()
        client.force_login(learner)
        assert "/en/me/pin/" in client.get("/en/me/").content.decode()


class TestRules:
    pytestmark = pytest.mark.django_db

    @given(st.text("0123456789abcdef", min_size=32, max_size=32))
    def test_a_given_pin_follows_from_its_seed_and_could_have_been_chosen(self, seed):
        learner = people.get_user_model()(given_pin_seed=seed)

        assert given_pin(learner) == given_pin(learner)
        assert is_pin(given_pin(learner))
        assert not is_too_simple(given_pin(learner))
        assert is_given(learner, given_pin(learner))
        assert is_given(learner, given_pictures(learner))

    @given(st.text(max_size=12))
    def test_nothing_is_given_to_whoever_has_chosen(self, secret):
        assert not is_given(people.get_user_model()(), secret)

    @given(seed=st.integers(), tries=st.lists(st.integers(0, 9999), max_size=5))
    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_only_the_given_pin_opens_the_choice(self, client, classroom, newcomer, seed, tries):
        cache.clear()
        throttling.WrongTries.objects.all().delete()
        newcomer.given_pin_seed = f"{random.Random(seed).getrandbits(128):032x}"
        newcomer.save()
        for number in tries:
            pin = f"{number:04}"
            response = sign_in(Client(), classroom, name="Bano", pin=pin)
            assert (response.status_code == 302) is (pin == given_pin(newcomer))


def test_a_guest_with_a_lesson_is_not_touched_by_a_wrong_pin(guest_client, classroom, reset, lesson):
    complete_activity(learner=guest_client.guest, activity=lesson)
    wrong = "1357" if given_pin(reset) != "1357" else "1358"
    sign_in(guest_client, classroom, pin=wrong, keep="no")

    assert who(guest_client) == guest_client.guest
    assert Completion.objects.count() == 1


def test_a_printed_card_stays_right_whatever_runs_the_site(settings):
    settings.SECRET_KEY = "the key of this site"
    learner = get_user_model()(is_learner=True, given_pin_seed="00112233445566778899aabbccddeeff")

    assert (given_pin(learner), given_pictures(learner)) == ("6286", "celmn")
