"""The people of an organisation in the CMS: for a superuser and its own moderators, and nobody else."""

import pytest
from django.core import mail

from lessons.organisations.models import Invitation, Membership
from tests import factories
from tests.editorial.people import client_of, make_admin, make_founded, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation(home):
    return make_founded()


@pytest.fixture
def moderator(organisation):
    return make_person("amna", organisation, "moderator")


@pytest.fixture
def editor(organisation):
    return make_person("ali", organisation, first_name="Ali", last_name="Raza")


def place(organisation, person=None, what=""):
    """Return the address of the organisation's people, or of what is done with `person` there."""
    base = f"/cms/people/{organisation.pk}/"
    return f"{base}members/{organisation.memberships.get(user=person).pk}/{what}/" if person else base


def roles(organisation):
    return dict(organisation.memberships.values_list("user__username", "role"))


def groups(person):
    return [group.name for group in person.groups.order_by("name")]


class TestWhoMay:
    @pytest.fixture
    def addresses(self, organisation, editor, moderator):
        organisation.invitations.create(email="a@ngo.example", role="editor", token_hash="x", invited_by=moderator)
        number = Invitation.objects.get().pk
        base = place(organisation)
        return {
            ("GET", base),
            ("POST", base),
            ("GET", place(organisation, editor, "remove")),
            ("POST", place(organisation, editor, "remove")),
            ("POST", place(organisation, editor, "role")),
            ("POST", f"{base}invitations/{number}/withdraw/"),
            ("POST", f"{base}invitations/{number}/again/"),
        }

    @pytest.mark.parametrize("role", ["editor", "moderator"])
    def test_people_of_another_organisation_find_nothing(self, addresses, organisation, role):
        client = client_of(make_person("other", make_founded("umeed"), role))
        before = (roles(organisation), list(Invitation.objects.values()))

        data = {"email": "x@ngo.example", "role": "moderator"}
        got = {(way, path): client.generic(way, path).status_code for way, path in addresses if way == "GET"}
        got |= {(way, path): client.post(path, data).status_code for way, path in addresses if way == "POST"}

        assert {key: status for key, status in got.items() if status != 404} == {}
        assert (roles(organisation), list(Invitation.objects.values())) == before
        assert mail.outbox == []

    def test_an_editor_of_its_own_finds_nothing_either(self, addresses, editor):
        client = client_of(editor)

        got = {client.generic(way, path).status_code for way, path in addresses}

        assert got == {404}
        assert client.get("/cms/people/").status_code == 404

    def test_what_belongs_elsewhere_is_not_reached_through_ones_own(self, organisation, moderator):
        elsewhere = make_founded("umeed")
        other = make_person("other", elsewhere)
        elsewhere.invitations.create(email="a@ngo.example", role="editor", token_hash="x")
        member, number = elsewhere.memberships.get(user=other).pk, Invitation.objects.get().pk
        client, base = client_of(moderator), place(organisation)

        paths = [f"members/{member}/remove/", f"members/{member}/role/"]
        paths += [f"invitations/{number}/withdraw/", f"invitations/{number}/again/"]

        assert {client.post(base + path, {"role": "moderator"}).status_code for path in paths} == {404}
        assert roles(elsewhere) == {"other": "editor"}

    def test_a_moderator_gets_there_by_the_menu(self, organisation, moderator):
        client = client_of(moderator)

        assert '"/cms/people/"' in client.get("/cms/").content.decode()
        assert client.get("/cms/people/").url == place(organisation)

    def test_who_looks_after_two_chooses_one(self, organisation, moderator):
        second = make_founded("umeed")
        Membership.objects.create(organisation=second, user=moderator, role="moderator")

        page = client_of(moderator).get("/cms/people/").content.decode()

        assert place(organisation) in page
        assert place(second) in page

    def test_a_superuser_goes_by_the_list_of_organisations(self, organisation):
        client = client_of(make_admin())

        assert client.get("/cms/people/").url == "/cms/organisations/"
        assert place(organisation) in client.get("/cms/organisations/").content.decode()
        assert client.get(place(organisation)).status_code == 200


