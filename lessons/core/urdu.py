"""Urdu letters: one spelling for search, their order, and the direction of what stands inside Urdu."""

import re
import unicodedata

LANGUAGE_DIRECTIONS = {"ur": "rtl", "en": "ltr"}

# Arabic letters that keyboards put in place of the Urdu ones, and forms that people do not tell apart.
_SAME_LETTER = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ه": "ہ", "ة": "ہ", "ۃ": "ہ", "ۓ": "ے", "أ": "ا", "إ": "ا"})


# As CLDR orders names in Urdu: numbers, the Urdu alphabet, the Latin one, then what is in neither.
_URDU = "ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیے"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_PLACES = {
    letter: f"{place:02}"
    for first, letters in ((10, _URDU), (60, _LATIN))
    for place, letter in enumerate(letters, first)
}
_GAP, _NUMBER, _ELSEWHERE = "00", "01", "99"
_ENDS = re.compile(r"^[\W_]+|[\W_]+$")
_TOKEN = re.compile(r"\d+|[^\W\d_]|[\W_]+")


def direction(language):
    """Return "rtl" or "ltr" for a language code."""
    return LANGUAGE_DIRECTIONS.get(language, "ltr")


def normalise_urdu(text):
    """Return `text` as search compares it: no vowel marks or joiners, one spelling for each letter.

    SQLite's FTS5 would otherwise split a word at each zabar and pesh. Applying it twice changes nothing.
    """
    decomposed = unicodedata.normalize("NFKC", text).translate(_SAME_LETTER)
    kept = (c for c in decomposed if unicodedata.category(c) not in {"Mn", "Cf"} and c != "ـ")
    return unicodedata.normalize("NFC", "".join(kept))


def first_direction(text):
    """Return the direction of the first letter in `text`, as browsers find it for dir="auto"; "ltr" without one."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in {"L", "R", "AL"}:
            return "ltr" if kind == "L" else "rtl"
    return "ltr"


def alphabetical_key(text):
    """Return what lists are sorted by: the places of the letters of `text`, written in digits only.

    So every database sorts it alike, whatever its collation. Numbers count by their size; case, vowel marks, hamza on a
    letter and punctuation do not count.
    """
    plain = unicodedata.normalize("NFD", normalise_urdu(text).casefold())
    kept = "".join(c for c in plain if unicodedata.category(c) != "Mn").translate(_SAME_LETTER)
    return "".join(_place(token) for token in _TOKEN.findall(_ENDS.sub("", kept)))


def _place(token):
    if token[0].isdecimal():
        number = str(int(token))
        return f"{_NUMBER}{len(number):02}{number}"
    if not token[0].isalpha():
        return _GAP
    return _PLACES.get(token) or f"{_ELSEWHERE}{ord(token):07}"
