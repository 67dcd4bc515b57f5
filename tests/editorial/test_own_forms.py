"""A form takes nothing that is another organisation's, whatever number somebody types into it."""

from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from lessons.content.models import Fact, LessonPage, Question, QuizPage
from lessons.organisations.actions import add_member
from lessons.organisations.models import Membership
from tests import factories
from tests.editorial.two_organisations import WORD, TwoOrganisations
from tests.undoing import undone


def lesson_form(body, **fields):
    return nested_form_data(
        {"heading_en": "A lesson", "heading_ur": "سبق", "slug": "a-lesson", "minutes": 6, "bands": "B"}
        | {"summary_en": "", "summary_ur": "", "content_note_en": "", "content_note_ur": "", "body": streamfield(body)}
        | {"comments": inline_formset([])}
        | fields
    )


def text(html):
    return {"en": rich_text(html, features=["link", "document-link"]), "ur": rich_text("")}


class TypingTest(TwoOrganisations):
    """Each form is sent as a hand would, with numbers that no chooser gave."""

    def setUp(self):
        self.client = self.client_of(self.mine.moderator)

    def edit(self, page, data, status):
        """Send `data` as a draft, as a publication and as a preview; only one's own is saved."""
        for path, action in (("edit/", {}), ("edit/", {"action-publish": "1"}), ("edit/preview/", {})):
            with undone():
                before = page.revisions.count()
                answer = self.ask_once(f"/cms/pages/{page.pk}/{path}", data | action)
                expected = status if path == "edit/" or status == 404 else 200
                assert answer == expected, (path, answer)
                assert status != 404 or page.revisions.count() == before

    def ask_once(self, path, data):
        """Like `ask`, for a path that the test's own block undoes."""
        response = self.client.post(path, data)
        assert WORD not in response.getvalue().decode()
        return response.status_code

    def blocks_with(self, side):
        """Return blocks that refer to things of `side`, by every kind of chooser and link."""
        link = f'<p><a linktype="page" id="{side.draft.pk}">here</a></p>'
        paper = f'<p><a linktype="document" id="{side.document.pk}">here</a></p>'
        words = {"en": "Words", "ur": "الفاظ"}
        return {
            "question": ("question", side.question.pk),
            "fact": ("fact", side.fact.pk),
            "helpline": ("helplines", _list([side.helpline.pk])),
            "image": ("image", {"image": side.image.pk, "alt": words, "caption": words}),
            "audio": ("audio", {"file": side.document.pk, "title": words, "transcript": text("<p>Words</p>")}),
            "page link": ("text", text(link)),
            "document link": ("callout", {"tone": "info", "heading": words, "text": text(paper)}),
            "fact of a step": ("steps", {"heading": words, "items": _list([_step(side.fact.pk)])}),
        }

    def test_a_lesson_takes_nothing_that_is_theirs(self):
        for block in self.blocks_with(self.theirs).values():
            self.edit(self.mine.draft, lesson_form([block]), 404)

    def test_a_lesson_takes_what_is_ones_own(self):
        for block in self.blocks_with(self.mine).values():
            self.edit(self.mine.draft, lesson_form([block]), 302)

    def test_a_lesson_takes_a_published_helpline_and_a_link_to_a_published_page_of_others(self):
        link = f'<p><a linktype="page" id="{self.theirs.lesson.pk}">here</a></p>'
        body = [("helplines", _list([self.theirs.live_helpline.pk])), ("text", text(link))]
        self.edit(self.mine.draft, lesson_form(body), 302)

    def test_what_a_lesson_referred_to_before_may_stay(self):
        page = self.mine.draft
        page.body = [("fact", self.theirs.live_fact)]
        page.save_revision()
        self.edit(page, lesson_form([("fact", self.theirs.live_fact.pk)]), 302)

    def test_a_number_that_stands_for_nothing_is_answered_like_what_is_theirs(self):
        for number in ("9999", "9" * 30):
            for kind in ("page", "document"):
                link = f'<p><a linktype="{kind}" id="{number}">x</a></p>'
                self.edit(self.mine.draft, lesson_form([("text", text(link))]), 404)

    def test_a_new_lesson_takes_nothing_that_is_theirs(self):
        path = f"/cms/pages/add/content/lessonpage/{self.mine.module.pk}/"
        for block in self.blocks_with(self.theirs).values():
            assert self.ask(self.client, "post", path, lesson_form([block])) == 404
            assert self.ask(self.client, "post", f"{path}preview/", lesson_form([block])) == 404
        assert not LessonPage.objects.filter(slug="a-lesson").exists()

    def test_a_quiz_asks_no_question_of_theirs(self):
        fields = {
            "heading_en": "Quiz",
            "heading_ur": "",
            "slug": "q",
            "minutes": 6,
            "bands": "B",
            "pass_mark": 60,
        }
        fields |= {"summary_en": "", "summary_ur": "", "comments": inline_formset([])}
        for side, status in ((self.theirs, 404), (self.mine, 302)):
            rows = inline_formset([{"question": side.question.pk, "ORDER": 1}])
            data = nested_form_data(fields | {"quiz_questions": rows})
            path = f"/cms/pages/add/content/quizpage/{self.mine.module.pk}/"
            assert self.ask(self.client, "post", path, data) == status
        assert not QuizPage.objects.filter(slug="q").exists()

    def question_form(self, organisation, **fields):
        choices = [
            {"text_en": word, "feedback_en": "So it is.", "is_right": right, "ORDER": 1}
            for word, right in (("Yes", "on"), ("No", ""))
        ]
        return nested_form_data(
            {"key": "typed", "organisation": organisation.pk, "kind": "multiple", "reveals": "knowledge"}
            | {"topic": self.mine.question.topic_id, "bands": "B", "prompt_en": "Is it?"}
            | {"choices": inline_formset(choices)}
            | fields
        )

    def test_a_question_is_written_for_ones_own_organisation_only(self):
        add, edit = (
            "/cms/snippets/content/question/add/",
            f"/cms/snippets/content/question/edit/{self.mine.question.pk}/",
        )
        for path in (add, edit):
            for action in ({}, {"action-publish": "1"}):
                given_away = self.question_form(self.theirs.organisation) | action
                assert self.ask(self.client, "post", path, given_away) == 200  # the form again, with what is wrong
                assert self.ask(self.client, "post", path, self.question_form(self.mine.organisation) | action) == 302
        assert Question.objects.filter(organisation=self.theirs.organisation).count() == 1

    def test_a_fact_links_to_nothing_of_theirs(self):
        link = rich_text(f'<p><a linktype="page" id="{self.theirs.draft.pk}">x</a></p>', features=["link"])
        data = {
            "key": "typed",
            "organisation": self.mine.organisation.pk,
            "kind": "law",
            "text_en": link,
            "source": "s",
        }
        data |= {"text_ur": rich_text(""), "source_seen_on": "2026-11-21", "confidence": "high"}
        data |= {"review_after": "2027-11-21"}
        assert self.ask(self.client, "post", "/cms/snippets/content/fact/add/", data) == 404
        assert not Fact.objects.filter(key="typed").exists()

    def test_a_page_is_moved_and_copied_within_ones_own_section_only(self):
        own, foreign = self.mine.draft.pk, self.theirs.draft_module.pk
        copy = {"new_title": "x", "new_slug": "x", "new_parent_page": foreign}
        assert self.ask(self.client, "get", f"/cms/pages/{own}/move/{foreign}/confirm/") == 404
        assert self.ask(self.client, "post", f"/cms/pages/{own}/move/{foreign}/confirm/") == 404
        assert self.ask(self.client, "post", f"/cms/pages/{own}/move/", {"new_parent_page": foreign}) == 404
        assert self.ask(self.client, "post", f"/cms/pages/{own}/copy/", copy) == 404
        assert self.ask(self.client, "post", f"/cms/bulk/wagtailcore/page/move/?id={own}", {"chooser": foreign}) == 404
        stolen = f"/cms/pages/{self.theirs.draft.pk}/move/{self.mine.draft_module.pk}/confirm/"
        assert self.ask(self.client, "post", stolen) == 404

    def test_a_file_goes_into_ones_own_collection_only(self):
        foreign = self.theirs.organisation.collection.pk
        for path, name in (
            ("/cms/images/add/", "title"),
            ("/cms/images/chooser/create/", "image-chooser-upload-title"),
        ):
            prefix = name.removesuffix("title")
            data = {name: "typed", f"{prefix}file": get_test_image_file(), f"{prefix}collection": foreign}
            self.client.post(path, data)
        self.client.post(f"/cms/images/{self.mine.image.pk}/", {"title": "typed", "collection": foreign})
        moved = {"collection": foreign}
        self.client.post(f"/cms/bulk/wagtailimages/image/add_to_collection/?id={self.mine.image.pk}", moved)

        assert get_image_model().objects.filter(collection=foreign).count() == 1
        root = Collection.get_first_root_node()
        assert not get_image_model().objects.filter(collection=root).exists()

    def test_a_task_of_theirs_is_not_done_through_a_row_of_ones_own(self):
        theirs = self.theirs.question_state.current_task_state_id
        for action in ("approve", "reject"):
            path = f"/cms/snippets/content/question/workflow/action/{self.mine.question.pk}/{action}/{theirs}/"
            assert self.ask(self.client, "post", path) == 404
            page = f"/cms/pages/workflow/action/{self.mine.moderated.pk}/{action}/{theirs}/"
            assert self.ask(self.client, "post", page) in {302, 403}
        self.theirs.question_state.refresh_from_db()
        assert self.theirs.question_state.status == "in_progress"

    def test_who_moderates_one_organisation_and_writes_for_another_publishes_for_the_first_only(self):
        person = self.mine.moderator
        add_member(organisation=self.theirs.organisation, user=person, role=Membership.Role.EDITOR)
        draft = factories.make_question(organisation=self.theirs.organisation, live=False)
        draft.unpublish()
        path = f"/cms/snippets/content/question/edit/{draft.pk}/"

        shown = self.client.get(path).content.decode()
        self.client.post(path, self.question_form(self.theirs.organisation, key=draft.key) | {"action-publish": "1"})
        add = "/cms/snippets/content/question/add/"
        self.client.post(add, self.question_form(self.theirs.organisation) | {"action-publish": "1"})
        self.client.post(add, self.question_form(self.mine.organisation, key="mine") | {"action-publish": "1"})

        draft.refresh_from_db()
        assert 'name="action-publish"' not in shown
        assert not draft.live and draft.latest_revision.content["prompt_en"] == "Is it?"
        assert not Question.objects.get(key="typed").live
        assert Question.objects.get(key="mine").live
        assert (
            self.client.get(f"/cms/snippets/content/question/unpublish/{self.theirs.question.pk}/").status_code == 302
        )


def _list(items):
    return {"count": len(items)} | {
        str(place): {"value": item, "order": str(place), "deleted": "", "id": ""} for place, item in enumerate(items)
    }


def _step(fact):
    words = {"en": "Words", "ur": "الفاظ"}
    return {"goal": words, "where": words, "fact": fact, "check": words}
