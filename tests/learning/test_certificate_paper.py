"""A certificate on paper: one sheet, whatever the name and its letters, and the name is kept nowhere."""

import functools
import io

import pypdf
import pytest
import typst
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from lessons.learning.certificate_forms import tidy
from lessons.learning.certifying import make_certificate
from tests import factories
from tests.learning.certified import NAME, text_of, url_of

pytestmark = pytest.mark.django_db
TRICKY = """<b>&"'</b> #read("/etc/passwd") $x$ \\ {% now %} {{ x }}"""


@pytest.fixture
def module(home):
    return factories.make_module(number=3, heading_en="Strong locks", heading_ur="مضبوط تالے")


def pdf_of(client, certificate, name, language="en"):
    response = client.post(url_of(certificate, language), {"name": name, "as": "pdf"})
    assert response["Content-Type"] == "application/pdf"
    return response, pypdf.PdfReader(io.BytesIO(response.content))


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_page_for_printing_has_everything(phone, certificate, language):
    answer = phone.post(url_of(certificate, language), {"name": NAME, "as": "page"})
    page = text_of(answer)

    assert answer.templates[0].name == "learning/certificate_print.html"
    assert f'<span dir="auto">{NAME}</span>' in page
    assert certificate.printed_code in page
    assert f"/{language}/verify/" in page
    assert {"en": "Strong locks", "ur": "مضبوط تالے"}[language] in page
    assert '<svg viewBox="0 0' in page.split("certificate__qr")[1]
    assert answer["Cache-Control"] in {"private, no-store", "no-store, private"}


@pytest.mark.parametrize("way", ["page", "pdf"])
def test_a_name_is_kept_nowhere(phone, certificate, way, caplog):
    with CaptureQueriesContext(connection) as queries:
        answer = phone.post(url_of(certificate), {"name": NAME, "as": way})

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert not any(NAME in query["sql"] for query in queries)
    assert NAME not in caplog.text
    assert NAME not in str(dict(phone.session)) and not any(NAME in str(c) for c in answer.cookies.values())
    assert NAME not in str(dict(answer.headers))
    out = io.StringIO()
    call_command("dumpdata", stdout=out)
    assert "learning.certificate" in out.getvalue() and NAME not in out.getvalue()
    assert NAME not in text_of(phone.get(url_of(certificate)))


def test_a_name_is_not_taken_from_an_address(phone, certificate):
    assert NAME not in text_of(phone.get(url_of(certificate), {"name": NAME}))


def test_the_field_is_not_filled_in_by_the_browser(phone, certificate):
    page = text_of(phone.get(url_of(certificate)))

    assert page.split('name="name"')[1].split(">")[0].count('autocomplete="off"') == 1
    assert "<title>Certificate ·" in page and "Strong locks" not in page.split("</title>")[0]


def test_a_tricky_name_comes_out_as_typed(phone, certificate):
    page = text_of(phone.post(url_of(certificate), {"name": TRICKY, "as": "page"}))
    _response, pdf = pdf_of(phone, certificate, TRICKY)

    assert "<b>&amp;" not in page.split("certificate__name")[1] and "<b>" not in page.split("certificate__name")[1]
    assert "&lt;b&gt;&amp;&quot;&#x27;" in page and "{% now %}" in page
    text = pdf.pages[0].extract_text()
    assert "<b>&\"'</b>" in text and '#read("/etc/passwd")' in text and "root:" not in text


@pytest.mark.parametrize(
    "name",
    [
        "",
        NAME,
        TRICKY,
        "محمد مصطفیٰ ایکسیسبیلٹی",
        "زویا Zoya ✨😀👩🏽‍🎓",
        "ڄام ڏاهري ښځه ې",
        "W" * 100,
        "و" * 100,
        "م ص ط" * 20,
        "صاحبزادی عائشہ نور بنت محمد مصطفیٰ خان یوسفزئی المعروف چھوٹی آپا سیٹنگز والی",
        "漢字 नाम",
    ],
)
@pytest.mark.parametrize("language", ["en", "ur"])
def test_whatever_the_name_the_pdf_is_one_sheet(phone, certificate, name, language):
    response, pdf = pdf_of(phone, certificate, name, language)

    assert len(pdf.pages) == 1
    assert [round(float(side) / 72 * 25.4) for side in pdf.pages[0].mediabox[2:]] == [297, 210]
    assert certificate.printed_code in pdf.pages[0].extract_text()
    assert response["Content-Disposition"] == 'attachment; filename="certificate.pdf"'
    assert (name or "-") not in str(pdf.metadata) and pdf.metadata.creation_date is None


