"""Questions go out of the CMS: those that one chose, with all that a file can carry, and back again."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import Page

from lessons.content.models import Question, QuizPage
from lessons.editorial.exchange.question_files import read_questions, write_questions
from lessons.editorial.exchange.question_import import Defaults, import_questions, neutral_questions
from lessons.editorial.founding.actions import found_organisation
from tests.curriculum.starter import put_starter_curriculum
from tests.editorial.question_desk import EXPORT, IMPORT, draft_of
from tests.factories import make_lesson, make_module, make_question, make_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz(organisation):
    section = Page.objects.get(slug="chiragh").specific
    questions = [
        make_question(key="b", organisation=organisation, teaching_note_en="Say it so."),
        make_question(key="a", organisation=organisation),
    ]
    return make_quiz(make_module(section), questions)


class TestExportOfPages:
    def test_the_questions_of_a_quiz_go_out_in_their_order(self, editor, quiz, client):
        file = client.get(EXPORT, {"quiz": quiz.pk, "format": "csv", "language": "en", "download": 1})

        assert file["Content-Type"].startswith("text/csv")
        assert f'filename="questions-{quiz.slug}.csv"' in file["Content-Disposition"]
        assert [q.key for q in read_questions(file.content, "en").questions] == ["b", "a"]

    def test_what_a_format_cannot_carry_is_listed_before(self, editor, quiz, client):
        page = client.get(EXPORT, {"quiz": quiz.pk, "format": "gift", "language": "en"}).content.decode()

        for part in ("What to say in class", "The other language", "What the answer reveals", "Age bands"):
            assert part in page, part
        assert "Misconceptions" not in page
        assert "Download the file" in page

    def test_a_csv_leaves_nothing_behind(self, editor, quiz, client):
        page = client.get(EXPORT, {"quiz": quiz.pk, "format": "csv", "language": "en"}).content.decode()

        assert "This file carries everything." in page

    def test_a_module_brings_those_of_its_quizzes_and_lessons_once(self, editor, quiz, organisation, client):
        extra = make_question(key="c", organisation=organisation)
        first = quiz.quiz_questions.first().question
        lesson = make_lesson(quiz.module, body=[("question", extra), ("question", first)])
        lesson.save_revision()

        file = client.get(EXPORT, {"module": quiz.module.pk, "format": "moodle-xml", "language": "ur", "download": 1})

        assert sorted(q.key for q in read_questions(file.content, "ur").questions) == ["a", "b", "c"]
        assert file["Content-Disposition"].endswith('-ur.xml"')

    def test_the_list_goes_out_as_it_is_filtered(self, editor, organisation, client):
        make_question(key="one", organisation=organisation, kind="multiple")
        make_question(key="two", organisation=organisation, prompt_en="Seldom word?")
        make_question(key="three", organisation=organisation)
        chosen = {"format": "csv", "language": "en", "download": 1}

        def keys(**filters):
            return [q.key for q in read_questions(client.get(EXPORT, filters | chosen).content, "en").questions]

        assert keys() == ["one", "three", "two"]
        assert keys(kind="multiple") == ["one"]
        assert keys(q="Seldom") == ["two"]

    def test_drafts_go_out_as_they_stand(self, editor, quiz, client):
        draft = draft_of("a")
        draft.prompt_en = "Written later?"
        draft.save_revision()

        file = client.get(EXPORT, {"quiz": quiz.pk, "format": "csv", "language": "en", "download": 1})

        assert "Written later?" in file.content.decode()

    def test_questions_of_others_are_left_out_and_counted(self, editor, quiz, other, client):
        theirs = make_question(key="theirs", organisation=other)
        quiz.quiz_questions.create(question=theirs, sort_order=9)
        quiz.save()
        query = {"quiz": quiz.pk, "format": "csv", "language": "en"}

        page = client.get(EXPORT, query).content.decode()
        file = client.get(EXPORT, query | {"download": 1}).content.decode()

        assert "1 question belongs to another organisation and is left out." in page
        assert "theirs" not in file

    def test_the_list_shows_only_one_s_own(self, editor, organisation, other, client):
        make_question(key="theirs", organisation=other)
        make_question(key="mine", organisation=organisation)

        file = client.get(EXPORT, {"format": "csv", "language": "en", "download": 1}).content.decode()

        assert "mine" in file and "theirs" not in file

    @pytest.mark.parametrize("pk", ["0", "x", "-1", "9" * 40, ""])
    def test_a_quiz_that_is_not_there_is_not_found(self, editor, client, pk):
        assert client.get(EXPORT, {"quiz": pk}).status_code == 404

    def test_a_quiz_of_another_organisation_is_not_found(self, editor, other, client):
        theirs = make_quiz(make_module(Page.objects.get(slug="roshni").specific), [make_question(organisation=other)])

        assert client.get(EXPORT, {"quiz": theirs.pk}).status_code == 404
        assert client.get(EXPORT, {"module": theirs.module.pk}).status_code == 404

    @pytest.mark.parametrize("query", [{"format": "docx", "language": "en"}, {"format": "csv", "language": "tlh"}])
    def test_a_format_that_is_not_known_is_said_so(self, editor, quiz, client, query):
        page = client.get(EXPORT, query | {"quiz": quiz.pk, "download": 1})

        assert page.status_code == 200
        assert page.context["form"].errors

    def test_the_number_of_queries_does_not_grow_with_the_questions(
        self, editor, organisation, client, django_assert_max_num_queries
    ):
        section = Page.objects.get(slug="chiragh").specific
        many = make_quiz(make_module(section), [make_question(organisation=organisation) for _ in range(30)])
        many.save_revision()

        with django_assert_max_num_queries(30):
            client.get(EXPORT, {"quiz": many.pk, "format": "gift", "language": "en"})


@pytest.mark.parametrize("path", [IMPORT, EXPORT])
def test_who_publishes_for_nobody_finds_nothing(organisation, client, path):
    assert client.get(path).status_code == 302
    client.force_login(get_user_model().objects.create_user("guest", "g@example.org", "a long password"))
    assert client.get(path).status_code == 302


class TestWhereItIsOffered:
    def test_in_the_menu_and_above_the_list(self, editor, organisation, client):
        words = client.get("/cms/snippets/content/question/?kind=multiple").content.decode()

        assert f'href="{IMPORT}"' in words
        assert f'href="{EXPORT}?kind=multiple"' in words
        assert IMPORT in client.get("/cms/").content.decode()

    def test_in_the_menu_of_a_quiz_and_of_a_module_only(self, editor, quiz, client):
        for page, name in ((quiz, "quiz"), (quiz.module, "module")):
            words = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
            assert f"{EXPORT}?{name}={page.pk}" in words
        lesson = make_lesson(quiz.module)
        assert EXPORT not in client.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk])).content.decode()


class TestRealModule:
    @pytest.fixture
    def real(self, db):
        """The quiz of module 4, as the starter curriculum has it."""
        put_starter_curriculum()
        quiz = QuizPage.objects.child_of(Page.objects.get(slug="m4")).get()
        pks = [link.question_id for link in quiz.quiz_questions.all()]
        return neutral_questions(Question.objects.filter(pk__in=pks))

    def test_csv_brings_back_all_of_it(self, real):
        written = write_questions(real, "csv", "en")

        assert read_questions(written.text.encode(), "en").questions == tuple(real)

    @pytest.mark.parametrize("language", ["en", "ur"])
    def test_xml_brings_back_choices_right_ones_and_feedback(self, real, language):
        written = write_questions(real, "moodle-xml", language)

        found = read_questions(written.text.encode(), language)

        assert not written.refusals and not found.refusals
        assert [told(question, language) for question in found.questions] == [told(q, language) for q in real]

    def test_another_organisation_gets_both_languages_by_two_files(self, real):
        other = found_organisation(name="Roshni", slug="roshni")
        chosen = Defaults(topic="consent", bands="ABCD", reveals="knowledge")
        for language in ("en", "ur"):
            data = write_questions(real, "moodle-xml", language).text.encode()
            found = read_questions(data, language).questions
            import_questions(found, organisation=other, defaults=chosen, user=None)

        here = neutral_questions(Question.objects.filter(organisation=other))

        assert len(here) == len(real)
        for language in ("en", "ur"):
            assert [told(q, language)[1:] for q in here] == [told(q, language)[1:] for q in real]
        assert not Question.objects.filter(organisation=other, live=True).exists()


def told(question, language):
    """What a file of one language tells of a question."""
    choices = [(c.text.get(language), c.feedback.get(language), c.right) for c in question.choices]
    return question.key, question.kind, question.prompt.get(language), question.explanation.get(language), choices
