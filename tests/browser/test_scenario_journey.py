"""A learner plays the cricket group badly, puts it right, asks “what if”, and ends with their own choices."""

import re

import pytest

from tests.browser import steps
from tests.browser.stories import choices_of, play_to_the_end, start, story

SCENARIO = "/{language}/chiragh/m4/m4-s/"


def test_whoever_plays_badly_can_repair_and_try_what_if(new_page, language, script):
    page = new_page(script=script, reduced_motion="reduce")
    start(page, SCENARIO.format(language=language))

    path = play_to_the_end(page, language, prefer=["harms", "repair"])

    assert any(choice["rating"] == "harms" for choice in path)
    assert any(choice["kind"] == "repair" for choice in path)
    text = steps.squeeze(steps.main(page).text_content())
    for choice in path:
        assert steps.squeeze(choice["text"][language]) in text
        assert steps.squeeze(choice["affected"][language]) in text
    assert page.locator("main a[href^='tel:']").count() >= 1

    # What if the first decision had been another?
    with page.expect_navigation():
        page.locator("main .path form button").first.click()
    assert re.search(r"/runs/[0-9a-f-]+/1/$", page.url)
    again = play_to_the_end(page, language, prefer=["protects"])

    assert again[0]["text"] != path[0]["text"]
    text = steps.squeeze(steps.main(page).text_content())
    assert steps.squeeze(again[0]["text"][language]) in text
    page.goto(SCENARIO.format(language=language))
    assert page.locator("main .tag--done").count() == 1


def test_a_story_is_gone_on_with_where_it_was_left(new_page, language):
    page = new_page(reduced_motion="reduce")
    start(page, SCENARIO.format(language=language))
    first = choices_of(page, language)[0]
    page.locator("[data-choose] button").first.click()
    page.locator("a[data-on]").wait_for()

    page.goto(SCENARIO.format(language=language))
    steps.follow(page, page.locator("main a[href*='/runs/']"))

    assert "/2/" in page.url
    assert first["text"][language] not in page.locator("[data-choose]").text_content()


def test_messages_come_one_by_one_and_a_tap_shows_the_rest(new_page):
    page = new_page()
    start(page, SCENARIO.format(language="ur"))
    messages = len(story("m4-s")["steps"]["drop"]["messages"])
    page.locator(".msg--typing").first.wait_for()
    assert page.locator("[data-choose]").is_hidden()

    page.locator(".chat__head").click()

    page.locator("[data-choose]").wait_for(state="visible")
    assert page.locator("[data-log] > li").count() == messages
    assert page.locator(".msg--typing").count() == 0


def test_whoever_asked_for_less_motion_never_waits(new_page):
    page = new_page(reduced_motion="reduce")
    start(page, SCENARIO.format(language="ur"))

    assert page.locator("[data-choose]").is_visible()
    assert page.locator(".msg--typing").count() == 0


def test_with_javascript_the_chat_goes_on_in_one_page(new_page, language):
    page = new_page(reduced_motion="reduce")
    start(page, SCENARIO.format(language=language))
    page.evaluate("window.samePage = true")
    before = page.locator("[data-log] > li").count()
    page.locator("[data-choose] button").first.click()
    page.locator("a[data-on]").wait_for()
    page.locator("a[data-on]").click()
    page.locator("[data-choose]").wait_for()

    assert page.evaluate("window.samePage") is True
    assert page.locator("[data-log] > li").count() > before + 1
    assert "/2/" in page.url


def test_an_impatient_tap_tells_nothing_twice(new_page):
    page = new_page()
    start(page, SCENARIO.format(language="ur"))
    page.keyboard.press("Space")
    page.locator("[data-choose] button").first.click()
    page.locator("a[data-on]").wait_for()

    page.evaluate("for (let taps = 0; taps < 3; taps += 1) document.querySelector('a[data-on]').click()")
    page.locator("[data-choose]").wait_for()

    lines = page.locator("[data-log] > li").evaluate_all("lines => lines.map((line) => line.dataset.line)")
    assert len(lines) == len(set(lines))
    page.locator("[data-choose] button").first.click()
    page.locator("a[data-on]").wait_for()
    assert page.locator("[id=chosen]").count() == 1


def test_any_key_shows_the_rest(new_page):
    page = new_page()
    start(page, SCENARIO.format(language="ur"))
    messages = len(story("m4-s")["steps"]["drop"]["messages"])
    page.locator(".msg--typing").first.wait_for()
    page.keyboard.press("Shift")

    page.wait_for_function(
        "(count) => document.querySelectorAll('[data-log] > li').length === count", arg=messages, timeout=1000
    )
    page.locator("[data-choose]").wait_for(state="visible", timeout=1000)


def test_a_choice_without_network_is_not_lost(new_page):
    page = new_page(reduced_motion="reduce")
    start(page, SCENARIO.format(language="ur"))
    page.context.set_offline(True)
    page.locator("[data-choose] button").first.click()
    page.locator("[data-choose] button:not([disabled])").first.wait_for()
    page.context.set_offline(False)

    page.locator("[data-choose] button").first.click()

    page.locator("a[data-on]").wait_for()


@pytest.mark.parametrize("width", [320, 360])
def test_nothing_runs_out_of_a_small_screen(new_page, language, width):
    page = new_page(reduced_motion="reduce", viewport={"width": width, "height": 640})
    start(page, SCENARIO.format(language=language))
    page.locator("[data-choose] button").first.click()
    page.locator("a[data-on]").wait_for()

    assert page.evaluate("document.documentElement.scrollWidth") <= width
