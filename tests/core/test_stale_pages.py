import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client

pytestmark = pytest.mark.django_db
OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def strict():
    """A browser that minds CSRF tokens, with a guest's session."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(get_user_model().objects.create_guest())
    return client


def test_a_page_that_was_open_too_long_loses_nothing(strict, quiz):
    url = f"/en/activities/{quiz.pk}/attempts/"

    page = strict.post(url, {"group": "youngest", "pin": "2468"}, headers=OURS)

    assert page.status_code == 403
    form = BeautifulSoup(page.content, "html.parser").find("main").find("form")
    fields = {field["name"]: field["value"] for field in form.find_all("input")}
    assert form["action"] == url
    assert fields["group"] == "youngest"
    assert "pin" not in fields
    again = strict.post(url, fields, headers=OURS)
    assert again.status_code == 302
    assert "/attempts/" in again["Location"]


def test_a_post_from_elsewhere_is_not_offered_again(strict, quiz):
    page = strict.post(f"/en/activities/{quiz.pk}/attempts/", {"a": "1"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert page.status_code == 403
    assert BeautifulSoup(page.content, "html.parser").find("main").find("form") is None


def test_a_visitor_is_refused_from_elsewhere_and_let_in_from_here(quiz):
    url = f"/en/activities/{quiz.pk}/attempts/"

    refused = Client(enforce_csrf_checks=True).post(url, headers={"Sec-Fetch-Site": "cross-site"})
    assert refused.status_code == 403
    assert "Open the page afresh" in refused.content.decode()
    assert Client(enforce_csrf_checks=True).post(url, headers=OURS).status_code == 302
