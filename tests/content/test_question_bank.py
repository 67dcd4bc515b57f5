from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError

from lessons.content.models import Choice, Fact, Helpline, Question, QuizPage
from tests.factories import make_fact, make_lesson, make_module, make_question, make_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin_client(client):
    client.force_login(get_user_model().objects.create_superuser("admin", "admin@example.org", "a long password"))
    return client


def form_data(question, **changes):
    """What the editor's form posts for `question`."""
    data = {
        "key": question.key,
        "organisation": question.organisation_id,
        "kind": question.kind,
        "reveals": question.reveals,
        "topic": question.topic_id,
        "bands": list(question.bands),
        "prompt_en": question.prompt_en,
        "prompt_ur": question.prompt_ur,
        "explanation_en": question.explanation_en,
        "explanation_ur": question.explanation_ur,
        "choices-TOTAL_FORMS": question.choices.count(),
        "choices-INITIAL_FORMS": question.choices.count(),
        "choices-MIN_NUM_FORMS": 0,
        "choices-MAX_NUM_FORMS": 6,
    }
    for place, choice in enumerate(question.choices.all()):
        data |= {
            f"choices-{place}-id": choice.pk or "",
            f"choices-{place}-ORDER": place + 1,
            f"choices-{place}-DELETE": "",
            f"choices-{place}-key": str(choice.key),
            f"choices-{place}-text_en": choice.text_en,
            f"choices-{place}-text_ur": choice.text_ur,
            f"choices-{place}-feedback_en": choice.feedback_en,
            f"choices-{place}-feedback_ur": choice.feedback_ur,
        }
        if choice.is_right:
            data[f"choices-{place}-is_right"] = "on"
    return data | changes


def edit(client, question, **changes):
    url = f"/cms/snippets/content/question/edit/{question.pk}/"
    response = client.post(url, form_data(question, **changes) | {"action-publish": "action-publish"})
    assert response.status_code == 302, response.context["form"].errors
    question.refresh_from_db()
    return Question.objects.get(pk=question.pk)


def test_choices_keep_their_keys_over_edits(admin_client):
    question = make_question()
    keys = [choice.key for choice in question.choices.all()]

    for words in ("Changed", "Changed again"):
        question = edit(admin_client, question, prompt_en=words)

    assert [choice.key for choice in question.choices.all()] == keys


def test_choices_added_in_the_form_each_get_a_key(admin_client):
    question = make_question()
    new = {"choices-TOTAL_FORMS": 4}
    for place in (2, 3):
        new |= {
            f"choices-{place}-id": "",
            f"choices-{place}-ORDER": place + 1,
            f"choices-{place}-key": "",
            f"choices-{place}-text_en": "Perhaps",
            f"choices-{place}-text_ur": "شاید",
            f"choices-{place}-feedback_en": "It depends.",
            f"choices-{place}-feedback_ur": "کبھی ہاں، کبھی نہیں۔",
        }

    page = admin_client.get(f"/cms/snippets/content/question/edit/{question.pk}/")
    question = edit(admin_client, question, **new)

    assert page.context["form"].formsets["choices"].empty_form["key"].value() is None
    assert len({choice.key for choice in question.choices.all()}) == 4


def new_question_data(rights, **changes):
    """What the form for a new question posts; `rights` says of each choice whether it is right."""
    model = make_question()
    data = form_data(model) | {"key": "new-1", "choices-INITIAL_FORMS": 0, "choices-TOTAL_FORMS": len(rights)}
    for place, right in enumerate(rights):
        row = {"id": "", "key": "", "ORDER": place + 1, "text_en": f"Choice {place}", "text_ur": f"انتخاب {place}"}
        row |= {"feedback_en": f"About {place}.", "feedback_ur": "وجہ یہ ہے۔"}
        data |= {f"choices-{place}-{name}": value for name, value in row.items()}
        data.pop(f"choices-{place}-is_right", None)
        if right:
            data[f"choices-{place}-is_right"] = "on"
    return data | changes


def test_a_question_is_written_and_published_in_the_cms(admin_client):
    data = new_question_data([True, False, False])

    response = admin_client.post("/cms/snippets/content/question/add/", data | {"action-publish": "1"})

    assert response.status_code == 302, response.context["form"].errors
    question = Question.objects.get(key="new-1")
    assert (question.live, question.choices.count(), len(question.right_keys)) == (True, 3, 1)


def test_a_new_question_with_two_right_choices_is_not_published_as_single_choice(admin_client):
    data = new_question_data([True, True])

    response = admin_client.post("/cms/snippets/content/question/add/", data | {"action-publish": "1"})

    assert "exactly one right choice" in response.content.decode()
    assert not Question.objects.filter(key="new-1", live=True).exists()


def test_an_unfinished_question_can_be_kept_as_a_draft(admin_client):
    response = admin_client.post("/cms/snippets/content/question/add/", new_question_data([False]))

    assert response.status_code == 302, response.context["form"].errors
    assert not Question.objects.get(key="new-1").live


