"""The help page and the pages for parents and schools as paper, from the same words."""

import html
import re

import pytest
from django.test import Client

from lessons.content.models import Helpline, HelpPage, LessonPage, StandardPage
from lessons.core.qr import qr_svg
from tests.curriculum.starter import put_starter_curriculum

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _starter():
    put_starter_curriculum()


def words(path, status=200):
    """Return the text of the page at `path` without a space: words that are isolated have tags round them."""
    response = Client().get(path)
    assert response.status_code == status
    return squeezed(html.unescape(re.sub(r"<[^>]+>", "", response.content.decode())))


def squeezed(text):
    return "".join(text.split())


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_first_24_hours_stand_there_in_both_languages_with_each_number_once(language):
    steps = [block.value for block in HelpPage.objects.get().body if block.block_type == "steps"]
    timed = [value for value in steps if value["heading"]["en"]]
    told = words(f"/{language}/help/leaflet/")

    assert len(timed) >= 4
    leaves = [leaf for value in timed for leaf in [value["heading"], *(item["goal"] for item in value["items"])]]
    assert [leaf[code] for leaf in leaves for code in ("en", "ur") if squeezed(leaf[code]) not in told] == []
    assert all(told.count(number) == 2 for number in ("1799", "0800-39393", "1121"))  # once a language


@pytest.mark.parametrize("path", ["/en/help/leaflet/", "/en/parents/leaflet/", "/en/creators/leaflet/"])
def test_a_helpline_that_was_retired_is_on_no_sheet(path):
    assert "0311-7786264" in words(path)

    Helpline.objects.get(key="umang").unpublish()

    assert "0311-7786264" not in words(path)


def test_a_helpline_that_was_deleted_leaves_the_rest_of_the_sheet():
    Helpline.objects.filter(key="umang").delete()

    assert "0800-39393" in words("/en/parents/leaflet/")


def test_the_code_on_the_sheet_leads_where_the_site_is_read(settings):
    settings.BASE_URL = "https://chiragh.example"

    assert qr_svg("https://chiragh.example/en/help/") in Client().get("/en/help/leaflet/").content.decode()


def test_nothing_is_offered_for_printing_that_would_be_an_empty_sheet():
    page = HelpPage.objects.get()
    page.body = [block for block in page.body.raw_data if block["type"] != "steps"]
    page.save_revision().publish()

    assert "leaflet/" not in Client().get("/en/help/").content.decode()
    assert "It is not your fault" in html.unescape(Client().get("/en/help/leaflet/").content.decode())


@pytest.mark.parametrize("path", ["/en/help/leaflet/", "/en/parents/leaflet/"])
def test_a_sheet_takes_few_queries(path, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        Client().get(path)


def test_a_page_for_parents_is_printed_with_its_questions_open_and_numbers_to_type():
    page = StandardPage.objects.get(slug="parents")
    told = words("/en/parents/leaflet/")

    assert squeezed(page.heading_en) in told
    assert "0800-39393" in told and "Call0800" not in told
    assert [
        b.value["en"] for b in page.body if b.block_type == "key_line" and squeezed(b.value["en"]) not in told
    ] == []


def test_what_readers_see_on_screen_leads_to_the_paper():
    for path in ("/en/help/", "/ur/help/", "/en/parents/"):
        assert f'href="{path}leaflet/"' in Client().get(path).content.decode()


def test_a_page_that_is_not_published_has_no_leaflet_and_a_lesson_none_at_all():
    StandardPage.objects.get(slug="parents").unpublish()

    words("/en/parents/leaflet/", status=404)
    words("/en/help/leaflet/more/", status=404)
    words(f"/en/chiragh/m4/{LessonPage.objects.filter(slug__startswith='m4').first().slug}/leaflet/", status=404)


def test_the_sheet_is_the_same_for_everybody_and_names_nobody(django_user_model):
    visitor, member = Client(), Client()
    member.force_login(django_user_model.objects.create_user("amna"))

    assert member.get("/en/help/leaflet/")["Cache-Control"] == "private, no-store"
    shared = visitor.get("/en/help/leaflet/")
    assert shared["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "data-own" not in shared.content.decode()
