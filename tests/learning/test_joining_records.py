"""Two records of one person become one; erasing takes all of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from lessons.learning.actions import complete_activity, note_position, start_attempt
from lessons.learning.joining import erase_record, move_record
from lessons.learning.models import Answer, Attempt, Completion
from lessons.learning.queries import record_summary
from tests.learning.playing import answer, take, url_of

pytestmark = pytest.mark.django_db


def test_everything_moves(learner, stranger, lesson, quiz):
    complete_activity(learner=stranger, activity=lesson)
    take(stranger, quiz)
    start_attempt(learner=stranger, quiz=quiz)

    move_record(source=stranger, target=learner)

    assert record_summary(stranger).is_empty
    assert Completion.objects.get().learner == learner
    assert {attempt.learner for attempt in Attempt.objects.all()} == {learner}
    assert {kept.learner for kept in Answer.objects.all()} == {learner}


def test_all_tries_of_both_are_kept(learner, stranger, quiz):
    take(learner, quiz)
    take(stranger, quiz)

    move_record(source=stranger, target=learner)

    assert learner.attempts.count() == 2


def test_of_a_lesson_that_both_have_the_earliest_completion_and_the_latest_place_stay(learner, stranger, lesson):
    now = timezone.now()
    complete_activity(learner=learner, activity=lesson, now=now)
    note_position(learner=stranger, lesson=lesson, position="late", now=now + timedelta(hours=1))
    complete_activity(learner=stranger, activity=lesson, now=now - timedelta(days=3))

    move_record(source=stranger, target=learner)

    kept = Completion.objects.get()
    assert (kept.learner, kept.completed_at, kept.position) == (learner, now - timedelta(days=3), "late")


def test_moving_onto_oneself_changes_nothing(learner, lesson):
    complete_activity(learner=learner, activity=lesson)
    move_record(source=learner, target=learner)

    assert Completion.objects.get().learner == learner


def test_a_try_goes_on_after_it_was_moved(phone, learner, stranger, quiz):
    attempt = start_attempt(learner=stranger, quiz=quiz)
    move_record(source=stranger, target=learner)
    answer(phone, attempt, 1)
    answer(phone, attempt, 2)

    assert learner.attempts.get().passed
    assert phone.get(url_of(attempt, 1)).status_code == 200


def test_erasing_takes_ones_own_record_and_nobody_elses(learner, stranger, lesson, quiz):
    for person in (learner, stranger):
        complete_activity(learner=person, activity=lesson)
        take(person, quiz)

    erase_record(learner=learner)

    assert record_summary(learner).is_empty
    assert (Completion.objects.count(), Attempt.objects.count(), Answer.objects.count()) == (1, 1, 2)


def test_an_account_that_goes_takes_its_record(learner, lesson, quiz):
    complete_activity(learner=learner, activity=lesson)
    take(learner, quiz)

    learner.delete()

    assert not (Completion.objects.exists() or Attempt.objects.exists() or Answer.objects.exists())


def test_a_try_that_was_erased_in_another_tab_is_a_404(phone, learner, attempt):
    erase_record(learner=learner)

    assert answer(phone, attempt, 1).status_code == 404


def test_of_two_unfinished_tries_the_one_with_answers_goes_on(learner, stranger, quiz):
    only_kept = start_attempt(learner=stranger, quiz=quiz, is_kept=True)
    begun = start_attempt(learner=learner, quiz=quiz)
    move_record(source=stranger, target=learner)

    assert {*learner.attempts.all()} == {only_kept, begun}
    assert start_attempt(learner=learner, quiz=quiz) == begun
    assert start_attempt(learner=learner, quiz=quiz, is_kept=True) == begun


def test_what_is_only_kept_on_a_phone_is_no_record(learner, quiz):
    start_attempt(learner=learner, quiz=quiz, is_kept=True)
    assert record_summary(learner).is_empty

    start_attempt(learner=learner, quiz=quiz)
    assert not record_summary(learner).is_empty
