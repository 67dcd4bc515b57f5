import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model

from lessons.content.models import LessonPage
from tests.factories import make_home, make_lesson, make_module, make_organisation

pytestmark = pytest.mark.django_db
LEAF = {"en": "<p>Ask first.</p>", "ur": "<p>پہلے پوچھیں۔</p>"}


@pytest.fixture
def editor(client):
    client.force_login(get_user_model().objects.create_superuser("admin", "admin@example.org", "a long password"))
    return client


def lesson_data(**changes):
    data = {
        "heading_en": "Ask before you post",
        "heading_ur": "پوسٹ سے پہلے پوچھیں",
        "summary_en": "",
        "summary_ur": "",
        "content_note_en": "",
        "content_note_ur": "",
        "minutes": 6,
        "bands": ["A", "B"],
        "slug": "t-1",
        "body-count": 1,
        "body-0-deleted": "",
        "body-0-order": 0,
        "body-0-type": "text",
        "body-0-id": "",
        "body-0-value-en": json.dumps(draft("Ask first.")),
        "body-0-value-ur": json.dumps(draft("پہلے پوچھیں۔")),
        "action-publish": "action-publish",
    }
    return data | changes


def draft(text):
    block = {"key": "a", "type": "unstyled", "depth": 0, "text": text, "inlineStyleRanges": [], "entityRanges": []}
    return {"entityMap": {}, "blocks": [block]}


def test_one_publication_publishes_both_languages(editor, client):
    module = make_module()

    response = editor.post(f"/cms/pages/add/content/lessonpage/{module.pk}/", lesson_data())

    assert response.status_code == 302, response.context["form"].errors
    lesson = LessonPage.objects.get(slug="t-1")
    assert (lesson.live, lesson.title, lesson.bands) == (True, "Ask before you post", "AB")
    client.logout()
    assert "Ask first." in client.get(f"/en{lesson.url[3:]}").content.decode()
    assert "پہلے پوچھیں" in client.get(f"/ur{lesson.url[3:]}").content.decode()


def test_urdu_fields_are_written_right_to_left(editor):
    page = BeautifulSoup(editor.get(f"/cms/pages/add/content/lessonpage/{make_module().pk}/").content, "html.parser")

    urdu = page.find(attrs={"name": "heading_ur"})
    assert (urdu["dir"], urdu["lang"]) == ("rtl", "ur")
    assert page.find(attrs={"name": "heading_en"})["dir"] == "ltr"


def test_a_page_without_any_heading_is_refused_beside_the_field(editor):
    response = editor.post(
        f"/cms/pages/add/content/lessonpage/{make_module().pk}/", lesson_data(heading_en="", heading_ur="", slug="t-2")
    )

    assert response.status_code == 200
    assert "Write this in at least one language." in response.content.decode()
    assert not LessonPage.objects.filter(slug="t-2").exists()


def test_a_block_without_any_language_is_refused(editor):
    empty = {"body-0-value-en": json.dumps(draft("")), "body-0-value-ur": json.dumps(draft(""))}

    response = editor.post(f"/cms/pages/add/content/lessonpage/{make_module().pk}/", lesson_data(**empty))

    assert response.status_code == 200
    assert not LessonPage.objects.filter(slug="t-1").exists()


@pytest.mark.parametrize(("mode", "words"), [("en", "Words of the lesson."), ("ur", "سبق کے الفاظ")])
def test_each_language_has_a_preview_of_its_own(rf, mode, words):
    lesson = make_lesson()

    response = lesson.make_preview_request(preview_mode=mode)

    html = response.content.decode()
    assert words in html
    assert f'<html lang="{mode}"' in html


def test_the_accessibility_checker_finds_its_place_in_a_preview_and_nobody_else_does(editor, client):
    lesson = make_lesson()
    editor.post(f"/cms/pages/{lesson.pk}/edit/preview/", lesson_data(slug=lesson.slug))

    preview = editor.get(f"/cms/pages/{lesson.pk}/edit/preview/?mode=ur")

    assert b"wagtail-userbar" in preview.content
    assert "frame-ancestors 'self'" in preview["Content-Security-Policy"]
    assert preview["X-Frame-Options"] == "SAMEORIGIN"
    assert b"Ask first." not in preview.content
    assert "پہلے پوچھیں" in preview.content.decode()
    assert b"wagtail-userbar" not in client.get(lesson.url).content


def test_a_preview_of_a_draft_never_reaches_a_reader(client):
    lesson = make_lesson()
    lesson.heading_en = "Only a draft"

    lesson.make_preview_request(preview_mode="en")

    assert "Only a draft" not in client.get(f"/en{lesson.url[3:]}").content.decode()


def test_urdu_alone_is_shown_to_english_readers_marked_as_urdu(client):
    lesson = make_lesson(heading_en="", heading_ur="صرف اردو", body=[("text", {"en": "", "ur": LEAF["ur"]})])

    html = client.get(f"/en{lesson.url[3:]}").content.decode()

    page = BeautifulSoup(html, "html.parser")
    part = next(tag for tag in page.find_all(attrs={"lang": "ur"}) if "پہلے پوچھیں" in tag.text)
    assert part["dir"] == "rtl"
    assert page.find("h1").find(attrs={"lang": "ur"}) is not None
    assert page.find(attrs={"data-fallback-notice": True}) is not None


def test_our_own_addresses_are_refused_as_slugs_below_the_home_page(editor):
    data = {"heading_en": "Join us", "heading_ur": "", "summary_en": "", "summary_ur": "", "slug": "join"}
    data |= {"body-count": 0, "action-publish": "action-publish"}

    response = editor.post(f"/cms/pages/add/content/standardpage/{make_home().pk}/", data)

    assert "one of the site" in response.content.decode()


def test_the_same_word_is_free_further_down():
    make_module(make_organisation(), slug="join").full_clean()


def test_an_unpublished_lesson_is_gone_at_once_from_the_cache(client):
    lesson = make_lesson()
    assert client.get(lesson.url).status_code == 200

    lesson.unpublish()

    assert client.get(lesson.url).status_code == 404


def test_the_api_shows_public_pages_and_no_more(client):
    lesson = make_lesson()
    hidden = make_lesson(lesson.module, live=False)

    items = client.get("/api/v2/pages/", {"type": "content.LessonPage"}).json()["items"]

    assert [item["id"] for item in items] == [lesson.pk]
    assert items[0]["meta"]["html_url"].endswith(f"/{lesson.slug}/")
    assert client.get(f"/api/v2/pages/{hidden.pk}/").status_code == 404
    assert client.get("/api/v2/images/").status_code == 404
