"""The results of a class as a table for a file: the words of the screen, and numbers as numbers."""

import csv
import io
import re

from django.utils.translation import get_language_bidi, gettext
from openpyxl import Workbook

from lessons.core.bilingual import local_field

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BOM = "\ufeff"
# What a spreadsheet may take for a formula, also in the wide letters of an Asian keyboard.
_FORMULA = re.compile(r"\s*[=+\-@\t\n＝＋－＠]")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def table_of(results, learners):
    """Return the rows of a file: a head, the line of the class, and a row for each of `learners`."""
    head = [gettext("Name"), gettext("Needs a nudge")]
    whole = [gettext("Done by the class, %"), ""]
    for column, share in zip(results.columns, results.shares, strict=True):
        name = f"{column.label} {local_field(column.activity, 'heading').text}"
        head.append(name)
        whole.append("" if share.percent is None else share.percent)
        if column.is_quiz:
            head.append(gettext("%(activity)s: best result, %%") % {"activity": name})
            whole.append("")
    rows = [_row(results, results.row(learner)) for learner in learners]
    return [[safe(value) for value in row] for row in (head, whole, *rows)]


def _row(results, row):
    values = [row.learner.name, row.learner.reason]
    for column, cell in zip(results.columns, row.cells, strict=True):
        values.append(cell.word)
        if column.is_quiz:
            values.append("" if cell.percent is None else cell.percent)
    return values


def safe(value):
    """Return a number as it is, and a text that no spreadsheet takes for a formula."""
    if not isinstance(value, str):
        return value
    text = _UNWRITABLE.sub("", value)
    return f"'{text}" if _FORMULA.match(text) else text


def csv_lines(table):
    """Yield the lines of a CSV file that Excel reads as UTF-8."""
    yield _BOM
    for row in table:
        line = io.StringIO()
        csv.writer(line).writerow(row)
        yield line.getvalue()


def xlsx_of(table):
    """Return the bytes of an XLSX file with one sheet, from right to left in Urdu."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(gettext("Results"))
    sheet.sheet_view.rightToLeft = get_language_bidi()
    sheet.freeze_panes = "B2"
    sheet.column_dimensions["A"].width = 28
    for row in table:
        sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
