"""Five pictures out of sixteen in the place of a PIN."""

import re
from itertools import combinations
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessons.accounts.given_pins import given_pictures
from lessons.accounts.pictures import NAMES, PICTURES, is_pictures, is_too_simple, normalise_pictures, pictures_from
from lessons.classrooms.actions import reset_pin
from tests.classrooms import people
from tests.classrooms.people import who

FIVE = ["a", "c", "e", "g", "p"]


@pytest.fixture
def picture_class(teacher):
    classroom = people.make_class(teacher, name="3-A", band="A")
    classroom.uses_pictures = True
    classroom.save()
    return classroom


def join(client, classroom, pictures=FIVE, name="Hina", language="en"):
    return client.post(f"/{language}/join/{classroom.code}/", {"name": name, "pictures": pictures})


def sign_in(client, classroom, pictures=FIVE, name="Hina", language="en"):
    data = {"code": classroom.code, "name": name, "pictures": pictures}
    return client.post(f"/{language}/sign-in/?with=pictures", data)


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_class_with_pictures_asks_for_pictures(client, picture_class, language):
    page = client.get(f"/{language}/join/{picture_class.code}/").content.decode()

    assert page.count('name="pictures"') == 16
    assert 'name="pin"' not in page
    assert f"/{language}/sign-in/?code={picture_class.code}&amp;with=pictures" in page


def test_every_picture_has_a_drawing_and_a_name_of_its_own(client, picture_class):
    page = client.get(f"/en/join/{picture_class.code}/").content.decode()
    sprite = Path(finders.find("accounts/img/pictures.svg")).read_text(encoding="utf-8")

    drawn = re.findall(r'<symbol id="(\w+)"', sprite)
    assert sorted(drawn) == sorted(PICTURES.values())
    assert len(set(map(str, NAMES.values()))) == len(NAMES) == 16
    for name in NAMES.values():
        assert f'<span class="hidden">{name}</span>' in page


def test_five_pictures_sign_in_in_any_order(client, picture_class):
    join(client, picture_class)
    learner = who(client)
    client.post("/en/sign-out/")
    sign_in(client, picture_class, ["p", "a", "g", "c", "e"])

    assert who(client) == learner


def test_other_pictures_do_not(client, picture_class):
    join(client, picture_class)
    client.post("/en/sign-out/")
    page = sign_in(client, picture_class, ["a", "c", "e", "g", "o"]).content.decode()

    assert "Name and pictures don&#x27;t match. Check both." in page
    assert " checked" not in page.split("data-pictures")[1]
    assert who(client) is None


@pytest.mark.parametrize(
    "picked", [[], ["a"], list("abdf"), list("abdfhk"), ["a"] * 5, list("abdf") + ["q"], ["\0"] * 5, ["x" * 3000]]
)
def test_what_is_not_five_pictures_is_refused(client, picture_class, picked):
    response = join(client, picture_class, picked)

    assert response.status_code == 200
    assert 'href="#id_pictures"' in response.content.decode()
    assert 'id="id_pictures"' in response.content.decode()
    assert "Choose five pictures." in response.content.decode() or "Please choose one of these." in (
        response.content.decode()
    )
    assert not picture_class.enrolments.exists()


def test_five_in_a_row_are_too_simple(client, picture_class):
    assert "Others would guess these pictures." in join(client, picture_class, list("fghij")).content.decode()


def test_who_has_a_pin_signs_in_with_it_also_to_a_class_with_pictures(client, picture_class, classroom, learner):
    client.force_login(learner)
    client.post(f"/en/join/{picture_class.code}/", {"name": "Hina"})
    client.post("/en/sign-out/")
    people.sign_in(client, picture_class)

    assert who(client) == learner


def test_who_has_pictures_signs_in_with_them_also_to_a_class_with_pins(client, picture_class, classroom):
    join(client, picture_class)
    learner = who(client)
    client.post(f"/en/join/{classroom.code}/", {"name": "Hina"})
    client.post("/en/sign-out/")
    sign_in(client, classroom)

    assert who(client) == learner


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_plain_page_leads_to_pictures_and_back(client, home, language):
    plain = client.get(f"/{language}/sign-in/?next=/en/help/&code=XYZ").content.decode()
    with_pictures = client.get(f"/{language}/sign-in/?with=pictures").content.decode()

    assert f'href="/{language}/sign-in/?code=XYZ&amp;next=%2Fen%2Fhelp%2F&amp;with=pictures"' in plain
    assert "data-pictures" not in plain
    assert "pictures.js" not in plain
    assert "data-pictures" in with_pictures
    assert f'href="/{language}/sign-in/"' in with_pictures


def test_given_pictures_lead_to_choosing_ones_own(client, picture_class):
    join(client, picture_class)
    learner = reset_pin(enrolment=picture_class.enrolments.get())
    client.cookies.clear()
    given = given_pictures(learner)

    assert sign_in(client, picture_class, list(given)).url == "/en/choose-pin/"
    assert "data-pictures" in client.get("/en/choose-pin/").content.decode()
    same = client.post("/en/choose-pin/", {"pictures": list(given)})
    assert "Your teacher knows this one." in same.content.decode()
    own = FIVE if given != "".join(FIVE) else list("bdfho")
    assert client.post("/en/choose-pin/", {"pictures": own}).url == "/en/me/"
    assert who(client) == learner


def test_wrong_pictures_count_as_tries(client, picture_class):
    join(client, picture_class)
    client.post("/en/sign-out/")
    for _ in range(10):
        sign_in(client, picture_class, list("bdfho"))

    assert "Too many tries." in sign_in(client, picture_class).content.decode()


def test_a_page_that_lost_its_token_repeats_no_pictures(picture_class):
    strict = Client(enforce_csrf_checks=True)
    data = {"name": "Hina", "pictures": FIVE}
    response = strict.post(f"/en/join/{picture_class.code}/", data, headers={"sec-fetch-site": "same-origin"})

    page = response.content.decode()
    assert response.status_code == 403
    assert 'value="Hina"' in page
    assert 'name="pictures"' not in page


@given(st.lists(st.sampled_from(list(PICTURES)), min_size=5, max_size=5, unique=True), st.randoms())
def test_the_order_never_counts(picked, chance):
    shuffled = list(picked)
    chance.shuffle(shuffled)

    assert normalise_pictures(picked) == normalise_pictures(shuffled)
    assert is_pictures(normalise_pictures(picked))


@given(st.lists(st.text(max_size=3), max_size=8))
def test_anything_is_five_pictures_or_not(picked):
    secret = normalise_pictures(picked)

    assert is_pictures(secret) is (len(secret) == 5 and set(secret) <= set(PICTURES) and list(secret) == sorted(secret))


@given(st.integers(min_value=0))
def test_drawn_pictures_could_have_been_chosen(number):
    secret = pictures_from([number, number + 1, number + 99_991])

    assert is_pictures(secret)
    assert not is_too_simple(secret)


def test_few_sets_are_too_simple():
    simple = [picked for picked in combinations(PICTURES, 5) if is_too_simple("".join(picked))]

    assert len(simple) == 12


@given(picked=st.lists(st.sampled_from([*PICTURES, "q", "", "\0", "ab"]), max_size=8))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_board_answers_any_picks(client, picture_class, picked):
    cache.clear()
    client.cookies.clear()
    response = join(client, picture_class, picked)

    fine = len(set(picked)) == 5 and set(picked) <= set(PICTURES) and not is_too_simple(normalise_pictures(picked))
    assert response.status_code in {200, 302}
    assert fine or response.status_code == 200
