"""Codes that people copy by hand from paper or a blackboard: which letters they have, and what somebody meant."""

import secrets
import unicodedata

# Left out: I L 1, O 0 Q, the vowels (no code is a word), E for F, and one of each pair that looks alike.
ALPHABET = "2345789CDFGHJKMNPRTVWXY"
# What can only be a misreading of a letter that we use.
_LOOKS_LIKE = str.maketrans({"S": "5", "Z": "2", "B": "8", "U": "V", "6": "G", "A": "4"})


def random_code(length):
    """Return a random code; whoever stores it sees to it that it is the only one."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def normalise_code(typed):
    """Return the code that `typed` means: any case, spaces or hyphens in it, digits of any script, misread letters."""
    kept = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in unicodedata.normalize("NFKC", typed))
    return "".join(c for c in kept.upper() if c.isalnum()).translate(_LOOKS_LIKE)


def is_code_of(length, code):
    return len(code) == length and set(code) <= set(ALPHABET)
