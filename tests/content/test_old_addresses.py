"""A printed address goes on working, in both languages, wherever its page has gone."""

from html import unescape

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Page

from lessons.content.models import OldAddress, OrganisationPage
from lessons.editorial.founding.actions import found_organisation
from lessons.organisations.actions import add_member
from tests.factories import make_lesson, make_module, make_organisation, make_quiz

pytestmark = pytest.mark.django_db
LANGUAGES = ["en", "ur"]


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """Give a page another slug, as publishing its draft does."""

    def give(page, slug):
        page = page.specific_class.objects.get(pk=page.pk)
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        return page

    return give


@pytest.fixture
def module(db):
    return make_module(make_organisation("chiragh"), slug="m6")


@pytest.fixture
def lesson(module):
    return make_lesson(module, slug="m6-2")


def leads_to(client, path):
    """Return where `path` ends, without its language; the way there is one step long."""
    response = client.get(path)
    assert response.status_code == 302, path
    assert client.get(response.url).status_code == 200
    assert response.url[:4] == path[:4]
    return response.url[4:]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_old_address_of_a_page_and_of_all_below_it_lead_to_the_new_ones(client, module, lesson, rename, language):
    quiz = make_quiz(module, slug="m6-quiz")

    rename(module, "m7")

    assert leads_to(client, f"/{language}/chiragh/m6/") == "chiragh/m7/"
    assert leads_to(client, f"/{language}/chiragh/m6/{lesson.slug}/") == "chiragh/m7/m6-2/"
    assert leads_to(client, f"/{language}/chiragh/m6/{quiz.slug}/") == "chiragh/m7/m6-quiz/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_of_many_names_leads_straight_to_the_last(client, module, lesson, rename, language):
    rename(module, "m7")
    rename(lesson, "first")
    rename(module, "m8")

    for path in ("chiragh/m6/m6-2/", "chiragh/m7/m6-2/", "chiragh/m7/first/"):
        assert leads_to(client, f"/{language}/{path}") == "chiragh/m8/first/"


def test_a_renamed_section_takes_all_of_it_along(client, lesson, rename):
    rename(make_organisation("chiragh"), "lamp")

    assert leads_to(client, "/ur/chiragh/m6/m6-2/") == "lamp/m6/m6-2/"


def test_a_page_that_is_named_back_stands_there_itself(client, module, lesson, rename):
    rename(module, "m7")
    rename(module, "m6")

    assert client.get("/en/chiragh/m6/m6-2/").status_code == 200
    assert leads_to(client, "/en/chiragh/m7/m6-2/") == "chiragh/m6/m6-2/"
    assert not OldAddress.objects.filter(path="chiragh/m6/").exists()


def test_two_pages_that_swap_their_names_lead_nobody_round_in_a_circle(client, module, rename):
    other = make_module(make_organisation("chiragh"), slug="m7")
    rename(module, "m9")
    rename(other, "m6")
    rename(module, "m7")

    assert client.get("/en/chiragh/m6/").status_code == 200
    assert client.get("/en/chiragh/m7/").status_code == 200
    assert leads_to(client, "/en/chiragh/m9/") == "chiragh/m7/"


def test_an_old_address_is_free_for_a_new_page(client, module, rename):
    rename(module, "m7")
    new = make_module(make_organisation("chiragh"), slug="m6", heading_en="Quite another")

    assert "Quite another" in client.get("/en/chiragh/m6/").content.decode()
    rename(new, "m10")
    assert leads_to(client, "/en/chiragh/m6/") == "chiragh/m10/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lesson_that_moves_to_another_module_is_found_at_its_old_address(client, module, lesson, language):
    lesson.move(make_module(make_organisation("chiragh"), slug="m9"), pos="last-child")

    assert leads_to(client, f"/{language}/chiragh/m6/m6-2/") == "chiragh/m9/m6-2/"


def test_what_was_asked_for_goes_along_and_nobody_keeps_the_answer(client, module, rename):
    rename(module, "m7")

    response = client.get("/en/chiragh/m6/?from=paper")

    assert response.url == "/en/chiragh/m7/?from=paper"
    assert "no-store" in response["Cache-Control"]


def test_a_page_that_is_withdrawn_or_deleted_is_not_found(client, module, lesson, rename):
    rename(module, "m7")
    rename(lesson, "first")

    Page.objects.get(pk=lesson.pk).specific.unpublish()
    assert client.get("/en/chiragh/m6/m6-2/").status_code == 404
    Page.objects.get(pk=module.pk).delete()
    assert client.get("/en/chiragh/m6/").status_code == 404
    assert not OldAddress.objects.exists()


def test_a_draft_that_nobody_has_seen_leaves_no_address(client, module, rename):
    draft = make_lesson(module, slug="draft", live=False)

    draft.slug = "other"
    draft.save()
    rename(module, "m7")

    assert not OldAddress.objects.filter(page=draft).exists()
    assert OldAddress.objects.filter(page=module).exists()


def test_what_never_was_is_not_found_at_the_price_of_one_query_more(client, module, django_assert_max_num_queries):
    client.get("/en/nothing/here/")

    with django_assert_max_num_queries(6):
        assert client.get("/en/nothing/here/").status_code == 404


