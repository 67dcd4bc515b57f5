"""Questions in a CSV of our own, both languages side by side: docs/question-files.md. Without the ORM."""

import csv
import io
import re

from django.utils.translation import gettext as _

from lessons.core.bilingual import LANGUAGES
from lessons.editorial.exchange.moodle import Unfit
from lessons.editorial.exchange.neutral import (
    BANDS,
    CHOICE_TEXTS,
    KINDS,
    MOST_CHOICES,
    ORDERING,
    QUESTION_TEXTS,
    REFLECTION,
    REVEALS,
    SINGLE,
    Found,
    Loss,
    NeutralChoice,
    NeutralQuestion,
    NotQuestions,
    Refusal,
    Written,
    clean_text,
    cleaned,
    key_of,
)

SEPARATORS = ",;\t"
_YES = {"1", "x", "yes", "y", "true", "right", "✓", "✔", "ہاں", "درست", "صحیح"}
_NO = {"", "0", "no", "n", "false", "wrong", "نہیں", "غلط"}
# What a spreadsheet would take for a formula stands behind an apostrophe, and so does what already stands behind one.
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠]")


def columns():
    """Return the names of the columns in their order."""
    named = ["key", "kind", "reveals", "topic", "bands"]
    named += [f"prompt_{code}" for code in LANGUAGES]
    for number in range(1, MOST_CHOICES + 1):
        named += [f"choice{number}_{name}_{code}" for name in ("text", "feedback") for code in LANGUAGES]
        named += [f"choice{number}_right", *[f"choice{number}_misconception_{code}" for code in LANGUAGES]]
    return named + [f"{name}_{code}" for name in ("explanation", "teaching_note") for code in LANGUAGES] + ["source"]


# --- writing ---------------------------------------------------------------------------------------------------------
def write_csv(questions):
    """Return the Written CSV of `questions`; it holds all of them in all languages, finished or not."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns(), restval="")
    writer.writeheader()
    for question in questions:
        writer.writerow({name: _guarded(value) for name, value in _row(question).items()})
    return Written(out.getvalue())


def _row(question):
    row = {name: getattr(question, name) for name in ("key", "kind", "reveals", "topic", "bands", "source")}
    for name in QUESTION_TEXTS:
        row |= _cells(name, getattr(question, name))
    for number, choice in enumerate(question.choices[:MOST_CHOICES], 1):
        row[f"choice{number}_right"] = "yes" if choice.right else ""
        for name in CHOICE_TEXTS:
            row |= _cells(f"choice{number}_{name}", getattr(choice, name))
    return row


def _cells(name, mapping):
    return {f"{name}_{code}": text for code, text in mapping.items() if code in LANGUAGES}


def _guarded(value):
    return f"'{value}" if _FORMULA.match(value) else value


def _unguarded(value):
    return value[1:] if value.startswith("'") and _FORMULA.match(value) else value


# --- reading ---------------------------------------------------------------------------------------------------------
def read_csv(text):
    """Return the Found of a CSV file. Raises NotQuestions, naming the line, where it can't be read."""
    rows, losses = _rows(cleaned(text))
    questions, refusals = [], []
    for line, row in rows:
        try:
            questions.append(_question(row, line))
        except Unfit as unfit:
            refusals.append(Refusal(_place(line), str(unfit)))
    if not questions and not refusals:
        raise NotQuestions(_("There are no questions in this file: no row has a text in it."))
    return Found(tuple(questions), tuple(losses), tuple(refusals))


def _place(line):
    return _("line %(number)s") % {"number": line}


def is_ours(text):
    """Return whether the first line of `text` names columns of ours."""
    return bool(set(_header(_first_line(text))) & {f"prompt_{code}" for code in LANGUAGES})


def _first_line(text):
    lines = [line for line in text.split("\n", 3)[:3] if line.strip() and not line.lower().startswith("sep=")]
    return lines[0] if lines else ""


def _separator(line):
    return max(SEPARATORS, key=line.count)


def _header(line):
    return [name.strip().strip('"').strip().lower() for name in line.split(_separator(line))]


def _rows(text):
    """Return (line, cells by column) of each row that holds something, and the Losses of columns that aren't ours."""
    header = _first_line(text)
    if not is_ours(text):
        names = " / ".join(f"prompt_{code}" for code in LANGUAGES)
        raise NotQuestions(
            _("The first line names no column %(names)s. Export a question to see them.") % {"names": names}
        )
    start = text.index(header)
    names, known, before = _header(header), set(columns()), text.count("\n", 0, start)
    reader = csv.reader(io.StringIO(text[start:], newline=""), delimiter=_separator(header))
    rows = []
    try:
        next(reader)
        line = before + reader.line_num + 1
        for cells in reader:
            found = dict(zip(names, (clean_text(_unguarded(clean_text(cell))) for cell in cells), strict=False))
            row = {name: cell for name, cell in found.items() if name in known and cell}
            rows += [(line, row)] if row else []
            line = before + reader.line_num + 1
    except csv.Error:
        message = _("Line %(number)s can't be read: is a quotation mark missing, or a cell very long?")
        raise NotQuestions(message % {"number": before + reader.line_num}) from None
    unknown = [name for name in names if name and name not in known]
    why = _("No column has this name here.")
    return rows, [Loss("", _("The column “%(name)s”") % {"name": name[:60]}, why) for name in unknown]


def _question(row, line):
    """Return the question of a row. Raises Unfit where a cell holds what isn't one of its words."""
    reveals = _word(row, "reveals", REVEALS, "")
    kind = _word(row, "kind", KINDS, SINGLE)
    prompt = _mapping(row, "prompt")
    choices = [_choice(row, number, kind) for number in range(1, MOST_CHOICES + 1)]
    return NeutralQuestion(
        key=key_of(row.get("key", ""), "", "\n".join(prompt.values())),
        kind=SINGLE if reveals == REFLECTION else kind,
        prompt=prompt,
        choices=tuple(choice for choice in choices if choice != NeutralChoice()),
        explanation=_mapping(row, "explanation"),
        teaching_note=_mapping(row, "teaching_note"),
        source=row.get("source", ""),
        topic=row.get("topic", ""),
        reveals=reveals,
        bands=_bands(row),
        is_named="key" in row,
        place=_place(line),
    )


def _choice(row, number, kind):
    cell = row.get(f"choice{number}_right", "").lower()
    if cell not in _YES | _NO:
        raise _not_a_word(f"choice{number}_right", cell, ["yes", _("an empty cell")])
    texts = {name: _mapping(row, f"choice{number}_{name}") for name in CHOICE_TEXTS}
    return NeutralChoice(**texts, right=cell in _YES and kind != ORDERING)


def _mapping(row, name):
    return {code: row[f"{name}_{code}"] for code in LANGUAGES if f"{name}_{code}" in row}


def _word(row, name, allowed, default):
    word = row.get(name, default).lower()
    if word and word not in allowed:
        raise _not_a_word(name, word, allowed)
    return word or default


def _bands(row):
    letters = re.sub(r"[\s,;/-]", "", row.get("bands", "")).upper()
    if set(letters) - set(BANDS):
        raise _not_a_word("bands", row["bands"], list(BANDS))
    return "".join(sorted(set(letters)))


def _not_a_word(name, found, allowed):
    message = _("The column “%(name)s” says “%(found)s”. It can hold: %(allowed)s.")
    return Unfit(message % {"name": name, "found": found[:40], "allowed": ", ".join(allowed)})
