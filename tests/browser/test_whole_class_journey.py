"""A teacher runs a class: 40 names pasted, cards, an assignment; a learner with a card; results, kept as XLSX."""

from datetime import timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from tests.browser import steps
from tests.browser.conftest import DESKTOP
from tests.browser.test_cards import PAGE
from tests.browser.test_teacher_journey import PASSWORD, link_in, mails_to, sign_up

URDU = "عائشہ بلال حنا حمزہ مریم دانش سارہ حارث زینب علی فاطمہ عمر نور اسد مہوش طلحہ ایمان فہد رابعہ سعد".split()
ENGLISH = (
    "Ayesha Bilal Hina Hamza Maryam Danish Sara Haris Zainab Ali Fatima Umar Noor Asad Mahwish Talha Aiman".split()
)
NAMES = [*URDU, *ENGLISH, "Fahad Khan", "Rabia Bano", "Saad Ahmed"]
LESSONS = [f"/{{language}}/chiragh/m3/m3-{number}/" for number in (1, 2)]
QUIZ = "/{language}/chiragh/m3/m3-q/"
MISTAKES = 2


@pytest.fixture
def teacher(new_page, language, script, site_folder):
    """The browser of somebody who has just signed up, on the page of their first class."""
    address = f"whole-class-{language}-{script}@school.example".lower()
    page = new_page(script=script, viewport=DESKTOP, accept_downloads=True)
    sign_up(page, language, address)
    page.goto(link_in(mails_to(site_folder, address)[-1]))
    steps.submit(page, "main form.form")
    steps.sign_in_with_password(page, language, address, PASSWORD)
    page.goto(f"/{language}/classes/new/")
    page.locator("input[name=name]").fill("8-B")
    page.locator("input[name=band][value=B]").check()
    page.locator(f"input[name=language][value={language}]").check()
    steps.submit(page, "main form.form")
    return page


def paste(page, names):
    page.goto(f"{page.class_page}learners/list/")
    page.locator("textarea[name=text]").fill("\n".join(f"{place}. {name}" for place, name in enumerate(names, 1)))
    steps.submit(page, "main form.form")
    assert page.locator(".plan li").count() == len(names)
    beside = page.context.new_page()
    beside.goto(page.class_page)
    assert beside.locator(".roster li").count() == 0  # the preview has changed nothing
    with page.expect_navigation():
        page.locator("button[value=add]").click()


def card_of(page, name):
    """Return the class code and the first PIN that stand on the card of `name`; looks at the paper too."""
    page.goto(f"{page.class_page}cards/")
    assert page.locator(".card").count() == len(NAMES)
    assert len(PAGE.findall(page.pdf(format="A4", prefer_css_page_size=True))) == 5
    card = page.locator(".card").filter(has=page.locator(".card__name", has_text=name)).first
    code, pin = (text.strip() for text in card.locator(".card__code").all_text_contents())
    return code, pin


def assign_the_module(page, note):
    page.goto(f"{page.class_page}assignments/new/")
    tiles = page.locator("main .set--choose a")
    module = [a for a in tiles.all() if "/assignments/new/" in a.get_attribute("href")][2]  # M1, M2, M3
    steps.follow(page, module)
    page.locator("input[name=due_on]").fill(str(timezone.localdate() + timedelta(days=7)))
    page.locator("textarea[name=note]").fill(note)
    steps.submit(page, "main form.form")


def come_in_by_card(phone, language, code, name, pin):
    """Scan, sign in with the first PIN, choose one's own."""
    phone.goto(f"/{language}/join/{code}/")
    steps.follow(phone, phone.locator("main a[href*='/sign-in/']"))
    phone.locator("input[name=name]").fill(name)
    phone.locator("input[name=pin]").fill(pin)
    steps.submit(phone, "main form.form")
    assert steps.path_of(phone) == f"/{language}/choose-pin/"
    phone.locator("input[name=pin]").fill(steps.PIN)
    steps.submit(phone, "main form.form")
    assert steps.path_of(phone) == f"/{language}/me/"


def shown_rows(page):
    """Return the grid of the screen as {name: texts of its cells}."""
    rows = page.locator("table.gridtable tbody tr:not(.whole)").all()
    return {
        row.locator("th a > :first-child").text_content().strip(): [
            [part.strip() for part in cell.locator("span, bdi").all_text_contents()] for cell in row.locator("td").all()
        ]
        for row in rows
    }


def saved_rows(page, tmp_path):
    with page.expect_download() as download:
        page.locator("a[href*='results.xlsx']").click()
    download.value.save_as(tmp_path / "results.xlsx")
    sheet = load_workbook(tmp_path / "results.xlsx").active
    assert bool(sheet.sheet_view.rightToLeft) == (page.locator("html").get_attribute("dir") == "rtl")
    head, _whole, *rows = sheet.iter_rows(values_only=True)
    return head, {row[0]: row[2:] for row in rows}


def test_from_sign_up_to_the_hardest_question(teacher, new_page, language, script, tmp_path):
    page, name, note = teacher, NAMES[0], "پہلے سبق، پھر کوئز۔"
    page.class_page = page.url
    paste(page, NAMES)
    page.goto(page.class_page)
    assert page.locator(".roster li").count() == len(NAMES)
    code, pin = card_of(page, name)
    assign_the_module(page, note)

    phone = new_page(script=script)
    come_in_by_card(phone, language, code, name, pin)
    assert note in steps.main(phone).text_content()
    for lesson in LESSONS:
        steps.mark_done(phone, language, lesson)
    wrong = steps.take_quiz(phone, language, mistakes=MISTAKES, quiz=QUIZ)
    # The first PIN has done its work.
    again = new_page(script=script)
    steps.sign_in(again, language, code, name, pin=pin)
    assert steps.path_of(again) == f"/{language}/sign-in/"

    page.goto(f"{page.class_page}results/?sort=name")
    shown = shown_rows(page)
    head, saved = saved_rows(page, tmp_path)
    assert set(saved) == set(shown) == set(NAMES)
    for learner, cells in shown.items():
        flat = []
        for cell in cells:
            flat += [cell[0]] if len(cell) == 1 else [cell[0], int(cell[1].removesuffix("%"))]
        assert [value for value in saved[learner] if value not in (None, "")] == flat, learner
    mine = [cell[0] for cell in shown[name]]
    others = [cell[0] for cell in shown[NAMES[1]]]
    assert mine[0] == mine[1] != others[0]
    assert mine[2] == others[2]

    steps.follow(page, page.locator("table.gridtable thead a[href*='/results/modules/']").first)
    hardest = page.locator(".hardest li h3").all_text_contents()
    knowledge = [question for question, _picked in wrong if question["reveals"] == "knowledge"]
    assert {steps.squeeze(text) for text in hardest} >= {
        steps.squeeze(question["prompt"][language]) for question in knowledge
    }
    told = steps.squeeze(steps.main(page).text_content())
    for question, picked in wrong:
        if question["kind"] == "single":
            assert (picked[0] in told) == (question["reveals"] == "knowledge")
