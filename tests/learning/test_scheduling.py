"""When a question comes back: sooner after a mistake, later each time it fits, always on another day."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lessons.learning.scheduling import review

START = datetime(2026, 11, 1, 9, tzinfo=UTC)


def due_after(answers):
    """Return the days until a question is due after `answers`, each given on the day it was due."""
    state, at, days = None, START, []
    for fits in answers:
        state, due = review(state, fits, at)
        days.append((due - at).days)
        at = due
    return days


def test_a_mistake_comes_back_sooner_than_what_fitted():
    assert due_after([False])[0] < due_after([True])[0]


def test_what_fits_again_and_again_comes_back_later_and_later():
    days = due_after([True] * 5)

    assert days == sorted(days)
    assert days[-1] > 4 * days[0]


def test_a_mistake_after_many_days_brings_it_back_within_days():
    days = due_after([True] * 4 + [False])

    assert days[-1] < days[-2]


@given(st.lists(st.booleans(), min_size=1, max_size=30), st.integers(0, 400))
def test_it_always_comes_back_on_a_later_day_and_within_a_year(answers, late):
    state, at = None, START
    for fits in answers:
        state, due = review(state, fits, at)
        assert timedelta(days=1) <= due - at <= timedelta(days=365)
        at = due + timedelta(days=late)


@given(st.lists(st.booleans(), min_size=1, max_size=10))
def test_the_same_answers_on_the_same_days_give_the_same_schedule(answers):
    assert due_after(answers) == due_after(answers)
