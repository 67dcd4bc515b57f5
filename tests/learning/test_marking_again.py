"""A corrected key re-marks nothing silently, and nobody loses a pass through our mistake."""

import pytest

from lessons.learning.actions import start_attempt, submit_answer
from lessons.learning.marking_again import MarkingAgain, mark_again, was_corrected, what_would_change
from lessons.learning.models import Answer
from tests.factories import make_guest, make_question, make_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(home):
    return make_question(choices=[("Yes", False), ("No", True)])


@pytest.fixture
def quiz(question):
    return make_quiz(questions=[question], pass_mark=100)


def answer(quiz, text):
    """Return the finished try of a new learner who picked the choice with this text."""
    question = quiz.quiz_questions.get().question
    attempt = start_attempt(learner=make_guest(), quiz=quiz)
    picked = [str(question.choices.get(text_en=text).key)]
    submit_answer(attempt=attempt, item=attempt.items[0], picked=picked)
    attempt.refresh_from_db()
    return attempt


def correct(question, right="Yes"):
    """Publish the question with another right choice."""
    question.choices = list(question.choices.all())
    for choice in question.choices.all():
        choice.is_right = choice.text_en == right
    question.save_revision().publish()
    question.refresh_from_db()


def test_a_corrected_key_changes_no_mark_by_itself(question, quiz):
    attempt = answer(quiz, "No")

    correct(question)

    attempt.refresh_from_db()
    assert (attempt.percent, attempt.passed) == (100, True)
    assert Answer.objects.get().is_right is True


def test_what_would_change_is_told_and_nothing_is_changed(question, quiz):
    answer(quiz, "No")
    answer(quiz, "Yes")
    answer(quiz, "Yes")
    correct(question)

    assert what_would_change(question) == MarkingAgain(answers=3, rise=2, fall=1, passes=2)
    assert what_would_change(question) == MarkingAgain(answers=3, rise=2, fall=1, passes=2)
    assert Answer.objects.filter(is_right=True).count() == 1


def test_marking_again_gives_the_pass_that_was_earned_and_takes_none_back(question, quiz):
    earned, given = answer(quiz, "Yes"), answer(quiz, "No")
    correct(question)

    mark_again(question=question)

    earned.refresh_from_db()
    given.refresh_from_db()
    assert (earned.percent, earned.passed, earned.answers.get().is_right) == (100, True, True)
    assert (given.percent, given.passed, given.answers.get().is_right) == (0, True, False)


def test_marking_again_twice_changes_nothing_more(question, quiz):
    answer(quiz, "Yes")
    correct(question)

    mark_again(question=question)

    assert what_would_change(question) == MarkingAgain() == mark_again(question=question)


def test_an_open_try_goes_on_by_the_new_key(question, quiz):
    other = make_question()
    quiz.quiz_questions.create(question=other, sort_order=1)
    attempt = start_attempt(learner=make_guest(), quiz=quiz)
    submit_answer(attempt=attempt, item=attempt.items[0], picked=[str(question.choices.get(text_en="Yes").key)])
    correct(question)

    mark_again(question=question)
    submit_answer(attempt=attempt, item=attempt.items[1], picked=attempt.items[1]["right"])

    attempt.refresh_from_db()
    assert (attempt.percent, attempt.passed) == (100, True)


def test_an_answer_to_choices_that_have_changed_since_stays_as_it_is(question, quiz):
    attempt = answer(quiz, "No")
    question.choices = [*question.choices.all(), type(question.choices.first())(text_en="New", sort_order=2)]
    correct(question, right="New")

    assert mark_again(question=question) == MarkingAgain(left=1)
    attempt.refresh_from_db()
    assert attempt.passed is True


def test_only_a_question_with_another_key_before_was_corrected(question, quiz):
    assert not was_corrected(question)
    question.prompt_en = "Other words"
    question.save_revision().publish()
    assert not was_corrected(question)

    correct(question)

    assert was_corrected(question)
