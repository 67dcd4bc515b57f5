"""What comes out of the printer: sheets of A4 in both directions, nothing of it lost, nothing on it to be pressed."""

import io

import pypdf
import pytest

from tests.browser import site_map, steps, teacher_map
from tests.browser.conftest import DESKTOP

UPRIGHT, ACROSS = (210, 297), (297, 210)
# Each part of the text gets a number in Latin letters at its end: read from a PDF, these are the same in any language.
# They are too small to move anything.
MARK = """() => {
  dispatchEvent(new Event("beforeprint"));
  const texts = [...document.querySelectorAll("body *")].filter((part) => {
    if (!part.checkVisibility({visibilityProperty: true})) return false;
    if (part.closest(".hidden, svg, select, [data-place]")) return false;
    const {width, height} = part.getBoundingClientRect();
    return width > 2 && height > 2 && [...part.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  });
  // Within a word or a number of another direction a mark would turn with it.
  const parts = [...new Set(texts.map((part) => part.closest(":not(bdi, b, strong, small)")))];
  parts.forEach((part, number) => {
    const mark = document.createElement("data");
    mark.textContent = `x${number}x`;
    Object.assign(mark.style, {fontSize: "1px", lineHeight: "1px", whiteSpace: "nowrap"});
    part.append(mark);
  });
  return parts.map((part) => part.textContent.trim().slice(0, 60));
}"""
# The number to call and the address of a site to go to are worth their place on paper; so are the choices of a story.
PRESSED = """() => [
  ...document.querySelectorAll(".bar, .nav, .foot, .skip, button:not(.choice--go)"),
  ...document.querySelectorAll(".btn:not([href^='tel:'], [href^='http'])"),
].filter((element) => element.checkVisibility({visibilityProperty: true}))
  .map((element) => element.outerHTML.slice(0, 100))"""


def printed(page):
    """Print the page as a person would; returns the sheets, and what is lost of its text."""
    page.evaluate("document.fonts.ready")
    page.emulate_media(media="print")
    assert page.evaluate(PRESSED) == []
    parts = page.evaluate(MARK)
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages
    texts = ["".join(sheet.extract_text().split()) for sheet in sheets]
    blank = [number for number, text in enumerate(texts, 1) if not text]
    lost = [part for number, part in enumerate(parts) if not any(f"x{number}x" in text for text in texts)]
    page.emulate_media(media="screen")
    return sheets, blank, lost, len(parts)


def check(page, *, size=UPRIGHT, most=12, least_parts=8):
    sheets, blank, lost, parts = printed(page)
    assert {(round(s.mediabox.width / 72 * 25.4), round(s.mediabox.height / 72 * 25.4)) for s in sheets} == {size}
    assert blank == []
    assert lost == []
    assert parts >= least_parts
    assert len(sheets) <= most, f"{len(sheets)} sheets"


@pytest.fixture
def teacher(new_page, language):
    """A teacher's browser, on the page of the demo class."""
    page = new_page(viewport=DESKTOP)
    steps.sign_in_with_password(page, language, "teacher")
    steps.open_class(page, language)
    return page


@pytest.mark.parametrize("path", ["chiragh/m4/m4-2/", "help/", "accessibility/"])
def test_a_page_of_a_reader(new_page, language, path):
    page = new_page()
    page.goto(f"/{language}/{path}")
    check(page)


def test_what_was_answered_in_a_quiz(new_page, language):
    page = new_page()
    steps.take_quiz(page, language, mistakes=1)
    check(page)


def test_a_quiz_on_paper_and_its_key(teacher):
    here = teacher.url
    teacher.goto(f"{here}teach/")
    key = teacher_map.hrefs(teacher, "/key/")[0]
    for address in (key.replace("/key/", "/quiz/"), key):
        teacher.goto(address)
        check(teacher)


def test_a_lesson_on_paper(teacher):
    teacher.goto(f"{teacher.url}teach/")
    links = teacher_map.hrefs(teacher, "/paper/")
    teacher.goto(next(link for link in links if not link.endswith(("/key/", "/results/", "/quiz/"))))
    check(teacher)


def test_the_cards_of_a_class(teacher):
    teacher.goto(f"{teacher.url}cards/")
    check(teacher)


def test_the_results_of_a_class(teacher):
    teacher.goto(f"{teacher.url}results/")
    sheets, blank, lost, parts = printed(teacher)
    assert len({(round(s.mediabox.width), round(s.mediabox.height)) for s in sheets}) == 1
    assert sorted((round(sheets[0].mediabox.width), round(sheets[0].mediabox.height))) == [595, 842]
    assert (blank, lost) == ([], [])
    assert parts > 60


def test_a_certificate(new_page, language):
    page = new_page()
    names = site_map.certificate_pages(page, language)
    assert any("for printing" in name for name in names)
    check(page, size=ACROSS, most=1, least_parts=5)
