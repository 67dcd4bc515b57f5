"""Letters, marks and numbers as Urdu is written here (voice.md): what is wrong, and what is certain to be mended."""

import html
import re
import unicodedata

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lessons.core.bidi import isolate
from lessons.editorial.checking.finding import ADVICE, STOP, Finding, apart
from lessons.editorial.checking.prose import TAGS
from lessons.editorial.checking.subject import excerpt
from lessons.editorial.units import RICH

# --- letters -----------------------------------------------------------------------------------------------------
_CERTAIN = {"ي": "ی", "ى": "ی", "ك": "ک", "ڪ": "ک", "ة": "ۃ", "ۀ": "ۂ", "ە": "ہ", "ۓ": "ئے"}
_LETTER = r"[\u0621-\u064A\u066E-\u06D3\u06D5\u06FA-\u06FC]"
# Presentation forms, but not the signs that stand for a whole formula, such as ﷺ.
_FORMS = re.compile(r"[\uFB50-\uFDCF\uFE70-\uFEFC]")
_INVISIBLE = "\u200b\u200c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u061c"
_JOINERS = re.compile(rf"[{_INVISIBLE}]|(?<={_LETTER})\u200d|\u200d(?={_LETTER})|ـ")
_BETWEEN_LETTERS = re.compile(rf"(?<={_LETTER})[\u200b\u200c]+(?={_LETTER})")
# An aspirated consonant is written with ھ, so an Arabic ه behind one of these may mean either.
_MAY_ASPIRATE = "بپتٹجچدڈرڑکگلمن"
_ARABIC_HE = re.compile(rf"(?<![{_MAY_ASPIRATE}])ه")
_HE_AT_START = re.compile(rf"(?<!{_LETTER})(?<![\u064B-\u065F\u0670])ھ(?={_LETTER})")


def mend_letters(text):
    """Return `text` with every letter mended of which only one right one is possible, and no invisible signs."""
    text = _FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0]), text)
    text = _BETWEEN_LETTERS.sub(" ", text)
    text = unicodedata.normalize("NFC", _JOINERS.sub("", text))
    text = text.translate(str.maketrans(_CERTAIN))
    return _HE_AT_START.sub("ہ", _ARABIC_HE.sub("ہ", text))


def wrong_letters(subject):
    for text in _urdu(subject):
        mended = mend_letters(text.plain)
        if mended == text.plain and "ه" not in mended:
            continue
        wrong = _wrong_in(text.plain)
        yield Finding(
            rule="letters",
            level=STOP if wrong or _JOINERS.search(text.plain) else ADVICE,
            where=text.where,
            path=text.path,
            what=_what_letters(text.plain, wrong),
            why=_("They look alike, but search, screen readers and the font take them for other letters."),
            better=_excerpt_of_change(text.plain, mended) if "ه" not in mended else _("In place of “ه” write ہ or ھ."),
        )


def _wrong_in(text):
    wrong = [c for c in dict.fromkeys(text) if c in _CERTAIN or c == "ه" or _FORMS.match(c)]
    return [*wrong, "ھ"] if _HE_AT_START.search(text) else wrong


def _what_letters(text, wrong):
    if wrong:
        return _("Letters that aren't Urdu's: %(letters)s") % {"letters": apart(" ".join(wrong))}
    if _JOINERS.search(text):
        return _("Signs that nobody sees, such as joiners, stretching or direction marks.")
    return _("Letters put together from parts.")


# --- marks -------------------------------------------------------------------------------------------------------
_BEFORE = r"[\u0621-\u065F\u066E-\u06D3\u06D5“’)\]]"
_MARKS = [
    (re.compile(r"\"([^\"\n]*)\"|«([^«»\n]*)»"), None),
    (re.compile(r"(?<![^\s(])“([^“”\n]*)”(?!\w)"), None),
    (re.compile(rf"(?<={_LETTER}),|(?<=[“’)\]]),(?=\s*{_LETTER})"), "،"),
    (re.compile(rf"(?<={_BEFORE});"), "؛"),
    (re.compile(rf"(?<={_BEFORE})\?"), "؟"),
    (re.compile(rf"(?<={_LETTER})\.(?![.\w])|(?<=[\u064B-\u065F\u0670])\.(?![.\w])"), "۔"),
    (re.compile(rf"(?<={_LETTER})[ \xa0]+(?=[،؛؟۔](?:\s|$))"), ""),
]
_DIGITS = {ord(digit): str(place) for row in ("۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩") for place, digit in enumerate(row)}
_EASTERN = re.compile(r"[۰-۹٠-٩]+")
_LEFT_OVER = re.compile(r"[\"—«»]")


