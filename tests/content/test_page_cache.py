import pytest
from django.contrib.auth import get_user_model
from wagtail.models import PageViewRestriction

from lessons.content.models import LessonPage
from tests.factories import make_helpline, make_lesson

pytestmark = pytest.mark.django_db


def test_a_first_read_sets_no_cookie_and_may_be_shared(client, lesson):
    response = client.get(lesson.url)

    assert not response.cookies
    assert "public" in response["Cache-Control"]
    assert "Cookie" in response["Vary"]
    assert "csrfmiddlewaretoken" not in response.content.decode()


def test_a_cached_page_costs_two_queries_at_most(client, lesson, django_assert_max_num_queries):
    first = client.get(lesson.url).content

    with django_assert_max_num_queries(2):
        assert client.get(lesson.url).content == first


def test_a_publication_is_seen_at_once(client, lesson):
    client.get(lesson.url)
    lesson.heading_en = "Changed"
    lesson.save_revision().publish()

    assert "Changed" in client.get(f"/en{lesson.url[3:]}").content.decode()


def test_a_changed_helpline_is_seen_at_once(client):
    line = make_helpline(number="1111")
    lesson = make_lesson(body=[("helplines", [line])])
    client.get(lesson.url)
    line.number = "2222"
    line.save()

    assert "2222" in client.get(lesson.url).content.decode()


def test_whoever_has_a_session_gets_a_page_of_their_own(client, lesson):
    client.get(lesson.url)
    client.force_login(get_user_model().objects.create_guest())

    response = client.get(lesson.url)

    assert response["Cache-Control"] == "private, no-store"
    assert "public" not in response["Cache-Control"]


def test_an_unchanged_page_is_not_sent_again(client, lesson):
    tag = client.get(lesson.url)["ETag"]

    for sent in (tag, f"W/{tag}", f'"other", {tag}'):
        assert client.get(lesson.url, headers={"If-None-Match": sent}).status_code == 304
    assert client.get(lesson.url, headers={"If-None-Match": '"other"'}).status_code == 200


def test_the_cached_page_is_sent_as_brotli_to_whoever_reads_it(client, lesson):
    import brotli

    plain = client.get(lesson.url).content
    packed = client.get(lesson.url, headers={"Accept-Encoding": "gzip, br"})

    assert packed["Content-Encoding"] == "br"
    assert brotli.decompress(packed.content) == plain


def test_a_page_is_kept_once_whatever_port_is_asked_for(client, lesson, django_assert_max_num_queries):
    first = client.get(lesson.url, headers={"Host": "localhost:1"}).content.decode()

    assert "localhost:1" not in first
    with django_assert_max_num_queries(2):
        client.get(lesson.url, headers={"Host": "LOCALHOST:2"})
    assert client.get(lesson.url, headers={"Host": "elsewhere.example"}).status_code == 400


def test_a_page_can_be_read_while_the_cache_is_down(client, lesson, settings):
    settings.CACHES = {
        "default": {"BACKEND": "lessons.core.cache.PatientRedisCache", "LOCATION": "redis://127.0.0.1:1"}
    }

    assert client.get(lesson.url).status_code == 200


def test_what_an_older_version_of_the_site_has_drawn_is_drawn_anew(client, lesson, monkeypatch):
    monkeypatch.setattr("lessons.content.kept.release", lambda: "older")
    client.get(lesson.url)
    LessonPage.objects.update(heading_en="New", heading_ur="New")
    assert ">New<" not in client.get(lesson.url).content.decode()
    monkeypatch.undo()

    assert ">New<" in client.get(lesson.url).content.decode()


def test_both_languages_are_kept_apart(client, lesson):
    pages = {code: client.get(f"/{code}{lesson.url[3:]}").content for code in ("en", "ur", "en", "ur")}

    assert b'lang="en"' in pages["en"][:200]
    assert b'lang="ur"' in pages["ur"][:200]


def test_a_page_that_becomes_private_is_hidden_at_once(client, lesson):
    client.get(lesson.url)
    PageViewRestriction.objects.create(page=lesson.get_parent(), restriction_type=PageViewRestriction.LOGIN)

    assert client.get(lesson.url).status_code == 302


def test_a_deleted_page_is_gone_at_once(client, lesson):
    client.get(lesson.url)
    lesson.delete()

    assert client.get(lesson.url).status_code == 404


def test_a_draft_has_no_address(client, module):
    draft = make_lesson(module, live=False)
    client.get(module.url)

    assert client.get(f"{module.url}{draft.slug}/").status_code == 404


def test_pages_for_whoever_saves_data_are_kept_apart(client, lesson):
    usual = client.get(lesson.url).content.decode()
    by_header = client.get(lesson.url, headers={"Save-Data": "on"})
    client.cookies["data"] = "all"

    assert "little" not in usual.partition("<head>")[0]
    assert "little" in by_header.content.decode().partition("<head>")[0]
    assert "Save-Data" in by_header["Vary"]
    assert client.get(lesson.url, headers={"Save-Data": "on"}).content.decode() == usual
    client.cookies["data"] = "little"
    assert client.get(lesson.url).content == by_header.content
