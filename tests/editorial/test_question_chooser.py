"""A question is chosen, or written on the spot, inside the chooser: only for one's own organisations."""

import json

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override
from wagtail.admin.forms.models import formfield_for_dbfield

from lessons.content.models import LessonPage, Question, QuizQuestion, Topic
from tests.editorial.desk_people import make_person, make_section
from tests.factories import make_module, make_question, make_quiz

pytestmark = pytest.mark.django_db
URL = "/cms/snippets/choose/content/question/"
LONG = (
    "رات کے گیارہ بجے کلاس کے گروپ میں کسی کی نجی تصویر آئے اور سب اسے آگے بھیجنے کو کہیں تو آپ کا پہلا قدم کیا ہو گا؟ "
    * 3
)


@pytest.fixture
def section(home):
    return make_section()


@pytest.fixture
def editor(client, section):
    user = make_person("sana", section)
    client.force_login(user)
    return user


@pytest.fixture
def topic(db):
    return Topic.objects.create(key="consent", name_en="Consent", name_ur="رضامندی")


def written(section, about, /, **changes):
    data = {
        "question-organisation": section.organisation_id,
        "question-kind": "single",
        "question-reveals": "knowledge",
        "question-topic": about.pk,
        "question-bands": ["B", "C"],
        "question-prompt_en": "What fits?",
        "question-prompt_ur": LONG,
        "question-key": "m9-q1",
        "question-choices-TOTAL_FORMS": 6,
        "question-choices-INITIAL_FORMS": 0,
        "question-choices-MIN_NUM_FORMS": 0,
        "question-choices-MAX_NUM_FORMS": 6,
        "question-choices-0-text_en": "Ask first",
        "question-choices-0-is_right": "on",
        "question-choices-0-feedback_en": "Yes.",
        "question-choices-2-text_ur": "آگے بھیج دیں",
        "question-choices-2-misconception_ur": "سب ہی بھیجتے ہیں",
    }
    return data | {f"question-{name}": value for name, value in changes.items()}


def fragment(response):
    return BeautifulSoup(json.loads(response.content)["htmlFragment"], "html.parser")


def test_a_question_written_in_the_chooser_is_a_draft_of_ones_organisation_and_chosen(editor, section, topic, client):
    answer = client.post(f"{URL}create/", written(section, topic)).json()

    question = Question.objects.get(key="m9-q1")
    assert (answer["step"], answer["result"]["id"]) == ("chosen", str(question.pk))
    assert answer["result"]["edit_url"] == f"/cms/snippets/content/question/edit/{question.pk}/"
    assert (question.live, question.organisation, question.bands) == (False, section.organisation, "BC")
    assert question.first_published_at is None
    choices = question.get_latest_revision_as_object().choices.all()
    assert [(c.text_en or c.text_ur, c.is_right) for c in choices] == [("Ask first", True), ("آگے بھیج دیں", False)]
    assert len({c.key for c in choices}) == 2
    assert question.get_latest_revision().user == editor


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"prompt_en": "", "prompt_ur": ""}, "prompt_en"),
        ({"choices-0-is_right": ""}, "kind"),
        ({"choices-0-text_en": ""}, "choices-0-text_en"),
        ({"topic": ""}, "topic"),
        ({"topic": "x"}, "topic"),
        ({"key": "not a key"}, "key"),
        ({"bands": []}, "bands"),
    ],
)
def test_an_error_stands_beside_its_field_and_everything_is_kept(editor, section, topic, client, changes, field):
    response = client.post(f"{URL}create/", written(section, topic, **changes))

    form = fragment(response)
    errors = form.select(".w-field__errors .error-message")
    assert [error.find_parent(attrs={"data-field": True}) is not None for error in errors] == [True]
    assert errors[0].find_parent(attrs={"data-field": True}).select_one(f"[name='question-{field}']")
    if "prompt_ur" not in changes:
        assert LONG.strip() in form.select_one("[name='question-prompt_ur']").text
    assert form.select_one("[name='question-choices-2-misconception_ur']").text.strip() == "سب ہی بھیجتے ہیں"
    assert not Question.objects.exists()


@pytest.mark.parametrize("count", ["x", "-1", "100000"])
def test_a_meddled_number_of_choices_is_answered_and_makes_nothing(editor, section, topic, client, count):
    response = client.post(f"{URL}create/", written(section, topic, **{"choices-TOTAL_FORMS": count}))

    assert response.status_code == 200
    assert not Question.objects.exists()


