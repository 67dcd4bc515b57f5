"""What the checklist of an editor and the first page of the CMS can say of the languages."""

import pytest

from lessons.content.models import LessonPage
from lessons.editorial.translation.actions import confirm
from lessons.editorial.translation.checklist_items import translation_items
from lessons.editorial.translation.needs import outdated_translations
from tests.editorial.translating import address, make_people, saved
from tests.factories import make_lesson, make_module, make_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def lesson(people):
    lesson = saved(make_lesson(saved(make_module(people[0])), heading_en="Ask"))
    confirm(obj=lesson, language="ur")
    return lesson


def change(obj, **texts):
    draft = type(obj).objects.get(pk=obj.pk).get_latest_revision_as_object()
    for name, text in texts.items():
        setattr(draft, name, text)
    draft.save_revision()
    return type(obj).objects.get(pk=obj.pk)


def test_the_checklist_leads_to_the_field_that_is_missing_or_out_of_date(lesson, people):
    lesson = change(lesson, heading_en="Ask twice", summary_en="How")

    items = translation_items(lesson, people[1])

    assert [(level, where, path) for level, where, _what, path, _better in items] == [
        ("advice", "Summary · Urdu", ("summary", "ur")),
        ("advice", "Heading · Urdu", ("heading", "ur")),
    ]


def test_a_language_that_nobody_has_begun_is_one_point(people):
    lesson = saved(make_lesson(heading_ur="", summary_en="How", body=[]))

    (item,) = translation_items(lesson, people[1])

    assert item[2] == "There is nothing in Urdu yet."


def test_a_checklist_stays_short(people):
    question = saved(make_question(choices=[(f"c{n}", n == 0) for n in range(6)]))
    draft = question.get_latest_revision_as_object()
    choices = list(draft.choices.all())
    for choice in choices:
        choice.feedback_ur = ""
    draft.choices = choices
    draft.save_revision()

    items = translation_items(type(question).objects.get(pk=question.pk), people[1])

    assert len(items) == 4
    assert items[-1][2] == "And 3 more like this."


def test_what_is_out_of_date_waits_for_those_whose_it_is(lesson, people):
    stranger = make_people("roshni")[1]
    lesson = change(lesson, heading_en="Ask twice")

    (waiting,) = outdated_translations(people[1])

    assert (waiting.name.text, waiting.language, waiting.count) == ("Ask twice", "Urdu", 1)
    assert waiting.url == f"{address(lesson)}?show=open"
    assert outdated_translations(stranger) == []


def test_looking_for_what_waits_takes_as_many_queries_for_many_as_for_few(
    people, lesson, django_assert_max_num_queries
):
    outdated_translations(people[1])
    with django_assert_max_num_queries(25) as few:
        outdated_translations(people[1])

    for _ in range(10):
        saved(make_lesson(lesson.module))
    with django_assert_max_num_queries(25) as many:
        outdated_translations(people[1])

    assert len(many) == len(few)
    assert LessonPage.objects.count() == 11
