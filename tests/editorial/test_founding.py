"""An admin founds an organisation on one form; renames it; deletes it only while it has nothing."""

import smtplib

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Collection, Task, Workflow, WorkflowState

from lessons.content.models import ModulePage, OrganisationPage
from lessons.content.slugs import RESERVED
from lessons.editorial.founding.addresses import addresses_in
from lessons.editorial.translation.review import LanguageReview
from lessons.organisations.models import Organisation
from tests import factories
from tests.editorial.people import client_of, make_admin, make_founded, make_person

pytestmark = pytest.mark.django_db
LIST = "/cms/organisations/"
FORM = {
    "name": "Roshni Trust",
    "slug": "roshni",
    "source_language": "ur",
    "heading_en": "Roshni Trust",
    "heading_ur": "روشنی ٹرسٹ",
    "moderators": "",
    "editors": "",
}


@pytest.fixture
def admin(home):
    return client_of(make_admin())


def found(admin, **changes):
    return admin.post(f"{LIST}new/", FORM | changes, follow=True)


def error_at(response, name):
    """Return the words that stand with the field `name` of the form that came back."""
    page = BeautifulSoup(response.content, "html.parser")
    place = page.find(attrs={"name": name}).find_parent(class_="w-field__wrapper")
    return place.find(class_="error-message").get_text(" ", strip=True)


class TestOneForm:
    def test_it_makes_all_that_belongs_to_an_organisation(self, admin):
        found(admin)

        organisation = Organisation.objects.get()
        assert (organisation.name, organisation.source_language) == ("Roshni Trust", "ur")
        section = organisation.page
        assert (section.live, section.url_path) == (False, "/site/roshni/")
        assert (section.heading_en, section.heading_ur) == ("Roshni Trust", "روشنی ٹرسٹ")
        assert organisation.collection.name == organisation.workflow.name == "Roshni Trust"
        assert section.get_workflow() == organisation.workflow
        task = organisation.workflow.tasks.get().specific
        assert isinstance(task, LanguageReview)
        assert [group.name for group in task.groups.all()] == ["roshni: moderators"]
        rights = Group.objects.get(name="roshni: editors").page_permissions
        assert set(rights.values_list("page", "permission__codename")) == {
            (section.pk, "add_page"),
            (section.pk, "change_page"),
        }

    def test_it_invites_the_first_people(self, admin):
        found(admin, moderators="Sana@ngo.example", editors="ali@ngo.example\nhina@ngo.example")

        roles = dict(Organisation.objects.get().invitations.values_list("email", "role"))
        assert roles == {"sana@ngo.example": "moderator", "ali@ngo.example": "editor", "hina@ngo.example": "editor"}
        assert sorted(to for message in mail.outbox for to in message.to) == sorted(roles)

    def test_it_needs_no_people_yet(self, admin):
        response = found(admin)

        assert response.redirect_chain[-1][0] == f"/cms/people/{Organisation.objects.get().pk}/"
        assert mail.outbox == []

    def test_what_is_founded_stays_when_no_mail_goes_out(self, admin, monkeypatch):
        def down(*args, **kwargs):
            raise smtplib.SMTPException

        monkeypatch.setattr("lessons.accounts.mails.send_mail", down)
        response = found(admin, editors="ali@ngo.example")

        assert Organisation.objects.get().invitations.count() == 0
        said = response.content.decode()
        assert "ali@ngo.example is not invited yet" in said

    def test_one_language_is_enough_for_the_heading(self, admin):
        found(admin, heading_en="")

        assert Organisation.objects.get().page.title == "روشنی ٹرسٹ"

    def test_the_draft_of_its_page_opens_in_the_editor(self, admin):
        found(admin)

        page = admin.get(f"/cms/pages/{Organisation.objects.get().page.pk}/edit/")

        assert page.status_code == 200
        assert "روشنی ٹرسٹ" in page.content.decode()


