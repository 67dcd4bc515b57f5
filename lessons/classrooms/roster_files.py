"""The rows of a class list out of a file: CSV as programs write it, or XLSX. Without the ORM."""

import csv
import io
import unicodedata
import zipfile
from datetime import date, datetime

from django.utils.translation import gettext as _
from openpyxl import load_workbook

LARGEST_FILE = 1024 * 1024
LARGEST_UNPACKED = 10 * 1024 * 1024
MOST_PARTS = 500
MOST_NAMES = 2000
# Titles, a header and empty lines stand between the names too.
_MOST_ROWS = 3 * MOST_NAMES
_MOST_COLUMNS = 60
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_SEPARATORS = "\t;,،"


class NotAList(Exception):
    """There are no names to be had from this. The message says in the reader's language what to do."""


def read_file(data):
    """Return the rows of a file, each a list of texts. Raises NotAList."""
    if len(data) > LARGEST_FILE:
        raise NotAList(_("This file is larger than 1 MB. Keep only the column with the names."))
    if data.startswith(_OLD_OFFICE):
        raise NotAList(_("This Excel file is old or has a password. Save it as XLSX without a password."))
    if data.startswith(_ZIP):
        return _read_xlsx(data)
    return read_table(_decode(data))


def read_table(text):
    """Return the rows of a text: cells parted by tabs, semicolons or commas, else a cell a line. Raises NotAList."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    lines = [line for line in text.split("\n") if line.strip()]
    if lines and lines[0].lower().startswith("sep="):
        lines = lines[1:]
    separator = _separator_of(lines)
    if separator is None:
        return _not_too_many([[line.strip().strip('"')] for line in lines])
    try:
        rows = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=separator, skipinitialspace=True))
    except csv.Error:
        rows = [line.split(separator) for line in lines]
    return _not_too_many([[cell.strip() for cell in row[:_MOST_COLUMNS]] for row in rows])


def _separator_of(lines):
    """Return what parts the cells of at least half the lines, else None."""
    some = lines[:200]
    found = [(sum(separator in line for line in some), separator) for separator in _SEPARATORS]
    often = [(lines_with, separator) for lines_with, separator in found if lines_with and 2 * lines_with >= len(some)]
    # The first of those that stand in equally many lines: a tab or a semicolon is never part of a name.
    return max(often, key=lambda pair: pair[0])[1] if often else None


def _not_too_many(rows):
    if len(rows) > _MOST_ROWS:
        raise NotAList(too_many())
    return rows


def too_many():
    return _("A list can have up to 2,000 names. Please part it.")


def _unreadable():
    return _("This file can't be read. Save the list as CSV or XLSX, or paste the names.")


def _decode(data):
    for bom, encoding in _BOMS.items():
        if data.startswith(bom):
            return _decoded(data, encoding)
    if data.count(0) * 4 > len(data):
        return _decoded(data, "utf-16-be" if data[:1] == b"\0" else "utf-16-le")
    try:
        return _text_only(data.decode())
    except UnicodeDecodeError:
        return _text_only(data.decode(_windows_of(data), errors="replace"))


def _decoded(data, encoding):
    try:
        return _text_only(data.decode(encoding))
    except UnicodeDecodeError:
        raise NotAList(_unreadable()) from None


def _text_only(text):
    """Return `text` unless it is a picture, a PDF or the like under another name."""
    controls = sum(c not in "\n\r\t\x1a" and unicodedata.category(c) in {"Cc", "Cn", "Cs"} for c in text[:5000])
    if controls * 50 > len(text[:5000]) or text.startswith("%PDF"):
        raise NotAList(_unreadable())
    return text


def _windows_of(data):
    """Return which code page Excel used: letters of Urdu stand side by side, accents of Latin words alone."""
    high = [byte >= 0x80 for byte in data]
    paired = sum(here and after for here, after in zip(high, high[1:], strict=False))
    return "cp1256" if 3 * paired > sum(high) else "cp1252"


def _read_xlsx(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            # A small file can unpack to gigabytes; what it says of itself is also the most that zipfile unpacks.
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise NotAList(_unreadable())
        return _not_too_many(_first_filled_sheet(data))
    except NotAList:
        raise
    except Exception:  # noqa: BLE001 - openpyxl fails in as many ways as a file can be broken
        raise NotAList(_unreadable()) from None


def _first_filled_sheet(data):
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        rows = [
            [_cell_text(value) for value in row]
            for row in sheet.iter_rows(max_row=_MOST_ROWS + 1, max_col=_MOST_COLUMNS, values_only=True)
        ]
        rows = [row for row in rows if any(row)]
        if rows:
            return rows
    return []


def _cell_text(value):
    if value is None or isinstance(value, date | datetime):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()
