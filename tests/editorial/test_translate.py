"""Writing translations: what a translator saw is what is translated, a conflict is never written."""

import pytest
from django.contrib.auth import get_user_model
from hypothesis import given
from hypothesis import strategies as st

from lessons.content.models import LessonPage, Question
from lessons.core.bilingual import is_blank
from lessons.editorial.translation.actions import translate
from lessons.editorial.translation.checks import TranslationCheck
from lessons.editorial.translation.words import clean_html
from lessons.editorial.units import digest, units_of
from tests.factories import make_fact, make_lesson, make_question

LESSON_TEXT = {"en": "<p>Ask first.</p>", "ur": ""}


@pytest.fixture
def translator(db):
    return get_user_model().objects.create_user("translator", "t@example.org", "a long password")


@pytest.fixture
def lesson(translator):
    page = make_lesson(heading_en="Ask", heading_ur="", body=[("text", LESSON_TEXT)])
    page.save_revision().publish()
    return LessonPage.objects.get(pk=page.pk)


def body_key(lesson):
    return f"body.{lesson.body[0].id}"


def seen(obj, *keys, target="ur", source="en"):
    units = {unit.key: unit for unit in units_of(obj)}
    return {key: (units[key].digest(source), units[key].digest(target)) for key in keys}


def draft_of(obj):
    return type(obj).objects.get(pk=obj.pk).get_latest_revision_as_object()


def draft_texts(obj, language="ur"):
    return {unit.key: unit.texts[language] for unit in units_of(draft_of(obj))}


def digests(obj):
    check = TranslationCheck.objects.filter(**TranslationCheck.place(obj), language="ur").first()
    return check.digests if check else {}


def write(obj, user, texts, as_seen=None, language="ur", source="en"):
    as_seen = as_seen or seen(obj, *texts, target=language, source=source)
    return translate(obj=obj, language=language, texts=texts, seen=as_seen, user=user)


def change_source(lesson, text, language="en"):
    draft = draft_of(lesson)
    setattr(draft, f"heading_{language}", text)
    draft.save_revision()


def test_a_translation_becomes_a_draft_and_is_confirmed(lesson, translator):
    key = body_key(lesson)

    outcome = write(lesson, translator, {"heading": "پوچھیں", key: "<p>پہلے پوچھیں۔</p>"})

    live = LessonPage.objects.get(pk=lesson.pk)
    assert set(outcome.written) == {"heading", key}
    assert outcome.conflicts == []
    assert draft_texts(lesson)["heading"] == "پوچھیں"
    assert digest(draft_texts(lesson)[key]) == digest("<p>پہلے پوچھیں۔</p>")
    assert live.heading_ur == ""
    assert live.has_unpublished_changes
    assert live.latest_revision.user == translator
    assert digests(lesson) == {"heading": digest("Ask"), key: digest("<p>Ask first.</p>")}


def test_a_source_that_changed_meanwhile_is_a_conflict_and_the_rest_is_written(lesson, translator):
    key = body_key(lesson)
    as_seen = seen(lesson, "heading", key)
    change_source(lesson, "Ask twice")

    outcome = write(lesson, translator, {"heading": "پوچھیں", key: "<p>ہاں</p>"}, as_seen)

    (conflict,) = outcome.conflicts
    assert (conflict.key, conflict.reason, conflict.theirs, conflict.mine) == (
        "heading",
        "source_changed",
        "",
        "پوچھیں",
    )
    assert conflict.unit.texts["en"] == "Ask twice"
    assert outcome.written == [key]
    assert draft_texts(lesson)["heading"] == ""
    assert "heading" not in digests(lesson)


def test_a_translation_that_somebody_else_wrote_meanwhile_is_never_overwritten(lesson, translator):
    as_seen = seen(lesson, "heading")
    write(lesson, translator, {"heading": "اُن کا"})

    outcome = write(lesson, translator, {"heading": "میرا"}, as_seen)

    (conflict,) = outcome.conflicts
    assert (conflict.reason, conflict.theirs, conflict.mine) == ("target_changed", "اُن کا", "میرا")
    assert draft_texts(lesson)["heading"] == "اُن کا"


