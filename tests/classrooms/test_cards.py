"""Login cards: what stands on them, for whom, and in which language."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from lessons.accounts.given_pins import given_pictures, given_pin
from lessons.accounts.pictures import PICTURES
from lessons.classrooms.models import Enrolment
from lessons.classrooms.roster_plan import add_learners, plan_list
from tests.classrooms import people

NAMES = ["بلال", "Ayesha", "Zain"]


@pytest.fixture
def added(classroom, teacher):
    add_learners(classroom=classroom, names=NAMES, seal=plan_list(classroom, NAMES).seal, by=teacher)
    return list(classroom.enrolments.by_name().select_related("learner"))


@pytest.fixture
def show(client, classroom, teacher, added):
    def show(query="", language="en"):
        client.force_login(teacher)
        return client.get(f"/{language}/classes/{classroom.pk}/cards/{query}")

    return show


def names_on(response):
    return [card.name for card in response.context["cards"]]


def test_a_card_holds_name_class_code_and_first_pin(show, classroom, added):
    page = show().content.decode()

    assert page.count('<li class="card">') == 3
    for enrolment in added:
        assert f">{enrolment.name}</span>" in page
        assert f'<bdi dir="ltr">{given_pin(enrolment.learner)}</bdi>' in page
    assert page.count(f'card__code"><bdi dir="ltr">{classroom.code}</bdi>') == 3
    assert "style=" not in page


def test_the_square_holds_the_code_and_never_a_pin(show, classroom, added, settings, monkeypatch):
    settings.BASE_URL = "https://chiragh.example"
    held = []
    monkeypatch.setattr("lessons.classrooms.cards.qr_svg", lambda address: held.append(address) or "")

    page = show().content.decode()

    assert held == [f"https://chiragh.example/{classroom.language}/sign-in/?code={classroom.code}"]
    assert page.count('<use href="#class-qr"/>') == 3


def test_it_is_drawn_once_for_all_cards(show):
    page = show().content.decode()

    assert page.count('<symbol id="class-qr"') == 1
    assert page.count('class="qr"') == 1


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("of_class", ["en", "ur"])
def test_cards_are_in_the_language_of_the_class(show, classroom, language, of_class):
    classroom.language = of_class
    classroom.save()

    page = show(language=language).content.decode()

    direction = {"en": "ltr", "ur": "rtl"}
    assert f'<html lang="{language}" dir="{direction[language]}"' in page
    cards = page[page.index('<ul class="cards"') :]
    assert cards.startswith(f'<ul class="cards" id="cards" lang="{of_class}" dir="{direction[of_class]}"')
    label = {"en": "Class code", "ur": "کلاس کوڈ"}[of_class]
    assert cards[: cards.index("</ul>")].count(f'card__label">{label}<') == 3


def test_who_has_chosen_their_own_gets_no_pin_in_print(show, classroom):
    people.make_learner(classroom, "Hina")

    page = show().content.decode()

    assert page.count("your own PIN") == 1 or page.count("آپ کا اپنا پن") == 1
    assert people.PIN not in re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL)


def test_in_a_class_with_pictures_they_stand_there_as_pictures(show, classroom, added):
    classroom.uses_pictures = True
    classroom.save()

    page = show().content.decode()

    assert page.count("pictures.svg#") == 15
    for enrolment in added:
        assert all(f"pictures.svg#{PICTURES[key]}" in page for key in given_pictures(enrolment.learner))
        assert f'<bdi dir="ltr">{given_pin(enrolment.learner)}</bdi>' not in page


def test_only_those_with_a_first_pin(show, classroom):
    people.make_learner(classroom, "Hina")

    assert names_on(show()) == ["بلال", "Ayesha", "Hina", "Zain"]
    assert names_on(show("?who=first")) == NAMES


def test_only_those_added_since(show, classroom, added):
    long_ago = timezone.now() - timedelta(days=30)
    Enrolment.objects.filter(pk=added[0].pk).update(joined_at=long_ago)

    today = timezone.localdate()
    assert names_on(show(f"?who=since&since={today}")) == ["Ayesha", "Zain"]
    assert names_on(show(f"?who=since&since={today - timedelta(days=40)}")) == NAMES
    assert names_on(show(f"?who=since&since={today + timedelta(days=1)}")) == []


def test_selected_learners_of_this_class_only(show, added):
    stranger = people.make_learner(people.make_class(people.make_teacher()), "Stranger").enrolments.get()

    assert names_on(show(f"?learner={added[0].pk}")) == ["بلال"]
    assert names_on(show(f"?learner={added[0].pk}&learner={added[1].pk}&learner={stranger.pk}")) == ["بلال", "Ayesha"]


def test_not_for_who_left_or_waits(show, added):
    Enrolment.objects.filter(pk=added[0].pk).update(removed_at=timezone.now())
    Enrolment.objects.filter(pk=added[1].pk).update(approved_at=None)

    assert names_on(show()) == ["Zain"]


@pytest.mark.parametrize(
    "query",
    ["?who=x&page=x", "?who=since", "?who=since&since=%00", "?learner=%00&learner=x", "?learner=" + "9" * 40]
    + [
        "?page=" + "9" * 400,
        "?since=9999999-99-99&who=since",
        "?who=since&since=0001-01-01",
        "?who=since&since=9999-12-31",
    ],
)
def test_rubbish_in_the_address(show, query):
    assert show(query).status_code == 200


def test_a_class_without_learners(client, classroom, teacher):
    client.force_login(teacher)

    assert "No learner to print a card for." in client.get(f"/en/classes/{classroom.pk}/cards/").content.decode()


def test_400_cards_a_page_and_no_more_queries(client, classroom, teacher, django_assert_max_num_queries):
    names = [f"Learner {number}" for number in range(401)]
    add_learners(classroom=classroom, names=names, seal=plan_list(classroom, names).seal, by=teacher)
    client.force_login(teacher)
    path = f"/en/classes/{classroom.pk}/cards/"
    client.get(path)

    with django_assert_max_num_queries(10):
        page = client.get(path)

    assert len(page.context["cards"]) == 400
    assert names_on(client.get(f"{path}?page=2")) == ["Learner 400"]
    # The square and the pictures are there once, so that a card is little more than its words.
    assert len(page.content) < 400 * 1800
