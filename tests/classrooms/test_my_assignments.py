"""A learner finds on their own page what they were given, as it is due, and nothing else."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from lessons.classrooms.actions import join_classroom
from lessons.classrooms.assignment_actions import assign, withdraw_assignment
from lessons.classrooms.models import Enrolment
from lessons.classrooms.my_assignments import assignments_of
from lessons.learning.actions import complete_activity, note_position, start_attempt
from tests import factories
from tests.classrooms import people
from tests.learning.playing import queries_of, take

HEADING = {"en": "Set by your teacher", "ur": "استاد"}


def on(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def phone(learner):
    """The learner's browser."""
    client = Client()
    client.force_login(learner)
    return client


@pytest.fixture
def set_(classroom, teacher):
    """Set a module of one lesson with this heading for the class."""

    def make(heading="Consent", of=classroom, **terms):
        module = factories.make_module(heading_en=heading)
        factories.make_lesson(module)
        return assign(classroom=of, by=teacher, module=module, **terms)

    return make


def page_of(phone, language="en"):
    return phone.get(f"/{language}/me/").content.decode()


def words(phone, language="en"):
    """Return what the section of assignments says."""
    section = re.search(r'<section class="stack given".*?</section>', page_of(phone, language), re.DOTALL)
    return " ".join(strip_tags(section[0]).split()) if section else ""


def test_all_that_is_open_stands_in_the_order_in_which_it_is_due(phone, set_):
    for heading, days in (("Whenever", None), ("Next week", 7), ("Last week", -7), ("Soon", 3)):
        set_(heading, due_on=on(days) if days else None)

    shown = words(phone)

    assert shown.index("Last week") < shown.index("Soon") < shown.index("Next week") < shown.index("Whenever")


def test_the_due_day_stands_in_words(learner, classroom, set_, phone):
    for heading, days in (("Later", 5), ("Over", -2), ("Now", 0), ("Next", 1), ("Free", None)):
        set_(heading, due_on=None if days is None else on(days))

    shown = words(phone)

    in_five, two_ago = (f"{day:%A} {day.day} {day:%B}" for day in (on(5), on(-2)))
    assert f"by {in_five}" in shown
    assert f"was due on {two_ago}; still welcome" in shown
    for said in ("by today", "by tomorrow", "in your own time"):
        assert said in shown


def test_a_note_stands_with_the_way_to_help(phone, set_):
    set_(note="<b>سبق گھر پر پڑھیں۔</b>")

    page = page_of(phone)

    assert "From your teacher:" in page
    assert 'lang="ur">&lt;b&gt;سبق گھر پر پڑھیں۔&lt;/b&gt;' in page
    assert re.search(r'href="/en/help/"[^>]*>This worries me', page)
    assert re.search(r'href="/ur/help/"', page_of(phone, "ur"))


def test_each_activity_has_its_state_and_a_link(phone, learner, classroom, teacher, module):
    done, begun, opened = (factories.make_lesson(module) for _ in range(3))
    passed, tried = factories.make_quiz(module), factories.make_quiz(module)
    assign(classroom=classroom, by=teacher, module=module)
    complete_activity(learner=learner, activity=done)
    note_position(learner=learner, lesson=begun, position="x")
    take(learner, passed)
    start_attempt(learner=learner, quiz=tried)

    shown = words(phone)

    expected = [(done, "Done"), (begun, "Begun"), (opened, "Not begun"), (passed, "Done"), (tried, "Begun")]
    for page, state in expected:
        assert f"{page.heading_en} {state}" in shown
        assert page.url in page_of(phone)


def test_one_activity_stands_under_its_own_heading(phone, classroom, teacher, module, lesson, quiz):
    assign(classroom=classroom, by=teacher, module=module, activity=quiz)

    shown = words(phone)

    assert shown.count(quiz.heading_en) == 2
    assert lesson.heading_en not in shown


def test_what_is_all_done_says_so(phone, learner, set_):
    given = set_(due_on=on(-3))
    complete_activity(learner=learner, activity=given.module.activities()[0])

    assert "All done" in words(phone)
    assert "was due" not in words(phone)