def test_a_reflection_needs_no_choices(editor, section, topic, client):
    data = {name: value for name, value in written(section, topic, reveals="reflection").items() if "s-0-" not in name}
    data = {name: value for name, value in data.items() if "s-2-" not in name}

    assert client.post(f"{URL}create/", data).json()["step"] == "chosen"


def test_urdu_is_written_right_to_left_in_the_modal(editor, topic, client):
    form = BeautifulSoup(client.get(URL).json()["html"], "html.parser")

    for name in ("prompt_ur", "choices-0-text_ur", "choices-5-feedback_ur"):
        assert form.select_one(f"[name='question-{name}']")["dir"] == "rtl"


def test_the_key_follows_the_page_that_is_being_edited(editor, section, topic, client):
    quiz = make_quiz(make_module(section, slug="m9"), slug="m9-q")
    make_question(key="m9-q1")

    def suggested(page):
        html = client.get(URL, headers={"referer": f"http://testserver/cms/pages/{page}/edit/"}).json()["html"]
        return BeautifulSoup(html, "html.parser").select_one("[name='question-key']")["value"]

    theirs = make_quiz(make_module(make_section("roshni"), slug="secret"), questions=[])
    assert suggested(quiz.pk) == "m9-q2"
    assert suggested(theirs.pk) == "new-q1"
    assert suggested(999999) == "new-q1"


def test_the_list_shows_both_languages_the_kind_and_the_state(editor, section, client):
    make_question(prompt_en="What fits?", prompt_ur=LONG.strip(), kind="single")

    row = BeautifulSoup(client.get(f"{URL}results/").content, "html.parser").select_one("tbody tr")

    assert row.select_one("[lang=en][dir=ltr]").text == "What fits?"
    assert row.select_one("[lang=ur][dir=rtl]").text == LONG.strip()
    assert "single choice" in row.text and "live" in row.text.lower()


def test_questions_of_others_are_neither_listed_nor_found_nor_chosen(editor, section, client):
    mine, theirs = make_question(), make_question(organisation=make_section("roshni").organisation)

    listed = client.get(f"{URL}results/").content.decode()
    found = client.get(f"{URL}results/", {"q": theirs.key}).content.decode()
    many = client.get(f"{URL}chosen-multiple/", {"id": [mine.pk, theirs.pk, "x"], "multiple": 1}).json()

    assert mine.key in listed and theirs.key not in listed
    assert "<tbody" not in found
    assert client.get(f"{URL}chosen/{mine.pk}/").status_code == 200
    assert client.get(f"{URL}chosen/{theirs.pk}/").status_code == 404
    assert client.get(f"{URL}chosen/x/").status_code == 404
    assert [item["id"] for item in many["result"]] == [str(mine.pk)]


def test_nobody_writes_a_question_for_another_organisation(editor, section, topic, client):
    theirs = make_section("roshni").organisation

    response = client.post(f"{URL}create/", written(section, topic, organisation=theirs.pk))

    assert response.json()["step"] == "reshow_creation_form"
    assert not Question.objects.exists()


def test_a_quiz_saves_with_a_question_that_was_just_written(editor, section, topic, client):
    quiz = make_quiz(make_module(section), questions=[], live=False)
    chosen = client.post(f"{URL}create/", written(section, topic)).json()["result"]["id"]
    data = {"heading_en": "Quiz", "slug": quiz.slug, "minutes": 5, "bands": ["B"], "pass_mark": 60}
    rows = {"TOTAL_FORMS": 1, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    rows |= {"0-question": chosen, "0-ORDER": 1, "0-id": ""}

    response = client.post(
        f"/cms/pages/{quiz.pk}/edit/", data | {f"quiz_questions-{name}": value for name, value in rows.items()}
    )

    assert response.status_code == 302
    draft = quiz.get_latest_revision_as_object()
    assert [str(place.question_id) for place in draft.quiz_questions.all()] == [chosen]


@pytest.mark.parametrize("where", ["quiz", "lesson"])
def test_the_button_speaks_the_language_of_whoever_edits(where):
    if where == "quiz":
        button = formfield_for_dbfield(QuizQuestion._meta.get_field("question")).widget
    else:
        button = LessonPage.body.field.stream_block.child_blocks["question"].widget

    def words(language):
        with override(language):
            return BeautifulSoup(button.render_html("q", None, {"id": "q"}), "html.parser").text

    assert "سوال چنیں" in words("ur")
    assert "Choose question" in words("en")
    assert "سوال چنیں" in words("ur")


def test_the_list_takes_the_same_number_of_queries_whatever_it_holds(editor, client, django_assert_max_num_queries):
    for _ in range(8):
        make_question()

    with django_assert_max_num_queries(11):
        client.get(f"{URL}results/")
