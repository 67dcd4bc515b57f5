"""Questions come into the CMS from a file: seen first, written as drafts, never over what is there."""

import re
from dataclasses import replace

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile

from lessons.content.models import Question, Topic
from lessons.editorial.exchange.neutral import NeutralChoice, NeutralQuestion
from lessons.editorial.exchange.question_files import read_questions
from lessons.editorial.exchange.question_import import Defaults, import_questions, plan_import
from lessons.organisations.actions import add_member
from tests.editorial.question_desk import CONFIRM, IMPORT, draft_of
from tests.editorial.question_files import SAMPLES
from tests.factories import make_question

pytestmark = pytest.mark.django_db
GIFT = "::Whose::Whose picture is it?{\n=The person's in it#Yes.\n~Everybody's#No.\n####Ask first.}\n"
URDU = "// [id:whose]\n::x::یہ تصویر کس کی ہے؟{\n=جس کی ہے#جی ہاں۔\n~سب کی#نہیں۔\n####پہلے پوچھیں۔}\n"


@pytest.fixture
def defaults(organisation):
    return Defaults(topic="consent", bands="BCD", reveals="sensitive")


def upload(client, content, organisation, **changes):
    data = content if isinstance(content, bytes) else content.encode()
    fields = {
        "file": SimpleUploadedFile("some.txt", data),
        "language": "en",
        "organisation": organisation.pk,
        "topic": Topic.objects.get(key="consent").pk,
        "bands": ["B", "C", "D"],
        "reveals": "sensitive",
    }
    return client.post(IMPORT, fields | changes)


def confirm(client, preview):
    token = re.search(r'name="token" value="([^"]+)"', preview.content.decode())[1]
    return client.post(CONFIRM, {"token": token}, follow=True)


def bring(client, content, organisation, **changes):
    return confirm(client, upload(client, content, organisation, **changes))


