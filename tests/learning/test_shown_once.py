"""Answers about attitudes and abuse: their feedback is shown once, right after answering, and nowhere later."""

import re

import pytest
from django.test import Client

from lessons.learning.actions import start_attempt
from lessons.learning.models import Answer
from tests import factories
from tests.learning.playing import answer, right_of, take, url_of, wrong_of

pytestmark = pytest.mark.django_db
KINDS = pytest.mark.parametrize("reveals", ["attitude", "sensitive"])
STAYS = "You've answered this. Your answer stays with you."


def words(response):
    return re.sub(r"\s+", " ", response.content.decode())


def begin(learner, module, reveals, **fields):
    questions = [factories.make_question(reveals=reveals, **fields), factories.make_question()]
    return start_attempt(learner=learner, quiz=factories.make_quiz(module, questions))


@KINDS
def test_right_after_answering_the_feedback_is_there_once(phone, learner, module, reveals):
    attempt = begin(learner, module, reveals)
    answer(phone, attempt, 1, wrong_of)

    first, second = words(phone.get(url_of(attempt, 1))), words(phone.get(url_of(attempt, 1)))

    assert "About No." in first
    assert "Your answer" in first
    assert STAYS in second
    assert not any(hint in second for hint in ("About No.", "About Yes.", "This fits best", "What fits better"))
    assert url_of(attempt, 2) in second


@KINDS
@pytest.mark.parametrize("language", ["en", "ur"])
def test_what_was_chosen_is_not_in_the_page_of_a_later_look(phone, learner, module, reveals, language):
    attempt = begin(learner, module, reveals, choices=(("I said nothing", False), ("I told someone", True)))
    answer(phone, attempt, 1, wrong_of)
    phone.get(url_of(attempt, 1))

    page = words(phone.get(url_of(attempt, 1, language)))

    assert "I said nothing" not in page
    assert "I told someone" not in page


@KINDS
def test_another_phone_never_shows_it(phone, learner, module, reveals):
    attempt = begin(learner, module, reveals)
    answer(phone, attempt, 1, wrong_of)
    other = Client()
    other.force_login(learner)

    assert STAYS in words(other.get(url_of(attempt, 1)))
    assert "About No." in words(phone.get(url_of(attempt, 1)))


@KINDS
def test_answering_again_does_not_bring_it_back(phone, learner, module, reveals):
    attempt = begin(learner, module, reveals)
    answer(phone, attempt, 1, wrong_of)
    phone.get(url_of(attempt, 1))
    answer(phone, attempt, 1, right_of)

    assert STAYS in words(phone.get(url_of(attempt, 1)))
    assert Answer.objects.get().picked == wrong_of(attempt.items[0])


@KINDS
def test_the_next_answer_ends_the_look_at_the_one_before(phone, learner, module, reveals):
    quiz = factories.make_quiz(module, [factories.make_question(reveals=reveals) for _ in range(2)])
    attempt = start_attempt(learner=learner, quiz=quiz)
    answer(phone, attempt, 1, wrong_of)
    answer(phone, attempt, 2, wrong_of)

    assert STAYS in words(phone.get(url_of(attempt, 1)))
    assert "About No." in words(phone.get(url_of(attempt, 2)))


@KINDS
def test_a_look_at_the_head_of_the_page_spends_nothing(phone, learner, module, reveals):
    attempt = begin(learner, module, reveals)
    answer(phone, attempt, 1, wrong_of)
    phone.head(url_of(attempt, 1))

    assert "About No." in words(phone.get(url_of(attempt, 1)))


@KINDS
def test_neither_the_end_nor_ones_own_page_repeats_it(phone, learner, module, reveals):
    question = factories.make_question(reveals=reveals, explanation_en="Ask first.")
    attempt = take(learner, factories.make_quiz(module, [question, factories.make_question()]), wrong_of)

    end, mine = words(phone.get(f"/en/attempts/{attempt.pk}/end/")), words(phone.get("/en/me/"))

    assert "Ask first." in end
    assert f"Prompt {question.key}" not in end
    assert f"Prompt {question.key}" not in mine
    assert "About No." not in end + mine


@KINDS
def test_neither_kind_counts_or_is_marked(learner, module, reveals):
    quiz = factories.make_quiz(module, [factories.make_question(reveals=reveals), factories.make_question()])
    pick = {item["key"]: item for item in start_attempt(learner=learner, quiz=quiz).items}
    attempt = take(learner, quiz, lambda item: wrong_of(item) if item["reveals"] == reveals else right_of(item))

    assert attempt.percent == 100
    kept = {given.item: given.is_right for given in Answer.objects.all()}
    assert [kept[key] for key, item in pick.items() if item["reveals"] == reveals] == [None]


def test_knowledge_can_be_looked_at_again(phone, attempt):
    answer(phone, attempt, 1, wrong_of)
    phone.get(url_of(attempt, 1))

    assert "About No." in words(phone.get(url_of(attempt, 1)))
