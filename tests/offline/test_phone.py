"""The phone's own addresses, and a phone that is cleared."""

import json

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client

from lessons.accounts import throttling
from tests.learning.playing import OUR_PAGE

CLEARED = '"cache", "storage"'


def test_the_installed_site_has_a_name_that_tells_nothing(client):
    response = client.get("/manifest.webmanifest")
    told = json.loads(response.content)

    assert response["Content-Type"] == "application/manifest+json"
    assert (told["name"], told["short_name"]) == ("Chiragh · چراغ", "Chiragh")
    assert (told["start_url"], told["display"]) == ("/", "standalone")
    assert {icon["sizes"] for icon in told["icons"]} == {"192x192", "512x512", "any"}
    assert not set(told) & {"description", "categories", "screenshots", "shortcuts"}


def test_the_worker_is_asked_for_anew_and_answers_for_the_whole_site(client):
    response = client.get("/sw.js")

    assert response["Content-Type"].startswith("text/javascript")
    assert (response["Cache-Control"], response["Service-Worker-Allowed"]) == ("no-cache", "/")


def test_every_page_leads_to_the_manifest_and_knows_a_neutral_page(client, lesson):
    page = client.get(lesson.url).content.decode()

    assert '<link rel="manifest" href="/manifest.webmanifest">' in page
    assert 'data-neutral="/en/offline/neutral/"' in page


def test_the_neutral_page_has_nothing_of_the_site(client, home):
    page = client.get("/en/offline/neutral/").content.decode()

    for trace in ("Chiragh", "چراغ", "mark.svg", "site.css", "site.js", "/help/"):
        assert trace not in page


@pytest.mark.parametrize(
    "headers",
    [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "https://elsewhere.example"}, {}],
)
def test_answers_from_a_page_of_another_site_are_refused(db, headers):
    response = Client().post("/offline/replay/", {"entries": []}, content_type="application/json", headers=headers)

    assert response.status_code == 403


@pytest.mark.parametrize(
    "body",
    ["", "[]", "{", "null", '{"entries": 5}', '{"entries": [1]}', json.dumps({"entries": [{}] * 101}), "[" * 100_000]
    + ['{"entries": [' + " " * 200_001 + "]}"],
)
def test_rubbish_is_refused_as_a_whole(db, body):
    response = Client().post("/offline/replay/", body, content_type="application/json", headers=OUR_PAGE)

    assert response.status_code == 400


def test_a_source_that_sends_without_end_is_slowed_down(db, monkeypatch):
    monkeypatch.setitem(throttling.FROM_A_SOURCE, "replay", 2)
    cache.clear()

    def send():
        data = {"entries": []}
        return Client().post("/offline/replay/", data, content_type="application/json", headers=OUR_PAGE).status_code

    assert [send() for _time in range(3)] == [200, 200, 429]


def test_signing_out_clears_the_phone_and_says_so(phone, home):
    assert "is removed too" in phone.get("/en/sign-out/").content.decode()
    assert phone.post("/en/sign-out/")["Clear-Site-Data"] == CLEARED


def test_erasing_ones_record_clears_the_phone(phone, learner, home):
    assert "is removed too" in phone.get("/en/me/data/erase/").content.decode()
    assert phone.post("/en/me/data/erase/")["Clear-Site-Data"] == CLEARED
    assert not get_user_model().objects.filter(pk=learner.pk).exists()


def test_clearing_the_phone_needs_no_account_and_ends_no_session(client, phone, home):
    response = client.post("/en/kept/clear/", headers=OUR_PAGE)
    assert response["Clear-Site-Data"] == CLEARED
    assert "cleared" in response.content.decode()

    phone.post("/en/kept/clear/", headers=OUR_PAGE)
    assert phone.get("/en/kept/").wsgi_request.user.is_authenticated


def test_nothing_else_clears_a_phone(phone, lesson):
    for address in (lesson.url, "/en/", "/en/kept/", "/en/sign-out/", "/offline/replay/", "/en/kept/clear/"):
        assert "Clear-Site-Data" not in phone.get(address)
