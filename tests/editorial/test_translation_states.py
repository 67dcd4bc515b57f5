"""How each language of a page or record stands, and what a save in the ordinary editor says about it."""

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType

from lessons.content.models import LessonPage, Question
from lessons.editorial.translation.actions import confirm
from lessons.editorial.translation.history import source_before
from lessons.editorial.translation.noticing import keep_copied_checks, notice_save
from lessons.editorial.translation.states import COMPLETE, EMPTY, MISSING, OUTDATED, UNCONFIRMED, state_of, states_of
from tests.factories import make_fact, make_helpline, make_lesson, make_module, make_organisation, make_question

pytestmark = pytest.mark.django_db

BODY = [("text", {"en": "<p>One</p>", "ur": "<p>ایک</p>"})]


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("editor", "e@example.org", "a long password")


@pytest.fixture
def lesson():
    return save(make_lesson(heading_en="Ask", heading_ur="پوچھیں", body=BODY))


def save(obj, **texts):
    """Save a new draft of `obj` with these texts, as the editor does, and return the row."""
    draft = type(obj).objects.get(pk=obj.pk).get_latest_revision_as_object()
    for name, text in texts.items():
        setattr(draft, name, text)
    draft.save_revision()
    return type(obj).objects.get(pk=obj.pk)


def outdated(obj, language="ur"):
    return [unit.key for unit in state_of(type(obj).objects.get(pk=obj.pk), language).outdated]


def test_a_text_that_is_empty_in_a_language_is_missing_there(lesson):
    lesson = save(lesson, heading_ur="")

    state = state_of(lesson, "ur")

    assert (state.kind, state.words) == (MISSING, "1 of 2 missing")
    assert (state.done, state.total) == (1, 2)
    assert [unit.key for unit in state.missing] == ["heading"]


def test_an_emptied_rich_text_is_missing_too(lesson):
    lesson = save(lesson, body=[("text", {"en": "<p>One</p>", "ur": "<p></p>"})])

    assert state_of(lesson, "ur").kind == MISSING


def test_a_source_that_is_empty_where_another_language_has_text_is_missing(lesson):
    lesson = save(lesson, heading_en="")

    assert [unit.key for unit in state_of(lesson, "en").missing] == ["heading"]
    assert state_of(lesson, "ur").total == 1


def test_a_thing_without_any_text_has_nothing_to_translate():
    fact = make_fact(text_en="", text_ur="")

    assert {state_of(fact, code).kind for code in ("en", "ur")} == {EMPTY}


def test_what_nobody_confirmed_is_told_from_what_somebody_did(lesson):
    before = state_of(lesson, "ur")
    confirm(obj=lesson, language="ur")

    assert (before.kind, before.words) == (UNCONFIRMED, "complete, not confirmed yet")
    assert state_of(lesson, "ur").kind == COMPLETE
    assert state_of(lesson, "en").kind == COMPLETE


def test_a_source_that_changes_after_it_was_confirmed_puts_its_translation_out_of_date(lesson):
    confirm(obj=lesson, language="ur")

    lesson = save(lesson, heading_en="Ask twice")

    state = state_of(lesson, "ur")
    assert (state.kind, state.words) == (OUTDATED, "1 out of date")
    assert outdated(lesson) == ["heading"]
    assert source_before(state) == {"heading": "Ask"}


def test_only_the_units_that_were_looked_at_are_confirmed(lesson):
    confirm(obj=lesson, language="ur")
    lesson = save(lesson, heading_en="Ask twice", body=[("text", {"en": "<p>Two</p>", "ur": "<p>دو</p>"})])

    confirm(obj=lesson, language="ur", keys=["heading"])

    assert outdated(lesson) == []  # the new block has never been confirmed
    assert state_of(lesson, "ur").kind == UNCONFIRMED


def test_an_organisation_that_writes_urdu_first_holds_english_against_it():
    section = make_organisation("roshni")
    section.organisation.source_language = "ur"
    section.organisation.save()
    lesson = save(make_lesson(make_module(section), heading_en="", heading_ur="پوچھیں", body=[]))
    fact = make_fact(organisation=section.organisation, text_en="")

    assert state_of(lesson, "ur").source == state_of(fact, "en").source == "ur"
    assert state_of(lesson, "en").kind == state_of(fact, "en").kind == MISSING


