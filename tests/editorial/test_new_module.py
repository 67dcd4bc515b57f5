"""A module is laid out in one action, by whoever may add to the section, and only once."""

from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model

from lessons.content.models import LessonPage, ModulePage, QuizPage
from tests.editorial.desk_people import make_person, make_section
from tests.factories import make_helpline, make_module

pytestmark = pytest.mark.django_db
URL = "/cms/desk/new-module/"


@pytest.fixture
def section(home):
    return make_section()


@pytest.fixture
def editor(client, section):
    user = make_person("sana", section)
    client.force_login(user)
    return user


def filled_in(section, **changes):
    data = {"token": str(uuid4()), "section": section.pk, "heading_en": "A lamp", "heading_ur": "", "number": "9"}
    return data | {"slug": "m9"} | changes


def made(slug="m9"):
    module = ModulePage.objects.get(slug=slug)
    return module, LessonPage.objects.child_of(module).get(), QuizPage.objects.child_of(module).get()


def test_one_form_makes_a_module_with_a_lesson_and_a_quiz_all_drafts(editor, section, client):
    response = client.post(URL, filled_in(section, private_reading="on"))

    module, lesson, quiz = made()
    assert response.url == f"/cms/pages/{module.pk}/edit/"
    assert [page.live for page in (module, lesson, quiz)] == [False] * 3
    assert [page.owner for page in (module, lesson, quiz)] == [editor] * 3
    assert (module.number, module.heading_en, module.private_reading) == (9, "A lamp", True)
    assert (module.licence, module.author_en) == ("CC BY 4.0", section.heading_en)
    assert (lesson.slug, quiz.slug) == ("m9-1", "m9-q")


def test_the_lesson_goes_from_hook_to_help(editor, section, client):
    permanent = make_helpline(is_permanent=True)
    make_helpline()

    client.post(URL, filled_in(section))

    _, lesson, _ = made()
    kinds = [block.block_type for block in lesson.body if block.block_type != "heading"]
    assert kinds == ["text", "text", "question", "key_line", "helplines"]
    assert list(lesson.body[-1].value) == [permanent]


def test_the_template_is_written_in_every_language_whatever_the_editor_reads(editor, section, client):
    from wagtail.users.models import UserProfile

    profile = UserProfile.get_for_user(editor)
    profile.preferred_language = "ur"
    profile.save()

    client.post(URL, filled_in(section))

    _, lesson, _ = made()
    assert lesson.heading_en == "The first lesson"
    assert lesson.body[0].value["en"] == "A scene you may know"


@pytest.mark.parametrize(("action", "status"), [({}, 302), ({"action-publish": "action-publish"}, 200)])
def test_an_unfinished_lesson_is_saved_as_a_draft_and_not_published(section, client, action, status):
    client.force_login(make_person("adil", section, role="moderator"))
    client.post(URL, filled_in(section))
    _, lesson, _ = made()
    data = {"heading_en": "Changed", "heading_ur": "", "slug": "m9-1", "minutes": 6, "bands": ["A"], "body-count": 1}
    block = {"deleted": "", "order": 0, "type": "key_line", "id": "", "value-en": "", "value-ur": ""}

    response = client.post(
        f"/cms/pages/{lesson.pk}/edit/", data | {f"body-0-{name}": value for name, value in block.items()} | action
    )

    assert response.status_code == status
    lesson.refresh_from_db()
    assert not lesson.live
    assert lesson.get_latest_revision_as_object().heading_en == ("Changed" if status == 302 else "The first lesson")


def test_pressing_twice_makes_one_module(editor, section, client):
    data = filled_in(section)

    first, second = client.post(URL, data), client.post(URL, data)

    assert first.url == second.url
    assert ModulePage.objects.count() == 1


def test_the_mark_of_somebody_elses_module_gives_nothing_away(editor, section, client):
    theirs = make_module(make_section("roshni"))

    response = client.post(URL, filled_in(section, token=str(theirs.translation_key)))

    assert response.url != f"/cms/pages/{theirs.pk}/edit/"
    assert ModulePage.objects.child_of(section).count() == 1


@pytest.mark.parametrize("heading", ["", "<b></b>", "<p> </p>"])
def test_a_heading_without_words_is_refused_next_to_it(editor, section, client, heading):
    response = client.post(URL, filled_in(section, heading_en=heading))

    assert response.status_code == 200
    assert "Write this in at least one language." in response.context["form"].errors["heading_en"]
    assert not ModulePage.objects.exists()


def test_number_and_address_are_suggested_and_found_when_left_empty(editor, section, client):
    make_module(section, number=6, slug="m7")

    page = client.get(URL).context["form"]
    client.post(URL, filled_in(section, number="", slug=""))

    assert (page["number"].value(), page["slug"].value()) == (7, "m8")
    assert made("m8")[0].number == 7


@pytest.mark.parametrize("slug", ["join", "سبق", "t-taken", "a b", "m/9"])
def test_an_address_that_will_not_do_is_refused_beside_the_field_and_nothing_is_lost(editor, section, client, slug):
    make_module(section, slug="t-taken")

    response = client.post(URL, filled_in(section, slug=slug))

    form = response.context["form"]
    assert (response.status_code, list(form.errors)) == (200, ["slug"])
    assert form["heading_en"].value() == "A lamp"
    assert not LessonPage.objects.exists()


@pytest.mark.parametrize("changes", [{"heading_en": ""}, {"number": "0"}, {"number": "x"}, {"token": "x"}])
def test_a_form_that_says_too_little_makes_nothing(editor, section, client, changes):
    response = client.post(URL, filled_in(section, **changes))

    assert response.status_code == 200
    assert not ModulePage.objects.exists()


@pytest.mark.parametrize("given", ["theirs", "none at all", "rubbish"])
def test_the_section_of_another_organisation_does_not_exist(editor, section, client, given):
    theirs = make_section("roshni")
    pk = {"theirs": theirs.pk, "none at all": 999999, "rubbish": "x"}[given]

    assert client.get(URL, {"section": pk}).status_code == 404
    assert client.post(URL, filled_in(section) | {"section": pk}).status_code == 404
    assert not ModulePage.objects.exists()


def test_whoever_may_add_nowhere_finds_no_form(client, section):
    from django.contrib.auth.models import Permission

    user = get_user_model().objects.create_user("guest", "guest@example.org", "a long password")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)

    assert client.get(URL).status_code == 404
    assert URL not in client.get("/cms/").content.decode()


def test_a_person_of_two_organisations_chooses_the_section(editor, section, client):
    from lessons.organisations.actions import add_member

    other = make_section("roshni")
    add_member(organisation=other.organisation, user=editor, role="editor")

    asked = client.get(URL).content.decode()
    client.post(URL, filled_in(other, number="", slug=""))

    assert ">Roshni<" in asked and ">Chiragh<" in asked
    assert made("m1")[0].get_parent() == other.page_ptr


def test_adding_a_page_to_a_section_leads_to_the_same_form(editor, section, client):
    response = client.get(f"/cms/pages/add/content/modulepage/{section.pk}/")

    assert response.url == f"{URL}?section={section.pk}"
    assert response.url in client.get(f"/cms/pages/{section.pk}/").content.decode()


def test_the_form_takes_the_same_number_of_queries_whatever_the_section_holds(
    editor, section, client, django_assert_max_num_queries
):
    for _ in range(5):
        make_module(section)

    with django_assert_max_num_queries(22):
        client.get(URL)
