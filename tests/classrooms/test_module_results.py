"""A module's page: its hardest questions, and whose answers they are made of."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lessons.classrooms.models import HandCount, PaperCount
from lessons.classrooms.module_results import assigned_of_module, results_of_module
from lessons.learning.actions import start_attempt, submit_answer
from tests import factories
from tests.classrooms import people
from tests.classrooms.answering import LONG_AGO, answer, assign, enrol, enrol_many


@pytest.fixture
def questions(home):
    easy = factories.make_question(key="easy", choices=(("Right", True), ("Wrong", False)))
    hard = factories.make_question(key="hard", choices=(("Right", True), ("Trap", False), ("Other", False)))
    return easy, hard


@pytest.fixture
def quiz(module, questions):
    return factories.make_quiz(module, questions=list(questions))


def figures(classroom, module):
    results = results_of_module(classroom, module, assigned_of_module(classroom, module))
    return {one.question.key: one for one in results.questions}


def page(client, classroom, module, language="en"):
    client.force_login(classroom.teachings.get().teacher)
    return client.get(f"/{language}/classes/{classroom.pk}/results/modules/{module.pk}/")


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_hardest_question_stands_first_with_its_commonest_wrong_choice(classroom, module, quiz, questions):
    easy, hard = questions
    assign(classroom, module)
    for enrolment, place in zip(enrol_many(classroom, 5), [0, 1, 1, 2, 1], strict=True):
        answer(enrolment.learner, quiz, {easy: 0, hard: place})

    results = results_of_module(classroom, module, assigned_of_module(classroom, module))

    assert [(one.question.key, one.learners, one.percent) for one in results.questions] == [
        ("hard", 5, 20),
        ("easy", 5, 100),
    ]
    assert [one.question.key for one in results.hardest] == ["hard"]
    assert results.hardest[0].commonest_wrong.text_en == "Trap"


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_page_says_what_to_say_in_class(client, classroom, module, quiz, questions, language):
    _easy, hard = questions
    trap = hard.choices.get(text_en="Trap")
    trap.misconception_en, trap.misconception_ur = "Believes the lock.", "تالے پر یقین ہے۔"
    trap.save()
    hard.teaching_note_en, hard.teaching_note_ur = "Show the road.", "راستہ دکھائیں۔"
    hard.save()
    assign(classroom, module)
    answer(enrol(classroom, "Hina").learner, quiz, {hard: 1})

    shown = text(page(client, classroom, module, language))

    said = {"en": ["Trap", "Believes the lock.", "Show the road."], "ur": ["تالے پر یقین ہے۔", "راستہ دکھائیں۔"]}
    for words in said[language]:
        assert words in shown
    assert "Why so." not in shown and "وجہ یہ ہے۔" not in shown
    assert "Hina" not in shown


def test_without_a_teaching_note_the_explanation_is_what_to_say(client, classroom, module, quiz, questions):
    assign(classroom, module)
    answer(enrol(classroom, "Hina").learner, quiz, {questions[1]: 1})

    assert "Why so." in text(page(client, classroom, module))


def test_only_the_first_answer_counts(classroom, module, quiz, questions):
    easy, hard = questions
    assign(classroom, module)
    learner = enrol(classroom, "Hina").learner
    answer(learner, quiz, {easy: 1, hard: 0}, when=timezone.now() - timedelta(hours=2))
    answer(learner, quiz, {easy: 0, hard: 1})

    assert {key: (one.learners, one.right) for key, one in figures(classroom, module).items()} == {
        "easy": (1, 0),
        "hard": (1, 1),
    }


def test_what_was_not_assigned_shows_nothing(client, classroom, module, quiz, questions):
    answer(enrol(classroom, "Hina").learner, quiz, {questions[0]: 1})
    assign(classroom, factories.make_module())

    assert figures(classroom, module) == {}
    assert "Nothing of this module is assigned" in text(page(client, classroom, module))


def test_an_assignment_that_was_withdrawn_shows_nothing(classroom, module, quiz, questions):
    answer(enrol(classroom, "Hina").learner, quiz, {questions[0]: 1})
    assign(classroom, module, withdrawn_at=timezone.now())

    assert figures(classroom, module) == {}


def test_what_was_done_before_joining_assigning_or_opening_never_counts(classroom, module, quiz, questions):
    now = timezone.now()
    early, late = enrol(classroom, "Early"), enrol(classroom, "Late", joined_at=now)
    assign(classroom, module, made_at=now - timedelta(days=9), opens_on=timezone.localdate() - timedelta(days=5))

    answer(early.learner, quiz, {questions[0]: 1}, when=now - timedelta(days=10))
    answer(early.learner, quiz, {questions[0]: 1}, when=now - timedelta(days=7))
    answer(late.learner, quiz, {questions[0]: 1}, when=now - timedelta(days=1))
    assert figures(classroom, module) == {}

    answer(early.learner, quiz, {questions[0]: 0}, when=now - timedelta(days=1))
    assert (figures(classroom, module)["easy"].learners, figures(classroom, module)["easy"].right) == (1, 1)


def test_of_two_assignments_the_earlier_decides(classroom, module, quiz, questions):
    now = timezone.now()
    assign(classroom, module, made_at=now - timedelta(days=1))
    assign(classroom, module, made_at=now - timedelta(days=8))
    answer(enrol(classroom, "Hina").learner, quiz, {questions[0]: 1}, when=now - timedelta(days=4))

    assert figures(classroom, module)["easy"].learners == 1


def test_an_assignment_to_some_learners_counts_theirs_only(classroom, module, quiz, questions):
    chosen, other = enrol_many(classroom, 2)
    assign(classroom, module, is_for_class=False).learners.add(chosen)
    answer(chosen.learner, quiz, {questions[0]: 0})
    answer(other.learner, quiz, {questions[0]: 1})

    assert (figures(classroom, module)["easy"].learners, figures(classroom, module)["easy"].right) == (1, 1)


def test_an_assigned_lesson_says_nothing_of_the_quiz_beside_it(classroom, module, quiz, questions):
    assign(classroom, module, activity=factories.make_lesson(module))
    answer(enrol(classroom, "Hina").learner, quiz, {questions[0]: 1})

    assert figures(classroom, module) == {}


@pytest.mark.parametrize("fields", [{"removed_at": timezone.now()}, {"approved_at": None}])
def test_who_is_not_of_the_class_does_not_count(classroom, module, quiz, questions, fields):
    assign(classroom, module)
    answer(enrol(classroom, "Hina", **fields).learner, quiz, {questions[0]: 1})

    assert figures(classroom, module) == {}


def test_another_class_of_the_same_learner_shows_its_own_work_only(classroom, module, quiz, questions):
    elsewhere = people.make_class(name="9-A")
    learner = enrol(classroom, "Hina").learner
    enrol(elsewhere, "Hina", learner)
    assign(classroom, module)
    answer(learner, quiz, {questions[0]: 1})

    assert figures(elsewhere, module) == {}


@pytest.mark.parametrize("reveals", ["attitude", "sensitive"])
def test_an_attitude_is_never_a_question_of_this_list(client, classroom, module, reveals):
    asked = factories.make_question(key="felt", reveals=reveals, choices=(("Fine", True), ("Sad", False)))
    quiz = factories.make_quiz(module, questions=[asked])
    assign(classroom, module)
    for enrolment in enrol_many(classroom, 9):
        answer(enrolment.learner, quiz, {asked: 1})

    assert figures(classroom, module) == {}
    shown = text(page(client, classroom, module))
    assert "Figures come once ten learners have answered." in shown
    assert not re.search(r"\b9\b|learners? ha(s|ve) answered\. ", shown.partition("The class as a whole")[0])
    assert "Learner 1" not in shown


def test_a_question_that_became_sensitive_is_shown_no_more(classroom, module, quiz, questions):
    assign(classroom, module)
    answer(enrol(classroom, "Hina").learner, quiz, {questions[0]: 1})
    questions[0].reveals = "sensitive"
    questions[0].save()

    assert figures(classroom, module) == {}


def test_an_ordering_has_no_commonest_wrong_choice(classroom, module):
    asked = factories.make_question(key="order", kind="ordering", choices=(("One", False), ("Two", False)))
    quiz = factories.make_quiz(module, questions=[asked])
    assign(classroom, module)
    attempt = start_attempt(learner=enrol(classroom, "Hina").learner, quiz=quiz)
    submit_answer(attempt=attempt, item=attempt.items[0], picked=attempt.items[0]["right"][::-1])

    assert figures(classroom, module)["order"].percent == 0
    assert figures(classroom, module)["order"].commonest_wrong is None


def test_of_several_choices_the_wrong_one_is_told(classroom, module):
    choices = (("One", True), ("Two", True), ("Never", False))
    asked = factories.make_question(key="many", kind="multiple", choices=choices)
    quiz = factories.make_quiz(module, questions=[asked])
    assign(classroom, module)
    attempt = start_attempt(learner=enrol(classroom, "Hina").learner, quiz=quiz)
    submit_answer(attempt=attempt, item=attempt.items[0], picked=attempt.items[0]["choices"])

    assert figures(classroom, module)["many"].commonest_wrong.text_en == "Never"


def test_counts_on_paper_and_of_hands_stand_beside(client, classroom, module, quiz, questions):
    easy, hard = questions
    PaperCount.objects.create(
        classroom=classroom, quiz=quiz, taken_on="2026-11-12", learners=38, right={"easy": 31, "hard": 9}
    )
    PaperCount.objects.create(classroom=classroom, quiz=quiz, taken_on="2026-10-01", learners=30, right={"easy": 2})
    right, wrong = (str(choice.key) for choice in easy.choices.order_by("sort_order"))
    HandCount.objects.create(
        classroom=classroom, item="easy", asked={"kind": "single", "right": [right]}, hands={right: 20, wrong: 12}
    )

    results = results_of_module(classroom, module, [])
    shown = text(page(client, classroom, module))

    assert [(one.question.key, one.percent) for one in results.questions] == [("hard", 24), ("easy", 82)]
    assert "On paper, 12 November 2026: 31 of 38 right." in shown
    assert "20 of 32 right." in shown
    assert "2 of 30" not in shown


def test_no_other_class_sees_these_counts(classroom, module, quiz):
    PaperCount.objects.create(classroom=people.make_class(), quiz=quiz, taken_on="2026-11-12", learners=9, right={})

    assert figures(classroom, module) == {}


@pytest.mark.parametrize("pk", [10**9, 2**31, 2**63, 10**30])
def test_a_module_that_is_not_there(client, teacher, classroom, pk):
    client.force_login(teacher)
    assert client.get(f"/en/classes/{classroom.pk}/results/modules/{pk}/").status_code == 404


def test_a_draft_module_is_not_there(client, classroom):
    assert page(client, classroom, factories.make_module(live=False)).status_code == 404


def test_the_page_changes_nothing_when_posted_to(client, teacher, classroom, module):
    client.force_login(teacher)
    assert client.post(f"/en/classes/{classroom.pk}/results/modules/{module.pk}/").status_code == 405


def test_the_page_takes_as_many_queries_for_many_learners_as_for_few(client, classroom, module):
    asked = [factories.make_question() for _ in range(4)]
    felt = [factories.make_question(reveals="attitude") for _ in range(2)]
    quiz = factories.make_quiz(module, questions=asked + felt)
    assign(classroom, module)

    def queries_with(more, start):
        for enrolment in enrol_many(classroom, more, start):
            answer(enrolment.learner, quiz, dict.fromkeys(asked + felt, 0), when=LONG_AGO + timedelta(days=2))
        page(client, classroom, module)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(f"/en/classes/{classroom.pk}/results/modules/{module.pk}/")
        assert f"{start + more - 1} learners have answered." in text(response)
        return len(queries)

    few, many = queries_with(11, start=1), queries_with(20, start=12)

    assert few == many <= 24
    assert "Of 30 learners" in text(page(client, classroom, module))
