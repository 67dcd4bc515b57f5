"""A teacher lets a class practise this week; learners see it calmly, the teacher one number that names nobody."""

from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lessons.classrooms.models import ClassEvent, PractiseWeek
from lessons.classrooms.practising import (
    WeekFigure,
    figure_of,
    forget_ended_weeks,
    set_practise_week,
    take_back_practise_week,
    weeks_of,
)
from lessons.dashboards.actions import erase_person
from lessons.learning.models import PracticeReview
from tests.classrooms import people

pytestmark = pytest.mark.django_db
NOW = timezone.now()
HOUR = timedelta(hours=1)
SENTENCE = "Your class practises this week"


@pytest.fixture
def teacher(home):
    return people.make_teacher()


@pytest.fixture
def classroom(teacher):
    return people.make_class(teacher)


@pytest.fixture
def desk(teacher):
    client = Client()
    client.force_login(teacher)
    return client


def grow(classroom, number, first=0):
    """Let `number` learners join, and return them."""
    return [
        people.make_learner(classroom, name=f"Zoya {chr(65 + n // 26)}{chr(97 + n % 26)}")
        for n in range(first, first + number)
    ]


def practise(*learners, at=None):
    for learner in learners:
        at = at or timezone.now()
        practice_round = learner.practice_rounds.create(items=[{"key": "q"}], started_at=at)
        PracticeReview.objects.create(
            learner=learner, round=practice_round, item="q", picked=[], is_right=True, state_before={}, reviewed_at=at
        )


def set_week(classroom, teacher=None, **fields):
    return set_practise_week(classroom=classroom, by=teacher, **fields)


def told(week):
    week.refresh_from_db()
    return figure_of(week).told


def main_of(response):
    return response.content.decode().split("<main")[1].split("</main")[0]


def page_of(learner, path="/en/me/"):
    client = Client()
    client.force_login(learner)
    return main_of(client.get(path))


# --- setting it -----------------------------------------------------------------------------------------------------


def test_a_teacher_sets_it_and_takes_it_back(desk, classroom):
    assignments = f"/en/classes/{classroom.pk}/assignments/"
    answer = desk.post(f"/en/classes/{classroom.pk}/practice/")
    assert answer["Location"] == assignments
    assert f"/en/classes/{classroom.pk}/practice/back/" in main_of(desk.get(assignments))

    desk.post(f"/en/classes/{classroom.pk}/practice/back/")

    assert not PractiseWeek.objects.exists()
    assert f'action="/en/classes/{classroom.pk}/practice/"' in main_of(desk.get(assignments))


def test_each_change_is_in_the_list_of_the_class(desk, teacher, classroom):
    for path in ("practice/", "practice/", "practice/back/", "practice/back/"):
        desk.post(f"/en/classes/{classroom.pk}/{path}")

    events = ClassEvent.objects.filter(kind__startswith="practise_week").order_by("pk")
    assert [(event.kind, event.by) for event in events] == [
        ("practise_week_set", teacher),
        ("practise_week_taken_back", teacher),
    ]
    assert "practise for seven days" in main_of(desk.get(f"/en/classes/{classroom.pk}/log/"))


def test_it_needs_a_post(desk, classroom):
    for path in ("practice/", "practice/back/"):
        assert desk.get(f"/en/classes/{classroom.pk}/{path}").status_code == 405
    assert not PractiseWeek.objects.exists()


def test_setting_it_again_while_it_stands_changes_nothing(classroom):
    first = set_week(classroom, now=NOW - 3 * 24 * HOUR)

    assert set_week(classroom) == first
    assert PractiseWeek.objects.get().set_on == timezone.localdate(NOW - 3 * 24 * HOUR)


