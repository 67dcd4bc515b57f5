"""axe-core finds nothing on any page, in both languages, light and dark, on a phone and on a desk; and no page is
wider than the narrowest phone."""

from pathlib import Path

import pytest

from tests.browser import site_map
from tests.browser.conftest import DESKTOP, PHONE

AXE = (Path(__file__).parent / "axe/axe.min.js").read_text(encoding="utf-8")
RUN = """async () => {
  const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const {violations} = await axe.run(document, {runOnly: {type: "tag", values}, resultTypes: ["violations"]});
  return violations.flatMap(({id, nodes}) => nodes.map(({html, failureSummary}) =>
    `${id}: ${html.slice(0, 200)} (${failureSummary.replace(/\\s+/g, " ").slice(0, 300)})`));
}"""
NARROWEST = {"width": 320, "height": 568}


def look_at(page):
    """Return what is wrong with the page that is shown, in both schemes and both sizes, and at 320 pixels."""
    found = set()
    page.evaluate(AXE)
    for viewport in (PHONE, DESKTOP):
        page.set_viewport_size(viewport)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found |= {f"{viewport['width']} {scheme}: {problem}" for problem in page.evaluate(RUN)}
    page.set_viewport_size(NARROWEST)
    page.emulate_media(color_scheme="light")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        found.add(f"320: {wide} px wider than the screen")
    page.set_viewport_size(PHONE)
    return sorted(found)


@pytest.mark.parametrize("part", range(4))
def test_public_pages(new_page, site, language, part):
    page = new_page()
    paths = site_map.public_pages(site, language)
    assert len(paths) > 30
    problems = {}
    for path in paths[part::4]:
        page.goto(path)
        problems[path] = look_at(page)
    assert {path: found for path, found in problems.items() if found} == {}


def test_what_a_learner_sees(new_page, language):
    page = new_page()
    problems = {name: look_at(page) for name in site_map.learner_pages(page, language)}
    assert len(problems) > 15
    assert {name: found for name, found in problems.items() if found} == {}


def test_what_a_teacher_sees(new_page, language):
    page = new_page()
    problems = {name: look_at(page) for name in site_map.teacher_pages(page, language)}
    assert len(problems) > 10
    assert {name: found for name, found in problems.items() if found} == {}


def test_every_page_begins_with_a_way_to_its_content(new_page, site, language):
    page = new_page(viewport=DESKTOP)
    page.goto(f"/{language}/help/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
