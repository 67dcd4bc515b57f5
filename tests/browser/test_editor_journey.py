"""An editor writes a question and a lesson in both languages in the CMS, publishes, and visitors read them."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.conftest import DESKTOP

PASSWORD = "chiragh-demo-2026"
QUESTION = {"en": "A friend asks for your code. What fits?", "ur": "کوئی دوست آپ کا کوڈ مانگے تو کیا کریں گے؟"}
CHOICES = [
    {"en": "Keep it to myself", "ur": "اپنے پاس رکھیں گے", "right": True},
    {"en": "Give it for a day", "ur": "ایک دن کے لیے دیں گے", "right": False},
]
FEEDBACK = {"en": "That is about “{}”.", "ur": "بات یہ ہے: ”{}“۔"}
HEADING = {"en": "A lamp of your own", "ur": "آپ کا اپنا چراغ"}
TEXT = {"en": "A code is like the key of a house.", "ur": "کوڈ گھر کی چابی جیسا ہوتا ہے۔"}


def sign_in(page, name="reviewer", site=""):
    page.goto(f"{site}/cms/login/")
    page.locator("input[name=username]").fill(name)
    page.locator("input[name=password]").fill(PASSWORD)
    steps.submit(page, "form")
    assert steps.path_of(page) == "/cms/"


def publish(page):
    page.locator("footer [data-w-dropdown-target='toggle']").first.click()
    button = page.locator("button[name=action-publish]")
    with page.expect_navigation():
        button.click()
    expect(page.locator(".messages .success")).to_be_visible()


def choose_first(page, opener, words):
    """Open a chooser, look for `words` in it and take the first thing found."""
    opener.click()
    modal = page.locator(".modal-body")
    search = modal.locator("input[name=q]")
    if words and search.count():
        search.fill(words)
        expect(modal.locator("table tbody tr")).to_have_count(1)
    modal.locator("table tbody a").first.click()
    expect(modal).to_have_count(0)


def write_question(page):
    page.goto("/cms/snippets/content/question/add/")
    page.locator("[name=key]").fill("e-q1")
    page.locator("select[name=organisation]").select_option(index=1)
    choose_first(page, page.get_by_role("button", name="Choose topic"), "")
    for box in page.locator("input[name=bands]").all():
        box.check()
    for code, text in QUESTION.items():
        page.locator(f"[name=prompt_{code}]").fill(text)
    for number, choice in enumerate(CHOICES):
        page.locator("#id_choices-ADD").click()
        for code in ("en", "ur"):
            page.locator(f"[name=choices-{number}-text_{code}]").fill(choice[code])
            words = FEEDBACK[code].format(choice[code])
            page.locator(f"[name=choices-{number}-feedback_{code}]").fill(words)
        page.locator(f"[name=choices-{number}-is_right]").set_checked(choice["right"])
    publish(page)


def add_block(page, name):
    """Add a block at the end of the body; returns the number of its place."""
    place = int(page.locator("input[name=body-count]").input_value())
    page.locator("button[title='Insert a block']").last.click()
    page.locator("[role=option]").get_by_text(name, exact=True).click()
    expect(page.locator("input[name=body-count]")).to_have_value(str(place + 1))
    return place


def write_lesson(page, parent):
    page.goto(f"/cms/pages/add/content/lessonpage/{parent}/")
    for code, text in HEADING.items():
        page.locator(f"[name=heading_{code}]").fill(text)
    for box in page.locator("input[name=bands]").all():
        box.check()
    page.get_by_role("tab").nth(1).click()
    page.locator("[name=slug]").fill("m8-9")
    page.get_by_role("tab").first.click()
    place = add_block(page, "Text")
    for code, text in TEXT.items():
        field = page.locator(f"[data-contentpath='{code}']:has(input[name=body-{place}-value-{code}])").first
        field.locator("[contenteditable=true]").click()
        page.keyboard.insert_text(text)
    place = add_block(page, "Check yourself")
    choose_first(page, page.locator(f"#body-{place}-value-chooser .unchosen button").first, "e-q1")
    publish(page)


@pytest.fixture(scope="module")
def editor(launched, site):
    context = launched().new_context(base_url=site, viewport=DESKTOP)
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.told = []
    page.on("pageerror", lambda error: page.told.append(str(error)))
    sign_in(page)
    yield page
    context.close()


@pytest.fixture(scope="module")
def module_id(editor, site):
    found = editor.request.get(f"{site}/api/v2/pages/?type=content.ModulePage&slug=m8").json()
    return found["items"][0]["id"]


@pytest.fixture(scope="module")
def written(editor, module_id):
    """The address of a lesson that an editor has written, with a question inside it."""
    write_question(editor)
    write_lesson(editor, module_id)
    return "/{language}/chiragh/m8/m8-9/"


def test_what_an_editor_publishes_is_read_by_visitors_in_both_languages(new_page, written, language, script):
    page = new_page(script=script)
    page.goto(f"/{language}/chiragh/m8/")
    assert HEADING[language] in steps.main(page).text_content()
    assert page.goto(written.format(language=language)).status == 200
    assert steps.squeeze(page.locator("h1").text_content()) == HEADING[language]
    text = steps.squeeze(steps.main(page).text_content())
    assert TEXT[language] in text
    assert TEXT[steps.other(language)] not in text
    assert QUESTION[language] in text
    card = page.locator("main details.choice").nth(1)
    card.locator("summary").click()
    expect(card.locator(".choice__say")).to_contain_text(FEEDBACK[language].format(CHOICES[1][language]))


def test_both_languages_stand_side_by_side_and_urdu_runs_right_to_left(editor, written, module_id):
    editor.goto(f"/cms/pages/add/content/lessonpage/{module_id}/")
    english, urdu = editor.locator("[name=heading_en]"), editor.locator("[name=heading_ur]")
    assert (english.get_attribute("dir"), english.get_attribute("lang")) == ("ltr", "en")
    assert (urdu.get_attribute("dir"), urdu.get_attribute("lang")) == ("rtl", "ur")
    left, right = english.bounding_box(), urdu.bounding_box()
    assert abs(left["y"] - right["y"]) < 40
    assert left["x"] != right["x"]
    place = add_block(editor, "Text")
    box = editor.locator(f"[data-contentpath='ur']:has(input[name=body-{place}-value-ur]) [contenteditable=true]").first
    assert box.evaluate("element => getComputedStyle(element).direction") == "rtl"


def test_a_changed_lesson_is_read_at_once_and_a_draft_by_nobody(editor, written, new_page, language):
    visitor = new_page(script=False)
    visitor.goto(f"/{language}/chiragh/m8/")
    editor.goto("/cms/")
    editor.goto(_edit_address(editor, written))
    summary = {"en": f"A short word {language}.", "ur": f"ایک مختصر بات {language}۔"}
    for code, text in summary.items():
        editor.locator(f"[name=summary_{code}]").fill(text)
    with editor.expect_navigation():
        editor.locator("footer button.action-save").first.click()
    visitor.reload()
    assert summary[language] not in visitor.content()
    publish(editor)
    visitor.reload()
    assert summary[language] in re.sub(r"<[^>]+>", "", visitor.content())


def _edit_address(editor, written):
    found = editor.request.get("/api/v2/pages/?type=content.LessonPage&slug=m8-9").json()
    return f"/cms/pages/{found['items'][0]['id']}/edit/"


def test_an_editor_of_another_organisation_cannot_touch_it(new_page, written, editor):
    page = new_page(viewport=DESKTOP)
    sign_in(page, "editor2")
    assert page.goto(_edit_address(editor, written)).status == 404


def test_the_editor_shows_no_script_error(editor, written):
    assert editor.told == []
