"""What a package holds: docs/package-format.md as code. No database here."""

import hashlib
import json
import re
from dataclasses import dataclass, field
from datetime import date

from lessons.core.rich_text import without_keys

FORMAT, VERSION = "chiragh-module", 1
MEGABYTE = 1024 * 1024
MAX_PACKAGE = 30 * MEGABYTE
MAX_UNPACKED = 60 * MEGABYTE
MAX_FILE = 10 * MEGABYTE
MAX_JSON = 4 * MEGABYTE
MAX_FILES = 400
MAX_ITEMS = 500
MAX_RATIO = 120

ACTIVITIES = ("lesson", "scenario", "quiz")
PAGES = ("module", *ACTIVITIES)
LISTS = ("activities", "topics", "facts", "helplines", "questions", "images", "documents")
JSON_FILES = ("package", "module", *LISTS)
FILE_NAME = re.compile(
    rf"(?:(?:{'|'.join(JSON_FILES)})\.json|(?:images|documents)/[a-z0-9][a-z0-9_-]{{0,79}}\.[a-z0-9]{{1,5}})"
)
REF = re.compile(r"(page|question|fact|helpline|topic|image|document):[A-Za-z0-9_-]{1,100}")
SLUG = re.compile(r"[A-Za-z0-9_-]{1,50}")
BANDS = re.compile(r"A?B?C?D?")


class PackageRefused(Exception):
    """A package can't be brought in at all; the message is a sentence for whoever sent it."""


@dataclass(frozen=True)
class Kind:
    """What an item of a kind holds: `values` by their type, `texts` in every language, `rich` those that are HTML,
    `bodies` made of blocks."""

    values: dict = field(default_factory=dict)
    texts: tuple = ()
    rich: tuple = ()
    bodies: tuple = ()


class Bands:
    """The type of a value that names age bands."""


_SOURCED = {"source": str, "source_seen_on": date, "confidence": str, "review_after": date}
KINDS = {
    "module": Kind(
        {"number": int, "private_reading": bool, "licence": str},
        ("heading", "summary", "key_line", "author"),
        bodies=("objectives", "guide"),
    ),
    "lesson": Kind({"minutes": int, "bands": Bands}, ("heading", "summary", "content_note"), bodies=("body",)),
    "scenario": Kind(
        {"minutes": int, "bands": Bands},
        ("heading", "summary", "content_note", "group"),
        bodies=("cast", "steps", "help"),
    ),
    "quiz": Kind({"minutes": int, "bands": Bands, "pass_mark": int}, ("heading", "summary")),
    "question": Kind(
        {"kind": str, "reveals": str, "bands": Bands, "source": str}, ("prompt", "explanation", "teaching_note")
    ),
    "choice": Kind({"is_right": bool}, ("text", "feedback", "misconception")),
    "topic": Kind({}, ("name",)),
    "fact": Kind({"kind": str, **_SOURCED}, ("text",), rich=("text",)),
    "helpline": Kind({"number": str, **_SOURCED}, ("name", "who_for", "hours", "cost", "region")),
}

# What packages from before a field was known say of it; as long as it says no more, a mark of an item is what it was.
LATER = {"question": {"source": ""}}


@dataclass
class Package:
    """A package as read: every item has the shape of its kind; what its blocks say is not yet looked at.

    `files` are the bytes of pictures and documents by their name in the package.
    """

    id: object
    publisher: str
    origin: str
    made_on: date
    module: dict
    activities: list
    topics: list
    facts: list
    helplines: list
    questions: list
    images: list
    documents: list
    files: dict

    def items(self):
        """Return all that is written with words: the module, its activities and the records."""
        return [self.module, *self.activities, *self.topics, *self.facts, *self.helplines, *self.questions]


def item_digest(item):
    """Return a mark of what an item says; what it is called is each site's own affair."""
    later = LATER.get(item.get("type"), {})
    untold = {"key", "slug"} | {name for name, empty in later.items() if item.get(name) == empty}
    return digest({name: value for name, value in item.items() if name not in untold})


def digest(value):
    """Return a mark of `value`. What the rich text editor adds by itself is no change."""
    text = json.dumps(value, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(without_keys(text.replace('\\"', '"')).encode("utf-8", "replace")).hexdigest()
