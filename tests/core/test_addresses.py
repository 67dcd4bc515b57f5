import pytest

from lessons.content.slugs import RESERVED
from safety_site.urls import urlpatterns


@pytest.mark.parametrize(("cookie", "goes_to"), [(None, "/ur/"), ("en", "/en/"), ("ur", "/ur/"), ("xx", "/ur/")])
def test_the_front_door_leads_to_the_language_once_chosen_else_to_urdu(client, cookie, goes_to):
    if cookie:
        client.cookies["language"] = cookie

    assert client.get("/", headers={"Accept-Language": "en"}).headers["Location"] == goes_to


def test_the_switch_remembers_the_language_and_keeps_the_place(client):
    response = client.get("/en/language/", {"next": "/ur/chiragh/m1/?a=1"})

    assert response.headers["Location"] == "/en/chiragh/m1/?a=1"
    assert response.cookies["language"].value == "en"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:1", ""])
def test_the_switch_leads_nowhere_else(client, target):
    location = client.get("/en/language/", {"next": target}).headers["Location"]

    assert location.startswith("/en/")
    assert not location.startswith("//")


def test_every_first_level_address_of_ours_is_refused_as_a_slug():
    def first_parts(patterns):
        for pattern in patterns:
            route = str(pattern.pattern)
            if hasattr(pattern, "url_patterns") and route in {"", "en/", "ur/"}:
                yield from first_parts(pattern.url_patterns)
            elif route and route[0].isalpha():
                yield route.split("/")[0]

    assert set(first_parts(urlpatterns)) <= RESERVED


@pytest.mark.django_db
def test_the_process_and_its_services_answer(client):
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ok", "database": True, "cache": True}


def test_a_name_that_no_file_can_have_is_not_found(client, db):
    assert client.get(f"/media/{'a' * 300}.png").status_code == 404
