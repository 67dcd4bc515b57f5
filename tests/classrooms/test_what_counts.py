"""What a learner did by their own choice, before it was set, never counts; and they may let it count."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from lessons.classrooms.assigned import done_at, try_counts
from lessons.classrooms.assignment_actions import assign, change_assignment
from lessons.classrooms.models import Enrolment
from lessons.classrooms.my_assignments import assignments_of
from lessons.learning.actions import complete_activity
from lessons.learning.models import Completion
from lessons.learning.queries import record_of
from tests.classrooms import people
from tests.learning.playing import take

NOW = timezone.now()
moments = st.one_of(st.none(), st.integers(-50, 50).map(lambda hours: NOW + timedelta(hours=hours)))


def ago(days):
    return timezone.now() - timedelta(days=days)


def on(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def place(learner):
    Enrolment.objects.filter(learner=learner).update(joined_at=ago(20))
    return Enrolment.objects.select_related("classroom").get(learner=learner)


def states(place):
    """Return (state, was done before) of each activity that the learner sees as set."""
    record = record_of(place.learner)
    mine = assignments_of(place.learner, [place], record.completions)
    return [(work.state, work.was_done_before) for one in mine for work in one.works]


class TestTheRule:
    @given(first=moments, again=moments)
    def test_the_first_time_counts_else_the_latest(self, first, again):
        done = done_at(SimpleNamespace(completed_at=first, done_again_at=again), NOW)

        fitting = [moment for moment in (first, again) if moment and moment >= NOW]
        assert done == (fitting[0] if fitting else None)
        assert done is None or done >= NOW

    def test_a_lesson_that_was_never_opened_is_not_done(self):
        assert done_at(None, NOW) is None

    def test_a_try_counts_from_that_moment_on(self):
        assert try_counts(SimpleNamespace(started_at=NOW), NOW)
        assert not try_counts(SimpleNamespace(started_at=NOW - timedelta(microseconds=1)), NOW)


class TestWork:
    def test_work_after_it_was_set_counts(self, place, teacher, module, lesson, quiz):
        assign(classroom=place.classroom, by=teacher, module=module, now=ago(9))
        complete_activity(learner=place.learner, activity=lesson, now=ago(3))
        take(place.learner, quiz)

        assert states(place) == [("done", False), ("done", False)]

    @pytest.mark.parametrize("terms", [{}, {"opens_on": on(-1)}])
    def test_work_before_it_was_set_or_opened_does_not(self, place, teacher, module, lesson, quiz, terms):
        complete_activity(learner=place.learner, activity=lesson, now=ago(12))
        attempt = take(place.learner, quiz)
        attempt.started_at = ago(12)
        attempt.save()

        assign(classroom=place.classroom, by=teacher, module=module, now=ago(9), **terms)

        assert states(place) == [("begun", True), ("open", True)]

    def test_work_before_joining_does_not(self, place, teacher, module, lesson):
        assign(classroom=place.classroom, by=teacher, module=module, activity=lesson, now=ago(50))
        complete_activity(learner=place.learner, activity=lesson, now=ago(30))

        assert states(place) == [("begun", True)]

    def test_a_quiz_that_was_tried_again_counts_by_its_later_tries(self, place, teacher, module, quiz):
        attempt = take(place.learner, quiz)
        attempt.started_at = ago(12)
        attempt.save()
        assign(classroom=place.classroom, by=teacher, module=module, now=ago(9))

        take(place.learner, quiz)

        assert states(place) == [("done", False)]

    def test_who_was_set_it_twice_in_a_class_is_told_once(self, place, teacher, module, lesson):
        assign(classroom=place.classroom, by=teacher, module=module, now=ago(9))
        complete_activity(learner=place.learner, activity=lesson, now=ago(5))

        assign(classroom=place.classroom, by=teacher, module=module, activity=lesson, now=ago(2))

        assert states(place) == [("done", False), ("done", False)]

    def test_another_class_knows_nothing_of_it(self, place, teacher, module, lesson):
        assign(classroom=place.classroom, by=teacher, module=module, now=ago(9))
        complete_activity(learner=place.learner, activity=lesson, now=ago(5))
        other = people.make_class(name="9-A")
        elsewhere = Enrolment.objects.create(classroom=other, learner=place.learner, name="Hina")
        assign(classroom=other, by=teacher, module=module)

        assert states(elsewhere) == [("begun", True)]
        assert states(place) == [("done", False)]


class TestNothingComesToCountLater:
    """No change of an assignment brings what was done by own choice to the teacher."""

    def test_an_earlier_opening_day_does_not(self, place, teacher, module, lesson):
        given = assign(classroom=place.classroom, by=teacher, module=module, now=ago(9), opens_on=on(5))
        complete_activity(learner=place.learner, activity=lesson, now=ago(3))

        change_assignment(assignment=given, by=teacher, opens_on=None)

        assert states(place) == [("begun", True)]

    def test_coming_to_more_learners_does_not(self, place, teacher, module, lesson):
        other = Enrolment.objects.get(learner=people.make_learner(place.classroom, name="Zoya"))
        given = assign(classroom=place.classroom, by=teacher, module=module, now=ago(9), learners=[other])
        complete_activity(learner=place.learner, activity=lesson, now=ago(3))

        change_assignment(assignment=given, by=teacher, learners=None)
        change_assignment(assignment=given, by=teacher, learners=[other, place])

        assert states(place) == []


class TestLettingItCount:
    BEFORE = "You did this before it was set"

    @pytest.fixture
    def phone(self, client, place, teacher, module, lesson):
        complete_activity(learner=place.learner, activity=lesson, now=ago(12))
        assign(classroom=place.classroom, by=teacher, module=module, now=ago(9))
        client.force_login(place.learner)
        return client

    @pytest.mark.parametrize("page", ["me", "lesson"])
    def test_both_pages_say_so_and_one_tap_lets_it_count(self, phone, place, lesson, page):
        address = {"me": "/en/me/", "lesson": lesson.url}[page]
        first = Completion.objects.get().completed_at
        shown = phone.get(address).content.decode()
        assert self.BEFORE in shown
        assert f'action="/en/activities/{lesson.pk}/done/"' in shown

        phone.post(f"/en/activities/{lesson.pk}/done/")

        assert Completion.objects.get().completed_at == first
        assert states(place) == [("done", False)]
        for path in ("/en/me/", lesson.url):
            assert self.BEFORE not in phone.get(path).content.decode()

    def test_a_lesson_that_nobody_set_says_nothing(self, phone, place, module):
        from tests.factories import make_lesson

        other = make_lesson()
        complete_activity(learner=place.learner, activity=other, now=ago(12))

        assert self.BEFORE not in phone.get(other.url).content.decode()

    def test_a_class_that_was_removed_says_nothing(self, phone, place, lesson):
        place.classroom.removed_at = timezone.now()
        place.classroom.save()

        assert self.BEFORE not in phone.get(lesson.url).content.decode()
        assert "Set by your teacher" not in phone.get("/en/me/").content.decode()

    def test_a_lesson_page_of_a_learner_takes_few_queries(self, phone, lesson, django_assert_max_num_queries):
        phone.get(lesson.url)

        with django_assert_max_num_queries(16):
            phone.get(lesson.url)
