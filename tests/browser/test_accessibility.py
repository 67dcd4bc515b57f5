"""axe-core finds nothing on any page, in both languages, light and dark, on a phone and on a desk, on paper and in
forced colours; and no page is wider than the narrowest phone, breaks a rule of its own, asks for anything elsewhere, or
tells in a title or an address what it is about. What a teacher sees: test_teacher_accessibility.py.
"""

from zlib import crc32

import pytest

from tests.browser import site_map
from tests.browser.conftest import DESKTOP
from tests.browser.ink import style
from tests.browser.looking import look_along, look_at, what_is_told


def opened(page, paths):
    for path in paths:
        page.goto(path)
        yield path


@pytest.mark.parametrize("part", range(4))
def test_public_pages(watched, site, language, part):
    page, wrong = watched
    paths = site_map.public_pages(site, language)
    assert len(paths) > 30
    _count, problems = look_along(
        page, opened(page, [path for path in paths if crc32(path.encode()) % 4 == part]), what_is_told
    )
    assert problems == {}
    assert wrong == []


PALE = {
    "360 light": "h2 { color: #bbb }",
    "paper": "@media print { .choice__say { color: #bbb } }",
    "forced colours": "@media (forced-colors: active) { h2 { color: #bbb; forced-color-adjust: none } }",
}


@pytest.mark.parametrize("way", PALE)
def test_pale_letters_are_found_in_nastaliq_too_and_inside_what_is_folded(new_page, way):
    page = new_page()
    page.goto("/ur/chiragh/m4/m4-3/")
    page.evaluate("document.fonts.load('20px \"Chiragh Nastaliq\"', 'س').then(() => null)")
    assert look_at(page) == []
    style(page, PALE[way])
    assert any(problem.startswith(f"{way}: color-contrast") for problem in look_at(page))


@pytest.mark.parametrize("part", site_map.LEARNER_PARTS)
def test_what_a_learner_sees(watched, language, part):
    page, wrong = watched
    count, problems = look_along(page, part(page, language), what_is_told)
    assert count > 4
    assert problems == {}
    assert wrong == []


def test_what_a_phone_shows_without_a_network(new_page, language):
    page = new_page()
    count, problems = look_along(page, site_map.offline_pages(page, language), what_is_told)
    assert count > 4
    assert problems == {}


def test_every_page_begins_with_a_way_to_its_content(new_page, site, language):
    page = new_page(viewport=DESKTOP)
    page.goto(f"/{language}/help/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
