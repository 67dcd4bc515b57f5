"""The CMS shows an editor what they need, and no more."""

import json

import pytest
from bs4 import BeautifulSoup

from tests import factories
from tests.editorial.people import client_of, make_admin, make_founded, make_person

pytestmark = pytest.mark.django_db


def menu(person):
    """Return the names in the menu of the CMS, those of submenus after a slash."""
    page = BeautifulSoup(client_of(person).get("/cms/").content, "html.parser")
    return set(_names(json.loads(page.find(id="wagtail-sidebar-props").string)["modules"]))


def _names(value, above=""):
    for item in value if isinstance(value, list) else []:
        arguments = item["_args"] if isinstance(item, dict) and "_args" in item else []
        name = arguments[0].get("name", "") if arguments and isinstance(arguments[0], dict) else ""
        if name:
            yield f"{above}{name}"
        for argument in arguments:
            yield from _names(argument, f"{name}/" if name else above)


@pytest.fixture(params=["editor", "moderator"])
def person(request, home):
    return make_person("ali", make_founded(), request.param)


def test_what_an_editor_works_with_is_there(person):
    found = menu(person)

    assert {"explorer", "images", "documents", "reports/workflows"} <= found
    assert any(name.startswith("content") for name in found)


def test_what_is_not_for_editors_is_not_there(person):
    found = menu(person)

    assert not {name for name in found if name.startswith(("settings", "help", "organisation"))}
    assert (
        not {f"reports/{name}" for name in ("site-history", "page-types-usage", "aging-pages", "locked-pages")} & found
    )


def test_only_who_looks_after_people_sees_the_way_there(home):
    organisation = make_founded()

    assert "people" in menu(make_person("sana", organisation, "moderator"))
    assert "people" not in menu(make_person("ali", organisation))


def test_a_superuser_keeps_everything(home):
    found = menu(make_admin())

    assert {"settings", "help", "organisations", "reports/site-history", "settings/workflows"} <= found


def test_a_public_page_knows_nothing_of_the_cms(person):
    lesson = factories.make_lesson()

    page = client_of(person).get(lesson.url).content.decode()

    assert "wagtail" not in page.lower()