class TestWhatTheFormRefuses:
    def refused(self, admin, field, **changes):
        """Return the words at `field`; what was typed is still there, and nothing was made."""
        before = Organisation.objects.count()
        response = found(admin, **changes)
        assert response.status_code == 200
        assert Organisation.objects.count() == before
        assert response.context["form"]["heading_ur"].value() == (FORM | changes)["heading_ur"]
        return error_at(response, field)

    @pytest.mark.parametrize("slug", sorted(RESERVED - {"manifest.webmanifest", "sw.js"}))
    def test_an_address_of_the_site_itself(self, admin, slug):
        assert "one of the site" in self.refused(admin, "slug", slug=slug)

    def test_the_address_of_another_page(self, admin):
        factories.make_help()

        assert "taken" in self.refused(admin, "slug", slug="help")

    def test_the_address_of_another_organisation(self, admin):
        make_founded()

        assert "taken" in self.refused(admin, "slug", name="Another", slug="ROSHNI")

    def test_the_name_of_another_organisation(self, admin):
        make_founded(name="Roshni  Trust".replace("  ", " "))

        assert "this name" in self.refused(admin, "name", name=" roshni   trust", slug="other")

    @pytest.mark.parametrize("slug", ["", "روشنی", "ros hni", "a/b", "x" * 31, "\x00"])
    def test_an_address_that_is_none(self, admin, slug):
        assert self.refused(admin, "slug", slug=slug)

    @pytest.mark.parametrize("name", ["", "   ", "x" * 200, "\x00"])
    def test_a_name_that_is_none(self, admin, name):
        assert self.refused(admin, "name", name=name)

    def test_a_page_without_a_heading(self, admin):
        assert "at least one language" in self.refused(admin, "heading_en", heading_en=" ", heading_ur="")

    def test_what_is_no_address_of_a_person(self, admin):
        assert "sana-at-ngo" in self.refused(admin, "moderators", moderators="ali@ngo.example\nsana-at-ngo")

    def test_a_person_in_both_roles(self, admin):
        both = {"moderators": "sana@ngo.example", "editors": "Sana@ngo.example"}
        assert "sana@ngo.example" in self.refused(admin, "editors", **both)

    def test_more_than_ten_people_at_once(self, admin):
        many = "\n".join(f"p{number}@ngo.example" for number in range(11))
        assert "Ten people" in self.refused(admin, "editors", editors=many)


@given(st.text())
def test_whatever_is_typed_as_addresses_is_read(text):
    addresses, wrong = addresses_in(text)

    assert len(set(addresses)) == len(addresses)
    assert all("@" in address and address == address.lower() for address in addresses)
    assert all(part in text for part in wrong)


@given(st.lists(st.sampled_from(["a@x.example", "b@x.example", "c@x.example"]), unique=True))
def test_addresses_are_found_between_commas_and_lines(some):
    for between in ("\n", ", ", "; ", "، ", " "):
        assert addresses_in(between.join(some)) == (some, [])


class TestRenaming:
    def test_what_belongs_to_it_follows(self, admin):
        organisation = make_founded()
        change = {"name": "Roshni Foundation", "source_language": "ur"}

        admin.post(f"{LIST}edit/{organisation.pk}/", change)

        organisation.refresh_from_db()
        task = organisation.workflow.tasks.get()
        names = {organisation.name, organisation.collection.name, organisation.workflow.name, task.name}
        assert names == {"Roshni Foundation"}
        assert organisation.source_language == "ur"
        assert Group.objects.filter(name__startswith="roshni: ").count() == 2

    def test_its_address_stays(self, admin):
        organisation = make_founded()

        admin.post(f"{LIST}edit/{organisation.pk}/", {"name": "Other", "slug": "other", "source_language": "en"})

        organisation.refresh_from_db()
        assert (organisation.slug, organisation.page.slug) == ("roshni", "roshni")

    def test_two_never_share_a_collection(self, admin):
        first = make_founded()
        admin.post(f"{LIST}edit/{first.pk}/", {"name": "Umeed", "source_language": "en"})

        second = make_founded("umeed")

        first.refresh_from_db()
        assert first.collection != second.collection


class TestDeleting:
    def delete(self, admin, organisation):
        return admin.post(f"{LIST}delete/{organisation.pk}/", follow=True)

    def test_one_that_has_nothing_goes_with_all_that_founding_made(self, admin):
        organisation = make_founded()
        editor = make_person("ali", organisation)

        assert admin.get(f"{LIST}delete/{organisation.pk}/").status_code == 200
        self.delete(admin, organisation)

        assert not Organisation.objects.exists()
        assert not OrganisationPage.objects.exists()
        assert not Group.objects.filter(name__startswith="roshni").exists()
        left = [model.objects.filter(name="Roshni").count() for model in (Collection, Workflow, Task)]
        assert left == [0, 0, 0]
        editor.refresh_from_db()
        assert list(editor.groups.all()) == []

    @pytest.mark.parametrize(
        ("give", "words"),
        [
            (lambda o: factories.make_module(o.page, live=False), "has modules"),
            (lambda o: o.page.save_revision().publish(), "has been published"),
            (lambda o: factories.make_question(organisation=o), "questions, facts or helplines"),
            (lambda o: factories.make_helpline(organisation=o), "questions, facts or helplines"),
            (lambda o: factories.make_fact(organisation=o), "questions, facts or helplines"),
        ],
        ids=["module", "published", "question", "helpline", "fact"],
    )
    def test_one_that_has_anything_stays_with_the_reason(self, admin, give, words):
        organisation = make_founded()
        give(organisation)

        for answer in (admin.get(f"{LIST}delete/{organisation.pk}/", follow=True), self.delete(admin, organisation)):
            assert answer.status_code == 200
            assert words in answer.content.decode()
        assert Organisation.objects.filter(pk=organisation.pk).exists()
        assert Group.objects.filter(name="roshni: editors").exists()


