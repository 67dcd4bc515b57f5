"""From a new organisation to a reader: invited, written, translated, checked, sent back, approved, read in Urdu."""

import re
from io import BytesIO

import polib
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.conftest import DESKTOP
from tests.browser.mail import link_in, mails_to
from tests.browser.test_editor_journey import add_block, sign_in

PASSWORD = "four words in a row"
MODULE = {"en": "Before you pass it on", "ur": "آگے بھیجنے سے پہلے"}
LESSON = {"en": "Whose picture is it?", "ur": "یہ تصویر کس کی ہے؟"}
BLAMING = "It was her own fault."
SCENE = "Ten at night, and a picture drops into the cricket group."
IDEA = "Whoever passes it on decides for somebody who was not asked."
KEY_LINE = "It stops with me."
OBJECTIVE = {"en": "Stop a picture before it travels on.", "ur": "تصویر کو آگے جانے سے پہلے روک لینا۔"}
PROMPT = {
    "en": "Somebody sends you a friend's picture. What helps?",
    "ur": "کوئی دوست کی تصویر بھیجے تو کیا کام آئے گا؟",
}
URDU = {
    LESSON["en"]: LESSON["ur"],
    SCENE: "رات کے دس بجے کرکٹ کے گروپ میں ایک تصویر آتی ہے۔",
    IDEA: "جو آگے بھیجتا ہے، وہ کسی کے بارے میں اس سے پوچھے بغیر فیصلہ کرتا ہے۔",
    KEY_LINE: "بات مجھ پر رک جاتی ہے۔",
    "A phone that lies face down": "میز پر الٹا رکھا ہوا فون",
    PROMPT["en"]: PROMPT["ur"],
    "Not to pass it on": "آگے نہ بھیجنا",
    "So it ends here.": "یوں بات یہیں رک جاتی ہے۔",
    "To ask who else has it": "پوچھنا کہ اور کس کے پاس ہے",
    "That makes it known to more people.": "اس سے بات اور لوگوں تک پہنچتی ہے۔",
}


@pytest.fixture(scope="module")
def open_desk(launched, site):
    """Return a function that gives the page of one more person at a desk."""
    contexts = []

    def new_desk():
        context = launched().new_context(base_url=site, viewport=DESKTOP)
        context.set_default_timeout(30_000)
        contexts.append(context)
        return context.new_page()

    yield new_desk
    for context in contexts:
        context.close()


def found(page, name, people):
    """Found an organisation as an admin, and invite `people`, e-mail addresses by role."""
    page.goto("/cms/organisations/new/")
    for field, words in {"name": name, "slug": name.lower(), "heading_en": name, "heading_ur": "امید"}.items():
        page.locator(f"[name={field}]").fill(words)
    for role, addresses in people.items():
        page.locator(f"[name={role}]").fill("\n".join(addresses))
    with page.expect_navigation():
        page.locator("footer button[type=submit]").click()
    for address in sum(people.values(), []):
        expect(page.locator("#invited-content")).to_contain_text(address)


