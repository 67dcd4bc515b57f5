"""What no address names: what one asks for in a search, a filter, an export."""

import io

import openpyxl
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from lessons.organisations.actions import add_member
from lessons.organisations.models import Membership
from tests.editorial.two_organisations import WORD, TwoOrganisations

BEGIN = "theirsec"  # which an answer may say again
# What its owner finds by asking so, and nobody else does.
QUESTIONS = [
    f"/cms/pages/search/?q={BEGIN}",
    f"/cms/pages/search/results/?q={BEGIN}",
    "/cms/pages/{own_section}/?q=theirsec&search_all=1",
    "/cms/pages/{own_section}/?owner={person}",
    "/cms/pages/{section}/",
    f"/cms/choose-page/search/?q={BEGIN}",
    "/cms/choose-page/chosen-multiple/?id={draft}",
    "/cms/choose-page/{section}/",
    f"/cms/images/?q={BEGIN}",
    f"/cms/images/chooser/results/?q={BEGIN}",
    "/cms/images/chooser/chosen-multiple/?id={image}",
    f"/cms/documents/?q={BEGIN}",
    f"/cms/documents/chooser/results/?q={BEGIN}",
    f"/cms/tag-autocomplete/?term={BEGIN}",
    f"/cms/tag-autocomplete/taggit/tag/?term={BEGIN}",
    f"/cms/snippets/content/question/?q={BEGIN}",
    "/cms/snippets/content/question/?topic={topic}",
    f"/cms/snippets/content/fact/results/?q={BEGIN}",
    f"/cms/snippets/content/helpline/?q={BEGIN}",
    f"/cms/snippets/choose/content/question/results/?q={BEGIN}",
    "/cms/snippets/choose/content/question/chosen-multiple/?id={question}",
    "/cms/snippets/choose/content/fact/?p=1",
    f"/cms/snippets/choose/content/helpline/results/?q={BEGIN}",
    "/cms/api/main/pages/?search={word}",
    "/cms/api/main/pages/?child_of={section}",
    "/cms/api/main/pages/?for_explorer=1&child_of={section}",
    "/cms/api/main/images/?search={word}",
    "/cms/api/main/documents/?search={word}",
    f"/cms/reports/site-history/?label={BEGIN}",
    "/cms/reports/site-history/?user={person}&export=csv",
    "/cms/reports/workflow/?requested_by={person}",
    "/cms/reports/workflow/?export=csv",
    "/cms/reports/workflow_tasks/?export=csv",
    "/cms/reports/page-types-usage/",
    "/cms/bulk/wagtailcore/page/delete/?id={draft}&id={own_draft}",
    "/cms/bulk/wagtailcore/page/move/?id=all&childOf={home}",
    "/cms/bulk/wagtailimages/image/add_tags/?id={image}&id={own_image}",
    "/cms/bulk/wagtaildocs/document/add_to_collection/?id={document}&id={own_document}",
]

# What is asked for things by their numbers, and answers so when there is none.
LISTS = {
    "/cms/choose-page/chosen-multiple/": 200,
    "/cms/snippets/choose/content/question/chosen-multiple/": 200,
    "/cms/snippets/choose/content/fact/chosen-multiple/": 200,
    "/cms/snippets/choose/content/helpline/chosen-multiple/": 200,
    "/cms/snippets/choose/content/topic/chosen-multiple/": 200,
    "/cms/images/chooser/chosen-multiple/": 200,
    "/cms/documents/chooser/chosen-multiple/": 200,
    "/cms/bulk/wagtailcore/page/delete/": 404,
    "/cms/bulk/wagtailimages/image/add_tags/": 404,
    "/cms/bulk/content/fact/delete/": 404,
}


