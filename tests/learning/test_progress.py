from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lessons.learning.actions import complete_activity, note_position, start_attempt
from lessons.learning.queries import (
    all_progress,
    best_attempt,
    module_progress,
    next_activity,
    record_summary,
    resume_point,
)
from tests import factories
from tests.learning.playing import queries_of, right_of, take, wrong_of

pytestmark = pytest.mark.django_db


def states(learner, module, band=None):
    return [entry.state for entry in module_progress(learner, module, band).activities]


def test_a_lesson_is_done_when_marked_and_a_quiz_when_passed(learner, module, lesson, quiz):
    assert states(learner, module) == ["open", "open"]
    note_position(learner=learner, lesson=lesson, position="p")
    take(learner, quiz, wrong_of)
    assert states(learner, module) == ["begun", "begun"]
    complete_activity(learner=learner, activity=lesson)
    take(learner, quiz, right_of)
    take(learner, quiz, wrong_of)
    assert states(learner, module) == ["done", "done"]
    assert module_progress(learner, module).state == "done"


def test_only_what_is_published_and_of_ones_band_counts(learner, module):
    factories.make_lesson(module, bands="A")
    factories.make_lesson(module, bands="BCD")
    factories.make_lesson(module, live=False)

    assert module_progress(learner, module).total == 2
    assert module_progress(learner, module, "A").total == 1


def test_progress_is_each_learners_own(learner, stranger, module, lesson):
    complete_activity(learner=learner, activity=lesson)

    assert states(stranger, module) == ["open"]


def test_progress_of_everything_takes_the_same_queries_however_many_modules(learner, module, lesson, quiz):
    take(learner, quiz)
    with CaptureQueriesContext(connection) as one:
        all_progress(learner, "A")
    for _ in range(4):
        more = factories.make_module()
        complete_activity(learner=learner, activity=factories.make_lesson(more))
        take(learner, factories.make_quiz(more))
    with CaptureQueriesContext(connection) as five:
        assert len(all_progress(learner, "A")) == 5

    assert len(one) == len(five) <= 8


def test_one_goes_on_where_one_stopped_last(learner, module):
    first, second = factories.make_lesson(module), factories.make_lesson(module)
    now = timezone.now()
    place = second.body.raw_data[0]["id"]
    note_position(learner=learner, lesson=second, position=place, now=now)
    note_position(learner=learner, lesson=first, position="there", now=now - timedelta(hours=1))

    point = resume_point(all_progress(learner))

    assert (point.activity.pk, point.number, point.count, point.position) == (second.pk, 2, 2, place)
    assert point.url(None) == f"{second.url}#b-1"

    note_position(learner=learner, lesson=second, position="taken out since", now=now)

    assert resume_point(all_progress(learner)).url(None) == second.url


def test_after_a_lesson_that_is_done_one_goes_on_with_the_next(learner, module, lesson):
    following = factories.make_lesson(module)
    complete_activity(learner=learner, activity=lesson)

    assert resume_point(all_progress(learner)).activity.pk == following.pk


def test_after_a_whole_module_one_goes_on_with_the_next(learner, module, lesson):
    other = factories.make_lesson(factories.make_module())
    complete_activity(learner=learner, activity=lesson)

    assert resume_point(all_progress(learner)).activity.pk == other.pk


def test_there_is_nothing_to_resume_before_the_first_and_after_the_last(learner, module, lesson):
    assert resume_point(all_progress(learner)) is None
    complete_activity(learner=learner, activity=lesson)
    assert resume_point(all_progress(learner)) is None


def test_a_record_is_summed_up_for_the_question_whether_it_was_you(learner, stranger, lesson, quiz):
    complete_activity(learner=learner, activity=lesson)
    take(learner, quiz)
    take(learner, quiz)

    summary = record_summary(learner)

    assert (summary.lessons, summary.quizzes, summary.last_on) == (1, 1, timezone.localdate())
    assert not summary.is_empty
    assert record_summary(stranger).is_empty
    assert record_summary(stranger).last_on is None


def test_a_try_that_was_only_begun_is_something_too(learner, quiz):
    start_attempt(learner=learner, quiz=quiz)

    assert not record_summary(learner).is_empty


def test_the_best_of_all_tries_counts(learner, quiz):
    take(learner, quiz, wrong_of)
    best = take(learner, quiz, right_of)
    start_attempt(learner=learner, quiz=quiz)

    assert best_attempt(learner, quiz) == best


def test_the_next_activity_is_one_for_the_band_of_the_reader(module):
    first = factories.make_lesson(module)
    factories.make_lesson(module, bands="D")
    third = factories.make_quiz(module)

    assert next_activity(first, "A").pk == third.pk
    assert next_activity(third) is None


def test_the_front_page_greets_whoever_has_a_record(phone, client, learner, home, module, lesson):
    assert "Welcome back" not in phone.get("/en/").content.decode()
    complete_activity(learner=learner, activity=lesson)
    factories.make_lesson(factories.make_module())

    page = phone.get("/en/").content.decode()

    assert "Welcome back" in page
    assert "Where you stopped" in page
    assert "Welcome back" not in client.get("/en/").content.decode()


def test_the_front_page_takes_the_same_queries_however_many_modules(phone, learner, home, module, lesson):
    complete_activity(learner=learner, activity=lesson)
    few = len(queries_of(phone, "/en/"))
    for _ in range(4):
        factories.make_lesson(factories.make_module())

    assert len(queries_of(phone, "/en/")) == few
