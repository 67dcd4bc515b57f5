import pytest

pytestmark = pytest.mark.django_db


def test_public_pages_allow_nothing_inline_and_nothing_from_elsewhere(client, home):
    headers = client.get("/en/").headers

    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in headers["Permissions-Policy"]


def test_no_page_of_ours_is_framed_from_the_cache_either(client, home):
    for _read in range(2):
        assert client.get("/en/").headers["X-Frame-Options"] == "DENY"


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "documents").mkdir()
    return tmp_path


def test_pictures_are_not_packed_a_second_time(client, media):
    (media / "picture.png").write_bytes(b"0" * 4000)

    response = client.get("/media/picture.png", headers={"Accept-Encoding": "gzip"})

    assert response["Content-Length"] == "4000"
    assert "Content-Encoding" not in response


def test_documents_are_not_served_past_their_own_view(client, media):
    (media / "documents" / "private.pdf").write_text("x")

    assert client.get("/media/documents/private.pdf").status_code == 404
