"""A text on its way out of the house and back, whatever the format of its file. No database here."""

import re
from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from lessons.core.rich_text import without_keys
from lessons.editorial.units import RICH, digest

MAX_BYTES = 5 * 1024 * 1024
FUZZY, EMPTY, OBSOLETE = "fuzzy", "empty", "obsolete"

# What XML can't hold and no text needs: control characters, halves of a pair, non-characters.
_UNCARRIED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_MARK = re.compile(r"^chiragh:([0-9a-f]{20}):([0-9a-f]{20})$")


class FileRefused(Exception):
    """A file can't be read at all; the message is a sentence for whoever sent it."""


@dataclass(frozen=True)
class Entry:
    """A text with its translation. `obj` is whose it is (`page:12`, `question:m4-q1`), `key` the key of its unit.

    The digests are of both texts as they were when the file was made; empty when a tool lost them.
    """

    obj: str
    key: str
    source: str = ""
    target: str = ""
    source_digest: str = ""
    target_digest: str = ""
    label: str = ""
    note: str = ""

    @property
    def id(self):
        return f"{self.obj}|{self.key}"

    @property
    def is_untouched(self):
        """Whether the target is still what it was when the file was made."""
        return bool(self.target_digest) and digest(self.target) == self.target_digest


@dataclass
class TextFile:
    """What a file holds: its languages (empty when it does not say), and what in it can't be used.

    `passed_over` counts entries by FUZZY, EMPTY and OBSOLETE; `refused` are pairs of an entry's name and a sentence.
    """

    source_language: str = ""
    target_language: str = ""
    entries: list = field(default_factory=list)
    passed_over: Counter = field(default_factory=Counter)
    refused: list = field(default_factory=list)
    names: set = field(default_factory=set)


def carried(text, kind=""):
    """Return `text` as a file carries it: one kind of line end, no space around it, no marks of the CMS's own."""
    text = storable(text)
    return (without_keys(text) if kind == RICH else text).strip()


def storable(text):
    """Return `text` with one kind of line end and without what no database or file can hold."""
    return _UNCARRIED.sub("", (text or "").replace("\r\n", "\n").replace("\r", "\n"))


def mark(entry):
    """Return the line of a comment that holds the digests of `entry`."""
    return f"chiragh:{entry.source_digest}:{entry.target_digest}"


def marked(lines):
    """Return (source digest, target digest) found in the lines of a comment, or two empty strings."""
    found = next((match for line in lines if (match := _MARK.match(line.strip()))), None)
    return found.groups() if found else ("", "")


def language_of(tag):
    """Return the bare language of a tag such as `ur_PK` or `ur-Arab`."""
    return re.split(r"[-_.@]", (tag or "").strip().lower())[0]


def take_in(found, entry):
    """Put `entry` into the TextFile `found`, unless its name is not one of ours or was there before."""
    if not entry.obj or not entry.key:
        found.refused.append((entry.source[:80], _("This entry is not from this site.")))
    elif entry.id in found.names:
        found.refused.append((entry.label or entry.id, _("This entry is in the file twice; the first is taken.")))
    elif not entry.target:
        found.passed_over[EMPTY] += 1
    else:
        found.entries.append(entry)
    found.names.add(entry.id)


def split_id(identity):
    """Return (object, key of the unit) of an entry's name; two empty strings when it is not one of ours."""
    obj, bar, key = (identity or "").strip().partition("|")
    return (obj, key) if bar and ":" in obj and key else ("", "")
