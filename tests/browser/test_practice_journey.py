"""A learner takes a quiz, comes back three days later, and practises what is ready: mistakes before the rest."""

import pytest

from tests.browser import steps
from tests.browser.server import same_site

CLASS = "CHRGH7"


@pytest.fixture(scope="module")
def in_three_days(site, site_folder):
    """The address of the same site with a clock three days ahead."""
    with same_site(site_folder, "tests.browser.later:application", DAYS_LATER="3") as base:
        yield base


def test_practice_brings_back_what_was_wrong_three_days_later(new_page, site, in_three_days, language):
    page = new_page()
    wrong = steps.take_quiz(page, language, mistakes=2)
    name = steps.new_name()
    steps.join(page, language, CLASS, name, keep=True)
    missed = {question["key"] for question, _picked in wrong}
    page.goto(f"/{language}/practice/")
    assert page.locator("main form").count() == 0, "Nothing is ready on the day of the quiz."

    steps.sign_in(page, language, CLASS, name, site=in_three_days)
    page.goto(f"{in_three_days}/{language}/practice/")
    steps.submit(page)
    asked = []
    while "/end/" not in page.url:
        question, _picked = steps.answer(page, language, rightly=True)
        asked.append(question["key"])
        steps.go_on(page)

    assert len(asked) == 5
    assert missed <= set(asked)
    assert all(steps.questions_by_key()[key]["reveals"] == "knowledge" for key in asked)


def test_nothing_is_lost_by_staying_away(new_page, in_three_days, language):
    page = new_page()
    steps.take_quiz(page, language, mistakes=1)
    name = steps.new_name()
    steps.join(page, language, CLASS, name, keep=True)

    steps.sign_in(page, language, CLASS, name, site=in_three_days)
    page.goto(f"{in_three_days}/{language}/me/")

    assert page.locator(f"main a[href='/{language}/practice/']").count() == 1
