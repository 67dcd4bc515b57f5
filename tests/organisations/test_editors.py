import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Page

from lessons.organisations.actions import add_member, give_section, make_organisation
from lessons.organisations.models import Membership
from tests.factories import make_helpline, make_lesson, make_module, make_question
from tests.factories import make_organisation as make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    """A signed-in editor of the organisation "chiragh", which has a section with a lesson."""
    organisation = make_organisation(name="Chiragh", slug="chiragh")
    give_section(organisation=organisation, page=make_section("chiragh"))
    user = get_user_model().objects.create_user("editor", "editor@example.org", "a long password")
    add_member(organisation=organisation, user=user, role=Membership.Role.EDITOR)
    client.force_login(user)
    return user


def test_an_editor_works_on_their_own_section_and_no_other(editor, client):
    mine = make_lesson(make_module(make_section("chiragh")))
    theirs = make_lesson(make_module(make_section("roshni")))

    assert client.get(f"/cms/pages/{mine.pk}/edit/").status_code == 200
    assert client.get(f"/cms/pages/{theirs.pk}/edit/").status_code == 404
    assert not editor.has_perm("wagtailcore.change_page")
    assert list(Page.objects.filter(pk__in=[mine.pk, theirs.pk]).values_list("pk", flat=True)) == [mine.pk, theirs.pk]


@pytest.mark.parametrize("path", ["/cms/users/", "/cms/groups/", "/cms/sites/", "/cms/workflows/list/"])
def test_an_editor_finds_no_people_and_no_settings(editor, client, path):
    assert client.get(path).status_code in {302, 403, 404}


def test_the_list_of_people_never_shows_a_learner(client):
    get_user_model().objects.create_guest()
    client.force_login(get_user_model().objects.create_superuser("admin", "admin@example.org", "a long password"))

    page = client.get("/cms/users/").content.decode()

    assert ">admin<" in "".join(page.split())
    assert "learner-" not in page


def test_a_member_who_changes_role_changes_groups(editor):
    organisation = editor.memberships.get().organisation

    add_member(organisation=organisation, user=editor, role=Membership.Role.MODERATOR)

    assert [group.name for group in editor.groups.all()] == ["chiragh: moderators"]


@pytest.mark.parametrize("view", ["edit", "history", "usage", "unpublish", "delete"])
def test_a_question_of_another_organisation_does_not_exist_for_an_editor(editor, client, view):
    theirs = make_question(organisation=make_section("roshni").organisation)
    mine = make_question()

    assert client.get(f"/cms/snippets/content/question/{view}/{theirs.pk}/").status_code == 404
    assert client.get(f"/cms/snippets/content/question/{view}/{mine.pk}/").status_code in {200, 302}
    listed = client.get("/cms/snippets/content/question/").content.decode()
    assert mine.key in listed
    assert theirs.key not in listed


def test_an_editor_writes_questions_for_their_own_organisation_only(editor, client):
    make_section("roshni")

    page = client.get("/cms/snippets/content/question/add/").content.decode()

    assert ">Chiragh<" in page
    assert ">Roshni<" not in page


def test_an_editor_does_not_change_the_helplines_of_others(editor, client):
    line = make_helpline(organisation=make_section("roshni").organisation)

    assert client.get(f"/cms/snippets/content/helpline/edit/{line.pk}/").status_code == 404