def test_the_same_words_written_twice_are_no_conflict(lesson, translator):
    as_seen = seen(lesson, "heading")
    write(lesson, translator, {"heading": "پوچھیں"}, as_seen)
    revisions = lesson.revisions.count()

    outcome = write(lesson, translator, {"heading": "پوچھیں"}, as_seen)

    assert (outcome.written, outcome.same, outcome.conflicts) == ([], ["heading"], [])
    assert lesson.revisions.count() == revisions


def test_the_same_words_for_a_source_that_changed_stay_out_of_date(lesson, translator):
    write(lesson, translator, {"heading": "پوچھیں"})
    as_seen = seen(draft_of(lesson), "heading")
    change_source(lesson, "Ask twice")

    outcome = write(lesson, translator, {"heading": "پوچھیں"}, as_seen)

    assert outcome.conflicts == []
    assert digests(lesson)["heading"] == digest("Ask")


def test_a_block_that_is_gone_is_a_conflict(lesson, translator):
    key = body_key(lesson)
    as_seen = seen(lesson, key)
    draft = draft_of(lesson)
    draft.body = []
    draft.save_revision()

    (conflict,) = write(lesson, translator, {key: "<p>ہاں</p>"}, as_seen).conflicts

    assert (conflict.key, conflict.unit, conflict.mine, conflict.reason) == (key, None, "<p>ہاں</p>", "gone")


def test_words_that_do_not_fit_are_refused_with_a_sentence(lesson, translator):
    outcome = write(lesson, translator, {"heading": "ب" * 161})

    assert list(outcome.refused) == ["heading"]
    assert "160" in outcome.refused["heading"]
    assert draft_texts(lesson)["heading"] == ""


def test_a_line_holds_no_line_break(lesson, translator):
    write(lesson, translator, {"heading": "ایک\r\nدو\n"})

    assert draft_texts(lesson)["heading"] == "ایک دو"


def test_rich_text_keeps_what_the_editor_offers_and_nothing_else(lesson, translator):
    key = body_key(lesson)
    words = (
        '<h1 onclick="x()">سرخی</h1><script>alert(1)</script><p style="color:red"><b>ہاں</b> '
        '<a href="javascript:alert(1)">یہ</a> <a href="https://example.org/">وہ</a><img src=x onerror=y></p>'
    )

    write(lesson, translator, {key: words})

    written = draft_texts(lesson)[key]
    assert "<b>ہاں</b>" in written
    assert '<a href="https://example.org/">وہ</a>' in written
    for bad in ("script", "alert", "onclick", "style", "<h1", "<img"):
        assert bad not in written


def test_questions_and_facts_are_translated_too(translator):
    question, fact = make_question(prompt_ur=""), make_fact(text_ur="")
    choice = question.choices.first()
    key = f"choices.{choice.key}.feedback"

    write(question, translator, {"prompt": "کیا؟", key: "یوں۔"})
    write(fact, translator, {"text": "<p>یوں</p>"})

    assert draft_texts(question)["prompt"] == "کیا؟"
    assert draft_texts(question)[key] == "یوں۔"
    assert Question.objects.get(pk=question.pk).prompt_ur == ""
    assert digest(draft_texts(fact)["text"]) == digest("<p>یوں</p>")


def test_translating_back_into_what_is_written_first_confirms_the_other_language(translator):
    page = make_lesson(heading_en="", heading_ur="پوچھیں")

    outcome = write(page, translator, {"heading": "Ask"}, language="en", source="ur")

    draft = draft_of(page)
    assert outcome.written == ["heading"]
    assert (draft.heading_en, draft.title) == ("Ask", "Ask")
    assert digests(page)["heading"] == digest("Ask")


@given(st.text(st.sampled_from("<>/pbulia \"'=&;سx1\n") | st.characters(), max_size=80))
def test_any_text_can_be_cleaned_and_is_clean_then(text):
    cleaned = clean_html(text)

    assert is_blank(cleaned) == (cleaned == "")
    assert digest(clean_html(cleaned)) == digest(cleaned)
    assert "<script" not in cleaned.lower()