def test_the_states_of_many_things_take_as_many_queries_as_those_of_few(django_assert_num_queries):
    ContentType.objects.get_for_models(LessonPage, Question)
    module = make_module()
    things = [save(make_lesson(module)) for _ in range(2)] + [make_question(), make_fact(), make_helpline()]
    things = [type(thing).objects.get(pk=thing.pk) for thing in things]
    with django_assert_num_queries(4):
        states_of(things[:1] + things[2:])

    more = things + [save(make_lesson(module)) for _ in range(5)] + [make_question() for _ in range(5)]
    with django_assert_num_queries(4):
        found = states_of(more)

    assert [state["ur"].kind for state in found] == [UNCONFIRMED] * len(more)


# --- the ordinary editor ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        ({"heading_en": "Ask twice"}, OUTDATED),
        ({"heading_en": "Ask twice", "heading_ur": "دو بار پوچھیں"}, COMPLETE),
        ({"heading_ur": "ضرور پوچھیں"}, COMPLETE),
        ({"minutes": 9}, COMPLETE),
        ({"heading_ur": ""}, MISSING),
    ],
)
def test_a_save_confirms_what_was_translated_and_puts_the_rest_out_of_date(lesson, editor, texts, kind):
    confirm(obj=lesson, language="ur")

    lesson = save(lesson, **texts)
    notice_save(obj=lesson, user=editor)

    assert state_of(lesson, "ur").kind == kind


def test_a_source_that_changes_where_nobody_ever_confirmed_is_out_of_date_too(lesson, editor):
    lesson = save(lesson, heading_en="Ask twice")
    notice_save(obj=lesson, user=editor)

    assert outdated(lesson) == ["heading"]


def test_a_translation_that_follows_its_source_in_a_later_save_is_confirmed(lesson, editor):
    confirm(obj=lesson, language="ur")
    lesson = save(lesson, heading_en="Ask twice")
    notice_save(obj=lesson, user=editor)

    lesson = save(lesson, heading_ur="دو بار پوچھیں")
    notice_save(obj=lesson, user=editor)

    assert state_of(lesson, "ur").kind == COMPLETE


def test_a_source_that_is_written_for_a_translation_that_was_first_goes_with_it(editor):
    lesson = save(make_lesson(heading_en="", heading_ur="پوچھیں", body=[]))
    notice_save(obj=lesson, user=editor)

    lesson = save(lesson, heading_en="Ask")
    notice_save(obj=lesson, user=editor)

    assert state_of(lesson, "ur").kind == COMPLETE


def test_saving_in_the_cms_takes_notice(client):
    admin = get_user_model().objects.create_superuser("admin", "admin@example.org", "a long password")
    client.force_login(admin)
    question = make_question(choices=(), reveals="reflection")
    confirm(obj=question, language="ur")
    form = {"key": question.key, "organisation": question.organisation_id, "kind": "single", "reveals": "reflection"}
    form |= {
        "topic": question.topic_id,
        "bands": list(question.bands),
        "choices-TOTAL_FORMS": 0,
        "choices-INITIAL_FORMS": 0,
    }
    form |= {"prompt_en": "Changed?", "prompt_ur": question.prompt_ur, "action-publish": "1"}
    form |= {f"{name}_{code}": "" for name in ("explanation", "teaching_note") for code in dict(settings.LANGUAGES)}

    response = client.post(f"/cms/snippets/content/question/edit/{question.pk}/", form)

    assert response.status_code == 302
    assert outdated(question) == ["prompt"]


def test_a_copied_page_keeps_what_was_confirmed(lesson):
    module = lesson.module
    confirm(obj=lesson, language="ur")

    copied = module.copy(recursive=True, update_attrs={"slug": "copied"})
    keep_copied_checks(page=module, copy=copied)

    (copy,) = LessonPage.objects.child_of(copied)
    assert state_of(copy, "ur").kind == COMPLETE
