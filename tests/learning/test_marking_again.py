"""A corrected key re-marks nothing silently, and nobody loses a pass through our mistake."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lessons.learning import marking_again
from lessons.learning.actions import start_attempt, submit_answer
from lessons.learning.marking_again import (
    MarkingAgain,
    has_other_marks,
    mark_again,
    was_corrected,
    what_would_change,
)
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


def test_answers_to_a_question_of_another_kind_stay_as_they_are(question, quiz):
    attempt = answer(quiz, "No")
    question.kind = question.Kind.MULTIPLE
    question.choices = list(question.choices.all())
    for choice in question.choices.all():
        choice.is_right = True
    question.save_revision().publish()
    question.refresh_from_db()

    assert was_corrected(question)
    assert what_would_change(question) == MarkingAgain(left=1) == mark_again(question=question)
    attempt.refresh_from_db()
    assert (attempt.percent, attempt.passed, attempt.answers.get().is_right) == (100, True, True)


def test_an_order_that_became_a_single_choice_marks_nobody_again(home):
    ordering = make_question(kind="ordering", choices=[("First", True), ("Second", False)])
    attempt = start_attempt(learner=make_guest(), quiz=make_quiz(questions=[ordering], pass_mark=100))
    submit_answer(attempt=attempt, item=attempt.items[0], picked=attempt.items[0]["right"])
    ordering.kind = ordering.Kind.SINGLE
    correct(ordering, right="Second")

    assert mark_again(question=ordering) == MarkingAgain(left=1)
    assert Answer.objects.get().is_right is True


def test_there_are_other_marks_only_where_marking_again_would_change_them(question, quiz):
    answer(quiz, "No")
    assert not has_other_marks(question)

    correct(question)
    assert has_other_marks(question)
    mark_again(question=question)
    assert not has_other_marks(question)

    question.choices = [*question.choices.all(), type(question.choices.first())(text_en="New", sort_order=2)]
    correct(question, right="New")
    assert what_would_change(question) == MarkingAgain(left=1)
    assert not has_other_marks(question)


def test_a_copy_of_the_question_in_the_same_quiz_hides_no_answer(question):
    copy = make_question(choices=[("Yes", True), ("No", False)])
    for text in ("Yes", "No"):
        copy.choices.filter(text_en=text).update(key=question.choices.get(text_en=text).key)
    attempt = start_attempt(learner=make_guest(), quiz=make_quiz(questions=[question, copy]))
    submit_answer(attempt=attempt, item=attempt.items[0], picked=attempt.items[0]["right"])
    correct(question)

    assert has_other_marks(question)
    assert mark_again(question=question) == MarkingAgain(answers=1)


def queries_of(function, *args, **kwargs):
    with CaptureQueriesContext(connection) as queries:
        function(*args, **kwargs)
    return len(queries)


@pytest.mark.parametrize("look", [what_would_change, has_other_marks])
def test_looking_takes_the_same_queries_for_more_answers_and_locks_nothing(question, quiz, look):
    for _ in range(3):
        answer(quiz, "No")
    correct(question)
    for_three = queries_of(look, question)

    for _ in range(27):
        answer_before(question, quiz)

    with CaptureQueriesContext(connection) as queries:
        look(question)
    assert len(queries) == for_three <= 4
    assert not [q for q in queries if "FOR UPDATE" in q["sql"] or "SAVEPOINT" in q["sql"]]


def answer_before(question, quiz):
    """Keep a try like the first, whose key was the earlier one."""
    attempt = start_attempt(learner=make_guest(), quiz=quiz)
    attempt.frozen["items"][0]["right"] = [str(question.choices.get(text_en="No").key)]
    attempt.save()
    submit_answer(attempt=attempt, item=attempt.items[0], picked=attempt.items[0]["right"])


def test_marking_again_takes_six_queries_a_portion(question, quiz, monkeypatch):
    monkeypatch.setattr(marking_again, "PORTION", 10)
    for _ in range(25):
        answer(quiz, "Yes")
    correct(question)

    assert queries_of(mark_again, question=question) <= 3 + 3 * 6
    assert Answer.objects.filter(is_right=True).count() == 25
    assert queries_of(mark_again, question=question) <= 3


def test_only_a_question_with_another_key_before_was_corrected(question, quiz):
    assert not was_corrected(question)
    question.prompt_en = "Other words"
    question.save_revision().publish()
    assert not was_corrected(question)

    correct(question)

    assert was_corrected(question)