MODULE = {
    "heading_en": "Your own lamp",
    "heading_ur": "آپ کا چراغ",
    "slug": "m1",
    "number": 1,
    "licence": "CC BY 4.0",
    "objectives-count": 0,
    "guide-count": 0,
    **{f"{name}_{code}": "" for name in ("summary", "key_line", "author") for code in ("en", "ur")},
}


class TestAtOnce:
    """What its people can do from the first minute."""

    @pytest.fixture
    def organisation(self, home):
        return make_founded()

    @pytest.fixture
    def editor(self, organisation):
        return client_of(make_person("ali", organisation))

    @pytest.fixture
    def moderator(self, organisation):
        return client_of(make_person("sana", organisation, "moderator"))

    def write(self, editor, organisation, **action):
        path = f"/cms/pages/add/content/modulepage/{organisation.page.pk}/"
        response = editor.post(path, MODULE | action)
        assert response.status_code == 302, response.context["form"].errors
        return ModulePage.objects.get(slug="m1")

    def test_an_editor_writes_a_module_and_submits_it(self, editor, organisation):
        module = self.write(editor, organisation, **{"action-submit": "1"})

        assert not module.live
        state = WorkflowState.objects.get()
        assert (state.workflow, state.status) == (organisation.workflow, "in_progress")

    def test_an_editor_cannot_publish(self, editor, organisation):
        module = self.write(editor, organisation, **{"action-publish": "1"})

        assert not module.live

    def test_a_moderator_approves_and_it_is_published(self, editor, moderator, organisation, client):
        module = self.write(editor, organisation, **{"action-submit": "1"})
        task_state = WorkflowState.objects.get().current_task_state

        path = f"/cms/pages/workflow/action/{module.pk}/approve/{task_state.pk}/"
        moderator.post(path, {"comment": "", "languages": ["en", "ur"]})

        module.refresh_from_db()
        assert module.live
        assert client.get("/ur/roshni/m1/").status_code == 200

    def test_a_moderator_publishes_the_page_of_the_organisation(self, moderator, organisation, client):
        data = {"heading_en": "Roshni", "heading_ur": "روشنی", "summary_en": "", "summary_ur": "", "slug": "roshni"}
        moderator.post(f"/cms/pages/{organisation.page.pk}/edit/", data | {"body-count": 0, "action-publish": "1"})

        assert "روشنی" in client.get("/ur/roshni/").content.decode()


class TestWhoMay:
    PATHS = ("", "new/", "edit/{}/", "delete/{}/", "history/{}/", "usage/{}/")

    @pytest.mark.parametrize("role", ["editor", "moderator"])
    @pytest.mark.parametrize("path", PATHS)
    def test_only_a_superuser_finds_the_organisations(self, home, role, path):
        organisation = make_founded()
        client = client_of(make_person("ali", organisation, role))
        address = LIST + path.format(organisation.pk)

        assert [client.get(address).status_code, client.post(address, FORM).status_code] == [404, 404]
        assert Organisation.objects.count() == 1

    @pytest.mark.parametrize("path", PATHS)
    def test_a_superuser_finds_them_all(self, admin, path):
        organisation = make_founded()

        assert admin.get(LIST + path.format(organisation.pk)).status_code == 200

    def test_no_group_can_be_given_the_right(self, admin):
        assert "organisations | organisation" not in admin.get("/cms/groups/new/").content.decode().lower()

    def test_the_list_takes_no_more_queries_for_more_organisations(self, admin, django_assert_max_num_queries):
        make_founded()
        admin.get(LIST)
        with django_assert_max_num_queries(16) as few:
            admin.get(LIST)
        for number in range(5):
            make_person(f"p{number}", make_founded(f"ngo{number}"))

        with django_assert_max_num_queries(len(few)):
            page = admin.get(LIST).content.decode()

        assert "Ngo4" in page
