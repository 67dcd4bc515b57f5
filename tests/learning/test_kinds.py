"""Several choices, put in order, attitudes and reflections."""

import re

import pytest

from lessons.learning.actions import start_attempt
from lessons.learning.models import Answer
from tests import factories
from tests.learning.playing import answer, take, url_of, wrong_of

pytestmark = pytest.mark.django_db
STEPS = (("First", False), ("Second", False), ("Third", False))


def begin(learner, module, **fields):
    quiz = factories.make_quiz(module, [factories.make_question(**fields)])
    return start_attempt(learner=learner, quiz=quiz)


def words(response):
    return re.sub(r"\s+", " ", response.content.decode())


def places(item, order):
    return {f"place-{key}": order.index(key) + 1 for key in item["choices"]}


def test_several_choices_are_all_kept_and_each_gets_its_words(phone, learner, module):
    attempt = begin(learner, module, kind="multiple", choices=(("A1", True), ("A2", True), ("A3", False)))
    item = attempt.items[0]

    phone.post(url_of(attempt, 1), {"choice": item["choices"]})

    page = words(phone.get(url_of(attempt, 1)))
    assert not Answer.objects.get().is_right
    assert all(f"About {name}." in page for name in ("A1", "A2", "A3"))


def test_all_the_fitting_choices_are_right_in_any_order(phone, learner, module):
    attempt = begin(learner, module, kind="multiple", choices=(("A1", True), ("A2", True), ("A3", False)))

    phone.post(url_of(attempt, 1), {"choice": list(reversed(attempt.items[0]["right"]))})

    assert Answer.objects.get().is_right
    assert "What fits better" not in words(phone.get(url_of(attempt, 1)))


def test_an_ordering_is_answered_by_giving_each_line_a_place(phone, learner, module):
    attempt = begin(learner, module, kind="ordering", choices=STEPS)
    item = attempt.items[0]

    phone.post(url_of(attempt, 1), places(item, item["right"]))

    assert Answer.objects.get().picked == item["right"]
    assert Answer.objects.get().is_right
    assert "This order fits best" in words(phone.get(url_of(attempt, 1)))


def test_another_order_is_shown_beside_the_one_that_fits(phone, learner, module):
    attempt = begin(learner, module, kind="ordering", choices=STEPS)
    item = attempt.items[0]

    phone.post(url_of(attempt, 1), places(item, wrong_of(item)))

    assert "Another order works better." in words(phone.get(url_of(attempt, 1)))


@pytest.mark.parametrize("value", ["1", "", "x", "99", "\x00"])
def test_an_ordering_with_a_place_twice_gets_a_sentence(phone, learner, module, value):
    attempt = begin(learner, module, kind="ordering", choices=STEPS)
    data = {f"place-{key}": value for key in attempt.items[0]["choices"]}

    response = phone.post(url_of(attempt, 1), data)

    assert response.status_code == 200
    assert "Give each line a place of its own." in words(response)


def test_an_attitude_gets_feedback_and_never_counts(phone, learner, module):
    quiz = factories.make_quiz(module, [factories.make_question(), factories.make_question(reveals="attitude")])
    attempt = start_attempt(learner=learner, quiz=quiz)
    answer(phone, attempt, 1)
    answer(phone, attempt, 2, wrong_of)

    attempt.refresh_from_db()
    assert attempt.percent == 100
    assert Answer.objects.get(item=attempt.items[1]["key"]).is_right is None
    assert "About No." in words(phone.get(url_of(attempt, 2)))


def test_the_closing_page_never_repeats_what_was_chosen_in_an_attitude(phone, learner, module):
    quiz = factories.make_quiz(module, [factories.make_question(reveals="attitude", explanation_en="Ask first.")])
    attempt = take(learner, quiz, wrong_of)

    page = words(phone.get(f"/en/attempts/{attempt.pk}/end/"))

    assert "Ask first." in page
    assert "About No." not in page
    assert "Your answer" not in page


def test_a_quiz_of_attitudes_alone_is_done_by_going_through_it(learner, module):
    quiz = factories.make_quiz(module, [factories.make_question(reveals="attitude")])
    attempt = take(learner, quiz, wrong_of)

    assert (attempt.percent, attempt.passed) == (None, True)


def test_a_reflection_has_no_input_and_keeps_nothing(phone, learner, module):
    reflection = factories.make_question(choices=(), reveals="reflection")
    quiz = factories.make_quiz(module, [reflection, factories.make_question()])
    attempt = start_attempt(learner=learner, quiz=quiz)

    page = phone.get(f"/en/attempts/{attempt.pk}/", follow=True)
    refused = phone.post(url_of(attempt, 1), {"choice": "my secret"})

    main = words(page).split("<main")[1].split("</main")[0]
    assert page.redirect_chain[-1][0] == url_of(attempt, 1)
    assert "<input" not in main
    assert url_of(attempt, 2) in main
    assert refused.status_code == 200
    assert not Answer.objects.exists()


def test_a_reflection_at_the_end_comes_before_the_closing_page(phone, learner, module):
    reflection = factories.make_question(choices=(), reveals="reflection")
    attempt = start_attempt(learner=learner, quiz=factories.make_quiz(module, [factories.make_question(), reflection]))
    answer(phone, attempt, 1)

    assert url_of(attempt, 2) in words(phone.get(url_of(attempt, 1)))
    assert f"/en/attempts/{attempt.pk}/end/" in words(phone.get(url_of(attempt, 2)))
    attempt.refresh_from_db()
    assert attempt.passed


def test_a_quiz_of_reflections_alone_is_finished_by_hand(phone, learner, module):
    reflection = factories.make_question(choices=(), reveals="reflection")
    attempt = start_attempt(learner=learner, quiz=factories.make_quiz(module, [reflection]))
    end = f"/en/attempts/{attempt.pk}/end/"

    assert phone.get(f"/en/attempts/{attempt.pk}/").url == url_of(attempt, 1)
    assert "Finish" in words(phone.get(end))
    assert phone.post(end).url == end
    attempt.refresh_from_db()
    assert attempt.passed


def test_the_end_sends_back_to_a_question_that_waits(phone, learner, quiz):
    attempt = start_attempt(learner=learner, quiz=quiz)
    end = f"/en/attempts/{attempt.pk}/end/"
    answer(phone, attempt, 2)

    assert phone.get(end).url == url_of(attempt, 1)
    assert phone.post(end).url == f"/en/attempts/{attempt.pk}/"


def test_the_closing_page_speaks_by_topic_and_in_words(phone, learner, quiz):
    attempt = take(learner, quiz, wrong_of)

    page = words(phone.get(f"/en/attempts/{attempt.pk}/end/"))

    assert "Consent" in page
    assert "This is worth another look:" in page
    assert "Why so." in page
    assert "%" not in page.split("<main")[1].split("</main")[0]
