"""Questions in Moodle's GIFT: text in, questions out, and back. Without the ORM.

Source of what the signs mean: Moodle's question/format/gift/format.php and its examples.txt; ordering is written as
Moodle's own type does it since 4.4 (`{>` …). What GIFT's own reader takes, this takes too, and blank lines in braces.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lessons.editorial.exchange.moodle import (
    MOODLE,
    Unfit,
    cannot_carry,
    description_loss,
    left_out,
    marked,
    no_place,
    percent,
    true_false,
    weights_of,
    words,
)
from lessons.editorial.exchange.neutral import (
    ORDERING,
    REFLECTION,
    SINGLE,
    Found,
    Loss,
    NeutralChoice,
    NeutralQuestion,
    NotQuestions,
    Refusal,
    Written,
    cleaned,
    is_key,
    key_of,
    keyed,
    texts,
)

NAME = "GIFT"
# What a backslash hides stands as a control character while the signs are read: a clean text has none of its own.
_SIGNS = "~=#{}:n\\"
_HIDDEN = {sign: chr(number) for number, sign in enumerate(_SIGNS, 1)}
_SHOWN = str.maketrans({mark: "\n" if sign == "n" else sign for sign, mark in _HIDDEN.items()})
_TYPED = str.maketrans({mark: f"\\{sign}" for sign, mark in _HIDDEN.items()})
_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "~=#{}:\\"} | {"\n": "\\n"})
_ID = re.compile(r"\[id:((?:\\\]|[^\]])+)\]")
_TAG = re.compile(r"\[tag:((?:\\\]|[^\]])+)\]")
_WEIGHT = re.compile(r"%\s*(-?[0-9]{1,3}(?:[.,][0-9]{0,9})?)\s*%")
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_ORDER = re.compile(
    r">\s*[0-9]*[ \t]*(?:(?:ALL|EXACT|RANDOM|REL|CONTIGUOUS|CONTIG)\b)?[ \t]*"
    r"(?:(?:HORIZONTAL|HORI|H|1|VERTICAL|VERT|V|0)\b)?[ \t]*"
    r"(?:(?:ALL_OR_NOTHING|ABSOLUTE(?:_POSITION)?|ABS|RELATIVE(?:_[A-Z_]+)?|REL|LONGEST_[A-Z_]+)\b)?[ \t]*"
    r"(?:(?:SHOW|TRUE|YES|1|HIDE|FALSE|NO|0)\b)?[ \t]*(?:(?:none|abc|ABCD|123|iii|IIII)\b)?[ \t]*(?:\n|$)"
)
_TRUE, _FALSE = {"T", "TRUE"}, {"F", "FALSE"}


@dataclass
class _Block:
    """A paragraph of the file: `line` is where it begins, `notes` its comments."""

    line: int
    lines: list
    notes: str = ""

    @property
    def is_category(self):
        return bool(self.lines) and self.lines[0].startswith("$CATEGORY")

    @property
    def text(self):
        return "\n".join(self.lines[self.is_category :]).strip()

    @property
    def is_open(self):
        return "{" in self.text and "}" not in self.text


# --- reading ---------------------------------------------------------------------------------------------------------
def read_gift(text, language):
    """Return the Found of a GIFT file whose texts are in `language`. Raises NotQuestions where there are none."""
    text = re.sub(r"\\([~=#{}:n\\])", lambda match: _HIDDEN[match[1]], cleaned(text))
    questions, losses, refusals = [], [], []
    for block in _blocks(text):
        if block.is_category:
            losses.append(Loss("", _("Categories"), _("Questions have a topic here. Choose it before you import.")))
        own = []
        try:
            question = _question(block, language, own)
        except Unfit as unfit:
            refusals.append(Refusal(_place(block), str(unfit)))
            continue
        if question:
            questions.append(question)
            losses += keyed(own, question.key)
    if not questions and (not refusals or "{" not in text):
        raise NotQuestions(_("There are no questions in this file. In GIFT the answers stand in braces: { }."))
    return Found(tuple(questions), tuple(dict.fromkeys(losses)), tuple(refusals))


def _place(block):
    return _("line %(number)s") % {"number": block.line}


def _blocks(text):
    """Yield the _Blocks: parted by blank lines, except inside braces that are closed further down."""
    block = None
    was_blank = False
    for number, line in enumerate(text.split("\n"), 1):
        line = line.strip()
        if not line:
            was_blank = True
            continue
        if block and was_blank and (not block.is_open or _begins(line)):
            yield block
            block = None
        block, was_blank = block or _Block(number, []), False
        if line.startswith("//"):
            block.notes += f"{line}\n"
        else:
            block.line = block.line if block.lines else number
            block.lines.append(line)
    if block:
        yield block


def _begins(line):
    """Return whether `line` begins a question of its own: the braces before it were never closed."""
    return line.startswith(("::", "$CATEGORY", "// question:", "// [id")) or "{" in line


def _question(block, language, losses):
    """Return the question of a block or None where it holds none. Raises Unfit."""
    if not block.text:
        return None
    name, text = _name(block.text)
    before, answers, after = _parts(text)
    if answers is None and not name:
        raise Unfit(_("It has no answers in braces { }."))
    prompt, text_format = _text(f"{before}_____{after}" if after else before, MOODLE, losses)
    number = _first(_ID, block.notes)
    return NeutralQuestion(
        key=key_of(number, name, prompt),
        prompt=texts(language, prompt),
        topic=_first(_TAG, block.notes),
        is_named=bool(number),
        place=_place(block),
        **_answered(answers, text_format, language, losses),
    )


def _first(pattern, notes):
    match = pattern.search(notes.translate(_TYPED))
    return match[1].replace("\\]", "]").strip() if match else ""


def _name(text):
    if text.startswith("::") and "::" in text[2:]:
        name, _marks, text = text[2:].partition("::")
        return " ".join(name.translate(_SHOWN).split()), text.strip()
    return "", text


def _parts(text):
    """Return what stands before, in and after the braces; None for the middle where there are none."""
    start, end = text.find("{"), text.find("}")
    if start < 0 and end < 0:
        return text, None, ""
    if start < 0 or end < start:
        raise Unfit(_("A brace { or } is missing. Write \\{ or \\} for a brace that belongs to the text."))
    after = text[end + 1 :]
    if "{" in after or "}" in after or "{" in text[start + 1 : end]:
        raise Unfit(_("It has more than one pair of braces { }. Is there a blank line between the questions?"))
    return text[:start], text[start + 1 : end].strip(), after


def _text(text, default, losses):
    """Return the plain words of a piece of GIFT, and the format that it names."""
    text = text.strip()
    match = _FORMAT.match(text)
    text_format = match[1].lower() if match else default
    text = (text[match.end() :] if match else text).translate(_SHOWN)
    return words(text, text_format, losses), text_format


def _answered(answers, text_format, language, losses):
    """Return the fields of a question that its braces say. Raises Unfit for a kind that isn't known here."""
    if answers is None:
        losses.append(description_loss())
        return {"reveals": REFLECTION}
    if answers.startswith(">"):
        return {"kind": ORDERING, "choices": _steps(answers, language)}
    answers, explanation = _general_feedback(answers)
    fields = {"explanation": texts(language, _text(explanation, text_format, losses)[0])}
    check = answers.partition("#")[0].strip().upper()
    if not answers:
        raise Unfit(_("It asks for a written answer. Here an answer is chosen."))
    if answers.startswith("#"):
        raise Unfit(_("It asks for a number. Here an answer is chosen."))
    if "~" in answers:
        kind, choices = _choices(answers, text_format, language, losses)
        return fields | {"kind": kind, "choices": choices}
    if check in _TRUE | _FALSE:
        return fields | {"choices": _true_false(check in _TRUE, answers, text_format, language, losses)}
    if "=" in answers and "->" in answers:
        raise Unfit(_("It asks to match pairs. Here an answer is chosen."))
    raise Unfit(_("It asks for a word to be typed. Here an answer is chosen."))


