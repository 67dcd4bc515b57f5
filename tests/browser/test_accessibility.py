"""axe-core finds nothing on any page, in both languages, light and dark, on a phone and on a desk; and no page is
wider than the narrowest phone. What a teacher sees: test_teacher_accessibility.py.
"""

import pytest

from tests.browser import site_map
from tests.browser.conftest import DESKTOP
from tests.browser.looking import look_along


def opened(page, paths):
    for path in paths:
        page.goto(path)
        yield path


@pytest.mark.parametrize("part", range(4))
def test_public_pages(new_page, site, language, part):
    page = new_page()
    paths = site_map.public_pages(site, language)
    assert len(paths) > 30
    _count, problems = look_along(page, opened(page, paths[part::4]))
    assert problems == {}


@pytest.mark.parametrize("part", site_map.LEARNER_PARTS)
def test_what_a_learner_sees(new_page, language, part):
    page = new_page()
    count, problems = look_along(page, part(page, language))
    assert count > 8
    assert problems == {}


def test_every_page_begins_with_a_way_to_its_content(new_page, site, language):
    page = new_page(viewport=DESKTOP)
    page.goto(f"/{language}/help/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
