"""Whole journeys with keys alone: the focus is always seen, goes in the order of the page, and nothing holds it."""

import pytest

from tests.browser import keys, steps, stories
from tests.browser.conftest import DESKTOP, PHONE

CODE = "CHRGH7"
KINDS = ["", "chiragh/m4/", "chiragh/m4/m4-2/", "chiragh/m4/m4-s/", "help/", "faq/", "sign-in/", "teachers/sign-up/"]


@pytest.fixture
def page(new_page):
    return new_page(reduced_motion="reduce")


@pytest.mark.parametrize(("language", "viewport"), [("ur", PHONE), ("en", DESKTOP)])
def test_tab_comes_to_every_control_once_in_the_order_of_the_page(new_page, language, viewport):
    page = new_page(reduced_motion="reduce", viewport=viewport)
    for path in KINDS:
        page.goto(f"/{language}/{path}")
        page.locator("[data-keep] [data-part=here], [data-keep] [data-part=go]").or_(
            page.locator("main")
        ).first.wait_for()
        places = keys.tab_over(page)
        assert places == list(range(page.evaluate(keys.STOPS))), path
        assert len(places) > 5


def test_from_the_front_page_to_a_lesson_that_is_done(page, language):
    page.goto(f"/{language}/")
    keys.enter(page, page.locator(f"main a[href$='/{language}/chiragh/m4/']").first)
    keys.enter(page, page.locator("main a[href$='/m4-2/']").first)
    card = page.locator("main details.choice").first
    keys.tab_to(page, card.locator("summary"))
    page.keyboard.press("Enter")
    assert card.locator(".choice__say").is_visible()
    keys.tab_to(page, page.locator("main details.choice summary").nth(1))
    page.keyboard.press("Space")
    assert page.locator("main details.choice[open]").count() == 1
    keys.enter(page, page.locator("main .lesson-after form button"))
    page.goto(f"/{language}/chiragh/m4/")
    assert page.locator("main .activity:has(a[href$='/m4-2/']) .tag--done").count() == 1


def test_the_way_to_the_content_saves_the_bar(page, language):
    page.goto(steps.LESSON.format(language=language))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    keys.see_focus(page)


@pytest.mark.parametrize("language", ["ur"])
def test_a_quiz_to_its_end(page, language):
    page.goto(steps.QUIZ.format(language=language))
    keys.enter(page, page.locator("main form[action*='/activities/'] button[type=submit]").last)
    kinds = set()
    while "/end/" not in page.url:
        kind = keys.answer(page, language, rightly=bool(kinds))
        kinds.add(kind)
        if kind != "reflection":
            keys.enter(page, page.locator("main .quiz__next a"))
    assert {"single", "multiple", "ordering"} <= kinds
    keys.enter(page, page.locator("main a.btn").last)


def test_an_answer_that_is_missing_brings_the_focus_to_what_is_missing(page, language):
    steps.start_quiz(page, language)
    keys.enter(page, page.locator("main form button[type=submit]"))
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    page.keyboard.press("Tab")
    keys.see_focus(page)
    assert page.evaluate("document.activeElement.name") == "choice"


def test_a_scenario_to_an_ending(page, language):
    page.goto(f"/{language}/chiragh/m4/m4-s/")
    keys.enter(page, page.locator("main form[action*='/runs/'] button"))
    turns = 0
    while "/end/" not in page.url:
        ratings = [choice["rating"] for choice in stories.choices_of(page, language)]
        place = next(number for number, rating in enumerate(ratings) if rating != "harms")
        keys.tab_to(page, page.locator("[data-choose] button").nth(place))
        page.keyboard.press("Enter")
        page.locator("a[data-on]").wait_for()
        # What came of it has the focus, so that Tab goes on from there and not from the top.
        assert page.evaluate("document.activeElement.tagName") == "H2"
        keys.tab_to(page, page.locator("a[data-on]"), most=12)
        page.keyboard.press("Enter")
        page.locator("[data-choose], .path").first.wait_for(state="attached")
        turns += 1
    assert turns >= 2
    assert page.locator("main .path").count() == 1


def test_joining_a_class(page, language):
    page.goto(f"/{language}/join/")
    keys.type_into(page, page.locator("input[name=code]"), "XXXXXX")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    # The box keeps what was typed and says what is wrong; the summary of errors leads to it.
    assert page.locator("main [data-focus]").evaluate("element => element === document.activeElement")
    keys.tab_to(page, page.locator("main .summary a").first, most=3)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "code"
    page.keyboard.press("Control+a")
    page.keyboard.type(CODE)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    name = steps.new_name()
    keys.type_into(page, page.locator("main form.form").last.locator("input[name=name]"), name)
    keys.type_into(page, page.locator("main form.form").last.locator("input[name=pin]"), steps.PIN)
    keys.enter(page, page.locator("main form.form").last.locator("button[type=submit]"))
    assert name in steps.main(page).text_content()


@pytest.mark.parametrize("place", ["a field", "an open card", "a link"])
def test_escape_twice_leaves_from_wherever_the_focus_is(page, language, exit_url, place):
    page.goto(f"/{language}/join/" if place == "a field" else steps.LESSON.format(language=language))
    target = {"a field": "input[name=code]", "an open card": "main details.choice summary", "a link": "main a[href]"}
    keys.tab_to(page, page.locator(target[place]).first)
    if place == "an open card":
        page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url(exit_url)


@pytest.mark.parametrize("language", ["en"])
def test_a_teacher_opens_the_results_of_a_learner(new_page, language):
    page = new_page(viewport=DESKTOP, reduced_motion="reduce")
    page.goto(f"/{language}/teachers/sign-in/")
    keys.type_into(page, page.locator("input[name=name]"), "teacher")
    keys.type_into(page, page.locator("input[name=password]"), "chiragh-demo-2026")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto(f"/{language}/classes/")
    keys.enter(page, page.locator("main .list li").filter(has_text=CODE).locator("a").first)
    keys.enter(page, page.locator("a[href$='/results/']").first)
    keys.tab_to(page, page.locator(".scroll.results"))
    first = page.locator(".gridtable tbody a").first
    keys.enter(page, first)
    assert "/results/learners/" in page.url