class TestImport:
    def test_the_first_step_shows_each_question_and_writes_nothing(self, editor, organisation, client):
        page = upload(client, GIFT, organisation)

        words = page.content.decode()
        for part in (
            "Whose picture is it?",
            "The person&#x27;s in it",
            "Yes.",
            "Ask first.",
            "New draft",
            "1 new draft",
        ):
            assert part in words, part
        assert not Question.objects.exists()

    def test_the_second_step_writes_drafts_and_says_who_did(self, editor, organisation, client):
        page = bring(client, GIFT, organisation)

        question = Question.objects.get()
        assert "1 new draft." in page.content.decode()
        assert (question.key, question.live, question.organisation) == ("whose", False, organisation)
        assert (question.topic.key, question.bands, question.reveals) == ("consent", "BCD", "sensitive")
        draft = question.get_latest_revision_as_object()
        assert [(c.text_en, c.feedback_en, c.is_right) for c in draft.choices.all()] == [
            ("The person's in it", "Yes.", True),
            ("Everybody's", "No.", False),
        ]
        assert (draft.explanation_en, draft.prompt_ur or "") == ("Ask first.", "")
        assert question.latest_revision.user == editor

    def test_the_same_file_twice_doubles_nothing(self, editor, organisation, client):
        bring(client, GIFT, organisation)
        revisions = draft_of("whose").revisions.count()

        again = upload(client, GIFT, organisation)

        assert "Is here already" in again.content.decode()
        assert "Nothing in this file is new." in again.content.decode()
        assert 'name="token"' not in again.content.decode()
        assert Question.objects.count() == 1
        assert draft_of("whose").revisions.count() == revisions

    def test_a_confirmation_that_arrives_twice_doubles_nothing(self, editor, organisation, client):
        preview = upload(client, GIFT, organisation)

        confirm(client, preview)
        again = confirm(client, preview)

        assert "0 new drafts." in again.content.decode()
        assert Question.objects.count() == 1

    def test_a_second_file_fills_in_the_other_language(self, editor, organisation, client):
        bring(client, GIFT, organisation)

        preview = upload(client, URDU, organisation, language="ur")
        confirm(client, preview)

        assert "Will be completed" in preview.content.decode()
        draft = draft_of("whose")
        assert (draft.prompt_en, draft.prompt_ur) == ("Whose picture is it?", "یہ تصویر کس کی ہے؟")
        assert [(c.text_ur, c.feedback_ur) for c in draft.choices.all()] == [
            ("جس کی ہے", "جی ہاں۔"),
            ("سب کی", "نہیں۔"),
        ]
        assert draft.explanation_ur == "پہلے پوچھیں۔"

    def test_a_published_question_is_completed_in_a_draft_only(self, editor, organisation, client):
        question = make_question(
            [("The person's in it", True), ("Everybody's", False)], key="whose", organisation=organisation, prompt_ur=""
        )

        bring(client, URDU, organisation, language="ur")

        question.refresh_from_db()
        assert question.live and question.has_unpublished_changes
        assert not question.prompt_ur
        assert draft_of("whose").prompt_ur == "یہ تصویر کس کی ہے؟"

    def test_other_words_here_are_a_conflict_and_stay(self, editor, organisation, client):
        bring(client, GIFT, organisation)

        preview = upload(client, GIFT.replace("Ask first.", "Ask the person."), organisation)

        words = preview.content.decode()
        assert "Stays as it is: the file says something else" in words
        assert "Ask first." in words and "Ask the person." in words
        assert draft_of("whose").explanation_en == "Ask first."

    def test_a_conflict_of_one_text_keeps_no_other_from_being_filled_in(self, editor, organisation, client):
        bring(client, GIFT, organisation)
        table = (
            "key,prompt_en,prompt_ur,choice1_text_en,choice1_right,choice2_text_en\n"
            "whose,Another prompt?,سوال؟,The person's in it,yes,Everybody's\n"
        )

        preview = upload(client, table, organisation)
        confirm(client, preview)

        assert "Another prompt?" in preview.content.decode()
        assert (draft_of("whose").prompt_en, draft_of("whose").prompt_ur) == ("Whose picture is it?", "سوال؟")

    @pytest.mark.parametrize(
        "change",
        [
            lambda text: text.replace("=جس", "~جس").replace("~سب", "=سب"),
            lambda text: text.replace("####", "~کوئی نہیں\n####"),
            lambda text: text.replace("=جس", "~%50%جس").replace("~سب", "~%50%سب"),
        ],
    )
    def test_choices_that_are_not_the_same_are_not_put_side_by_side(self, editor, organisation, client, change):
        bring(client, GIFT, organisation)

        preview = upload(client, change(URDU), organisation, language="ur")

        assert 'name="token"' not in preview.content.decode()
        assert not draft_of("whose").prompt_ur

    def test_what_was_written_in_between_is_not_overwritten(self, editor, organisation, client):
        bring(client, GIFT, organisation)
        preview = upload(client, URDU, organisation, language="ur")
        draft = draft_of("whose")
        draft.prompt_ur = "میرا سوال؟"
        draft.save_revision()

        confirm(client, preview)

        assert draft_of("whose").prompt_ur == "میرا سوال؟"
        assert draft_of("whose").explanation_ur == "پہلے پوچھیں۔"

    def test_a_key_of_another_organisation_stays_theirs(self, editor, organisation, other, client):
        theirs = make_question(key="whose", organisation=other, prompt_en="Their own words?")

        preview = upload(client, GIFT, organisation)
        confirm(client, preview)
        again = upload(client, GIFT, organisation)

        assert "Their own words?" not in preview.content.decode()
        assert Question.objects.get(organisation=organisation).key == "whose-chiragh"
        assert "Is here already" in again.content.decode()
        theirs.refresh_from_db()
        assert theirs.prompt_en == "Their own words?"

    def test_all_losses_and_refusals_are_listed_before_anything_is_changed(self, editor, organisation, client):
        words = upload(client, (SAMPLES / "features.moodle.xml").read_bytes(), organisation).content.decode()

        for part in ("Hints", "Categories", "Part marks (33.3 percent)", "8: Essay", "Pictures, sound and video"):
            assert part in words, part
        assert not Question.objects.exists()

    @pytest.mark.parametrize("name", ["features.gift.txt", "features.moodle.xml", "features.csv"])
    def test_each_sample_comes_in_and_is_here_the_second_time(self, editor, organisation, client, name):
        data = (SAMPLES / name).read_bytes()
        found = read_questions(data, "en")

        bring(client, data, organisation)

        assert Question.objects.filter(live=False).count() == len(found.questions)
        assert 'name="token"' not in upload(client, data, organisation).content.decode()

    def test_a_topic_that_is_not_here_is_a_loss(self, organisation, defaults):
        choices = (NeutralChoice({"en": "A"}, right=True), NeutralChoice({"en": "B"}))
        asked = NeutralQuestion("k", prompt={"en": "?"}, choices=choices)
        named = [replace(asked, key=name, topic=name) for name in ("consent", "Consent", "رضامندی", "space")]

        plan = plan_import(named, organisation=organisation, defaults=defaults)

        assert {item.question.topic for item in plan.items} == {"consent"}
        assert [(loss.question, loss.what) for loss in plan.losses] == [("space", "The topic “space”")]

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            ("", "This field is required"),
            ("<quiz>\n<oops</quiz>", "broken in line 2"),
            ("<html/>", "has no quiz"),
            (b"\x89PNG\0\1\2\3", "read as text"),
            ("x" * (2 * 1024 * 1024 + 1), "larger than 2 MB"),
            ("a,b,c,d\n1,2,3,4\n", "prompt_en"),
        ],
    )
    def test_a_bad_file_is_refused_next_to_its_field(self, editor, organisation, client, content, words):
        page = upload(client, content, organisation)

        assert page.status_code == 200
        errors = page.context["form"].errors["file"]
        assert words in errors[0] or "empty" in errors[0]

    def test_what_was_chosen_is_kept_when_the_file_is_refused(self, editor, organisation, client):
        form = upload(client, "<quiz>", organisation, language="ur").context["form"]

        assert (form["language"].value(), form["bands"].value()) == ("ur", ["B", "C", "D"])

    def test_more_text_than_a_browser_can_post_back_is_refused_in_words(
        self, editor, organisation, client, monkeypatch
    ):
        monkeypatch.setattr("lessons.editorial.exchange.question_views.LONGEST_TOKEN", 50)

        page = upload(client, GIFT, organisation)

        assert "too much text" in page.context["form"].errors["file"][0]

    @pytest.mark.parametrize("token", ["", "nonsense", "a:b:c"])
    def test_a_confirmation_that_was_not_given_out_writes_nothing(self, editor, organisation, client, token):
        page = client.post(CONFIRM, {"token": token}, follow=True)

        assert "Choose the file once more." in page.content.decode()
        assert not Question.objects.exists()

    def test_somebody_else_s_confirmation_writes_nothing(self, editor, organisation, client):
        preview = upload(client, GIFT, organisation)
        colleague = get_user_model().objects.create_user("colleague", "c@example.org", "a long password")
        add_member(organisation=organisation, user=colleague, role="editor")
        client.force_login(colleague)

        confirm(client, preview)

        assert not Question.objects.exists()

    def test_nobody_imports_for_another_organisation(self, editor, organisation, other, client):
        page = upload(client, GIFT, other)

        assert "organisation" in page.context["form"].errors
        assert ">Roshni<" not in client.get(IMPORT).content.decode()

    def test_a_failure_half_way_writes_nothing(self, editor, organisation, defaults):
        choices = (NeutralChoice({"en": "A"}, right=True), NeutralChoice({"en": "B"}))
        good = NeutralQuestion("good", prompt={"en": "?"}, choices=choices)

        with pytest.raises(KeyError):
            import_questions(
                [good, replace(good, key="bad")],
                organisation=organisation,
                defaults=replace(defaults, topic="gone"),
                user=editor,
            )

        assert not Question.objects.exists()

    def test_the_number_of_queries_does_not_grow_with_the_questions(
        self, editor, organisation, client, django_assert_max_num_queries
    ):
        many = "\n".join(f"::n{number}::Number {number}?{{=yes#so ~no}}\n" for number in range(60))
        bring(client, many, organisation)

        with django_assert_max_num_queries(20):
            upload(client, many.replace("so", "not so"), organisation)
