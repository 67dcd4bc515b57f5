"""What is wrong with a page: axe-core's findings, whether it is wider than the narrowest phone, what a glance tells."""

from pathlib import Path
from urllib.parse import urlsplit

from tests.browser.conftest import DESKTOP, PHONE

# What axe asks of the browser, and is told something that misleads it. A font is one of icons, and its text left out,
# when a picture of a word differs from one of its first letter: so does Nastaliq, all of whose letters join; without
# pictures every font is one of letters. And where colours are forced, Chromium does not tell of the one that fills
# letters; here it is always that of the text.
MISLED = """(() => {
  CanvasRenderingContext2D.prototype.getImageData = (left, top, width, height) =>
    ({data: new Uint8ClampedArray(4 * Math.ceil(width) * Math.ceil(height)).fill(1)});
  const told = CSSStyleDeclaration.prototype.getPropertyValue;
  CSSStyleDeclaration.prototype.getPropertyValue = function (name) {
    return told.call(this, name === "-webkit-text-fill-color" ? "color" : name);
  };
})();"""
AXE = (Path(__file__).parent / "axe/axe.min.js").read_text(encoding="utf-8") + MISLED
RUN = """async () => {
  // A page that went to an error has things behind the bar that stays.
  scrollTo(0, 0);
  const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const {violations} = await axe.run(document, {runOnly: {type: "tag", values}, resultTypes: ["violations"]});
  return violations.flatMap(({id, nodes}) => nodes.map(({html, failureSummary}) =>
    `${id}: ${html.slice(0, 200)} (${failureSummary.replace(/\\s+/g, " ").slice(0, 300)})`));
}"""
NARROWEST = {"width": 320, "height": 568}
# None of these may be read in a title, an address or a history list, in either language.
TELLING = """
    abuse harass blackmail sextort leak nude porn sex rape assault victim consent private privacy intimate revenge
    cyber crime threat danger report police violence suicide
    ہراس بلیک لیک فحش برہنہ جنسی زیادتی ریپ متاثر رضامندی پرائیویسی ذاتی نجی جرم سائبر دھمکی خطر تشدد رپورٹ پولیس خودکش
""".split()


# Every page is seen in both sizes and both schemes; which goes with which takes turns, for axe takes its time.
TURNS = [[(PHONE, "light"), (DESKTOP, "dark")], [(PHONE, "dark"), (DESKTOP, "light")]]

OTHERWISE = {
    "paper": {"media": "print", "forced_colors": "none"},
    "forced colours": {"media": "screen", "forced_colors": "active"},
}


def look_at(page, turn=0):
    """Return what is wrong with the page that is shown, in both schemes and both sizes, and at 320 pixels."""
    found = set()
    page.evaluate(AXE)
    for viewport, scheme in TURNS[turn % 2]:
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found |= {f"{viewport['width']} {scheme}: {problem}" for problem in page.evaluate(RUN)}
    page.set_viewport_size(NARROWEST)
    page.emulate_media(color_scheme="light")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        found.add(f"320: {wide} px wider than the screen")
    page.set_viewport_size(PHONE)
    return sorted(found)


def what_is_told(page):
    """Return which words of the title or the address would tell in a history list what is read here."""
    title = page.title()
    if not title:
        return {"no title"}
    # Every site has a page on what it keeps, and it is called so.
    shown = f"{urlsplit(page.url).path} {title}".lower().replace("/privacy/", "/")
    return {f"“{title}” at {page.url} tells “{word}”" for word in TELLING if word in shown}


def look_otherwise(page):
    """Return what axe finds on the page that is shown, on paper and in forced colours."""
    page.evaluate(AXE)
    found = []
    for name, change in OTHERWISE.items():
        page.emulate_media(reduced_motion="reduce", **change)
        found += [f"{name}: {problem}" for problem in page.evaluate(RUN)]
    page.emulate_media(media="screen", forced_colors="none")
    return found


def look_along(page, names, also=lambda page: set()):
    """Look at each page on the way that `names` goes; returns how many there were, and what is wrong by their name.

    `also` finds more: `what_is_told`, where a learner's own phone notes in its history what was read.
    """
    problems = {name: look_at(page, turn) + sorted(also(page)) for turn, name in enumerate(names)}
    return len(problems), {name: found for name, found in problems.items() if found}