def test_the_urdu_of_a_pdf_is_set_in_nastaliq_and_nothing_else(phone, certificate):
    _response, pdf = pdf_of(phone, certificate, "محمد مصطفیٰ", "ur")

    fonts = {font["/BaseFont"].split("+")[1] for font in _fonts(pdf)}
    assert any(name.startswith("NotoNastaliqUrdu") for name in fonts)
    assert not any("Naskh" in name or "NotoEmoji" in name for name in fonts)


def _fonts(pdf):
    return [font.get_object() for font in pdf.pages[0]["/Resources"]["/Font"].values()]


def test_of_the_urdu_in_a_pdf_every_letter_can_be_read_back_and_what_is_latin_in_order(phone, certificate):
    """Not more: Nastaliq's font builds letters of parts, each read on its own. The page says so, and is read well."""
    response, pdf = pdf_of(phone, certificate, "محمد مصطفیٰ", "ur")
    text = pdf.pages[0].extract_text()

    assert set("محمدمصطفیٰ") | set("مضبوط تالے") <= set(text)
    assert not set("يىكه") & set(text)
    assert certificate.printed_code in text and "/ur/verify" in text
    assert pdf.trailer["/Root"]["/Lang"] == "ur" and pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_no_tall_word_of_a_pdf_is_cut_off_or_runs_into_another(phone, learner, done, monkeypatch):
    """Typst sets the same sheet as a picture: between its parts, and before its edge, there are rows without ink."""
    done.heading_ur = "ڈیجیٹل تحفّظ: ایکسیسبیلٹی، سیٹنگز"
    done.save_revision().publish()
    certificate = make_certificate(learner=learner, module=done)
    pictured = functools.partial(typst.compile, ppi=100)
    monkeypatch.setattr(typst, "compile", lambda *a, **named: pictured(*a, **named | {"format": "png"}))
    for name in ("محمد مصطفیٰ ایکسیسبیلٹی", "سیٹنگز گھُٹنے تحفّظ مصطفیٰ " * 3):
        sheet = phone.post(url_of(certificate, "ur"), {"name": name, "as": "pdf"}).content

        # The lamp, the site, what it is, the name, what was done, the module, and the foot with the square beside it.
        assert len(_bands(Image.open(io.BytesIO(sheet)).convert("L"))) >= 6, name


def _bands(sheet):
    """Return the runs of rows with ink in the middle of the sheet, within its frame."""
    width, height = sheet.size
    inside = sheet.crop((round(width * 0.2), round(height * 0.06), round(width * 0.8), round(height * 0.94)))
    rows = [inside.crop((0, y, inside.width, y + 1)).getextrema()[0] < 128 for y in range(inside.height)]
    return [y for y in range(1, len(rows)) if rows[y] and not rows[y - 1]]


def test_the_same_certificate_is_the_same_file(phone, certificate):
    assert pdf_of(phone, certificate, NAME)[0].content == pdf_of(phone, certificate, NAME)[0].content


def test_a_name_that_is_too_long_is_asked_for_again_and_not_lost(phone, certificate):
    answer = phone.post(url_of(certificate), {"name": "N" * 101, "as": "pdf"})

    assert answer.templates[0].name == "learning/certificate.html"
    assert "N" * 101 in text_of(answer)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Zoya \t\n Khan ", "Zoya Khan"),
        ("Zoya\u202e Khan\u2066", "Zoya Khan"),
        ("Zoya\x07", "Zoya"),
        ("می\u200cرا", "می\u200cرا"),
        ("👩\u200d🎓", "👩\u200d🎓"),
    ],
)
def test_what_turns_a_line_round_is_left_out_of_a_name(typed, kept):
    assert tidy(typed) == kept


def test_a_heading_in_one_language_only_is_marked_as_such(phone, learner, lesson, quiz, done):
    done.heading_ur = ""
    done.save_revision().publish()
    made = make_certificate(learner=learner, module=done)

    page = text_of(phone.post(url_of(made, "ur"), {"name": "", "as": "page"}))

    assert '<span lang="en" dir="ltr">Strong locks</span>' in page
    assert "certificate__line" in page
