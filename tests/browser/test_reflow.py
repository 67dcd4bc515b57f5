"""Pages under other conditions: enlarged four times, a finger instead of a pointer, no motion, forced colours."""

import pytest

from tests.browser import site_map, steps, stories
from tests.browser.conftest import PHONE
from tests.browser.keys import RING

# 1280 × 1024 enlarged four times, as WCAG 2.2 (1.4.10) asks; as wide as the narrowest phone.
ENLARGED = {"width": 320, "height": 256}
LOOKS = {"sideways", "small targets", "small buttons", "moves", "focus in forced colours"}

SIDEWAYS = """() => {
  const {scrollWidth, clientWidth} = document.documentElement;
  return scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} px`] : [];
}"""
# A box belongs to its label, a link may cover its card; in a sentence it is as high as the line (WCAG 2.2, 2.5.8).
SMALL = """([selector, least]) => [...document.querySelectorAll(selector)].flatMap((element) => {
  if (!element.checkVisibility({visibilityProperty: true}) || element.closest(".hidden, .skip")) return [];
  const inSentence = getComputedStyle(element).display === "inline" &&
    element.parentElement.textContent.trim().length > element.textContent.trim().length + 3;
  if (inSentence) return [];
  let area = element.closest("label") ?? element;
  if (getComputedStyle(element, "::after").position === "absolute") {
    while (getComputedStyle(area).position === "static") area = area.parentElement;
  }
  const {width, height} = area.getBoundingClientRect();
  if (Math.min(width, height) >= least - .5) return [];
  return [`${Math.round(width)} × ${Math.round(height)}: ${element.outerHTML.slice(0, 140)}`];
})"""
TARGETS = "a[href], button, input:not([type=hidden]), select, textarea, summary"
BUTTONS = ".btn, button, summary, [type=submit], .nav a, label.choice, label.option"
MOVES = """() => {
  const found = [], known = new Set();
  for (const element of document.querySelectorAll("body, body *")) {
    const kind = element.tagName + element.getAttribute("class");
    if (known.has(kind)) continue;
    known.add(kind);
    for (const part of [null, "::before", "::after"]) {
      const style = getComputedStyle(element, part);
      if (style.animationName !== "none" || /[1-9]/.test(style.transitionDuration) || style.scrollBehavior !== "auto") {
        found.push(kind + (part ?? ""));
      }
    }
  }
  if (document.getAnimations().length) found.push("an animation runs");
  return found;
}"""
UNRINGED = f"""(selector) => [...document.querySelectorAll(selector)].flatMap((element) => {{
  if (element.disabled || !element.checkVisibility({{visibilityProperty: true}})) return [];
  element.focus();
  return ({RING})(element) ? [] : [element.outerHTML.slice(0, 140)];
}})"""


def conditions(page):
    """Return what is wrong with the page that is shown, by what was looked at."""
    page.emulate_media(reduced_motion="reduce", forced_colors="none")
    page.set_viewport_size(ENLARGED)
    found = {"sideways": page.evaluate(SIDEWAYS)}
    page.set_viewport_size(PHONE)
    found["small targets"] = page.evaluate(SMALL, [TARGETS, 24])
    found["small buttons"] = page.evaluate(SMALL, [BUTTONS, 48])
    found["moves"] = page.evaluate(MOVES)
    page.emulate_media(forced_colors="active")
    page.keyboard.press("Tab")
    found["focus in forced colours"] = page.evaluate(UNRINGED, TARGETS)
    page.emulate_media(forced_colors="none")
    return found


def walk(page, names):
    """Look at each page on the way that `names` goes; returns what is wrong by what was looked at and by page."""
    problems = {look: {} for look in LOOKS}
    for name in names:
        for look, found in conditions(page).items():
            if found:
                problems[look][name] = found[:4]
    return problems


@pytest.fixture(scope="module", params=["ur", "en"])
def seen(request, launched, site):
    """What is wrong on the public pages and in a quiz and a scenario, in one language; found in one walk."""
    context = launched().new_context(base_url=site, viewport=PHONE)
    context.set_default_timeout(20_000)
    yield walk(context.new_page(), _way(context.pages[0], site, request.param))
    context.close()


def _way(page, site, language):
    paths = site_map.public_pages(site, language)
    assert len(paths) > 30
    for path in paths:
        page.goto(path)
        yield path
    steps.start_quiz(page, language)
    yield "a question"
    steps.answer(page, language, rightly=False)
    yield "words about an answer"
    stories.start(page, f"/{language}/chiragh/m4/m4-s/")
    yield "a step of a scenario"
    page.locator("[data-choose] button").first.click()
    page.locator("a[data-on]").wait_for()
    yield "what came of a choice"


@pytest.mark.parametrize("look", sorted(LOOKS))
def test_no_page_of_a_reader(seen, look):
    assert seen[look] == {}


@pytest.fixture
def results(new_page, language):
    page = new_page()
    steps.sign_in_with_password(page, language, "teacher")
    page.goto(f"{steps.open_class(page, language)}results/")
    return page


def test_the_results_of_a_class_fit_and_can_be_hit(results):
    found = conditions(results)
    assert {look: found[look] for look in LOOKS - {"small buttons"}} == dict.fromkeys(LOOKS - {"small buttons"}, [])


# How an element looks with all colours forced, apart from what it says.
LOOK = """(element) => {
  const {borderTopWidth, borderTopStyle, borderTopColor, outlineStyle, outlineWidth} = getComputedStyle(element);
  return [borderTopWidth, borderTopStyle, borderTopColor, outlineStyle, outlineWidth];
}"""


def test_what_is_chosen_can_be_told_in_forced_colours(new_page, language):
    page = new_page(forced_colors="active", reduced_motion="reduce")
    page.goto(steps.LESSON.format(language=language))
    cards = page.locator("main details.choice")
    cards.first.locator("summary").click()
    page.mouse.move(0, 0)
    assert cards.first.evaluate(LOOK) != cards.nth(1).evaluate(LOOK)

    steps.start_quiz(page, language)
    cards = page.locator("label.choice")
    cards.first.click()
    page.locator("h1.q").click()
    assert cards.first.evaluate(LOOK) != cards.nth(1).evaluate(LOOK)
    steps.submit(page)
    mine, other = page.locator(".choice--mine").first, page.locator(".choice--quiet").first
    page.locator("main details summary").first.click()
    assert mine.evaluate(LOOK) != other.evaluate(LOOK)


def test_where_one_is_can_be_told_in_forced_colours(results):
    results.emulate_media(forced_colors="active")
    here = results.locator(".nav [aria-current], .tabs [aria-current]").first
    mark = (
        "element => getComputedStyle(element, '::before').backgroundColor + getComputedStyle(element).borderBottomWidth"
    )
    beside = results.locator(".nav a:not([aria-current]), .tabs a:not([aria-current])").first
    assert here.evaluate(mark) != beside.evaluate(mark)
