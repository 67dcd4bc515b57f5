"""What a teacher may write to a class: plain words. No database.

A note reaches children under the teacher's name, so that it must not be a way to a private chat: no link, no e-mail, no
name of an account, no telephone number, however it is spelled.
"""

import re
import unicodedata
from dataclasses import dataclass

from lessons.core.urdu import normalise_urdu

LINK, NUMBER, CONTACT = "link", "number", "contact"
MOST_DIGITS = 4

_ENDS = "com|org|net|pk|info|edu|xyz|ly"
_DOT = r"(?:[.]|[\[({]\s*(?:[.]|dot|ڈاٹ)\s*[\])}]|\bdot\b|\bڈاٹ\b)"
_SHORT = "insta|ig|snap|discord|انسٹا|سنیپ|اسنیپ|ڈسکارڈ"
_APPS = f"{_SHORT}|instagram|snapchat|tiktok|telegram|whatsapp|facebook|انسٹاگرام|ٹک ٹاک|ٹیلیگرام|ٹیلی گرام|فیس بک"
_MAIL = "gmail|g mail|yahoo|hotmail|outlook|icloud|جی میل|یاہو|ہاٹ میل|آؤٹ لک|اوٹ لک"
_LINKS = [
    re.compile(r"\w*://\S*|\bwww\b\S*"),
    # Phones turn this into a link by themselves; who forgot the space after a full stop is told so.
    re.compile(r"[a-z0-9][\w-]*(?:[.][\w-]+)*[.][a-z]{2,}(?:[/:?#]\S*)?"),
    re.compile(rf"\w[\w-]*\s*{_DOT}\s*(?:{_ENDS})\b(?:\s*[/]\S*)?"),
    re.compile(r"\w+\s*\bڈاٹ\s*(?:کام|پی کے|نیٹ|آرگ|کو|می|ایپ)\b"),
]
_CONTACTS = [
    re.compile(r"\S*@\s*\S*"),
    re.compile(r"\w*[^\W_]_\w*|\w*_[^\W_]\w*"),
    re.compile(rf"(?:[\[({{]\s*at\s*[\])}}]|\bat\b|\bایٹ\b)(?:\s*the\s*rate)?\s*(?:{_MAIL})\b"),
    re.compile(r"\bat the rate\b(?! of\b)|\bایٹ (?:دی|دا) ریٹ\b"),
    re.compile(rf"\b(?:{_SHORT})\s*[:=]\s*\S+|\b(?:{_APPS})\s*(?:id|آئی ڈی)\b\s*[:=]?\s*\S+"),
]
_WORDS = "zero one two three four five six seven eight nine صفر ایک دو تین چار پانچ چھ سات آٹھ نو"
_DIGIT_WORDS = {normalise_urdu(word): str(place % 10) for place, word in enumerate(_WORDS.split())} | {"oh": "0"}
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(rf"\d{{{MOST_DIGITS + 1},}}")


@dataclass(frozen=True)
class Found:
    """What a note may not hold: its kind (LINK, NUMBER, CONTACT), and the words that look like it."""

    kind: str
    words: str


def tidy_note(typed):
    """Return `typed` in one paragraph, without invisible marks that could turn or hide the text around them."""
    kept = (c if unicodedata.category(c)[0] != "C" else " " * c.isspace() for c in typed)
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def language_of(note):
    """Return the language in whose letters most of `note` is written: "ur" or "en"."""
    letters = [unicodedata.name(c, "") for c in note if c.isalpha()]
    return "ur" if 2 * sum(name.startswith("ARABIC") for name in letters) > len(letters) else "en"


def find_contact(note):
    """Return what in `note` could lead a learner to somebody elsewhere, or None: a plain note."""
    folded = _folded(note)
    for kind, patterns in ((CONTACT, _CONTACTS), (LINK, _LINKS)):
        for pattern in patterns:
            if match := pattern.search(folded):
                return Found(kind, match[0].strip())
    digits = _DIGITS.search(_run_together(folded))
    return Found(NUMBER, digits[0]) if digits else None


def _folded(note):
    """One spelling for each letter, 0–9 for the digits of all scripts, no case, nothing invisible."""
    folded = normalise_urdu(normalise_urdu(tidy_note(note)).casefold())
    western = (str(unicodedata.decimal(c)) if c.isdecimal() else c for c in folded)
    return " ".join("".join(western).replace("۔", ".").replace("·", ".").split())


def _run_together(folded):
    """Return only the digits, those in words too, with a space where other words stand between them.

    Signs and spaces hold a number together: a telephone number is one also when it is written 0300-1 234 567.
    """
    marked = _LETTERS.sub(lambda word: _DIGIT_WORDS.get(word[0], " x "), folded)
    return "".join(c for c in marked.replace(" x ", "|") if c.isdecimal() or c == "|")
