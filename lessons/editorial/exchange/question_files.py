"""The questions of an uploaded file, whatever program wrote it. Without the ORM."""

import unicodedata
from dataclasses import replace

from django.utils.translation import gettext as _

from lessons.editorial.exchange.gift import read_gift, write_gift
from lessons.editorial.exchange.moodle_xml import read_moodle_xml, write_moodle_xml
from lessons.editorial.exchange.neutral import NotQuestions, fitting
from lessons.editorial.exchange.questions_csv import is_ours, read_csv, write_csv

LARGEST_FILE = 2 * 1024 * 1024
MOST_QUESTIONS = 500
CSV, GIFT, MOODLE_XML = "csv", "gift", "moodle-xml"
ENDINGS = {CSV: "csv", GIFT: "txt", MOODLE_XML: "xml"}
MEDIA_TYPES = {CSV: "text/csv; charset=utf-8", GIFT: "text/plain; charset=utf-8", MOODLE_XML: "application/xml"}
_BOMS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_questions(data, language):
    """Return the Found of the bytes of a file; `language` is that of a format which knows one only.

    Each question in it can be a draft, and has a key of its own in the file. Raises NotQuestions.
    """
    if len(data) > LARGEST_FILE:
        raise NotQuestions(_("This file is larger than 2 MB. Part it, or export it without pictures."))
    if not data.strip():
        raise NotQuestions(_("This file is empty."))
    found = _read(data, language)
    if len(found.questions) + len(found.refusals) > MOST_QUESTIONS:
        raise NotQuestions(_("A file can have up to 500 questions. Please part it."))
    fit = fitting(found.questions)
    taken = {question.key for question in fit.questions}
    losses = tuple(loss for loss in found.losses if not loss.question or loss.question in taken)
    return replace(found, questions=fit.questions, losses=losses, refusals=found.refusals + fit.refusals)


def write_questions(questions, file_format, language):
    """Return the Written file of `questions`; a CSV holds every language, the others only `language`."""
    if file_format == CSV:
        return write_csv(questions)
    return (write_gift if file_format == GIFT else write_moodle_xml)(questions, language)


def encoded(text, file_format):
    """Return the bytes of a file; a CSV says that it is UTF-8, or Excel would show Urdu as rubbish."""
    return text.encode("utf-8-sig" if file_format == CSV else "utf-8")


def _read(data, language):
    if data.startswith((_ZIP, _OLD_OFFICE)):
        raise NotQuestions(_("This is an Excel file or a packed one. Save the sheet as “CSV UTF-8” first."))
    if _starts_as_xml(data):
        return read_moodle_xml(data, language)
    text = _decoded(data)
    return read_csv(text) if is_ours(text) or _looks_like_table(text) else read_gift(text, language)


def _starts_as_xml(data):
    """Return whether the first letter is "<", in UTF-8 or UTF-16."""
    return data[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def _looks_like_table(text):
    """Return whether `text` is a table with other columns than ours, so that the columns are named as the reason."""
    lines = [line for line in text.split("\n") if line.strip()][:5]
    return "{" not in text and any(all(line.count(sign) >= 3 for line in lines) for sign in ",;\t")


def _decoded(data):
    for bom, encoding in _BOMS.items():
        if data.startswith(bom):
            return _text(data.removeprefix(bom) if encoding == "utf-8" else data, encoding)
    if data.count(0) * 4 > len(data):
        return _text(data, "utf-16-be" if data[:1] == b"\0" else "utf-16-le")
    try:
        return _text_only(data.decode())
    except UnicodeDecodeError:
        return _text_only(data.decode(_windows_of(data), errors="replace"))


def _text(data, encoding):
    try:
        return _text_only(data.decode(encoding))
    except UnicodeDecodeError:
        raise NotQuestions(_unreadable()) from None


def _unreadable():
    return _("This file can't be read as text. Export it as GIFT, Moodle XML or CSV.")


def _text_only(text):
    """Return `text`, with one kind of line end, unless it is a picture, a PDF or the like under another name."""
    controls = sum(c not in "\n\r\t\x1a" and unicodedata.category(c) in {"Cc", "Cs"} for c in text[:5000])
    if controls * 50 > len(text[:5000]) or text.startswith("%PDF"):
        raise NotQuestions(_unreadable())
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _windows_of(data):
    """Return which code page Windows used: letters of Urdu stand side by side, accents of Latin words alone."""
    high = [byte >= 0x80 for byte in data]
    paired = sum(here and after for here, after in zip(high, high[1:], strict=False))
    return "cp1256" if 3 * paired > sum(high) else "cp1252"
