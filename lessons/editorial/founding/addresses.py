"""E-mail addresses as somebody types a few of them into one box."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

BETWEEN = re.compile(r"[\s,;،؛]+")


def addresses_in(text):
    """Return (addresses, wrong): the e-mail addresses in `text`, each once and in small letters, and what is none."""
    found, wrong = {}, []
    for part in filter(None, (piece.strip("<>\"'()") for piece in BETWEEN.split(text))):
        if is_address(part):
            found.setdefault(part.lower())
        else:
            wrong.append(part)
    return list(found), wrong


def is_address(text):
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254