class AskingTest(TwoOrganisations):
    def filled(self, path, asker):
        theirs = self.theirs
        names = {name: getattr(theirs, name).pk for name in ("section", "draft", "image", "document", "question")}
        names |= {f"own_{name}": getattr(asker, name).pk for name in ("section", "draft", "image", "document")}
        names |= {"home": theirs.section.get_parent().pk, "person": theirs.editor.pk, "topic": theirs.question.topic_id}
        return path.format(word=WORD, **names)

    def test_what_its_owner_finds_by_asking_nobody_else_does(self):
        stranger, owner = self.client_of(self.mine.moderator), Client()
        owner.force_login(self.theirs.moderator)
        for question in QUESTIONS:
            asked = self.filled(question, self.mine)
            assert self.ask(stranger, "get", asked) in {200, 302, 400, 404}, asked

            found = owner.get(self.filled(question, self.theirs))
            assert found.status_code == 200 and WORD in found.getvalue().decode(), question

    def test_no_report_as_a_spreadsheet_holds_what_is_theirs(self):
        client = self.client_of(self.mine.moderator)
        for report in ("site-history", "workflow", "workflow_tasks", "aging-pages"):
            sent = client.get(f"/cms/reports/{report}/?export=xlsx")

            sheet = openpyxl.load_workbook(io.BytesIO(sent.getvalue())).active
            cells = " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
            assert WORD not in cells, report
            assert report == "aging-pages" or self.mine.word in cells, report

    def test_an_administrator_sees_all(self):
        client = Client()
        client.force_login(get_user_model().objects.create_superuser("root", password="a long password"))
        for path in ("snippets/content/question/", "reports/workflow/", "images/", f"pages/{self.theirs.section.pk}/"):
            assert WORD in client.get(f"/cms/{path}").content.decode(), path

    def test_the_public_api_knows_only_what_readers_do(self):
        for query in ("", f"?search={WORD}", "?fields=*", "?type=content.LessonPage&fields=*", "?slug=roshni-module"):
            assert WORD not in Client().get(f"/api/v2/pages/{query}").content.decode()
        assert Client().get(f"/api/v2/pages/{self.theirs.draft.pk}/").status_code == 404
        assert Client().get(f"/api/v2/pages/{self.theirs.lesson.pk}/?fields=*").status_code == 200

    def test_a_published_page_of_others_is_linked_to_by_its_published_name(self):
        client = self.client_of(self.mine.editor)
        lesson = self.theirs.lesson

        found = client.get("/cms/choose-page/search/?q=roshni").content.decode()
        typed = {"external-link-chooser-url": lesson.url, "external-link-chooser-link_text": ""}
        chosen = client.post("/cms/choose-external-link/", typed).json()["result"]
        several = client.get(f"/cms/choose-page/chosen-multiple/?id={lesson.pk}").json()["result"]

        assert "A lesson of roshni" in found and WORD not in found
        assert chosen["adminTitle"] == several[0]["adminTitle"] == "A lesson of roshni"

    def test_the_address_of_a_private_page_of_others_stays_a_link_to_the_web(self):
        lesson = self.theirs.lesson
        PageViewRestriction.objects.create(page=lesson, restriction_type=PageViewRestriction.LOGIN)
        for url in (lesson.url, f"{lesson.url}?from=mail"):
            typed = {"external-link-chooser-url": url, "external-link-chooser-link_text": "There"}

            chosen = self.client_of(self.mine.editor).post("/cms/choose-external-link/", typed).json()

            assert chosen["step"] == "external_link_chosen"
            assert (chosen["result"]["url"], chosen["result"]["title"]) == (url, "There")
            assert "id" not in chosen["result"]

    def test_a_number_too_long_for_a_row_is_answered_like_one_that_is_not_there(self):
        root = get_user_model().objects.create_superuser("root", password="a long password")
        administrator = Client()
        administrator.force_login(root)
        for client in (self.client_of(self.mine.moderator), administrator):
            for path, status in LISTS.items():
                for number in ("999999", "9" * 18, "9" * 19, "9" * 30):
                    assert client.get(f"{path}?id={number}").status_code == status, (path, number)

    def test_a_published_helpline_of_others_may_be_chosen_and_not_changed(self):
        client, line = self.client_of(self.mine.moderator), self.theirs.live_helpline
        chooser = "/cms/snippets/choose/content/helpline"

        listed = client.get(f"{chooser}/results/").content.decode()
        chosen = client.get(f"{chooser}/chosen/{line.pk}/")

        assert "Line of roshni" in listed
        assert chosen.json()["result"]["string"].startswith("Line of roshni")
        assert chosen.json()["result"]["edit_url"] is None
        assert client.get(f"/cms/snippets/content/helpline/edit/{line.pk}/").status_code == 404
        assert client.get(f"{chooser}/chosen/{self.theirs.helpline.pk}/").status_code == 404
        assert client.get(f"{chooser}/chosen/none/").status_code == 404

    def test_where_a_shared_helpline_is_used_names_no_drafts_of_others(self):
        """Whoever keeps the helpline learns that it is used, and not by which draft."""
        self.mine.draft.body = [("helplines", [self.theirs.live_helpline])]
        with self.captureOnCommitCallbacks(execute=True):
            self.mine.draft.save()

        client = Client()
        client.force_login(self.theirs.editor)
        page = client.get(f"/cms/snippets/content/helpline/usage/{self.theirs.live_helpline.pk}/").content.decode()

        assert "belongs to another organisation" in page
        assert self.mine.word not in page

    def test_who_has_left_an_organisation_finds_nothing_of_it_on_the_first_page(self):
        person = self.theirs.editor
        person.memberships.all().delete()
        person.groups.clear()
        add_member(organisation=self.mine.organisation, user=person, role=Membership.Role.EDITOR)

        client = Client()
        client.force_login(person)
        page = client.get("/cms/").content.decode()

        assert page.replace(person.username, "").count(WORD) == 0

    def test_nobody_is_told_that_another_edits_what_is_theirs(self):
        client, thing = self.client_of(self.mine.moderator), self.theirs.question
        ping = reverse("wagtailadmin_editing_sessions:ping", args=["content", "question", thing.pk, 1])
        assert self.ask(client, "post", ping) == 404
