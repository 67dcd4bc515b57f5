"""Every editor says what is still missing, and leads to the very field."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lessons.content.models import Question
from lessons.editorial.desk import checklist
from lessons.editorial.desk.checklist import Item, items_for
from tests.editorial.desk_people import make_person, make_section
from tests.editorial.test_publishing_together import as_draft
from tests.factories import make_fact, make_helpline, make_lesson, make_module, make_question, make_quiz

pytestmark = pytest.mark.django_db
EMPTY = {"en": "", "ur": ""}
FULL = {"en": "It stops with me.", "ur": "یہ سلسلہ مجھ پر رکتا ہے۔"}
WORDS = {
    "heading_en": "Ask",
    "heading_ur": "پوچھیں",
    "summary_en": "About asking.",
    "summary_ur": "پوچھنے کے بارے میں۔",
}


@pytest.fixture
def section(home):
    return make_section()


@pytest.fixture
def editor(client, section):
    user = make_person("sana", section)
    client.force_login(user)
    return user


def found(obj):
    """Return {path: (level, sentence)} of the latest draft of `obj`."""
    obj.save_revision(clean=False)
    return {item.path: (item.level, item.what) for item in items_for(obj.get_latest_revision_as_object(), None)}


def whole_lesson(section, **changes):
    body = [("text", FULL), ("key_line", FULL), ("helplines", [make_helpline()])]
    return make_lesson(make_module(section), **(WORDS | {"body": body, "live": False} | changes))


def test_a_whole_lesson_lacks_nothing(editor, section, client):
    lesson = whole_lesson(section)

    assert found(lesson) == {}
    assert "Nothing is missing." in client.get(f"/cms/pages/{lesson.pk}/edit/").content.decode()


def test_a_heading_missing_in_one_language_is_advice_and_in_both_a_stop(section):
    one, none = whole_lesson(section, heading_ur=""), whole_lesson(section)
    none.heading_en = none.heading_ur = ""

    assert found(one)[("heading", "ur")][0] == "advice"
    assert {path: level for path, (level, _) in found(none).items()} == {
        ("heading", "en"): "stop",
        ("heading", "ur"): "stop",
    }


def test_each_empty_block_is_named_with_the_way_to_it(section):
    lesson = whole_lesson(section)
    lesson.body = [("text", EMPTY), ("qa", {"items": [{"question": EMPTY, "answer": FULL}]})]
    lesson.save()
    lesson = type(lesson).objects.get(pk=lesson.pk)

    points = found(lesson)

    text, qa = (block.id for block in lesson.body)
    [item] = lesson.body[1].value["items"].bound_blocks
    assert points[("body", text, "en")][0] == "stop"
    assert points[("body", qa, "items", item.id, "question", "en")][0] == "stop"


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        ({"body": []}, ("body",), "nothing yet"),
        ({"body": [("text", FULL), ("helplines", [])]}, ("body",), "key line"),
        ({"body": [("text", FULL), ("key_line", FULL)]}, ("body",), "helplines"),
        ({"summary_en": "", "summary_ur": ""}, ("summary", "en"), "one sentence"),
    ],
)
def test_what_a_lesson_lacks(section, changes, path, words):
    assert words in found(whole_lesson(section, **changes))[path][1]


def test_an_empty_place_for_a_question_stops(section):
    lesson = whole_lesson(section, body=[("question", None), ("key_line", FULL), ("helplines", [make_helpline()])])
    lesson = type(lesson).objects.get(pk=lesson.pk)

    assert found(lesson) == {("body", lesson.body[0].id): ("stop", "Nothing is chosen here yet.")}


def test_what_a_quiz_lacks(section):
    empty = make_quiz(make_module(section), [], **WORDS)
    young = make_quiz(make_module(section), [make_question(bands="AB"), make_question(bands="A")], **WORDS, bands="ABD")

    assert found(empty) == {("quiz_questions",): ("stop", "A quiz needs at least two questions.")}
    assert found(young) == {("quiz_questions",): ("stop", "No question is written for this age: adult.")}


def test_records_that_readers_would_not_see_are_named(section):
    retired = make_question()
    retired.unpublish()
    theirs = as_draft(make_question(organisation=make_section("roshni").organisation))
    half = as_draft(make_question())
    half.choices = half.choices.all()[:1]
    half.save()
    quiz = make_quiz(make_module(section), [retired, theirs, half, as_draft(make_question())], **WORDS)

    points = found(quiz)

    assert list(points) == [("quiz_questions", str(number)) for number in range(3)]
    words = [what for _, what in points.values()]
    assert "unpublished" in words[0] and "another organisation" in words[1] and "isn't finished" in words[2]


def test_what_a_module_lacks(section):
    module = make_module(section, **WORDS)

    points = {item.what for item in items_for(module.get_latest_revision_as_object(), None)}

    assert points == {"Say what a learner can do afterwards.", "The module holds nothing to do yet."}


def test_what_a_question_lacks(section):
    question = make_question(prompt_ur="")
    first, second = question.choices.all()
    first.is_right, first.feedback_en, first.feedback_ur = False, "", ""
    second.text_en = second.text_ur = ""
    question.choices = [first, second]

    points = found(question)

    assert points[("choices",)] == ("stop", "Mark exactly one choice as right.")
    assert points[("choices", "0", "feedback", "en")][0] == "advice"
    assert points[("choices", "1", "text", "en")][0] == "stop"


def test_a_question_without_choices_says_so_and_a_reflection_does_not():
    question = Question(kind="multiple", prompt_en="Why?", prompt_ur="کیوں؟")
    reflection = Question(reveals="reflection", prompt_en="Why?", prompt_ur="کیوں؟")

    assert [item.what for item in items_for(question, None)] == [
        "Give at least two choices.",
        "Mark at least one choice as right.",
    ]
    assert items_for(reflection, None) == []


def test_a_fact_needs_a_source_and_a_helpline_a_call(section):
    fact, line = make_fact(), make_helpline()
    fact.source = ""

    assert found(fact)[("source",)][0] == "stop"
    assert found(line)[("called_on",)][0] == "advice"


def test_the_points_lead_to_fields_that_are_on_the_page(editor, section, client):
    quiz = make_quiz(make_module(section), [], heading_en="Quiz", heading_ur="", live=False)
    question = make_question(prompt_ur="")
    question.choices = question.choices.all()[:1]
    question.save_revision(clean=False)
    for url in (f"/cms/pages/{quiz.pk}/edit/", f"/cms/snippets/content/question/edit/{question.pk}/"):
        page = BeautifulSoup(client.get(url).content, "html.parser")
        links = page.select("[data-checklist] a[data-path]")
        assert links
        for link in links:
            name = link["href"].removeprefix("#")
            assert page.select(f"[id='{name}'], [id='{name}-FORMS']"), name


@pytest.mark.parametrize("make", [make_question, make_fact, make_helpline])
def test_every_record_has_its_checklist(editor, section, client, make):
    record = make()
    name = record._meta.model_name

    html = client.get(f"/cms/snippets/content/{name}/edit/{record.pk}/").content.decode()

    assert "data-checklist" in html


def test_a_module_shows_the_state_of_what_it_holds(editor, section, client):
    module = make_module(section)
    live, draft = make_lesson(module, heading_en="The live one"), make_lesson(module, heading_en="A draft", live=False)
    waiting = make_quiz(module, heading_en="In review", live=False)
    waiting.save_revision()
    section.organisation.workflow.start(waiting, editor)

    page = BeautifulSoup(client.get(f"/cms/pages/{module.pk}/edit/").content, "html.parser")

    rows = [" ".join(row.text.split()) for row in page.select("[data-checklist] .checklist__list li")]
    assert rows == ["The live one lesson · live", "A draft lesson · draft", "In review quiz · in moderation"]
    links = [link["href"] for link in page.select("[data-checklist] .checklist__list a")]
    assert links == [f"/cms/pages/{page.pk}/edit/" for page in (live, draft, waiting)]


def test_the_editor_says_what_goes_to_the_readers_with_the_page(editor, section, client):
    draft = as_draft(make_question(key="new-one"))
    quiz = make_quiz(make_module(section), [draft, make_question()], live=False)

    page = BeautifulSoup(client.get(f"/cms/pages/{quiz.pk}/edit/").content, "html.parser")

    assert [row.text for row in page.select("[data-checklist] .checklist__list li")] == [str(draft)]


def test_the_list_is_drawn_anew_from_the_latest_draft(editor, section, client):
    lesson = whole_lesson(section, heading_ur="")
    lesson.save_revision()
    url = f"/cms/pages/{lesson.pk}/edit/"
    before = client.get(url).content.decode()
    lesson.heading_ur = "پوچھیں"
    lesson.save_revision()

    after = client.get(url).content.decode()

    assert "The heading is missing" in before and "The heading is missing" not in after


def test_another_part_of_the_site_adds_points_of_its_own(editor, section, client, monkeypatch):
    point = Item("stop", "Text", "“leaked” hides who acts.", ("body", "a-block", "en"), "shared without consent")
    monkeypatch.setattr(checklist, "_providers", [])
    checklist.provides_items(lambda obj, user: [point, point] if user == editor else [])
    lesson = whole_lesson(section)

    page = BeautifulSoup(client.get(f"/cms/pages/{lesson.pk}/edit/").content, "html.parser")

    [item] = page.select(".checklist__item--stop")
    assert item.a["data-path"] == "body a-block en"
    assert "“leaked” hides who acts." in item.text and "Better: shared without consent" in item.text


def test_words_of_an_editor_are_shown_as_words(editor, section, client):
    retired = make_question(key="x", prompt_en="<script>alert(1)</script>")
    retired.unpublish()
    quiz = make_quiz(make_module(section), [retired, make_question()])

    html = client.get(f"/cms/pages/{quiz.pk}/edit/").content.decode()

    assert "&lt;script&gt;" in html and "<script>alert(1)" not in html


def queries_of(page):
    page.save_revision()
    draft = page.get_latest_revision_as_object()
    with CaptureQueriesContext(connection) as queries:
        items_for(draft, None)
    return len(queries)


def test_the_queries_of_a_checklist_do_not_grow_with_blocks(section):
    def lesson_of(times):
        body = [("text", FULL), ("question", make_question()), ("fact", make_fact()), ("helplines", [make_helpline()])]
        return whole_lesson(section, body=body * times)

    queries_of(lesson_of(1))

    assert queries_of(lesson_of(1)) == queries_of(lesson_of(6)) <= 14


def test_the_queries_of_a_quizs_checklist_do_not_grow_with_drafts(section):
    def quiz_of(count):
        return make_quiz(make_module(section), [as_draft(make_question()) for _ in range(count)])

    queries_of(quiz_of(2))

    assert queries_of(quiz_of(2)) == queries_of(quiz_of(7)) <= 14
