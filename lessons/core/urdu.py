"""Urdu letters: one spelling for search, and the direction of what stands inside Urdu."""

import unicodedata

LANGUAGE_DIRECTIONS = {"ur": "rtl", "en": "ltr"}

# Arabic letters that keyboards put in place of the Urdu ones, and forms that people do not tell apart.
_SAME_LETTER = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ه": "ہ", "ة": "ہ", "ۃ": "ہ", "ۓ": "ے", "أ": "ا", "إ": "ا"})


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