def accept(page, site_folder, address, name):
    """Follow the link of the invitation to `address` and make an account."""
    page.goto(link_in(mails_to(site_folder, address)[-1]))
    page.locator("[name=name]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    with page.expect_navigation():
        page.locator("main form button").last.click()
    assert steps.path_of(page) == "/cms/"
    return page


def lay_out(page):
    """Make the module from the template; returns the addresses where its three pages are edited."""
    page.goto("/cms/desk/new-module/")
    page.locator("[name=heading_en]").fill(MODULE["en"])
    with page.expect_navigation():
        page.locator("form.new-module button[type=submit]").click()
    parts = page.locator("[data-checklist] .checklist__list a")
    lesson, quiz = (link.get_attribute("href") for link in parts.all())
    return {"module": steps.path_of(page), "lesson": lesson, "quiz": quiz}


def write_rich(page, place, words, code="en"):
    field = page.locator(f"[data-contentpath='{code}']:has(input[name=body-{place}-value-{code}])").first
    field.locator("[contenteditable=true]").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(words)
    expect(page.locator(f"input[name=body-{place}-value-{code}]")).to_have_value(as_only_text(words))


def as_only_text(words):
    """What the field holds once the editor of rich text has passed on `words`, a moment after they were typed."""
    return re.compile(re.escape(f'"text":"{words}"'))


def write_question(page, opener):
    """Write a question inside the chooser that `opener` opens, so that it is chosen on the page."""
    opener.click()
    modal = page.locator(".modal-body")
    modal.get_by_role("tab").nth(1).click()
    texts = list(URDU)[-5:]
    modal.locator("[name=question-prompt_en]").fill(texts[0])
    for number, (choice, feedback) in enumerate([texts[1:3], texts[3:5]]):
        modal.locator(f"[name=question-choices-{number}-text_en]").fill(choice)
        modal.locator(f"[name=question-choices-{number}-feedback_en]").fill(feedback)
    modal.locator("[name=question-choices-0-is_right]").check()
    modal.locator("[name=question-topic]").select_option(index=1)
    modal.locator("button[type=submit]").last.click()
    expect(modal).to_have_count(0)


def add_picture(page):
    """Add a picture to the end of the lesson without any words for those who can't see it; returns its place."""
    place = add_block(page, "Picture")
    page.locator(f"[name=body-{place}-value-image]").locator("xpath=..").locator(".unchosen button").first.click()
    modal = page.locator(".modal-body")
    modal.get_by_role("tab").nth(1).click()
    file = BytesIO()
    Image.new("RGB", (64, 48), "navy").save(file, "PNG")
    modal.locator("input[type=file]").set_input_files(
        {"name": "phone.png", "mimeType": "image/png", "buffer": file.getvalue()}
    )
    modal.locator("[name=image-chooser-upload-title]").fill("A phone")
    modal.locator("form:has(input[type=file]) button[type=submit]").click()
    expect(modal).to_have_count(0)
    return place


def save(page):
    with page.expect_navigation():
        page.locator("footer button.action-save").first.click()
    expect(page.locator(".messages .success")).to_be_visible()


def points(page):
    return page.locator("[data-checklist] a[data-path]")


def write_lesson(page, address):
    """Write the lesson in English, with a blaming phrase and a picture that says nothing; returns its place."""
    page.goto(address)
    page.locator("[name=heading_en]").fill(LESSON["en"])
    write_rich(page, 1, f"{SCENE} {BLAMING}")
    write_rich(page, 3, IDEA)
    page.locator("[name=body-6-value-en]").fill(KEY_LINE)
    write_question(page, page.locator("#body-5-value-chooser .unchosen button").first)
    place = add_picture(page)
    save(page)
    return place


def write_quiz(page, address):
    """Let the quiz ask the question that the lesson asks."""
    page.goto(address)
    page.locator("#id_quiz_questions-ADD").click()
    page.locator("#inline_child_quiz_questions-0 .unchosen button").click()
    modal = page.locator(".modal-body")
    modal.locator("table tbody a").filter(has_text=PROMPT["en"]).first.click()
    expect(modal).to_have_count(0)
    save(page)


def mend_lesson(page, address, place):
    """Follow the check's own links to what it names, and mend it."""
    page.goto(address)
    points(page).filter(has_text="Alternative text").click()
    focused = page.locator(f"[name=body-{place}-value-alt-en]")
    expect(focused).to_be_focused()
    focused.fill("A phone that lies face down")
    write_rich(page, 1, SCENE)
    save(page)


def translate(page):
    """Write the Urdu of every text of the module that is open, page after page, as the view leads on."""
    page.goto("/cms/reports/translations/")
    line = page.locator(".translate__group", has=page.get_by_role("heading", name=MODULE["en"])).locator("tbody tr")
    line.first.locator("td a").last.click()
    page.wait_for_url("**/cms/translations/modulepage/**")
    for _page in range(4):
        write_open_texts(page)
        if not steps.path_of(page).startswith("/cms/translations/"):
            return
    raise AssertionError("The translator's view leads on without an end.")


def write_open_texts(page):
    for row in page.locator(".translate__row--missing, .translate__row--outdated").all():
        source = steps.squeeze(row.locator(".translate__source").inner_text())
        words = (URDU | {MODULE["en"]: MODULE["ur"], OBJECTIVE["en"]: OBJECTIVE["ur"]})[source]
        rich = row.locator("[contenteditable=true]")
        if rich.count():
            rich.click()
            page.keyboard.insert_text(words)
            expect(row.locator("input[type=hidden][name^='text']")).to_have_value(as_only_text(words))
        else:
            field = row.locator("textarea, input:not([type=hidden])").first
            assert field.get_attribute("dir") == "rtl"
            field.fill(words)
    with page.expect_navigation():
        page.locator("button[name=next]").click()


def send(page, addresses):
    """Submit each page for review."""
    for address in addresses:
        page.goto(address)
        page.locator("footer [data-w-dropdown-target='toggle']").first.click()
        with page.expect_navigation():
            page.locator("button[name=action-submit], button[name=action-restart-workflow]").first.click()
        expect(page.locator(".messages .success")).to_be_visible()


def open_waiting(page, heading):
    """Open what waits for the moderator by its line on their first page."""
    page.goto("/cms/")
    waiting = page.get_by_role("region", name="Waits for your approval")
    waiting.get_by_role("link", name=heading).click()
    expect(page.locator("[data-checklist]")).to_be_visible()


def decide(page, action):
    """Press `action` in the editor's menu; returns the form that asks for the rest."""
    page.locator("footer [data-w-dropdown-target='toggle']").first.click()
    page.locator(f"[data-workflow-action-name={action}]").first.click()
    return page.locator(".modal-body form")


def send_back(page, heading, comment):
    open_waiting(page, heading)
    form = decide(page, "reject")
    form.locator("[name=comment]").fill(comment)
    with page.expect_navigation():
        form.locator("[type=submit]").click()


def approve(page, heading, languages):
    """Approve, having ticked `languages`; returns what is said when that is refused."""
    open_waiting(page, heading)
    form = decide(page, "approve")
    for code in languages:
        form.locator(f"[name=languages][value={code}]").check()
    form.locator("[type=submit]").click()


@pytest.fixture(scope="module")
def people(open_desk, site_folder):
    """The pages of the admin, and of the writer, the translator and the moderator of a new organisation."""
    invited = {"moderator": "mod@umeed.example", "writer": "w@umeed.example", "translator": "t@umeed.example"}
    admin = open_desk()
    sign_in(admin, "admin")
    roles = {"moderators": [invited["moderator"]], "editors": [invited["writer"], invited["translator"]]}
    found(admin, "Umeed", roles)
    return {name: accept(open_desk(), site_folder, address, name.title()) for name, address in invited.items()}


@pytest.fixture(scope="module")
def module(people):
    """The addresses where the new module's pages are edited, written in English and checked."""
    writer = people["writer"]
    pages = lay_out(writer)
    place = write_lesson(writer, pages["lesson"])
    found = steps.squeeze(writer.locator("[data-checklist]").inner_text())
    assert "“\u2068her own fault\u2069” blames the person it happened to." in found
    assert "The picture has no alternative text in English." in found
    mend_lesson(writer, pages["lesson"], place)
    assert "her own fault" not in writer.locator("[data-checklist]").inner_text()
    write_quiz(writer, pages["quiz"])
    writer.goto(pages["module"])
    writer.locator("[name=objectives-0-value-en]").fill(OBJECTIVE["en"])
    save(writer)
    return pages


def test_a_module_goes_from_the_first_word_to_its_readers(people, module, new_page):
    moderator, writer = people["moderator"], people["writer"]
    translate(people["translator"])
    send(writer, module.values())

    send_back(moderator, LESSON["en"], "Say who decides.")
    writer.goto("/cms/")
    expect(writer.locator("main")).to_contain_text("Say who decides.")
    send(writer, [module["lesson"]])

    approve(moderator, LESSON["en"], ["en"])
    expect(moderator.locator(".modal-body")).to_contain_text("Unread: Urdu")
    for heading in (LESSON["en"], "Your next step", MODULE["en"]):
        approve(moderator, heading, ["en", "ur"])
        expect(moderator.locator(".messages .success")).to_be_visible()

    visitor = new_page(script=False)
    visitor.goto("/ur/umeed/m1/")
    visitor.get_by_role("link", name=LESSON["ur"]).click()
    expect(visitor.locator("h1")).to_have_text(LESSON["ur"])
    for words in (SCENE, IDEA, KEY_LINE, PROMPT["en"]):
        expect(visitor.locator("main")).to_contain_text(URDU[words])


def test_an_editor_of_another_organisation_finds_and_opens_nothing_of_it(open_desk, module):
    other = open_desk()
    sign_in(other, "editor2")
    for address in module.values():
        assert other.goto(address).status == 404
    for listed in ("pages/search/?q=picture", "snippets/content/question/?q=picture", "images/?q=phone", "pages/"):
        other.goto(f"/cms/{listed}")
        shown = other.locator("body").inner_text()
        for words in (MODULE["en"], LESSON["en"], PROMPT["en"], "A phone"):
            assert words not in shown, (listed, words)


def test_a_file_that_comes_back_after_the_source_changed_shows_the_conflict(people, module, tmp_path):
    writer = people["writer"]
    number = module["quiz"].split("/")[3]
    writer.goto(f"/cms/exchange/texts/out/page:{number}/")
    writer.locator("[name=which][value=all]").check()
    with writer.expect_download() as download:
        writer.get_by_role("button", name="Take the file").click()
    file = polib.pofile(download.value.path())
    heading = next(entry for entry in file if entry.msgid == "Your next step")
    heading.msgstr = "اب آپ کی باری"
    file.save(tmp_path / "texts.po")

    writer.goto(module["quiz"])
    writer.locator("[name=heading_en]").fill("What would you do?")
    save(writer)
    writer.goto("/cms/exchange/texts/in/")
    writer.locator("[name=file]").set_input_files(tmp_path / "texts.po")
    steps.submit(writer, "main form[enctype]")

    conflict = writer.locator("fieldset.exchange-conflict")
    expect(conflict).to_have_count(1)
    for words in ("Your next step", "What would you do?", "اب آپ کی باری"):
        expect(conflict).to_contain_text(words)
    expect(conflict.locator("input[value=ours]")).to_be_checked()
    steps.submit(writer, "main form:has(fieldset.exchange-conflict)")
    writer.goto(module["quiz"])
    expect(writer.locator("[name=heading_ur]")).not_to_have_value("اب آپ کی باری")