class TestRoles:
    def test_a_moderator_makes_another(self, organisation, moderator, editor):
        client_of(moderator).post(place(organisation, editor, "role"), {"role": "moderator"})

        assert roles(organisation) == {"amna": "moderator", "ali": "moderator"}
        assert groups(editor) == ["roshni: moderators"]

    @pytest.mark.parametrize("role", ["", "admin", "\x00"])
    def test_there_are_two_and_no_more(self, organisation, moderator, editor, role):
        response = client_of(moderator).post(place(organisation, editor, "role"), {"role": role})

        assert response.status_code == 302
        assert roles(organisation)["ali"] == "editor"

    def test_the_last_moderator_stays_one(self, organisation, moderator, editor):
        response = client_of(moderator).post(place(organisation, moderator, "role"), {"role": "editor"}, follow=True)

        assert "last moderator" in response.content.decode()
        assert roles(organisation)["amna"] == "moderator"

    def test_one_of_two_steps_back_and_lands_at_home(self, organisation, moderator):
        make_person("sana", organisation, "moderator")
        response = client_of(moderator).post(place(organisation, moderator, "role"), {"role": "editor"})

        assert response.url == "/cms/"
        assert groups(moderator) == ["roshni: editors"]


class TestTakingOut:
    def test_it_is_asked_first(self, organisation, moderator, editor):
        page = client_of(moderator).get(place(organisation, editor, "remove")).content.decode()

        assert "Ali Raza" in page
        assert "ali" in roles(organisation)

    def test_the_texts_stay_and_the_rights_go(self, organisation, moderator, editor):
        module = factories.make_module(organisation.page, owner=editor)
        question = factories.make_question(organisation=organisation)
        working = client_of(editor)
        assert working.get(f"/cms/pages/{module.pk}/edit/").status_code == 200

        client_of(moderator).post(place(organisation, editor, "remove"))

        assert roles(organisation) == {"amna": "moderator"}
        assert groups(editor) == []
        module.refresh_from_db()
        question.refresh_from_db()
        assert module.owner == editor
        assert working.get(f"/cms/pages/{module.pk}/edit/").status_code == 302

    def test_a_moderator_cannot_take_out_the_last_one(self, organisation, moderator, editor):
        response = client_of(moderator).post(place(organisation, moderator, "remove"), follow=True)

        assert "last moderator" in response.content.decode()
        assert "amna" in roles(organisation)

    def test_one_whose_account_is_closed_does_not_count(self, organisation, moderator):
        make_person("sana", organisation, "moderator", is_active=False)
        client_of(moderator).post(place(organisation, moderator, "remove"))

        assert "amna" in roles(organisation)

    def test_a_superuser_can(self, organisation, moderator):
        client_of(make_admin()).post(place(organisation, moderator, "remove"))

        assert roles(organisation) == {}

    def test_who_is_in_two_keeps_the_other(self, organisation, moderator):
        second = make_founded("umeed")
        both = make_person("both", organisation)
        Membership.objects.create(organisation=second, user=both, role="editor")

        client_of(moderator).post(place(organisation, both, "remove"))

        assert roles(second) == {"both": "editor"}


def test_what_happened_is_in_the_history_without_addresses(organisation, moderator, editor):
    client = client_of(moderator)
    client.post(place(organisation), {"email": "sana@ngo.example", "role": "editor"})
    client.post(place(organisation, editor, "role"), {"role": "moderator"})
    client.post(place(organisation, editor, "remove"))

    page = client_of(make_admin()).get(f"/cms/organisations/history/{organisation.pk}/").content.decode()

    for words in ("Somebody was invited: editor", "Ali Raza, from now on: moderator", "Ali Raza was taken out"):
        assert words in page
    assert "sana@ngo.example" not in page


def test_the_page_takes_no_more_queries_for_more_people(organisation, moderator, django_assert_max_num_queries):
    client = client_of(moderator)
    client.get(place(organisation))
    with django_assert_max_num_queries(30) as few:
        client.get(place(organisation))
    for number in range(6):
        make_person(f"p{number}", organisation)
        organisation.invitations.create(email=f"i{number}@ngo.example", role="editor", token_hash=f"{number}")

    with django_assert_max_num_queries(len(few)):
        page = client.get(place(organisation)).content.decode()

    assert "i5@ngo.example" in page