def test_it_lasts_seven_days_of_the_class(classroom):
    almost_midnight = timezone.make_aware(datetime(2026, 11, 10, 23, 50))
    week = set_week(classroom, now=almost_midnight)
    day = almost_midnight.date()

    assert (week.set_on, week.last_on) == (day, day + timedelta(days=6))
    assert PractiseWeek.objects.standing(day + timedelta(days=6)).exists()
    assert not PractiseWeek.objects.standing(day + timedelta(days=7)).exists()


def test_once_it_is_over_it_can_be_set_anew(classroom):
    set_week(classroom, now=NOW - timedelta(days=7))

    week = set_week(classroom, now=NOW)

    assert PractiseWeek.objects.get() == week
    assert week.set_on == timezone.localdate(NOW)


# --- what a learner sees --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/en/me/", "/en/practice/"])
def test_its_learners_see_it_and_nobody_else(classroom, path):
    learner, elsewhere = people.make_learner(classroom), people.make_learner(people.make_class(name="9-A"))
    assert SENTENCE not in page_of(learner, path)
    set_week(classroom)

    assert SENTENCE in page_of(learner, path)
    assert classroom.name in page_of(learner, path)
    assert SENTENCE not in page_of(elsewhere, path)
    assert SENTENCE not in main_of(Client().get(path))
    assert SENTENCE not in page_of(classroom.teachings.get().teacher, path)


def test_a_learner_who_joins_later_sees_it_too(classroom):
    set_week(classroom)

    assert SENTENCE in page_of(people.make_learner(classroom))


@pytest.mark.parametrize(
    "change",
    [
        lambda c, e: take_back_practise_week(classroom=c, by=None),
        lambda c, e: PractiseWeek.objects.update(set_on=timezone.localdate() - timedelta(days=7)),
        lambda c, e: type(c).objects.update(archived_at=NOW),
        lambda c, e: type(c).objects.update(removed_at=NOW),
        lambda c, e: type(e).objects.update(removed_at=NOW),
        lambda c, e: type(e).objects.update(approved_at=None),
    ],
    ids=["taken back", "over", "archived", "class removed", "learner removed", "waiting"],
)
def test_when_it_is_nobodys_any_more_it_is_not_shown(classroom, change):
    learner = people.make_learner(classroom)
    set_week(classroom)

    change(classroom, learner.enrolments.get())

    assert SENTENCE not in page_of(learner)
    assert SENTENCE not in page_of(learner, "/en/practice/")


def test_nothing_in_it_presses(classroom):
    learner = people.make_learner(classroom)
    set_week(classroom)

    page = page_of(learner)

    assert "Nothing to practise today. Come when you like." in page
    section = page.split(SENTENCE)[0].rsplit("<section", 1)[1]
    assert "danger" not in section and "overdue" not in section


# --- what a teacher sees --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "practising", "figure"),
    [
        (0, 0, WeekFigure(0, 0, False)),
        (10, 10, WeekFigure(0, 10, False)),
        (19, 19, WeekFigure(0, 19, False)),
        (20, 9, WeekFigure(0, 20, True)),
        (20, 10, WeekFigure(10, 20, True)),
        (20, 20, WeekFigure(10, 20, True)),
        (30, 19, WeekFigure(10, 30, True)),
        (30, 30, WeekFigure(20, 30, True)),
    ],
)
def test_a_number_is_told_in_tens_and_never_of_all(classroom, size, practising, figure):
    learners = grow(classroom, size)
    week = set_week(classroom)

    practise(*learners[:practising])

    assert figure_of(week) == figure


def test_the_page_says_it_and_names_nobody(desk, classroom):
    learners = grow(classroom, 20)
    set_week(classroom)
    path = f"/en/classes/{classroom.pk}/assignments/"
    before = main_of(desk.get(path))
    practise(*learners[:12])
    after = main_of(desk.get(path))

    assert "Fewer than" in before and "have practised so far" in before
    assert "or more of" in after and ">10<" in after and ">20<" in after and ">12<" not in after
    assert not any(learner.enrolments.get().name in after for learner in learners)


