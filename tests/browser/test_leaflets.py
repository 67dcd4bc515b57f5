"""What is printed: how many sheets it takes."""

import io

import pypdf
import pytest


@pytest.mark.parametrize(
    ("path", "most"),
    [(f"{name}/leaflet/", most) for name, most in (("help", 1), ("parents", 2), ("schools", 2), ("creators", 2))],
)
def test_a_leaflet_fits_on_its_sheet(new_page, language, path, most):
    page = new_page()
    page.goto(f"/{language}/{path}")
    page.wait_for_function("document.fonts.status === 'loaded'")

    printed = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))

    assert 1 <= len(printed.pages) <= most
    box = printed.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)


def test_one_press_prints_once(new_page):
    page = new_page()
    page.add_init_script("self.printed = 0; self.print = () => { self.printed += 1; };")
    page.goto("/ur/help/leaflet/")
    page.locator("[data-print] button").click()

    assert page.evaluate("printed") == 1