class TestWhatIsNotThere:
    def test_what_opens_later_or_was_withdrawn(self, phone, teacher, set_):
        set_("Tomorrow", opens_on=on(1))
        withdraw_assignment(assignment=set_("Taken back"), by=teacher)

        assert words(phone) == ""

    def test_what_opens_today_is_there(self, phone, set_):
        set_("Today", opens_on=on(0))

        assert "Today" in words(phone)

    @pytest.mark.parametrize("what", ["module", "activity", "private", "older"])
    def test_what_the_publisher_took_away(self, phone, set_, what):
        given = set_()
        lesson = given.module.activities()[0]
        if what == "module":
            given.module.unpublish()
        elif what == "activity":
            lesson.unpublish()
        elif what == "private":
            given.module.private_reading = True
            given.module.save()
        else:
            lesson.bands = "D"
            lesson.save()

        assert words(phone) == ""

    def test_what_others_were_given(self, phone, learner, classroom, set_):
        other = Enrolment.objects.get(learner=people.make_learner(classroom, name="Zoya"))
        set_("Only Zoya", learners=[other])
        set_("Nobody", learners=[])
        set_("Only Hina", learners=[Enrolment.objects.get(learner=learner)])
        set_("Elsewhere", of=people.make_class(name="9-A"))

        shown = words(phone)

        assert "Only Hina" in shown
        for heading in ("Only Zoya", "Nobody", "Elsewhere"):
            assert heading not in shown

    @pytest.mark.parametrize("fields", [{"removed_at": timezone.now()}, {"approved_at": None}])
    def test_anything_for_who_is_not_in_the_class(self, phone, learner, set_, fields):
        set_()
        Enrolment.objects.filter(learner=learner).update(**fields)

        assert words(phone) == ""

    def test_anything_of_a_class_that_was_removed(self, phone, classroom, set_):
        set_()
        classroom.removed_at = timezone.now()
        classroom.save()

        assert words(phone) == ""

    def test_an_archived_class_goes_on_as_its_teacher_still_sees_the_work(self, phone, classroom, set_):
        set_()
        classroom.archived_at = timezone.now()
        classroom.save()

        assert words(phone)

    def test_a_closed_class_goes_on(self, phone, classroom, set_):
        set_()
        classroom.closed_at = timezone.now()
        classroom.save()

        assert words(phone)

    def test_anything_for_a_guest_or_a_teacher(self, client, teacher, set_):
        set_()
        for person in (factories.make_guest(), teacher):
            client.force_login(person)
            assert words(client) == ""


def test_a_learner_of_two_classes_sees_both_each_with_its_own_age(phone, learner, set_, teacher):
    other = people.make_class(teacher, name="Evening group", band="D")
    join_classroom(learner=learner, classroom=other, name="Hina")
    for_adults = factories.make_lesson(factories.make_module(heading_en="Grown up"), bands="D")
    assign(classroom=other, by=teacher, module=for_adults.module, due_on=on(1))
    set_("Everyone", due_on=on(2))

    shown = words(phone)

    assert shown.index("Grown up") < shown.index("Everyone")
    assert "Evening group" in shown
    assert "8-B" in shown


def test_the_page_takes_the_same_queries_however_much_is_set(phone, learner, classroom, teacher, set_):
    set_(note="Read.")
    set_("Named", learners=[Enrolment.objects.get(learner=learner)])
    join_classroom(learner=learner, classroom=people.make_class(name="9-A", band="C"), name="Hina")
    page_of(phone)
    few = len(queries_of(phone, "/en/me/"))
    for number in range(6):
        module = factories.make_module()
        complete_activity(learner=learner, activity=factories.make_lesson(module))
        take(learner, factories.make_quiz(module))
        assign(classroom=classroom, by=teacher, module=module, due_on=on(number), note="Read.")

    assert len(queries_of(phone, "/en/me/")) == few <= 25


def test_it_takes_six_queries_and_one_without_an_assignment(learner, set_, django_assert_max_num_queries):
    places = list(Enrolment.objects.filter(learner=learner).select_related("classroom"))
    with django_assert_max_num_queries(1):
        assert assignments_of(learner, places, {}) == []
    set_()
    with django_assert_max_num_queries(6):
        assert len(assignments_of(learner, places, {}, on=date.today())) == 1


@pytest.mark.parametrize("language", ["en", "ur"])
def test_it_is_there_in_both_languages(phone, set_, language):
    set_(due_on=on(4), note="Read.")

    assert words(phone, language)