def _general_feedback(answers):
    start = answers.rfind("####")
    return (answers, "") if start < 0 else (answers[:start].strip(), answers[start + 4 :])


def _choices(answers, text_format, language, losses):
    single = "=" in answers
    parts = [part.strip() for part in answers.replace("=", "~=").split("~")]
    # "~=" of "~ = …" and the empty piece before the first sign are no choices.
    parts = parts[1:] if not parts[0] else parts
    weights, choices = [], []
    for part in parts:
        weight, part = _weight(part)
        text, _mark, feedback = part.partition("#")
        weights.append(weight)
        choices.append([_text(piece, text_format, losses)[0] for piece in (text, feedback)])
    kind, rights = marked(single, weights, losses)
    return kind, tuple(
        NeutralChoice(texts(language, text), texts(language, feedback), right=right)
        for (text, feedback), right in zip(choices, rights, strict=True)
    )


def _weight(part):
    right = part.startswith("=")
    part = part[1:].strip() if right else part
    match = _WEIGHT.match(part)
    if not match:
        return (100.0 if right else 0.0), part
    return float(match[1].replace(",", ".")), part[match.end() :].strip()


def _true_false(truth, answers, text_format, language, losses):
    pieces = [_text(piece, text_format, losses)[0] for piece in answers.split("#", 2)[1:]]
    wrong, right = [*pieces, "", ""][:2]
    return true_false(truth, language, right if truth else wrong, wrong if truth else right)


