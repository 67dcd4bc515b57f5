"""Who answers for a module: named on it, with a page that says who they are."""

import pytest
from bs4 import BeautifulSoup

from tests.factories import make_module, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(home):
    page = make_organisation("roshni")
    page.heading_en, page.heading_ur = "Roshni Trust", "روشنی ٹرسٹ"
    page.summary_en = "We teach in six towns."
    page.save_revision().publish()
    return page


def main(client, path):
    return BeautifulSoup(client.get(path).content, "html.parser").find("main")


@pytest.mark.parametrize(("language", "name"), [("en", "Roshni Trust"), ("ur", "روشنی ٹرسٹ")])
def test_a_module_leads_to_its_publisher(client, section, language, name):
    module = make_module(section)

    link = main(client, f"/{language}/roshni/{module.slug}/").find("a", href=f"/{language}/roshni/")

    assert link.get_text(strip=True) == name


def test_a_publisher_whose_page_is_a_draft_is_not_named(client, section):
    module = make_module(section)
    section.unpublish()

    page = main(client, f"/en/roshni/{module.slug}/")

    assert page.find("a", href="/en/roshni/") is None
    assert "Roshni Trust" not in page.get_text()


def test_the_page_says_who_they_are_what_they_publish_and_how_it_may_be_used(client, section):
    make_module(section, heading_en="Your own lamp", licence="CC BY 4.0")
    make_module(section, heading_en="Strong locks", licence="CC BY-SA 4.0")
    make_module(section, heading_en="Half written", licence="Secret", live=False)

    words = main(client, "/en/roshni/").get_text(" ", strip=True)

    for part in (
        "Roshni Trust",
        "We teach in six towns.",
        "Your own lamp",
        "Strong locks",
        "CC BY 4.0",
        "CC BY-SA 4.0",
    ):
        assert part in words
    assert "Half written" not in words
    assert "Secret" not in words


def test_what_is_written_in_one_language_is_shown_in_the_other_and_marked(client, section):
    section.body = [("text", {"en": "<p>Twelve teachers work with us.</p>", "ur": ""})]
    section.save_revision().publish()

    page = main(client, "/ur/roshni/")

    part = next(tag for tag in page.find_all(attrs={"lang": "en"}) if "Twelve teachers" in tag.text)
    assert part["dir"] == "ltr"
    assert page.find(attrs={"data-fallback-notice": True}) is not None


def test_the_name_costs_a_cached_page_nothing(client, section, django_assert_max_num_queries):
    module = make_module(section)
    client.get(f"/en/roshni/{module.slug}/")

    with django_assert_max_num_queries(2):
        client.get(f"/en/roshni/{module.slug}/")
