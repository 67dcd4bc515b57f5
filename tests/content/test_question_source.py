"""Whoever is told a fact may look it up: with an answer, and on a card; a law card is no advice."""

import pytest
from django.test import Client

from lessons.content.blocks import Body
from lessons.content.models import Fact, LessonPage, Question
from lessons.learning.frozen import freeze_questions, read_items
from tests.curriculum.starter import put_starter_curriculum

pytestmark = pytest.mark.django_db
ADVICE = "This is information, not legal advice."


@pytest.fixture(autouse=True)
def _starter():
    put_starter_curriculum()


def test_a_check_in_a_lesson_names_the_source_beside_what_fits():
    asked = Question.objects.get(key="m1-2-contacts")
    page = Client().get(LessonPage.objects.get(slug="m1-2").url).content.decode()

    assert asked.source and page.count(asked.source) >= 1
    assert page.index(asked.source) > page.index("choice--fits")


def test_a_try_shows_the_source_that_was_named_when_it_began_and_none_from_before_there_was_one():
    asked = Question.objects.filter(key="m4-q4")
    items = freeze_questions(asked, "seed")
    assert read_items(items)["m4-q4"].source == asked.get().source != ""

    revision = asked.get().live_revision
    del revision.content["source"]
    revision.save()

    assert read_items(items)["m4-q4"].source == ""


@pytest.mark.parametrize(("key", "said"), [("peca-21", True), ("whatsapp-report", False)])
def test_a_law_card_says_that_it_is_no_advice(key, said):
    body = Body().to_python([{"type": "fact", "value": Fact.objects.get(key=key).pk}])

    assert (ADVICE in body.render_as_block()) is said
