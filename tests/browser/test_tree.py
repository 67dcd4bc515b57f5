"""What a screen reader is told: Chromium's accessibility tree of the pages that matter, kept beside this file.

When a page is meant to change, look at what its tree says now, and keep it by running this file with KEEP_TREES=1.
"""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import steps, stories
from tests.browser.conftest import DESKTOP

KEPT = Path(__file__).parent / "tree"
# What is another number each time: who tries, which row, on which port.
NUMBERS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=localhost:)\d+|(?<=/classes/|/modules/)\d+")


@pytest.fixture
def told(language):
    """Return a function that compares the tree of a part of a page with the one that is kept under a name."""

    def compare(part, name, *, replaced=(), lines=None):
        tree = NUMBERS.sub("0", part.aria_snapshot())
        for text in replaced:
            tree = tree.replace(text, "…")
        tree = "\n".join(tree.splitlines()[:lines]) + "\n"
        path = KEPT / f"{name}.{language}.yml"
        if os.environ.get("KEEP_TREES"):
            path.write_text(tree, encoding="utf-8")
        assert tree == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def page(new_page):
    return new_page(reduced_motion="reduce")


def test_the_front_page(page, language, told):
    page.goto(f"/{language}/")
    told(page.locator("body"), "home")


def test_the_top_of_a_lesson_and_a_check_yourself(page, language, told):
    page.goto(steps.LESSON.format(language=language))
    told(page.locator("main"), "lesson", lines=24)
    ask = page.locator("main .ask").filter(has=page.locator("details.choice")).first
    ask.locator("summary").first.press("Enter")
    told(ask, "check-yourself")


def test_a_question_and_the_words_about_its_answer(page, language, told):
    steps.start_quiz(page, language)
    # The order of the choices is drawn anew for each try.
    texts = sorted((steps.squeeze(c["text"][language]) for c in steps.asked(page)["choices"]), key=len, reverse=True)
    told(page.locator("main"), "question", replaced=texts)
    question, picked = steps.answer(page, language, rightly=True)
    told(page.locator("main"), "feedback", replaced=picked)
    # The focus is on what was chosen, so that the words about it are what is read next.
    assert page.evaluate("document.activeElement.id") == "answer"


def test_a_step_of_a_scenario(page, language, told):
    stories.start(page, f"/{language}/chiragh/m4/m4-s/")
    told(page.locator("main"), "scenario")
    page.locator("[data-choose] button").first.click()
    page.locator("a[data-on]").wait_for()
    told(page.locator("[data-turn]"), "scenario-after")


def test_the_help_page(page, language, told):
    page.goto(f"/{language}/help/")
    told(page.locator("main"), "help", lines=60)


def test_the_join_form_with_an_error(page, language, told):
    steps.submit_empty(page, f"/{language}/join/")
    told(page.locator("main"), "join-error")


def test_the_results_of_a_class(new_page, language, told):
    page = new_page(viewport=DESKTOP)
    steps.sign_in_with_password(page, language, "teacher")
    page.goto(f"{steps.open_class(page, language)}results/")
    told(page.locator(".gridtable thead"), "results-head")
    row = page.locator(".gridtable tbody tr:not(.whole)").first
    cells = row.locator("td").all_text_contents()
    assert all(re.search(r"\w", steps.squeeze(cell)) for cell in cells), "A cell says its mark in words."
    assert page.get_by_role("region", name=page.locator(".gridtable caption").text_content()).count() == 1
    assert page.get_by_role("rowheader").count() >= 30


def test_escape_says_in_a_live_region_what_a_second_one_does(page, language):
    page.goto(f"/{language}/")
    word = page.get_by_role("status").first
    assert word.text_content() == ""
    page.keyboard.press("Escape")
    expect(word).not_to_have_text("")
    assert word.evaluate("element => getComputedStyle(element).display") != "none"


def test_messages_of_a_story_are_added_to_a_log(page, language):
    stories.start(page, f"/{language}/chiragh/m4/m4-s/")
    log = page.get_by_role("log")
    lines = log.get_by_role("listitem").count()
    assert log.get_attribute("aria-live") == "polite"
    log.evaluate("element => (window.sameLog = element)")
    page.locator("[data-choose] button").first.click()
    page.locator("a[data-on]").wait_for()
    # The same element has more lines: only then are the new ones read out.
    assert log.evaluate("element => element === window.sameLog")
    assert log.get_by_role("listitem").count() > lines


def test_moving_a_line_is_told(page, language):
    steps.start_quiz(page, language)
    while not page.locator("[data-ordering]").count():
        question, _picked = steps.answer(page, language, rightly=True)
        if question["reveals"] != "reflection":
            steps.go_on(page)
    page.locator("[data-ordering] > li").last.locator("button").first.press("Enter")
    expect(page.locator("[data-ordering] + [role=status]")).to_have_text(re.compile(r"\d"))
    names = [button.get_attribute("aria-label") for button in page.locator("[data-ordering] button").all()]
    assert len(set(names)) == len(names), "Each button says which line it moves."
