"""What publishers learn of readers: whole groups of ten, each learner once, and nothing that tells of one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from lessons.learning.actions import complete_activity, start_attempt, submit_answer
from lessons.learning.drawing import draw_reader_figures, draw_reader_figures_daily
from lessons.learning.joining import erase_record, move_record
from lessons.learning.reader_figures import InReaderFigure, ReaderFigure
from tests.factories import make_guest, make_lesson, make_question, make_quiz

pytestmark = pytest.mark.django_db


def read(lesson, learners, language="ur"):
    people = [make_guest() for _ in range(learners)]
    for person in people:
        complete_activity(learner=person, activity=lesson, language=language)
    return people


def take(quiz, learner, *, rightly, language="ur"):
    attempt = start_attempt(learner=learner, quiz=quiz, language=language)
    item = attempt.items[0]
    wrong = [key for key in item["choices"] if key not in item["right"]]
    submit_answer(attempt=attempt, item=item, picked=item["right"] if rightly else wrong[:1])


def learners(kind, subject, language="ur"):
    found = ReaderFigure.objects.filter(kind=kind, subject=str(subject), language=language).first()
    return found.learners if found else 0


def test_nine_learners_are_told_of_nowhere_and_the_tenth_brings_all(lesson):
    read(lesson, 9)
    draw_reader_figures()
    assert not ReaderFigure.objects.exists()

    read(lesson, 1)
    draw_reader_figures()

    assert (learners("started", lesson.pk), learners("done", lesson.pk)) == (10, 10)


def test_languages_are_counted_apart(lesson):
    read(lesson, 11, "ur")
    read(lesson, 9, "en")

    draw_reader_figures()

    assert (learners("done", lesson.pk, "ur"), learners("done", lesson.pk, "en")) == (10, 0)


def test_a_learner_is_taken_in_once_whatever_they_do_again(lesson):
    people = read(lesson, 10)
    draw_reader_figures()
    for person in people:
        complete_activity(learner=person, activity=lesson, language="en")
        erase_record(learner=person)
        complete_activity(learner=person, activity=lesson, language="en")

    draw_reader_figures()

    assert learners("done", lesson.pk) == 10
    assert learners("done", lesson.pk, "en") == 0


def test_whoever_erases_their_account_changes_no_figure(lesson):
    people = read(lesson, 10)
    draw_reader_figures()
    people[0].delete()

    draw_reader_figures()

    assert learners("done", lesson.pk) == 10
    assert InReaderFigure.objects.filter(kind="done").count() == 9


def test_a_record_that_moves_to_another_account_is_not_counted_again(lesson):
    people = read(lesson, 10)
    draw_reader_figures()
    others = [make_guest() for _ in range(10)]
    for person, other in zip(people, others, strict=True):
        move_record(source=person, target=other)

    draw_reader_figures()

    assert learners("done", lesson.pk) == 10


def test_first_answers_to_knowledge_are_counted_and_what_is_sensitive_never(home):
    known, felt = make_question(), make_question(reveals="attitude")
    quizzes = [make_quiz(questions=[known]), make_quiz(questions=[felt])]
    for number in range(10):
        person = make_guest()
        for quiz in quizzes:
            take(quiz, person, rightly=number < 4)
        take(quizzes[0], person, rightly=True)

    draw_reader_figures()

    figure = ReaderFigure.objects.get(kind="answer")
    assert (figure.subject, figure.learners, figure.right) == (known.key, 10, 4)
    assert sum(figure.counts.values()) == 10
    assert figure.right_tenths == 4


def test_shares_hide_that_all_or_one_alone_chose_something():
    figure = ReaderFigure(learners=10, right=9, counts={"a": 1, "b": 9, "c": 5})

    assert (figure.right_tenths, figure.tenths_of("a"), figure.tenths_of("b")) == (10, 0, 10)
    assert (figure.tenths_of("c"), figure.tenths_of("none")) == (5, 0)


def test_figures_move_once_a_day(lesson):
    read(lesson, 10)
    draw_reader_figures_daily()
    read(lesson, 10)

    draw_reader_figures_daily()

    assert learners("done", lesson.pk) == 10


class WholeGroupsTest(TestCase):
    @settings(max_examples=10, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 13), st.sampled_from(["en", "ur"])), max_size=5))
    def test_every_figure_grows_by_whole_tens_on_whatever_days_it_is_drawn(self, days):
        lesson = make_lesson()
        for number, language in days:
            read(lesson, number, language)
            draw_reader_figures()

            drawn = ReaderFigure.objects.filter(kind="done", subject=str(lesson.pk))
            assert all(figure.learners % 10 == 0 for figure in drawn)
            assert (
                sum(figure.learners for figure in drawn)
                == InReaderFigure.objects.filter(kind="done", subject=str(lesson.pk)).count()
            )
