"""A certificate as PDF, set by typst: the only one of its kind that shapes Nastaliq and needs no system library."""

import json
import re
import unicodedata
from pathlib import Path

from django.conf import settings
from django.template.defaultfilters import date
from django.utils.translation import get_language, gettext

from lessons import core
from lessons.core.qr import qr_drawing
from lessons.core.tiles import tile_of
from lessons.core.urdu import direction, first_direction

PAPER = Path(__file__).parent / "paper"
PICTURES = Path(core.__file__).parent / "static/core/img"
# What is wider than the sheet in the smallest letters may be broken here.
_LONG_WORD = re.compile(r"\S{36}")
_VARIABLE = re.compile(r"var\(--tile-(\w+),#\w+\)")
# The colours of tokens.css: there is no style sheet in a PDF.
_INDIGO = {"ground": "#1f3a5f", "mark": "#fbf7ef", "accent": "#e0a02f"}
_RESIST = {"ground": "#f3e4c5", "mark": "#1f3a5f", "accent": "#b9770f"}


def certificate_pdf(certificate, *, name, own_address, typed_address):
    """Return the certificate as the bytes of a one-page PDF in the active language.

    `name` is printed as it is, "" leaves a line for it; it is written to no file.
    """
    # Here: most processes set none, and need not carry it.
    import typst

    data = {
        "language": get_language(),
        "title": gettext("Certificate"),
        "site": settings.SITE_NAMES.get(get_language(), settings.SITE_NAMES["en"]),
        "words": _words(),
        "name": _typed(name),
        "heading": _local(certificate.local_heading()),
        "publisher": _local(certificate.local_publisher()),
        "month": date(certificate.made_in, "F Y"),
        "code": certificate.printed_code,
        "typed_address": typed_address,
        "pictures": _pictures(certificate.module.number, own_address),
    }
    return typst.compile(
        (PAPER / "certificate.typ").read_bytes(),
        root=PAPER,
        font_paths=[PAPER / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
        format="pdf",
    )


def _words():
    return {
        "certificate": gettext("Certificate"),
        "completed": gettext("has completed the module"),
        "publisher": gettext("Published by"),
        "check": gettext("Anybody can check this code:"),
    }


def _local(found):
    return _set_in(found.text, found.language, direction(found.language))


def _typed(name):
    """Return a name, which is in no known language, with the direction of its first letter."""
    way = first_direction(name)
    return _set_in(_LONG_WORD.sub("\\g<0>\u200b", name), "ur" if way == "rtl" else "en", way)


def _set_in(text, language, way):
    nastaliq = any(unicodedata.bidirectional(letter) == "AL" for letter in text)
    return {"text": text, "language": language, "rtl": way == "rtl", "nastaliq": nastaliq}


def _pictures(number, address):
    return {
        "frame": (PICTURES / "frame.svg").read_text(encoding="utf-8"),
        "mark": (PICTURES / "mark.svg").read_text(encoding="utf-8"),
        "tile": _tile(number),
        "qr": qr_drawing(address),
    }


def _tile(number):
    """Return the tile of module `number` as a picture of its own, in fixed colours."""
    box, inner, on_indigo = tile_of(number)
    colours = _INDIGO if on_indigo else _RESIST
    drawn = _VARIABLE.sub(lambda found: colours[found[1]], inner)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{drawn}</svg>'