# --- who may move what, and what is said -------------------------------------------------------------------------
@pytest.fixture
def moderator(client):
    """A signed-in moderator of two organisations, "chiragh" and "roshni"."""
    user = get_user_model().objects.create_user("moderator", "moderator@example.org", "a long password")
    for slug in ("chiragh", "roshni"):
        organisation = found_organisation(name=slug.title(), slug=slug, page=make_organisation(slug))
        add_member(organisation=organisation, user=user, role="moderator")
    client.force_login(user)
    return user


def move_url(page, destination):
    return f"/cms/pages/{page.pk}/move/{destination.pk}/confirm/"


def parent_of(page):
    return Page.objects.get(pk=page.pk).get_parent().pk


@pytest.mark.parametrize("way", ["get", "post"])
def test_a_module_does_not_move_to_another_organisation(moderator, client, module, way):
    roshni = make_organisation("roshni")

    response = getattr(client, way)(move_url(module, roshni), follow=True)

    page = unescape(response.content.decode())
    assert "can't go to the section of Roshni" in page
    assert "belong to Chiragh" in page
    assert "package file" in page
    assert parent_of(module) == make_organisation("chiragh").pk


def test_a_lesson_does_not_move_there_either_not_even_among_others(moderator, client, lesson):
    elsewhere = make_module(make_organisation("roshni"))

    one = client.post(move_url(lesson, elsewhere), follow=True)
    bulk = f"/cms/bulk/wagtailcore/page/move/?id={lesson.pk}&next=/cms/"
    many = client.post(bulk, {"chooser": elsewhere.pk}, follow=True)

    for response in (one, many):
        assert "can't go to the section of Roshni" in unescape(response.content.decode())
    assert parent_of(lesson) == lesson.get_parent().pk


def copy_to(client, page, destination, **data):
    data = {"new_title": "Copy", "new_slug": "copied", "new_parent_page": destination.pk} | data
    return client.post(f"/cms/pages/{page.pk}/copy/", data, follow=True)


@pytest.mark.parametrize("alias", [{}, {"alias": "on"}])
def test_a_module_or_lesson_is_not_copied_to_another_organisation(moderator, client, module, lesson, alias):
    roshni = make_organisation("roshni")
    elsewhere = make_module(roshni)

    for page, destination in ((module, roshni), (lesson, elsewhere)):
        response = copy_to(client, page, destination, **alias)

        assert "can't go to the section of Roshni" in unescape(response.content.decode())
    assert not Page.objects.filter(slug="copied").exists()


def test_a_lesson_is_copied_within_its_organisation(moderator, client, lesson):
    there = make_module(make_organisation("chiragh"), slug="m9")

    copy_to(client, lesson, there)

    assert parent_of(Page.objects.get(slug="copied")) == there.pk


@pytest.mark.parametrize("way", ["get", "post"])
def test_the_page_of_an_organisation_is_not_copied(admin_client, home, way):
    section = make_organisation("chiragh")

    if way == "get":
        response = admin_client.get(f"/cms/pages/{section.pk}/copy/", follow=True)
    else:
        response = copy_to(admin_client, section, home)

    assert "which has only one" in response.content.decode()
    assert OrganisationPage.objects.count() == 1


@pytest.mark.parametrize("address", ["pages/{}/delete/", "bulk/wagtailcore/page/delete/?id={}&next=/cms/"])
def test_the_page_of_an_organisation_is_not_deleted_alone(moderator, client, address):
    section = make_organisation("roshni")
    OrganisationPage.objects.filter(pk=section.pk).update(live=False)

    response = client.post("/cms/" + address.format(section.pk), follow=True)

    assert "goes only with it" in response.content.decode()
    assert OrganisationPage.objects.filter(pk=section.pk).exists()


def test_neither_is_what_it_stands_below(admin_client, home):
    make_organisation("chiragh")

    response = admin_client.post(f"/cms/pages/{home.pk}/delete/", follow=True)

    assert "goes only with it" in response.content.decode()
    assert OrganisationPage.objects.exists()


def test_a_lesson_moves_within_its_organisation_and_its_editor_is_told_what_that_does(moderator, client, lesson):
    there = make_module(make_organisation("chiragh"), slug="m9")

    response = client.post(move_url(lesson, there), follow=True)

    assert "Its old address leads to the new one. What learners have done with it" in response.content.decode()
    assert parent_of(lesson) == there.pk
    assert leads_to(client, "/ur/chiragh/m6/m6-2/") == "chiragh/m9/m6-2/"


def test_several_lessons_move_together(moderator, client, module, lesson):
    second, there = make_lesson(module), make_module(make_organisation("chiragh"), slug="m9")
    bulk = f"/cms/bulk/wagtailcore/page/move/?id={lesson.pk}&id={second.pk}&next=/cms/"

    response = client.post(bulk, {"chooser": there.pk}, follow=True)

    assert "What learners have done with it" in response.content.decode()
    assert {parent_of(lesson), parent_of(second)} == {there.pk}
