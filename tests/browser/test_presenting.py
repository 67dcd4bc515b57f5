"""A teacher presents a lesson and a quiz: keys in both directions, the answer only when asked for, nothing cut off."""

import re

import pytest

from tests.browser import steps

PROJECTOR = {"width": 1280, "height": 720}
HEADINGS = {"m4-2": "پانچ محفوظ قدم", "m4-q": "آپ کا اگلا قدم"}


@pytest.fixture
def present(new_page, language):
    """Return a function that opens a slide of an activity of M4, as its teacher on a projector."""

    def open_slide(slug, number=1, **options):
        page = new_page(viewport=PROJECTOR, **options)
        steps.sign_in_with_password(page, language, "teacher")
        page.goto(f"{steps.open_class(page, language)}teach/")
        links = page.locator("main a[href*='/present/']").evaluate_all("all => all.map(one => one.href)")
        found = next(link for link in links if HEADINGS[slug] in page.request.get(in_urdu(link)).text())
        page.goto(found.replace("/ur/", f"/{language}/") + f"{number}/")
        return page

    return open_slide


def in_urdu(link):
    return re.sub(r"/(ur|en)/classes/", "/ur/classes/", link) + "1/"


def number_of(page):
    return int(re.search(r"/(\d+)/(?:\?.*)?$", page.url)[1])


def press(page, key, number):
    """Press a key and wait until the slide `number` is shown."""
    page.keyboard.press(key)
    page.wait_for_url(re.compile(rf"/{number}/$"))


def test_keys_and_taps_go_on_and_back_in_the_direction_of_the_text(present, language):
    page = present("m4-2")
    forward, backward = ("ArrowLeft", "ArrowRight") if language == "ur" else ("ArrowRight", "ArrowLeft")
    page.evaluate("window.stays = true")
    for key, number in [(forward, 2), (" ", 3), ("PageDown", 4), (backward, 3), ("PageUp", 2), ("Home", 1)]:
        press(page, key, number)
    page.keyboard.press(backward)
    assert number_of(page) == 1
    side = 1200 if language == "en" else 80
    page.mouse.click(side, 360)
    page.wait_for_url(re.compile(r"/2/$"))
    page.mouse.click(1280 - side, 360)
    page.wait_for_url(re.compile(r"/1/$"))
    press(page, "End", page.locator("a[data-last]").get_attribute("href").rstrip("/").rpartition("/")[2])
    # Full screen ends where a page is left: none was.
    assert page.evaluate("window.stays")


def test_the_other_language_opens_on_the_same_slide(present, language):
    page = present("m4-2", 3)
    page.locator("a.lang").click()
    page.wait_for_url(re.compile(rf"/{steps.other(language)}/classes/.*/3/$"))
    assert page.locator("html").get_attribute("dir") == ("ltr" if language == "ur" else "rtl")


def test_the_answer_is_there_only_when_it_is_asked_for_and_hands_are_kept(present, script):
    page = present("m4-q", 2, script=script)
    assert page.locator(".pick--fits").count() == 0
    page.locator("a[href$='/hands/'][data-go]").first.click()
    page.locator("form.counting input[type=number]").first.fill("7")
    if script:
        page.locator(".tally button").nth(3).click()
    page.locator("form.counting button[type=submit]").click()
    page.wait_for_url(re.compile(r"counts=1"))
    assert page.locator(".bar--is").first.text_content().strip() == "7"
    assert not script or page.locator(".bar--is").nth(1).text_content().strip() == "1"
    assert page.locator(".pick--fits").count() == 0
    if script:
        page.keyboard.press("a")
    else:
        page.locator("a[data-answer]").click()
    page.wait_for_url(re.compile(r"answer=1"))
    assert page.locator(".pick--fits").count() == 1


def test_no_slide_of_the_module_leaves_the_screen(present):
    for slug in HEADINGS:
        page = present(slug, script=False)
        over = []
        while True:
            addresses = [page.url]
            if page.locator("a[data-answer]").count():
                addresses.append(f"{page.url}?answer=1")
            following = page.locator("a[data-next]")
            ahead = following.get_attribute("href") if following.count() else ""
            for address in addresses:
                page.goto(address)
                if page.evaluate("document.documentElement.scrollHeight > innerHeight + 2"):
                    over.append(address)
            if not ahead:
                break
            page.goto(ahead)
        assert over == []
