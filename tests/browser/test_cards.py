"""Login cards on paper: eight to a sheet of A4, nothing cut, in Urdu and English."""

import math
import re

import pytest

from tests.browser import steps
from tests.browser.conftest import DESKTOP

# The pages of a PDF and their size in points, as Chromium writes them.
PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
MEDIA_BOX = re.compile(rb"/MediaBox\s*\[\s*0 0 ([0-9.]+) ([0-9.]+)\s*\]")
NAMES = ["ایکسیسبیلٹی مصطفیٰ", "Muhammad Abdullah Raza Khan Durrani Ali", "سیدہ فاطمہ زہرا نقوی البخاری بنتِ احمد"]


@pytest.fixture
def cards(new_page, language):
    """Open the cards of the demo class, in a browser of a teacher who has added some long names to it."""
    page = new_page(viewport=DESKTOP)
    steps.sign_in_with_password(page, language, "teacher")
    here = steps.open_class(page, language)
    page.goto(f"{here}learners/list/")
    page.locator("textarea[name=text]").fill("\n".join(NAMES))
    steps.submit(page, "main form")
    if page.locator("button[value=add]").count():
        with page.expect_navigation():
            page.locator("button[value=add]").click()
    page.goto(f"{here}cards/", wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    return page


def test_eight_to_a_sheet(cards):
    shown = cards.locator(".card").count()

    pdf = cards.pdf(format="A4", prefer_css_page_size=True)

    assert shown > 16
    assert len(PAGE.findall(pdf)) == math.ceil(shown / 8)
    width, height = map(float, MEDIA_BOX.search(pdf).groups())
    assert (round(width * 25.4 / 72), round(height * 25.4 / 72)) == (210, 297)


def test_ticked_cards_only(cards):
    for place in range(9):
        cards.locator(".card input").nth(place).check()

    assert len(PAGE.findall(cards.pdf(format="A4", prefer_css_page_size=True))) == 2


def test_nothing_is_cut_or_covered(cards):
    cards.emulate_media(media="print")

    wrong = cards.evaluate(
        """() => [...document.querySelectorAll(".card")].flatMap((card) => {
            const outer = card.getBoundingClientRect();
            const parts = [...card.querySelectorAll(".card__name, .card__class, .card__middle, .card__how")];
            const boxes = parts.map((part) => part.getBoundingClientRect());
            const out = boxes.some((box) => box.top < outer.top || box.bottom > outer.bottom + 1);
            const over = boxes.some((box, i) => i && box.top < boxes[i - 1].bottom - 1);
            const wide = parts.some((part) => part.scrollWidth > part.clientWidth + 1);
            const keys = card.querySelector(".card__keys").getBoundingClientRect();
            const middle = card.querySelector(".card__middle").getBoundingClientRect();
            const tall = keys.height > middle.height + 1;
            return out || over || wide || tall ? [`${card.innerText}: ${[out, over, wide, tall]}`] : [];
        })"""
    )

    assert wrong == []
