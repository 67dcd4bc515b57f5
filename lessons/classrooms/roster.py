"""The names of a class out of what a teacher pastes or uploads. Without the ORM.

Columns with e-mails, phones or roll numbers are left out here and reach nothing that is stored.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from lessons.classrooms.names import LONGEST, is_name, looks_like_contact, name_key, tidy_name
from lessons.classrooms.roster_files import MOST_NAMES, NotAList, read_file, read_table, too_many

# What a teacher gets back to mend; a name is far shorter.
LONGEST_LINE = 200
_ROWS_BEFORE_HEADER = 15
LOOKED_AT = 500  # rows are enough to tell a column of names
# Lines of Google Classroom's export that are about the tasks, not about a learner.
_NOT_LEARNERS = {"date", "points", "class average"}
_NUMBERING = re.compile(r"^(?:\(?\d{1,4}\s*[.)۔:\-–]\s*|\d{1,4}\s+(?=[^\W\d])|[-–*•·]\s+)")


def _heading(cell):
    return " ".join("".join(c if c.isalnum() else " " for c in name_key(cell[:LONGEST_LINE])).split())


def _set_of(words):
    return {_heading(word) for word in words.split("|")}


_FULL = _set_of(
    "name|names|full name|student|students|student name|name of student|pupil|learner|نام|پورا نام|طالب علم"
)
_FIRST = _set_of("first name|firstname|given name|forename|اول نام|پہلا نام")
_LAST = _set_of("last name|lastname|surname|family name|آخری نام|دوسرا نام|خاندانی نام")
_OF_SOMEBODY_ELSE = _set_of(
    "father|fathers|mother|mothers|guardian|parent|parents|husband|user|nick|school|class|section|teacher|file|course|"
    "f|s o|d o|والد|والدہ|والدین|ولدیت|سرپرست|باپ|ماں|شوہر|استاد|اسکول|سکول|مدرسہ|کلاس|جماعت|سیکشن"
)


@dataclass(frozen=True)
class NameList:
    """`columns` are the headings that names were taken from, empty for plain lines; `left_out` counts the others."""

    names: list
    columns: list = field(default_factory=list)
    left_out: int = 0


def names_in_file(data):
    """Return the NameList of a file's bytes. Raises NotAList."""
    return _names_in_rows(read_file(data))


def names_in_text(text):
    """Return the NameList of what was pasted. Raises NotAList."""
    return _names_in_rows(read_table(text))


def names_in_lines(text):
    """Return the names of a text that has one a line, such as `names_in_text` gives them. Raises NotAList."""
    return _names([[line] for line in text.splitlines()], [0]).names


def problem_of(name):
    """Return "contact", "no_name" or "too_long" when a learner can't be called `name`, else None."""
    if looks_like_contact(name):
        return "contact"
    if not is_name(name) or not any(c.isalpha() for c in name):
        return "no_name"
    return "too_long" if len(name) > LONGEST else None


def _names_in_rows(rows):
    header, taken = _find_header(rows)
    if header is not None:
        below = [row for row in rows[header + 1 :] if row != rows[header] and not _is_about_tasks(row, taken)]
        left_out = len([cell for cell in rows[header] if cell]) - len(taken)
        return NameList(_names(below, taken).names, [rows[header][column] for column in taken], left_out)
    filled = [row for row in rows if any(row)]
    if len(filled) == 1:
        return _names([[cell] for cell in filled[0]], [0])
    width = max(map(len, filled), default=0)
    if width <= 1:
        return _names(filled, [0])
    taken = _name_columns(filled, width)
    headings = [_("column %(number)s") % {"number": column + 1} for column in taken]
    return NameList(_names(filled, taken).names, headings, width - len(taken))


def _names(rows, columns):
    joined = (" ".join(row[column] for column in columns if column < len(row) and row[column]) for row in rows)
    names = [name for name in map(clean_line, joined) if name]
    if not names:
        raise NotAList(_("No names were found. Please check the list."))
    if len(names) > MOST_NAMES:
        raise NotAList(too_many())
    return NameList(names)


def clean_line(line):
    """Return a line of a list as a name: without number, bullet, quotes and stray commas."""
    name = tidy_name(line[: 5 * LONGEST_LINE])
    while (shorter := _NUMBERING.sub("", name).strip(' "“”,;،؛\t')) != name:
        name = shorter
    return name[:LONGEST_LINE].strip()


def _kind_of_heading(cell):
    heading = _heading(cell)
    for kind, known in (("full", _FULL), ("first", _FIRST), ("last", _LAST)):
        if heading in known:
            return kind
    words = heading.split()
    pairs = {" ".join(pair) for pair in zip(words, words[1:], strict=False)}
    is_a_name = {"name", _heading("نام")} & set(words) and len(words) <= 4
    return "full" if is_a_name and not _OF_SOMEBODY_ELSE & (set(words) | pairs) else None


def _find_header(rows):
    """Return the place of the row with the headings and the columns of names in it; (None, []) without one."""
    for place, row in enumerate(rows[:_ROWS_BEFORE_HEADER]):
        found = {}
        for column, cell in enumerate(row):
            found.setdefault(_kind_of_heading(cell), column)
        if "full" in found:
            # "Name" beside "Surname" is a first name.
            parts = ["full", "last"] if "last" in found and "first" not in found else ["full"]
        else:
            parts = [part for part in ("first", "last") if part in found]
        if parts:
            return place, [found[part] for part in parts]
    return None, []


def _is_about_tasks(row, taken):
    filled = [row[column] for column in taken if column < len(row) and row[column]]
    return len(taken) == 2 and len(filled) == 1 and _heading(filled[0]) in _NOT_LEARNERS


def _name_columns(rows, width):
    """Return the columns of names in a table without headings: the first with words, or two with one word each."""
    columns = [[row[column] if column < len(row) else "" for row in rows] for column in range(width)]
    wordy = [place for place, cells in enumerate(columns) if _holds_names(cells)]
    if not wordy:
        raise NotAList(_("No names were found. Please check the list."))
    pair = [place for place in wordy[:2] if _is_one_word_each(columns[place])]
    return pair if len(pair) == 2 and pair[1] == pair[0] + 1 else wordy[:1]


def _holds_names(cells):
    filled = [cell for cell in cells if cell][:LOOKED_AT]
    words = [cell for cell in filled if problem_of(cell) is None and len(cell) > 2]
    repeated = len(filled) > 2 and max(Counter(filled).values()) == len(filled)
    return 2 * len(words) > len(filled) and not repeated


def _is_one_word_each(cells):
    filled = [cell for cell in cells if cell]
    return sum(len(cell.split()) == 1 for cell in filled) * 10 >= 7 * len(filled) and len(set(filled)) * 3 > len(filled)
