"""What is wrong with a page: axe-core's findings, whether it is wider than the narrowest phone, what a glance tells."""

from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.ink import style

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
TELL = """const tell = ({violations}) => violations.flatMap(({id, nodes}) => nodes.map(({html, failureSummary}) =>
  `${id}: ${html.slice(0, 200)} (${failureSummary.replace(/\\s+/g, " ").slice(0, 300)})`));"""
RUN = f"""async (options) => {{
  {TELL}
  // A page that went to an error has things behind the bar that stays.
  scrollTo(0, 0);
  return tell(await axe.run(document, {{...options, resultTypes: ["violations"]}}));
}}"""
# Wagtail's editor of rich text, which has no name for the ear.
WAGTAILS = ".public-DraftEditor-content"
RUN_IN_PART = f"""async ([css, runOnly]) => {{
  {TELL}
  const part = {{include: [[css]], exclude: [["{WAGTAILS}"]]}};
  return tell(await axe.run(part, {{runOnly, resultTypes: ["violations"]}}));
}}"""
# The rules about colours, for those parts with text of which nothing is known yet that has their classes and colours,
# and stands in parts with the same ones down to the ground of the page.
COLOURS_OF_NEW_KINDS = f"""async ([values, known]) => {{
  {TELL}
  const kinds = new Map(), isKnown = new Set(known), found = [];
  const kind = (one) => {{
    if (!one) return "";
    if (!kinds.has(one)) {{
      const {{color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight, textDecorationLine}} =
        getComputedStyle(one);
      const looks = [color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight, textDecorationLine];
      kinds.set(one, `${{kind(one.parentElement)}}/${{one.tagName}} ${{one.getAttribute("class")}} ${{looks}}`);
    }}
    return kinds.get(one);
  }};
  const hash = (text) => [...text].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) | 0, 7);
  for (const one of document.querySelectorAll("body *")) {{
    const hasText = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!(hasText || one.matches("input, select, textarea")) || !one.checkVisibility()) continue;
    const name = hash(kind(one));
    if (isKnown.has(name)) continue;
    isKnown.add(name);
    found.push(one);
  }}
  if (!found.length) return [[], known];
  const options = {{runOnly: {{type: "rule", values}}, resultTypes: ["violations"]}};
  return [tell(await axe.run({{include: found}}, options)), [...isKnown]];
}}"""
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
    "paper": {"media": "print", "forced_colors": "none", "color_scheme": "light"},
    "forced colours": {"media": "screen", "forced_colors": "active", "color_scheme": "light"},
}
COLOURS = ["color-contrast", "link-in-text-block"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ALL_OTHERS = {
    "runOnly": {"type": "tag", "values": [*WCAG, "best-practice"]},
    "rules": dict.fromkeys(COLOURS, {"enabled": False}),
}
HEADINGS = {"runOnly": {"type": "rule", "values": ["empty-heading", "heading-order"]}}
# Of a group of which one is open at a time, all are opened, as on paper; the page's own script would close them.
UNFOLD = """() => {
  window.stopToggle = (event) => event.stopImmediatePropagation();
  addEventListener("toggle", window.stopToggle, true);
  for (const fold of document.querySelectorAll("details:not([open])")) {
    fold.dataset.folded = fold.getAttribute("name") ?? "";
    fold.removeAttribute("name");
    fold.open = true;
  }
}"""
FOLD = """() => {
  removeEventListener("toggle", window.stopToggle, true);
  for (const fold of document.querySelectorAll("details[data-folded]")) {
    fold.open = false;
    if (fold.dataset.folded) fold.setAttribute("name", fold.dataset.folded);
    delete fold.dataset.folded;
  }
}"""


@contextmanager
def unfolded(page):
    """Meanwhile all that is folded on the page is open."""
    page.evaluate(UNFOLD)
    try:
        yield page
    finally:
        page.evaluate(FOLD)


def look_at(page, turn=0, known=None):
    """Return what is wrong with the page that is shown: in both schemes and both sizes, at 320 pixels, and otherwise.

    In the first size and scheme of a turn the page is as it comes, in all others what is folded is open. `known`, a
    dict, remembers from page to page which kinds of text axe has looked at: the same classes and colours, down to the
    ground of the page, have the same contrast, and to ask axe once saves most of its time.
    """
    known = {} if known is None else known
    page.evaluate(AXE)
    as_it_comes, opened = TURNS[turn % 2]
    found = _look_in(page, *as_it_comes, known)
    with unfolded(page):
        found |= _look_in(page, *opened, known)
        page.set_viewport_size(NARROWEST)
        page.emulate_media(color_scheme="light")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            found.add(f"320: {wide} px wider than the screen")
        page.set_viewport_size(PHONE)
        found |= _look_otherwise(page, known)
    return sorted(found)


def _look_in(page, viewport, scheme, known):
    page.set_viewport_size(viewport)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    name = f"{viewport['width']} {scheme}"
    return {f"{name}: {problem}" for problem in page.evaluate(RUN, ALL_OTHERS) + _colours(page, name, known)}


def _look_otherwise(page, known):
    """Return what axe finds on paper and in forced colours, by the rules that can answer otherwise there.

    These are the rules about colours, and of paper those about headings, of which it may hide some. All others ask how
    the page is made: what is hidden takes its findings with it, and what only paper shows is a line of text above the
    results of a class, and what was folded, which is open here. (With all rules run on public pages in all three ways,
    no other rule answered otherwise of anything that was seen.)
    """
    found = set()
    for name, change in OTHERWISE.items():
        page.emulate_media(reduced_motion="reduce", **change)
        problems = _colours(page, name, known)
        if name == "paper":
            problems += page.evaluate(RUN, HEADINGS)
        found |= {f"{name}: {problem}" for problem in problems}
    page.emulate_media(media="screen", forced_colors="none")
    return found


def _colours(page, name, known):
    """Return what is wrong with colours that are new to `known` under this name, and make them known."""
    problems, known[name] = page.evaluate(COLOURS_OF_NEW_KINDS, [COLOURS, known.get(name, [])])
    return problems


def look_at_part(page, css):
    """Return what axe finds in a part of the page by the rules of WCAG 2.2 AA, in both schemes.

    On paper and in forced colours these are the rules about colours; `_look_otherwise` says why they are enough.
    """
    page.evaluate(AXE)
    style(page, "* { transition: none !important; }")  # else colours are still on their way from one scheme to another
    schemes = {scheme: {"color_scheme": scheme} for scheme in ("light", "dark")}
    found = set()
    for name, change in (schemes | OTHERWISE).items():
        rules = {"type": "tag", "values": WCAG} if name in schemes else {"type": "rule", "values": COLOURS}
        page.emulate_media(reduced_motion="reduce", **change)
        found |= {f"{name}: {problem}" for problem in page.evaluate(RUN_IN_PART, [css, rules])}
    page.emulate_media(media="screen", forced_colors="none")
    return sorted(found)


def what_is_told(page):
    """Return which words of the title or the address would tell in a history list what is read here."""
    title = page.title()
    if not title:
        return {"no title"}
    # Every site has a page on what it keeps, and it is called so.
    shown = f"{urlsplit(page.url).path} {title}".lower().replace("/privacy/", "/")
    return {f"“{title}” at {page.url} tells “{word}”" for word in TELLING if word in shown}


def look_along(page, names, also=lambda page: set()):
    """Look at each page on the way that `names` goes; returns how many there were, and what is wrong by their name.

    `also` finds more: `what_is_told`, where a learner's own phone notes in its history what was read.
    """
    known = {}
    problems = {name: look_at(page, turn, known) + sorted(also(page)) for turn, name in enumerate(names)}
    return len(problems), {name: found for name, found in problems.items() if found}
