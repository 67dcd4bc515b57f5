"""Every text under a key that lasts: what translation, exchange and the content check hold on to."""

import pytest

from lessons.content.models import LessonPage
from lessons.editorial.units import digest, units_of, write_units
from tests.factories import make_lesson, make_question

pytestmark = pytest.mark.django_db


def leaf(english, urdu=""):
    return {"en": english, "ur": urdu}


def make_steps():
    step = {"goal": leaf("See", "دیکھیں"), "where": leaf("There"), "fact": None, "check": leaf("")}
    return make_lesson(
        body=[("text", leaf("<p>One</p>", "<p>ایک</p>")), ("steps", {"heading": leaf("How"), "items": [step, step]})]
    )


def keys(obj):
    return [unit.key for unit in units_of(obj)]


def test_the_units_of_a_lesson_are_its_fields_and_the_leaves_of_its_body_in_order():
    lesson = LessonPage.objects.get(pk=make_steps().pk)

    found = {unit.key: unit for unit in units_of(lesson)}

    text, steps = (block.id for block in lesson.body)
    first, second = (item.id for item in lesson.body[1].value["items"].bound_blocks)
    goals = [f"body.{steps}.items.{item}.goal" for item in (first, second)]
    assert list(found)[:4] == ["heading", "summary", "content_note", f"body.{text}"]
    assert [key for key in found if key.endswith(".goal")] == goals
    assert found[f"body.{text}"].texts == {"en": "<p>One</p>", "ur": "<p>ایک</p>"}
    assert found[goals[1]].label == "Steps › Steps 2 › Goal"


def test_the_keys_hold_over_editing_and_saving_again():
    lesson = LessonPage.objects.get(pk=make_steps().pk)
    before = keys(lesson)
    lesson.save_revision().publish()

    assert keys(LessonPage.objects.get(pk=lesson.pk)) == before
    assert keys(lesson.get_latest_revision_as_object()) == before


def test_writing_a_language_leaves_the_other_untouched():
    lesson = LessonPage.objects.get(pk=make_steps().pk)
    key = next(key for key in keys(lesson) if key.endswith(".where"))

    written = write_units(lesson, "ur", {key: "وہاں", "heading": "نیا", "gone": "x"})
    lesson.save()

    found = {unit.key: unit.texts for unit in units_of(LessonPage.objects.get(pk=lesson.pk))}
    assert set(written) == {key, "heading"}
    assert found[key] == leaf("There", "وہاں")
    assert found["heading"]["ur"] == "نیا"
    assert found["heading"]["en"] == lesson.heading_en


def test_a_question_has_its_choices_among_its_units():
    question = make_question()
    choice = question.choices.first()

    write_units(question, "ur", {f"choices.{choice.key}.feedback": "یوں۔"})
    question.save()

    texts = {unit.key: unit.texts for unit in units_of(type(question).objects.get(pk=question.pk))}
    assert texts["prompt"]["ur"] == question.prompt_ur
    assert texts[f"choices.{choice.key}.feedback"] == leaf("About Yes.", "یوں۔")


def test_a_digest_changes_with_the_words_only():
    unit = units_of(make_lesson(heading_en="Ask first"))[0]
    same = units_of(make_lesson(heading_en="Ask first "))[0]
    other = units_of(make_lesson(heading_en="Ask"))[0]

    assert unit.digest("en") == same.digest("en") != other.digest("en")


def test_what_the_rich_text_editor_writes_anew_with_the_same_words_is_no_change():
    saved = '<p data-block-key="x1y2z">He said &quot;no&quot;.</p>'

    assert digest(saved) == digest('<p data-block-key="abc12">He said "no".</p>') == digest('<p>He said "no".</p>')
    assert digest(saved) != digest("<p>He said no.</p>")
