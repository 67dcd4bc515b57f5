"""Urdu letters as they are drawn: nothing is cut off, lines keep their height, and names have the alphabet's order."""

import pytest

from lessons.core.urdu import alphabetical_key
from tests.browser import ink, site_map, steps, teacher_map
from tests.browser.conftest import DESKTOP
from tests.browser.test_editor_journey import sign_in
from tests.browser.test_scenario_editing import speaking

FORM_WITH_ERRORS = "/ur/join/CHRGH7/"
# On paper as wide as the margins leave it, in pixels of 1/96 inch.
UPRIGHT, ACROSS, WHOLE_SHEET = 718, 1030, 1123


def lesson(page):
    page.goto("/ur/chiragh/m4/m4-3/")
    ink.unfold(page)


def home(page):
    page.goto("/ur/")


def form_with_errors(page):
    steps.submit_empty(page, FORM_WITH_ERRORS)


def words_about_an_answer(page):
    steps.answer(page, "ur", rightly=False)
    ink.unfold(page)


def roster(page):
    steps.sign_in_with_password(page, "ur", "teacher")
    steps.open_class(page, "ur")


def results(page):
    page.goto(f"{page.url}results/")


# --- what is typed --------------------------------------------------------------------------------------------------


def test_no_field_cuts_off_what_is_typed_into_it(new_page):
    """A field hides what leaves its line: in a field as tall as a hand, no more of the same words may be seen."""
    page = new_page(viewport=DESKTOP, reduced_motion="reduce")
    wrong, kinds = {}, set()
    for show in (form_with_errors, roster, results, a_list_of_names, new_module, new_question):
        show(page)
        for letters in ("nastaliq", "naskh") if show is not roster else ():
            ink.in_letters(page, letters == "naskh")
            fields = ink.typed(page)
            tall = ink.typed(page, in_tall_fields=True)
            kinds |= {name.split()[0] for name in fields}
            lost = {name: tall[name] - rows for name, rows in fields.items()}
            wrong |= {(letters, name): rows for name, rows in lost.items() if rows > 1}

    assert wrong == {}
    assert kinds == {"INPUT", "SELECT", "TEXTAREA"}


def a_list_of_names(page):
    page.goto(f"{page.url.partition('results/')[0]}learners/list/")


def new_module(page):
    sign_in(page)
    page.goto("/cms/desk/new-module/")


def new_question(page):
    page.goto("/cms/snippets/content/question/add/")


# --- on paper -------------------------------------------------------------------------------------------------------


def sheets_of_a_reader(page):
    lesson(page)
    yield "lesson", UPRIGHT
    for name in ("help", "schools"):
        page.goto(f"/ur/{name}/leaflet/")
        yield f"leaflet: {name}", UPRIGHT
    for name in site_map.certificate_pages(page, "ur"):
        if "محمد" in name:
            yield name, WHOLE_SHEET


def sheets_of_a_teacher(page):
    roster(page)
    here = page.url
    results(page)
    yield "results", ACROSS
    page.goto(f"{here}cards/")
    yield "cards", UPRIGHT
    page.goto("/ur/classes/disclosure/")
    yield "disclosure", UPRIGHT
    page.goto(f"{here}teach/")
    page.goto(teacher_map.hrefs(page, "/key/")[0].replace("/key/", "/quiz/"))
    yield "quiz", UPRIGHT


@pytest.mark.parametrize("sheets", [sheets_of_a_reader, sheets_of_a_teacher], ids=lambda sheets: sheets.__name__)
def test_no_tall_word_is_cut_off_or_leaves_its_box_on_paper(new_page, sheets):
    page = new_page(reduced_motion="reduce")

    assert ink.seen(page, printed(page, sheets(page)), ["nastaliq", "naskh"]) == {}


def printed(page, sheets):
    for sheet in sheets:
        page.emulate_media(media="print", reduced_motion="reduce")
        yield sheet
        page.emulate_media(media="screen", reduced_motion="reduce")


# --- drawings that hold text ----------------------------------------------------------------------------------------


def test_no_tall_word_on_the_map_of_a_scenario_is_cut_off_or_covered(new_page):
    page = new_page(viewport=DESKTOP, reduced_motion="reduce")
    sign_in(page)
    with speaking(page, "ur"):
        page.goto("/cms/pages/search/?content_type=content.scenariopage")
        page.goto(page.locator("main a[href$='/edit/']").first.get_attribute("href"))
        ink.leave_only(page, ".story-map__drawing")
        ink.put_tall_words(page)
        ink.show_whole(page, DESKTOP["width"])

        assert ink.look(page) == ink.NOTHING_WRONG


# --- Latin words and numbers within Urdu ----------------------------------------------------------------------------


def test_a_latin_word_moves_no_line_and_stands_on_it(new_page):
    """In every kind of text: a line with such words is as high as one without, and all stand on one base line."""
    page = new_page(viewport=DESKTOP, reduced_motion="reduce")
    wrong, kinds = {}, 0
    steps.start_quiz(page, "ur")
    for show in (words_about_an_answer, home, lesson, form_with_errors, roster, results):
        show(page)
        for letters in ("nastaliq", "naskh"):
            ink.in_letters(page, letters == "naskh")
            page.evaluate("document.fonts.ready.then(() => null)")
            lines = page.evaluate(ink.MIXED_LINES)
            kinds += len(lines)
            for name, jump, off_base, size in lines:
                if abs(jump) > 1 or off_base > 1 or not 0.89 < size <= 1:
                    wrong[letters, name] = (jump, off_base, size)

    assert wrong == {}
    assert kinds > 150


NAMES = """ٹیپو ثنا ڈالی راشد ژالہ گل کامران لائبہ نور ہما ھادیہ یاسر آمنہ احمد بلال پرویز تنویر چراغ حنا خالد ذیشان عمر
    زید صائمہ ظفر غزالہ فرح قاسم مریم واصف شہباز سعدیہ Ali Zoya bilal""".split()


def test_names_have_the_order_that_the_browser_gives_urdu(new_page):
    """CLDR's, which Chromium carries: made by others than us."""
    names = [*NAMES, "علی 2", "علی 10", "علی خان", "علیا", "Star 2", "Star 10"]
    theirs = new_page().evaluate("names => names.sort(new Intl.Collator('ur', {numeric: true}).compare)", names)

    assert sorted(names, key=alphabetical_key) == theirs
