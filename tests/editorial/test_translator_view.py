"""The translator's view: side by side, nothing typed is lost, nothing of somebody else is overwritten."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Page

from lessons.content.models import LessonPage, QuizPage
from lessons.editorial.translation.actions import confirm
from lessons.editorial.translation.checks import TranslationCheck
from lessons.editorial.translation.states import COMPLETE, MISSING, OUTDATED, state_of
from tests.editorial.translating import address, make_people, saved
from tests.factories import make_fact, make_helpline, make_lesson, make_module, make_question, make_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(client):
    section, editor, _moderator = make_people()
    client.force_login(editor)
    return section


@pytest.fixture
def module(section):
    return saved(make_module(section))


@pytest.fixture
def lesson(module):
    body = [("text", {"en": "<p>Ask <b>first</b>.</p>", "ur": ""})]
    return saved(make_lesson(module, heading_en="Ask", heading_ur="", summary_en="How", body=body))


def body_key(lesson):
    return f"body.{lesson.body[0].id}"


def row_id(lesson):
    return f"unit-{body_key(lesson)}".replace(".", "-")


def page_of(client, obj, language="ur", query=""):
    response = client.get(address(obj, language, query))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def form_of(soup):
    """Return what a browser without JavaScript would post of the form."""
    form = soup.select_one("form[method=post]")
    fields = {each["name"]: each.get("value", "") for each in form.select("input[type=hidden][name]")}
    fields = {name: value for name, value in fields.items() if not name.startswith("text:")}
    # What stands in <template> waits for JavaScript.
    areas = [area for area in form.select("textarea[name]") if not area.find_parent("template")]
    return fields | {area["name"]: area.text.removeprefix("\n") for area in areas}


def post(client, obj, language="ur", query="", soup=None, **extra):
    fields = form_of(soup or page_of(client, obj, language, query))
    fields |= {name.replace("__", ":"): value for name, value in extra.pop("fields", {}).items()} | extra
    return client.post(address(obj, language, query), fields)


def draft_of(obj):
    return type(obj).objects.get(pk=obj.pk).get_latest_revision_as_object()


def test_source_and_translation_stand_side_by_side_each_in_its_direction(client, lesson):
    soup = page_of(client, lesson)

    row = soup.select_one("#unit-heading")
    source, field = row.select_one(".translate__source"), row.select_one("textarea")
    assert (source["lang"], source["dir"], source.text) == ("en", "ltr", "Ask")
    assert (field["lang"], field["dir"], field.text.strip()) == ("ur", "rtl", "")
    assert "0 of 3" in soup.select_one(".translate__progress").text
    rich = soup.find(id=row_id(lesson))
    assert rich.select_one(".translate__source b").text == "first"
    assert rich.select_one("[data-rich] > textarea")
    assert "data-draftail-input" in str(rich.select_one("template"))


def test_what_is_typed_is_saved_as_a_draft_and_the_rest_stays_open(client, lesson):
    response = post(client, lesson, fields={"text:heading": "پوچھیں"})

    assert response.status_code == 302
    assert draft_of(lesson).heading_ur == "پوچھیں"
    assert LessonPage.objects.get(pk=lesson.pk).heading_ur == ""
    assert [unit.key for unit in state_of(lesson_now(lesson), "ur").missing] == ["summary", body_key(lesson)]


def lesson_now(lesson):
    return LessonPage.objects.get(pk=lesson.pk)


def test_rich_text_comes_from_the_editor_or_as_html(client, lesson):
    key = body_key(lesson)
    state = '{"blocks":[{"key":"a","text":"ہاں","type":"unstyled","depth":0,"inlineStyleRanges":[],"entityRanges":[]}],'
    post(client, lesson, fields={f"text:{key}": state + '"entityMap":{}}'})
    from_editor = state_of(lesson_now(lesson), "ur").units[2].unit.texts["ur"]

    post(client, lesson, fields={f"text:{key}": "null"})
    emptied = state_of(lesson_now(lesson), "ur").units[2].state
    post(client, lesson, fields={f"text:{key}": "<p>نہیں <script>x</script></p>"})
    as_html = state_of(lesson_now(lesson), "ur").units[2].unit.texts["ur"]

    assert "ہاں</p>" in from_editor
    assert emptied == MISSING
    assert "نہیں" in as_html
    assert "script" not in as_html


@pytest.mark.parametrize("rubbish", ["{", '{"blocks": 3}', '{"blocks": [{"x": 1}]}', "{}", "<p", "\x00", "{" * 2000])
def test_rubbish_in_a_rich_field_is_no_error(client, lesson, rubbish):
    response = post(client, lesson, fields={f"text:{body_key(lesson)}": rubbish, "seen:nothing": "x"})

    assert response.status_code in {200, 302}


def test_a_field_that_nobody_touched_is_neither_written_nor_confirmed(client, lesson):
    post(client, lesson, fields={"text:heading": "پوچھیں", f"text:{body_key(lesson)}": "<p>ایک</p>"})
    TranslationCheck.objects.all().delete()
    revisions = lesson.revisions.count()

    post(client, lesson)

    assert lesson.revisions.count() == revisions
    assert not TranslationCheck.objects.exists()


def test_one_click_says_that_a_translation_is_still_right(client, lesson):
    make_outdated(lesson)

    response = post(client, lesson, still_right="heading")

    assert response["Location"].endswith("#unit-heading")
    assert [unit.key for unit in state_of(lesson_now(lesson), "ur").outdated] == ["summary"]

    post(client, lesson, all_right="1")
    assert not state_of(lesson_now(lesson), "ur").outdated


def make_outdated(lesson):
    draft = draft_of(lesson)
    draft.heading_ur, draft.summary_ur = "پوچھیں", "کیسے"
    draft.save_revision()
    confirm(obj=lesson_now(lesson), language="ur")
    draft = draft_of(lesson)
    draft.heading_en, draft.summary_en = "Ask them first", "How to"
    draft.save_revision()


def test_what_changed_in_the_source_is_marked(client, lesson):
    make_outdated(lesson)

    row = page_of(client, lesson).select_one("#unit-heading")

    assert [mark.text.strip() for mark in row.select("ins")] == ["them first"]
    assert "out of date" in row.select_one(".translate__state").text


def test_only_what_is_open_can_be_shown(client, lesson):
    post(client, lesson, fields={"text:heading": "پوچھیں"})

    soup = page_of(client, lesson, query="?show=open")

    assert [row["id"] for row in soup.select(".translate__row")] == ["unit-summary", row_id(lesson)]


def test_a_conflict_shows_both_texts_and_overwrites_neither(client, lesson):
    soup = page_of(client, lesson)
    post(client, lesson, fields={"text:heading": "اُن کا"})

    response = post(client, lesson, soup=soup, fields={"text:heading": "میرا", "text:summary": "یوں"})

    shown = BeautifulSoup(response.content, "html.parser")
    row = shown.select_one("#unit-heading")
    assert response.status_code == 200
    assert row.select_one(".translate__theirs").text == "اُن کا"
    assert row.select_one("textarea").text.strip() == "میرا"
    assert (draft_of(lesson).heading_ur, draft_of(lesson).summary_ur) == ("اُن کا", "یوں")
    assert shown.select_one("#unit-summary .translate__state").text == "complete"

    undecided = post(client, lesson, soup=shown)
    assert undecided.status_code == 200
    assert draft_of(lesson).heading_ur == "اُن کا"


@pytest.mark.parametrize(("keep", "text"), [("mine", "میرا"), ("theirs", "اُن کا")])
def test_a_conflict_ends_with_the_text_that_was_chosen(client, lesson, keep, text):
    soup = page_of(client, lesson)
    post(client, lesson, fields={"text:heading": "اُن کا"})
    conflict = post(client, lesson, soup=soup, fields={"text:heading": "میرا"})

    shown = BeautifulSoup(conflict.content, "html.parser")
    response = post(client, lesson, soup=shown, fields={"keep:heading": keep})

    assert response.status_code == 302
    assert draft_of(lesson).heading_ur == text


def test_a_source_that_changed_while_somebody_wrote_is_shown_before_anything_is_written(client, lesson):
    soup = page_of(client, lesson)
    draft = draft_of(lesson)
    draft.heading_en = "Ask twice"
    draft.save_revision()

    response = post(client, lesson, soup=soup, fields={"text:heading": "پوچھیں"})

    row = BeautifulSoup(response.content, "html.parser").select_one("#unit-heading")
    assert row.select_one(".translate__source").text == "Ask twice"
    assert "The source changed while you were writing" in row.text
    assert draft_of(lesson).heading_ur == ""


def test_a_text_whose_place_is_gone_is_shown_again(client, lesson):
    soup = page_of(client, lesson)
    draft = draft_of(lesson)
    draft.body = []
    draft.save_revision()

    response = post(client, lesson, soup=soup, fields={f"text:{body_key(lesson)}": "<p>ہاں</p>"})

    assert response.status_code == 200
    assert "ہاں" in BeautifulSoup(response.content, "html.parser").select_one("textarea[readonly]").text


def test_a_text_that_is_too_long_stays_in_its_field_with_a_sentence(client, lesson):
    response = post(client, lesson, fields={"text:heading": "ب" * 161, "text:summary": "یوں"})

    row = BeautifulSoup(response.content, "html.parser").select_one("#unit-heading")
    assert row.select_one("textarea").text.strip() == "ب" * 161
    assert "161" in row.select_one(".error-message").text
    assert draft_of(lesson).summary_ur == "یوں"


def test_a_page_in_moderation_keeps_what_was_typed_and_takes_no_writing(client, lesson, section):
    soup = page_of(client, lesson)
    section.organisation.workflow.start(lesson_now(lesson), None)

    response = post(client, lesson, soup=soup, fields={"text:heading": "پوچھیں"})

    shown = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 200
    assert shown.select_one("#unit-heading textarea").text.strip() == "پوچھیں"
    assert draft_of(lesson).heading_ur == ""


def test_the_other_direction_writes_what_is_written_first(client, module):
    lesson = saved(make_lesson(module, heading_en="", heading_ur="پوچھیں", body=[]))

    soup = page_of(client, lesson, "en")
    post(client, lesson, "en", fields={"text:heading": "Ask"})

    assert soup.select_one("#unit-heading .translate__source")["dir"] == "rtl"
    assert draft_of(lesson).heading_en == "Ask"
    assert state_of(lesson_now(lesson), "ur").kind == COMPLETE


def test_a_translator_goes_through_a_whole_module_in_one_sitting(client, module):
    asked, fact = make_question(key="m9-q1", prompt_ur=""), make_fact(text_ur="")
    lesson = saved(make_lesson(module, body=[("fact", fact)]))
    quiz = saved(make_quiz(module, questions=[asked]))

    at_lesson = page_of(client, lesson).select_one(".translate__around")
    saved_and_next = post(client, lesson, next="1")
    at_question = page_of(client, asked, query=f"?in={module.pk}")

    assert "Next: Fact" in " ".join(at_lesson.text.split())
    assert [row.text for row in at_lesson.select("td.title bdi")][-2:] == [draft_of(quiz).heading_en, "Prompt m9-q1?"]
    assert saved_and_next["Location"] == f"{address(fact)}?in={module.pk}"
    assert not at_question.select_one(".translate__around .button")  # it is the last
    assert post(client, asked, query=f"?in={module.pk}", next="1")["Location"] == saved_and_next["Location"]


def test_save_and_next_goes_on_to_the_next_open_text(client, lesson):
    response = post(client, lesson, fields={"text:heading": "پوچھیں"}, next="1")

    assert response["Location"].endswith("#unit-summary")


# --- whose it is -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_of_another_organisation_can_be_translated(client, section, method):
    other, *_ = make_people("roshni")
    owner = {"organisation": other.organisation}
    theirs = [make_lesson(make_module(other)), make_question(**owner), make_fact(**owner), make_helpline(**owner)]

    for obj in [other, *theirs]:
        assert getattr(client, method)(address(obj)).status_code == 404


@pytest.mark.parametrize("path", ["lessonpage/999999/ur", "user/1/ur", "question/0/ur", "lessonpage/{pk}/xx"])
def test_what_does_not_exist_is_not_found(client, lesson, path):
    assert client.get(f"/cms/translations/{path.format(pk=lesson.pk)}/").status_code == 404
    assert client.get(f"/cms/translations/quizpage/{lesson.pk}/ur/").status_code == 404


@pytest.mark.parametrize("asked", ["x", "0", "9" * 30, "²", "-1"])
def test_a_module_that_does_not_exist_is_left_out(client, section, asked):
    assert page_of(client, make_question(), query=f"?in={asked}").select_one(".translate__around") is None


def test_the_ways_to_the_view_stand_where_editors_are(client, lesson):
    question = make_question()
    parent = Page.objects.parent_of(lesson).get()

    editor = client.get(f"/cms/pages/{lesson.pk}/edit/").content.decode()
    listing = client.get(f"/cms/pages/{parent.pk}/").content.decode()
    snippets = client.get("/cms/snippets/content/question/").content.decode()

    assert address(lesson) in editor
    assert address(lesson) in listing
    assert address(question) in snippets


def test_the_view_takes_as_many_queries_for_a_long_module_as_for_a_short_one(
    client, module, lesson, django_assert_max_num_queries
):
    quiz = saved(make_quiz(module, questions=[make_question(prompt_ur="")]))
    page_of(client, lesson)
    with django_assert_max_num_queries(60) as few:
        page_of(client, lesson)

    for _ in range(8):
        saved(make_lesson(module))
    add_questions(quiz, [make_question() for _ in range(8)])
    with django_assert_max_num_queries(60) as many:
        page_of(client, lesson)

    assert len(many) == len(few)


def add_questions(quiz, questions):
    draft = QuizPage.objects.get(pk=quiz.pk)
    for question in questions:
        draft.quiz_questions.create(question=question)
    draft.save_revision()


def test_missing_texts_count_for_the_state_of_a_record_too(client, section):
    question = make_question(prompt_ur="")

    assert state_of(question, "ur").kind == MISSING
    post(client, question, fields={"text:prompt": "کیا؟"})
    question = type(question).objects.get(pk=question.pk)
    assert state_of(question, "ur").kind != MISSING
    assert state_of(question, "ur").kind != OUTDATED
