"""Keeps Latin words and numbers inside Urdu from pulling the text around them out of order."""

import re

from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

# A word may begin with a digit: "2-Step" taken apart would be shown as "Step-2".
_WORD = r"(?:https?://)?(?:[0-9]+-?)?[A-Za-z][A-Za-z0-9'’&@._/+-]*"
_LATIN = rf"{_WORD}(?:[ ]+(?:[0-9]+(?:[.][0-9]+)*|{_WORD}))*"
_FOREIGN = re.compile(rf"(?P<latin>{_LATIN})|(?P<number>\+?[0-9](?:[0-9.,:/ +-]*[0-9])?)")
_TAGS = re.compile(r"(<[^>]*>|&[A-Za-z0-9#]+;)")
_SENTENCE_END = re.compile(r"^(.*?)([.'’/_+-]*)$", re.DOTALL)


def _wrap(match):
    text = match[0]
    if match["number"]:
        return f'<bdi dir="ltr">{text}</bdi>'
    words, tail = _SENTENCE_END.match(text).groups()
    return f'<bdi lang="en" dir="ltr">{words}</bdi>{tail}'


def isolate_html(html):
    """Return `html` with every Latin or numeric run outside its tags in a `<bdi>` of its own."""
    parts = _TAGS.split(str(html))
    return mark_safe("".join(part if index % 2 else _FOREIGN.sub(_wrap, part) for index, part in enumerate(parts)))


def isolate(text):
    """Return `text`, escaped unless it is safe, with Latin and numeric runs isolated."""
    return isolate_html(conditional_escape(text))


def bdi(value):
    """Return a number or code that reads left to right wherever it stands."""
    return mark_safe(f'<bdi dir="ltr">{conditional_escape(value)}</bdi>')
