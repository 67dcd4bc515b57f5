"""An editor lays out a module, is led to what is missing, and writes a question without leaving the quiz."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP
from tests.browser.test_editor_journey import sign_in

HEADING = "A door of your own"
PROMPT = "کلاس کے گروپ میں کسی کی نجی تصویر آئے تو آپ کا پہلا قدم کیا ہو گا؟"


@pytest.fixture(scope="module")
def desk(launched, site):
    """A page on which an editor has just laid out a module."""
    context = launched().new_context(base_url=site, viewport=DESKTOP)
    context.set_default_timeout(30_000)
    page = context.new_page()
    sign_in(page)
    page.get_by_role("main").get_by_role("link", name="New module").click()
    page.locator("[name=heading_en]").fill(HEADING)
    with page.expect_navigation():
        page.locator("form.new-module button[type=submit]").click()
    page.module = page.url
    yield page
    context.close()


def open_part(page, kind):
    """Open the lesson or quiz that the checklist of the module names."""
    page.goto(page.module)
    page.locator("[data-checklist] .checklist__list li", has_text=kind).get_by_role("link").click()
    expect(page.locator("[data-checklist]")).to_be_visible()


def points(page):
    return page.locator("[data-checklist] a[data-path]")


def test_a_point_leads_into_a_folded_block_and_writing_there_takes_it_off_the_list(desk):
    open_part(desk, "lesson")
    expect(desk.locator("input[name=body-count]")).to_have_value("9")
    desk.get_by_role("tab").nth(1).click()
    desk.get_by_role("tab").nth(0).click()
    desk.get_by_role("button", name="Collapse all").click()

    points(desk).filter(has_text="A scene you may know").click()

    expect(desk.locator("[contenteditable=true]:focus")).to_be_in_viewport()
    desk.keyboard.insert_text("Ten at night, and the group won't sleep.")
    written = desk.locator("[name^=body][name$=-en][value*=sleep]")
    expect(written).to_have_count(1)  # the editor of rich text passes it on a moment later
    desk.get_by_role("button", name="Save draft").click()

    expect(points(desk).filter(has_text="A scene you may know")).to_have_count(0)
    expect(points(desk).filter(has_text="Text · Urdu")).to_have_count(1)


def test_a_point_leads_to_a_plain_field(desk):
    open_part(desk, "lesson")

    points(desk).filter(has_text="Summary").click()

    expect(desk.locator("[name=summary_en]")).to_be_focused()


def test_a_question_is_written_inside_the_quiz_and_an_error_loses_nothing(desk):
    open_part(desk, "quiz")
    address = desk.url
    desk.locator("#id_quiz_questions-ADD").click()
    desk.locator("#inline_child_quiz_questions-0 .unchosen button").click()
    modal = desk.locator(".modal-body")
    modal.get_by_role("tab").nth(1).click()
    modal.locator("[name=question-prompt_ur]").fill(PROMPT)
    modal.locator("[name=question-choices-0-text_en]").fill("Close it")
    modal.locator("[name=question-choices-1-text_en]").fill("Pass it on")
    modal.locator("button[type=submit]").last.click()
    expect(modal.locator(".error-message")).to_have_count(2)  # no topic, and nothing is right
    expect(modal.locator("[name=question-prompt_ur]")).to_have_value(PROMPT)

    modal.locator("[name=question-topic]").select_option(index=1)
    modal.locator("[name=question-choices-0-is_right]").check()
    modal.locator("button[type=submit]").last.click()

    expect(modal).to_have_count(0)
    chosen = desk.locator("#inline_child_quiz_questions-0 .chosen")
    expect(chosen).to_contain_text(PROMPT[:40])
    assert re.fullmatch(r"\d+", desk.locator("[name=quiz_questions-0-question]").input_value())
    assert desk.url.split("#")[0] == address.split("#")[0]
