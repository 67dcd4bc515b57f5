"""A question leaves nobody alone: a right choice, feedback for each, and the same choices in both languages."""

import pytest

from lessons.content.models import Fact, Question
from lessons.editorial.checking.findings import check_of
from tests.editorial.checked import found, levels, question_with
from tests.factories import make_fact, make_lesson, make_module, make_organisation, make_quiz

pytestmark = pytest.mark.django_db

ORDER = (("First", False), ("Second", False))


def test_a_whole_question_has_no_finding_that_stops():
    assert levels(question_with(), "questions") == []


def test_a_question_without_a_right_choice_stops():
    assert levels(question_with((("A", False), ("B", False))), "questions.right") == ["stop"]
    assert levels(question_with((("A", False), ("B", False)), kind="multiple"), "questions.right") == ["stop"]


def test_a_single_choice_with_two_right_ones_stops_and_a_multiple_one_does_not():
    assert levels(question_with((("A", True), ("B", True))), "questions.right") == ["stop"]
    assert levels(question_with((("A", True), ("B", True)), kind="multiple"), "questions.right") == []


def test_an_order_needs_no_right_mark_and_one_choice_is_no_choice():
    assert levels(question_with(ORDER, kind="ordering"), "questions") == []
    assert levels(question_with((("A", True),)), "questions.choices") == ["stop"]


def test_a_reflection_asks_nothing_and_needs_nothing():
    assert levels(question_with((), reveals="reflection"), "questions") == []


@pytest.mark.parametrize("kind", ["single", "ordering"])
def test_a_choice_without_feedback_stops_in_the_language_in_which_it_is_missing(kind):
    question = question_with((("A", kind == "single"), ("B", False)), kind=kind, changes={1: {"feedback_ur": " "}})

    (finding,) = found(question, "questions.feedback")

    assert (finding.level, finding.path) == ("stop", ("choices", "1", "feedback", "ur"))
    assert finding.what == "Choice 2 has no feedback in Urdu."
    assert finding.fragment == "#id_choices-1-feedback_ur"


def test_a_choice_that_one_language_lacks_stops():
    question = question_with(changes={1: {"text_ur": "", "feedback_ur": ""}})

    assert [each.path for each in found(question, "questions")] == [("choices", "1", "text", "ur")]


def test_a_question_in_one_language_alone_lacks_nothing():
    english = {"text_ur": "", "feedback_ur": ""}
    question = question_with(prompt_ur="", explanation_ur="", changes={0: english, 1: english})

    assert levels(question, "questions") == []


def test_choices_in_a_language_that_has_no_prompt_stop():
    assert [each.path for each in found(question_with(prompt_ur=""), "questions")] == [("prompt", "ur")]


def test_the_new_questions_of_a_lesson_or_quiz_are_checked_with_it_and_older_ones_are_not():
    new, retired, live = (question_with(changes={1: {"feedback_ur": ""}}) for _n in range(3))
    Question.objects.filter(pk=new.pk).update(live=False, first_published_at=None)
    Question.objects.filter(pk=retired.pk).update(live=False)
    quiz = make_quiz(questions=[new, retired, live])
    lesson = make_lesson(body=[("question", new), ("question", live)])

    for page in (quiz, lesson):
        checks = check_of(page)
        assert [check.obj.pk for check in checks] == [page.pk, new.pk]
        assert [finding.rule for finding in checks[1].stops] == ["questions.feedback"]


def test_a_new_fact_goes_with_its_page_and_one_of_another_organisation_does_not():
    theirs = make_organisation("roshni").organisation
    new, their_new = make_fact(text_ur="<p>كتاب</p>"), make_fact(organisation=theirs)
    Fact.objects.filter(pk__in=[new.pk, their_new.pk]).update(live=False, first_published_at=None)
    lesson = make_lesson(make_module(), body=[("fact", new), ("fact", their_new)])

    checks = check_of(lesson)

    assert [check.obj.pk for check in checks] == [lesson.pk, new.pk]
    assert [finding.rule for finding in checks[1].stops] == ["letters"]