def mend_marks(text):
    """Return `text` with Urdu's ، ؛ ؟ ۔ and ” “, and numbers in 0-9, wherever only that can be meant."""
    for pattern, mark in _MARKS:
        text = pattern.sub(mark if mark is not None else _quoted, text)
    return text.translate(_DIGITS)


def in_western_digits(text):
    """Return `text` with its numbers in 0-9, each character where it was."""
    return text.translate(_DIGITS)


def _quoted(match):
    return f"”{next(group for group in match.groups() if group is not None)}“"


def wrong_marks(subject):
    for text in _urdu(subject):
        known = mend_letters(text.plain)
        mended = mend_marks(known)
        rest = _LEFT_OVER.findall(mended)
        if mended == known and not rest:
            continue
        yield Finding(
            rule="marks",
            level=ADVICE,
            where=text.where,
            path=text.path,
            what=_what_marks(known, mended, rest),
            why=_("Urdu has its own marks ، ؛ ؟ ۔ and ”“; its numbers are written 0–9 here, in both languages alike."),
            better=_excerpt_of_change(known, mended) if mended != known else "",
        )


def _what_marks(before, mended, rest):
    if eastern := _EASTERN.findall(before):
        return _("A number in other digits than 0–9: %(numbers)s") % {"numbers": apart("، ".join(eastern))}
    if mended != before:
        return _("Marks that aren't Urdu's.")
    return _("Marks that aren't Urdu's: %(marks)s") % {"marks": apart(" ".join(dict.fromkeys(rest)))}


def _excerpt_of_change(before, after):
    """Return the part of `after` round its first difference from `before`."""
    same = next((n for n, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), len(after))
    return excerpt(after[after.rfind(" ", 0, max(0, same - 30)) + 1 :])


# --- numbers and Latin words that turn the line round ------------------------------------------------------------
_RUN = re.compile(r"[^\s\u0600-\u06FF\u0750-\u077F\uFB50-\uFDFF\uFE70-\uFEFF“”‘«»]+")
_LATIN_OR_DIGIT = re.compile(r"[^\W_]")
_EDGES = "()[]{}،,.:;!?…–—-’'\"/"
_ALONE = re.compile(r"<bdi[^>]*>[^<]*</bdi>")


def bare_runs(text):
    """Return what would stand in an Urdu line as the browser likes it: what core.bidi does not isolate as a whole."""
    return [run for run in map(_inner, _RUN.findall(text)) if _LATIN_OR_DIGIT.search(run) and not _is_isolated(run)]


def _inner(run):
    return run.strip(_EDGES) if run.strip(_EDGES) else run


def _is_isolated(run):
    return not strip_tags(_ALONE.sub("", isolate(run), count=1)).strip(_EDGES)


def not_isolated(subject):
    for text in _urdu(subject):
        if runs := list(dict.fromkeys(bare_runs(text.plain))):
            yield Finding(
                rule="direction",
                level=ADVICE,
                where=text.where,
                path=text.path,
                what=ngettext(
                    "The site can't hold this together in an Urdu line: %(runs)s",
                    "The site can't hold these together in an Urdu line: %(runs)s",
                    len(runs),
                )
                % {"runs": "  ".join(map(apart, runs))},
                why=_("Signs between Latin letters or numbers jump to the other side when they stand in Urdu."),
                better=_("Write it in words, or without the sign: “50 فیصد” for “50%”."),
            )


# --- mending -----------------------------------------------------------------------------------------------------
def mend(source, kind):
    """Return `source`, an Urdu text as it is stored, with its letters and marks mended; tags stay as they are."""
    if kind != RICH:
        return _mend_text(source)
    parts = TAGS.split(source)
    return "".join(part if place % 2 else _mend_html(part) for place, part in enumerate(parts))


def _mend_html(part):
    entities = re.split(r"(&[A-Za-z0-9#]+;)", part)
    return "".join(_mend_entity(one) if place % 2 else _mend_text(one) for place, one in enumerate(entities))


def _mend_entity(entity):
    return "" if _JOINERS.match(html.unescape(entity)) else entity


def _mend_text(text):
    return mend_marks(mend_letters(text))


def _urdu(subject):
    return [text for text in subject.texts if text.language == "ur"]