def test_an_edit_is_judged_by_its_new_choices(admin_client):
    question = make_question()
    data = form_data(question, **{"choices-1-is_right": "on"}) | {"action-publish": "1"}

    response = admin_client.post(f"/cms/snippets/content/question/edit/{question.pk}/", data)

    assert "exactly one right choice" in response.content.decode()


@pytest.mark.parametrize(
    ("choices", "kind", "reveals"),
    [
        ([("Yes", True)], "single", "knowledge"),
        ([("Yes", True), ("No", True)], "single", "knowledge"),
        ([("Yes", False), ("No", False)], "multiple", "knowledge"),
        ([("Yes", True), ("No", False)], "single", "reflection"),
    ],
)
def test_a_question_without_a_clear_answer_is_refused(choices, kind, reveals):
    question = make_question()
    question.kind, question.reveals = kind, reveals
    question.choices = [Choice(text_en=text, is_right=right) for text, right in choices]

    with pytest.raises(ValidationError):
        question.full_clean()


def test_a_quiz_asks_only_what_is_published_and_fits_the_band():
    young, old, retired = make_question(bands="ABCD"), make_question(bands="CD"), make_question()
    quiz = make_quiz(questions=[young, old, retired])
    retired.unpublish()
    quiz = QuizPage.objects.get(pk=quiz.pk)

    assert quiz.questions_for(None) == [young, old]
    assert quiz.questions_for("A") == [young]


class TestDeletion:
    def delete(self, client, question):
        url = f"/cms/snippets/content/question/delete/{question.pk}/"
        client.get(url)
        client.post(url)
        return Question.objects.filter(pk=question.pk).exists()

    def test_an_unused_question_can_go(self, admin_client):
        assert not self.delete(admin_client, make_question())

    def test_a_question_of_a_quiz_stays(self, admin_client):
        question = make_question()
        make_quiz(questions=[question])

        assert self.delete(admin_client, question)

    def test_a_question_that_only_a_draft_names_stays(self, admin_client):
        question = make_question()
        lesson = make_lesson()
        lesson.body = [("question", question)]
        lesson.save_revision()

        assert self.delete(admin_client, question)

    def test_a_question_that_only_an_old_version_names_stays(self, admin_client):
        question = make_question()
        lesson = make_lesson(body=[("question", question)])
        lesson.save_revision().publish()
        lesson.body = []
        lesson.save_revision().publish()

        assert self.delete(admin_client, question)

    def test_a_fact_of_a_lesson_stays_and_the_reason_fits_it(self, admin_client):
        fact = make_fact()
        make_lesson(body=[("fact", fact)])

        page = admin_client.post(f"/cms/snippets/content/fact/delete/{fact.pk}/", follow=True)

        assert Fact.objects.filter(pk=fact.pk).exists()
        assert "Change its text instead." in page.content.decode()

    def test_deleting_many_at_once_is_refused_alike(self, admin_client):
        question = make_question()
        make_quiz(questions=[question])

        admin_client.post(f"/cms/bulk/content/question/delete/?next=/cms/&id={question.pk}")

        assert Question.objects.filter(pk=question.pk).exists()


def test_the_search_of_the_cms_finds_both_languages_in_any_spelling(admin_client):
    question = make_question(prompt_en="Whose picture is it?", prompt_ur="یہ تصویر کس کی ہے؟")
    make_question(prompt_en="Another", prompt_ur="دوسرا")

    for words in ("picture", "تصویر", "كس"):
        page = admin_client.get("/cms/snippets/content/question/", {"q": words})
        assert question.key in page.content.decode(), words


def test_module_pages_of_both_languages_are_found_in_the_explorer(admin_client):
    make_module(heading_en="Consent online", heading_ur="آن لائن رضامندی")

    for words in ("Consent", "رضامندی"):
        assert "Consent online" in admin_client.get("/cms/pages/search/", {"q": words}).content.decode()


@pytest.mark.parametrize(("mode", "words"), [("en", "Is this asked?"), ("ur", "کیا یہ پوچھا جاتا ہے؟")])
def test_a_draft_question_has_a_preview_in_each_language(admin_client, mode, words):
    question = make_question(prompt_en="Is this asked?", prompt_ur="کیا یہ پوچھا جاتا ہے؟")
    question.unpublish()
    url = f"/cms/snippets/content/question/preview/{question.pk}/"

    assert admin_client.post(url, form_data(question)).json()["is_valid"]
    assert words in admin_client.get(f"{url}?mode={mode}").content.decode()


def test_a_helpline_has_a_preview():
    line = Helpline(key="x", number="1111", name_en="A line", name_ur="ایک لائن", source_seen_on=date(2026, 11, 21))
    line.review_after = date(2099, 1, 1)

    page = line.make_preview_request(preview_mode="ur")

    assert page.status_code == 200
    assert "ایک لائن" in page.content.decode()
