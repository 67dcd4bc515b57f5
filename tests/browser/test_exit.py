"""Leaving at once: the button, Escape twice, and what Back shows then."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser import steps

PAGES = ["/{}/", "/{}/chiragh/m4/", "/{}/chiragh/m4/m4-2/", "/{}/help/"]
EVERY_KIND = [*PAGES, "/{}/join/", "/{}/sign-in/", "/{}/me/", "/{}/leaving/", "/{}/teachers/sign-in/"]

# Tells, frame by frame, whether something of our page is laid out and can be seen, and whether it came from memory.
WATCH = """
if (location.hostname === "127.0.0.1") {
  const look = () => {
    const {body} = document;
    if (body?.checkVisibility({visibilityProperty: true}) && body.innerText.trim()) tell("seen", location.pathname);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  addEventListener("pageshow", ({persisted}) => persisted && tell("kept", location.pathname));
}
"""
TWO_FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
# A moment later, so that the browser has answered us before the page that we asked goes away.
BACK = "void setTimeout(() => history.back(), 250)"
FORWARD = "void setTimeout(() => history.forward(), 250)"


@pytest.fixture(params=[False, True], ids=["fresh pages", "pages kept in memory"])
def watched(request, new_page, chromium, keeping_chromium):
    """A page that writes down which of our pages were seen, and which came back from memory."""
    page = new_page(browser=keeping_chromium if request.param else chromium)
    page.told = {"seen": [], "kept": []}
    page.expose_function("tell", lambda what, path: page.told[what].append(path))
    page.add_init_script(WATCH)
    return page


def visit(page, language):
    for path in PAGES:
        page.goto(path.format(language))
    page.evaluate(TWO_FRAMES)


def press_back_to_the_beginning(page, exit_url):
    """Each Back leads to the neutral page again, until the empty page that this browser began with."""
    assert page.told["seen"], "The watcher sees nothing, so it would prove nothing."
    page.told["seen"].clear()
    for _page in PAGES[:-1]:
        with page.expect_event("framenavigated", lambda frame: frame.url == exit_url):
            page.evaluate(BACK)
        page.wait_for_load_state()
        page.evaluate(TWO_FRAMES)
        assert json.loads(page.locator("body").text_content())["status"] == "ok"
    page.go_back()
    assert page.url == "about:blank"
    assert page.told["seen"] == []


def test_after_the_exit_back_shows_none_of_our_pages(watched, language, exit_url):
    visit(watched, language)
    watched.locator("a.exit").click()
    watched.wait_for_url(exit_url)
    press_back_to_the_beginning(watched, exit_url)


def test_escape_twice_leaves_and_back_shows_none_of_our_pages(watched, language, exit_url):
    visit(watched, language)
    watched.keyboard.press("Escape")
    watched.keyboard.press("Escape")
    watched.wait_for_url(exit_url)
    press_back_to_the_beginning(watched, exit_url)


def test_forward_shows_none_of_our_pages_either(watched, language, exit_url):
    visit(watched, language)
    watched.go_back(wait_until="commit")
    watched.evaluate(TWO_FRAMES)
    watched.locator("a.exit").click()
    watched.wait_for_url(exit_url)
    watched.told["seen"].clear()
    with watched.expect_event("framenavigated", lambda frame: frame.url == exit_url):
        watched.evaluate(FORWARD)
    watched.wait_for_load_state()
    watched.evaluate(TWO_FRAMES)
    assert watched.told["seen"] == []


def test_this_browser_does_keep_pages_in_memory(new_page, keeping_chromium, language):
    """Else the tests above would prove nothing about a phone; without an exit a kept page is shown again."""
    page = new_page(browser=keeping_chromium)
    page.told = {"seen": [], "kept": []}
    page.expose_function("tell", lambda what, path: page.told[what].append(path))
    page.add_init_script(WATCH)
    visit(page, language)
    page.told["seen"].clear()
    page.go_back(wait_until="commit")
    expect(page).to_have_url(re.compile(PAGES[-2].format(language)))
    page.evaluate(TWO_FRAMES)
    assert page.told == {"kept": [PAGES[-2].format(language)], "seen": page.told["seen"]}
    assert page.told["seen"]


def test_escape_once_says_what_a_second_one_does_and_stays(new_page, language, exit_url):
    page = new_page()
    page.goto(f"/{language}/")
    word = page.locator("[data-exit-word]")
    page.keyboard.press("Escape")
    assert word.text_content().strip()
    expect(word).to_have_text("")
    page.keyboard.press("Escape")
    assert word.text_content().strip()
    assert page.url != exit_url


def test_whoever_comes_back_by_the_address_reads_on(new_page, language, exit_url):
    page = new_page()
    visit(page, language)
    page.locator("a.exit").click()
    page.wait_for_url(exit_url)
    page.goto(f"/{language}/")
    assert page.locator("h1").first.is_visible()
    steps.follow(page, page.locator("main .module a").first)
    page.go_back()
    assert page.locator("h1").first.is_visible()


def test_the_exit_works_while_a_quiz_is_under_way(new_page, language, exit_url):
    page = new_page()
    steps.start_quiz(page, language)
    steps.answer(page, language, rightly=True)
    page.locator("a.exit").click()
    page.wait_for_url(exit_url)
    with page.expect_event("framenavigated", lambda frame: frame.url == exit_url):
        page.evaluate(BACK)


@pytest.mark.parametrize("path", EVERY_KIND)
def test_without_javascript_the_exit_is_a_plain_link_on_every_page(new_page, language, exit_url, path):
    page = new_page(script=False)
    page.goto(path.format(language))
    button = page.locator("a.exit")
    box = button.bounding_box()
    assert button.get_attribute("href") == exit_url
    assert min(box["width"], box["height"]) >= 48
    button.click()
    page.wait_for_url(exit_url)


def test_the_exit_stays_in_its_corner_while_one_scrolls(new_page, language):
    page = new_page()
    page.goto(steps.LESSON.format(language=language))
    before = page.locator("a.exit").bounding_box()
    page.mouse.wheel(0, 1500)
    expect(page.locator("main h1")).not_to_be_in_viewport()
    after = page.locator("a.exit").bounding_box()
    assert (before["x"], before["y"]) == (after["x"], after["y"])


def test_leaving_is_noted_nowhere(new_page, language, exit_url, site):
    """No request goes to us but the one for the neutral page, and that one says not where it comes from."""
    page = new_page()
    page.goto(steps.LESSON.format(language=language))
    asked = []
    page.on("request", lambda request: asked.append(request))
    page.locator("a.exit").click()
    page.wait_for_url(exit_url)
    # A picture of the page may still be on its way.
    assert [r.url for r in asked if r.url.startswith(site) and "/static/" not in r.url] == []
    neutral = next(request for request in asked if request.url == exit_url)
    assert "referer" not in neutral.all_headers()
