"""What is wrong with a page: axe-core's findings, and whether it is wider than the narrowest phone."""

from pathlib import Path

from tests.browser.conftest import DESKTOP, PHONE

AXE = (Path(__file__).parent / "axe/axe.min.js").read_text(encoding="utf-8")
RUN = """async () => {
  // A page that went to an error has things behind the bar that stays.
  scrollTo(0, 0);
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


def look_along(page, names):
    """Look at each page on the way that `names` goes; returns how many there were, and what is wrong by their name."""
    problems = {name: look_at(page) for name in names}
    return len(problems), {name: found for name, found in problems.items() if found}