def _steps(answers, language):
    """Return the steps of an ordering: a line each, just as they are typed."""
    match = _ORDER.match(answers)
    listed = answers[match.end() :] if match else answers[1:]
    lines = [line.translate(_TYPED).strip() for line in listed.split("\n")]
    return tuple(NeutralChoice(texts(language, line)) for line in lines if line)


# --- writing ---------------------------------------------------------------------------------------------------------
def write_gift(questions, language):
    """Return the Written GIFT of `questions` in `language`."""
    pieces, losses, refusals = [], [], []
    for question in questions:
        reason = cannot_carry(question, language) or _unwritable_steps(question, language)
        if reason:
            refusals.append(Refusal(question.key, reason))
            continue
        losses += left_out(question, language, NAME) + _without_place(question)
        pieces.append(_written(question, language))
    return Written("\n".join(pieces), tuple(losses), tuple(refusals))


def _unwritable_steps(question, language):
    if question.kind != ORDERING or question.is_reflection:
        return ""
    lines = [question.prompt[language], *(choice.text[language] for choice in question.choices)]
    awkward = any("{" in line or "}" in line for line in lines)
    awkward = awkward or any("\n" in step or step.startswith("//") for step in lines[1:])
    return _("GIFT takes the steps of an ordering only as single lines without braces.") if awkward else ""


def _without_place(question):
    """Return the Losses of what GIFT has a place for, but not in an ordering or a text without braces."""
    if question.kind != ORDERING and not question.is_reflection:
        return []
    held = [(_("Explanation"), question.explanation)]
    held.append((_("Feedback of the steps"), any(choice.feedback for choice in question.choices)))
    return [Loss(question.key, what, no_place(NAME)) for what, is_there in held if is_there]


def _written(question, language):
    tag = f" [tag:{question.topic}]" if is_key(question.topic) else ""
    prompt = question.prompt[language].translate(_ESCAPED)
    head = f"// [id:{question.key}]{tag}\n::{question.key}::[plain]{prompt}"
    if question.is_reflection:
        return f"{head}\n"
    if question.kind == ORDERING:
        steps = "\n".join(choice.text[language] for choice in question.choices)
        return f"{head}{{>{len(question.choices)} ALL VERTICAL ALL_OR_NOTHING SHOW none\n{steps}\n}}\n"
    lines = [
        f"\t{_sign(question, choice, weight)}{_escaped(choice.text[language])}{_after('#', choice.feedback, language)}"
        for choice, weight in zip(question.choices, weights_of(question), strict=True)
    ]
    lines += [f"\t{_after('####', question.explanation, language)}"] if question.explanation.get(language) else []
    return "\n".join([f"{head}{{", *lines, "}", ""])


def _sign(question, choice, weight):
    if question.kind == SINGLE:
        return "=" if choice.right else "~"
    return f"~%{percent(weight)}%"


def _after(sign, mapping, language):
    text = mapping.get(language)
    return f"{sign}{_escaped(text)}" if text else ""


def _escaped(text):
    """Return `text` with its signs behind a backslash; what looks like a format or a weight is named plain first."""
    escaped = text.translate(_ESCAPED)
    return f"[plain]{escaped}" if text.startswith(("[", "%")) else escaped