def test_a_small_class_is_told_why_there_is_no_number(desk, classroom):
    learners = grow(classroom, 12)
    set_week(classroom)
    practise(*learners)

    page = main_of(desk.get(f"/en/classes/{classroom.pk}/assignments/"))

    assert "so that nobody can be picked out" in page and ">12<" not in page


def test_what_was_practised_before_counts_for_nobody(classroom):
    learners = grow(classroom, 20)
    week = set_week(classroom, now=NOW)
    practise(*learners, at=NOW - HOUR)

    assert told(week) == 0
    practise(*learners[:10], at=NOW + HOUR)
    assert told(week) == 10


def test_a_round_that_was_begun_before_does_not_count_when_it_is_ended_after(classroom):
    learners = grow(classroom, 20)
    week = set_week(classroom, now=NOW)
    practise(*learners, at=NOW - HOUR)
    PracticeReview.objects.update(reviewed_at=NOW + HOUR)

    assert told(week) == 0


def test_practising_often_counts_once_and_opening_a_round_not_at_all(classroom):
    learners = grow(classroom, 20)
    week = set_week(classroom)
    for _ in range(3):
        practise(*learners[:9])
    learners[9].practice_rounds.create(items=[])

    assert told(week) == 0


def test_no_two_looks_differ_by_a_learner_whom_the_teacher_chose(classroom):
    """Removing, bringing back or adding one changes nothing, before a number is told and after."""
    learners = grow(classroom, 20)
    week = set_week(classroom)
    practise(*learners[:9])
    [late] = grow(classroom, 1, first=20)
    practise(late)
    assert told(week) == 0

    one = learners[0].enrolments.get()
    one.removed_at = NOW
    one.save()
    practise(learners[9])
    assert told(week) == 10

    one.removed_at = None
    one.save()
    assert told(week) == 10
    assert figure_of(week).size == 20


def test_what_was_told_is_not_lowered_by_erasing(classroom):
    learners = grow(classroom, 20)
    week = set_week(classroom)
    practise(*learners[:10])
    assert told(week) == 10

    erase_person(person=learners[0])

    assert told(week) == 10
    assert week.learners.count() == 19


def test_setting_it_anew_does_not_tell_of_the_week_before(classroom):
    learners = grow(classroom, 20)
    practise(*learners)
    set_week(classroom)
    take_back_practise_week(classroom=classroom, by=None)

    assert told(set_week(classroom)) == 0


# --- retention and cost ---------------------------------------------------------------------------------------------


def test_a_week_that_is_over_is_erased_with_who_was_counted(classroom):
    grow(classroom, 2)
    week = set_week(classroom)
    through = PractiseWeek.learners.through.objects
    assert through.count() == 2

    forget_ended_weeks(week.last_on)
    assert PractiseWeek.objects.exists()
    week.set_on -= timedelta(days=7)
    week.save()
    call_command("run_due")

    assert not PractiseWeek.objects.exists() and not through.exists()


def test_a_teacher_who_goes_leaves_the_week_to_the_class(classroom, teacher):
    set_week(classroom, teacher)
    teacher.delete()

    assert PractiseWeek.objects.get().set_by is None


def test_pages_cost_the_same_however_many_practise(desk, classroom):
    learners = grow(classroom, 20)
    set_week(classroom)

    def cost(client, path):
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    path = f"/en/classes/{classroom.pk}/assignments/"
    few = cost(desk, path)
    practise(*learners[:9])
    assert cost(desk, path) == few <= 12

    phone = Client()
    phone.force_login(learners[0])
    for name in ("me", "practice"):
        before = cost(phone, f"/en/{name}/")
        for number in range(3):
            other = people.make_class(name=f"10-{number}{name}")
            other.enrolments.create(learner=learners[0], name="Zoya")
            set_week(other)
        # Each class is named, none is asked for.
        assert cost(phone, f"/en/{name}/") == before


def test_weeks_of_nobody_take_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert weeks_of([]) == []
