"""A guest completes a module, prints the certificate in both languages, and anybody checks its code. No name stays."""

import sqlite3

import pypdf
import pytest

from tests.browser import steps

NAMES = {"en": "Zoya Sands-of-Sindh", "ur": "زویا بنتِ سندھ"}


@pytest.fixture
def whoever_completed(new_page):
    """Return a function that opens a page of a guest who has done all of a module, quickly: without JavaScript."""

    def open_page(language, *, module="m4", **options):
        page = new_page(script=False)
        page.goto(f"/{language}/chiragh/{module}/")
        links = [link.get_attribute("href") for link in page.locator("main .activity h3 a").all()]
        assert len(links) > 2
        for link in links:
            _do(page, language, link)
        return new_page(storage_state=page.context.storage_state(), **options)

    return open_page


def _do(page, language, link):
    page.goto(link)
    if page.locator("main .lesson-after form").count():
        steps.submit(page, "main .lesson-after form")
    elif page.locator("main form[action*='/runs/']").count():
        _play(page)
    else:
        steps.take_quiz(page, language, quiz=link)


def _play(page):
    steps.submit(page, "main form[action*='/runs/']")
    while not page.url.endswith("/end/"):
        choices = page.locator("main form[data-choose] button")
        steps.follow(page, choices.first if choices.count() else page.locator("main a[data-on]"))


def ask_for_certificate(page, language, module="m4"):
    page.goto(f"/{language}/chiragh/{module}/")
    with page.expect_navigation():
        page.locator("main .ask form[action*='/certificates/'] button, main .ask a[href*='/certificates/']").click()
    assert f"/{language}/certificates/" in page.url


def print_it(page, name):
    page.locator("input[name=name]").fill(name)
    with page.expect_navigation():
        page.locator("button[value=page]").click()


def save_pdf(page, name, folder):
    page.locator("input[name=name]").fill(name)
    with page.expect_download() as started:
        page.locator("button[value=pdf]").click()
    assert started.value.suggested_filename == "certificate.pdf"
    path = folder / "saved.pdf"
    started.value.save_as(path)
    return pypdf.PdfReader(path)


def everything_in_the_database(folder):
    """Return all that stands in any table of the served site, as text."""
    rows = []
    with sqlite3.connect(next(folder.glob("*.sqlite3"))) as database:
        tables = [name for (name,) in database.execute("select name from sqlite_master where type='table'")]
        for table in tables:
            rows += [str(row) for row in database.execute(f'select * from "{table}"')]
    return "\n".join(rows)


def test_a_certificate_is_printed_saved_and_checked_in_both_languages(
    whoever_completed, new_page, site_folder, script, tmp_path
):
    page = whoever_completed("ur", script=script)
    ask_for_certificate(page, "ur")
    own = page.url
    codes = set()
    for language in ("ur", "en"):
        page.goto(own.replace("/ur/certificates/", f"/{language}/certificates/"))
        saved = save_pdf(page, NAMES[language], tmp_path)
        print_it(page, NAMES[language])

        # The name is on the page and in no address.
        assert page.locator(".certificate__name").text_content() == NAMES[language]
        assert "name" not in page.url and page.url.endswith(steps.path_of(page))
        assert page.locator("html").get_attribute("lang") == language
        _fits_one_sheet(page, tmp_path)
        code = page.locator(".certificate__code").text_content().strip()
        assert len(saved.pages) == 1
        assert code in saved.pages[0].extract_text()
        assert language == "ur" or NAMES["en"] in saved.pages[0].extract_text()
        codes.add(code)
    assert len(codes) == 1
    assert codes.pop() in {steps.squeeze(text) for text in _checked(new_page(script=script), code)}

    kept = everything_in_the_database(site_folder)
    assert code.replace("-", "") in kept
    assert not any(name in kept for name in NAMES.values())


def _fits_one_sheet(page, folder):
    # PDF as paper: Chromium prints as a person would.
    page.pdf(path=folder / "printed.pdf", prefer_css_page_size=True)
    printed = pypdf.PdfReader(folder / "printed.pdf")
    assert len(printed.pages) == 1
    width, height = (float(side) for side in printed.pages[0].mediabox[2:])
    assert round(width / 72 * 25.4) == 297 and round(height / 72 * 25.4) == 210


def _checked(page, code):
    """Type the code as somebody would who is in a hurry; returns what the page then tells."""
    page.goto("/en/verify/")
    page.locator("input[name=code]").fill(code.lower().replace("-", " "))
    steps.submit(page, "main form.form")
    assert page.url.endswith(f"/en/verify/{code}/")
    return page.locator("main dd").all_text_contents()


def test_no_letter_of_a_name_is_clipped_on_paper(whoever_completed):
    page = whoever_completed("ur", viewport={"width": 1280, "height": 900})
    ask_for_certificate(page, "ur")
    print_it(page, "ایکسیسبیلٹی سیٹنگز مصطفیٰ " * 3)

    # Nothing around the name hides what climbs out of its box, and the whole of it is inside the frame.
    assert page.evaluate(
        """() => {
          const name = document.querySelector(".certificate__name"), sheet = document.querySelector(".certificate");
          const inner = name.getBoundingClientRect(), outer = sheet.getBoundingClientRect();
          const clips = [name, ...(function* (e) { while (e = e.parentElement) yield e })(name)]
            .filter(e => e !== document.body && e !== document.documentElement)
            .some(e => /hidden|clip/.test(getComputedStyle(e).overflow));
          return !clips && inner.left > outer.left && inner.right < outer.right;
        }"""
    )


def test_a_code_that_nobody_has_is_answered_calmly(new_page, language, script):
    page = new_page(script=script)
    page.goto(f"/{language}/verify/")
    page.locator("input[name=code]").fill("2222 3333 4444 5555")
    steps.submit(page, "main form.form")

    assert page.url.endswith(f"/{language}/verify/2222-3333-4444-5555/")
    assert page.locator("[role=alert]").is_visible()
    assert page.locator("input[name=code]").input_value()
    assert page.context.cookies() == []
