"""Names in a class: what a learner typed, and the key by which two ways to type one name are the same."""

import unicodedata

from lessons.core.urdu import alphabetical_key, normalise_urdu

LONGEST = 40
_MOST_DIGITS = 6


def tidy_name(typed):
    """Return `typed` with single spaces and without invisible marks that could turn the text around it."""
    kept = (c if unicodedata.category(c)[0] != "C" else " " * c.isspace() for c in typed)
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def name_key(name):
    """Return what is compared: no case, no vowel marks, one spelling for each Urdu letter, digits as 0–9."""
    folded = normalise_urdu(unicodedata.normalize("NFKC", name).casefold()).casefold()
    western = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in normalise_urdu(folded))
    return " ".join(western.split())


def sort_key(name):
    """Return what lists are sorted by: in the order of the Urdu alphabet, and Star 2 before Star 10."""
    return alphabetical_key(name_key(name))


def is_name(name):
    return any(c.isalnum() for c in name_key(name))


def looks_like_contact(name):
    """Return whether this is an e-mail address or phone number: we keep neither of a learner."""
    return "@" in name or sum(c.isdecimal() for c in name) > _MOST_DIGITS


def teacher_name(person):
    """Return what a class calls someone who teaches it: the name they gave, else what their e-mail begins with."""
    if person is None:
        return ""
    return person.get_full_name().strip() or person.email.partition("@")[0] or person.get_username()
