"""What is checked, as the rules see it: plain values that were read beforehand. No database."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings

from lessons.core.bilingual import is_blank
from lessons.editorial.checking.prose import Folded, plain
from lessons.editorial.units import RICH, Unit


@dataclass(frozen=True)
class Text:
    """A unit in one language that isn't blank there.

    `is_speech`: it is what somebody might say or believe, such as a wrong choice, and may well be wrong.
    """

    unit: Unit
    language: str
    where: str
    is_speech: bool = False

    @property
    def source(self):
        return self.unit.texts[self.language]

    @property
    def path(self):
        return (*self.unit.path, self.language)

    @property
    def is_choice(self):
        return self.unit.path[0] == "choices" and self.unit.path[-1] == "text"

    @cached_property
    def plain(self):
        return plain(self.source) if self.unit.kind == RICH else self.source

    @cached_property
    def folded(self):
        return Folded(self.plain, self.language)


@dataclass(frozen=True)
class Block:
    """A block of a body; `value` is its stored JSON. `number` counts from one."""

    type: str
    value: object = field(hash=False)
    path: tuple
    where: str


@dataclass(frozen=True)
class Word:
    """A watched word as the rules need it."""

    language: str
    phrase: str
    kind: str
    better: str = ""
    why: str = ""


@dataclass(frozen=True)
class Target:
    """What a link or a block refers to: is it there, do readers see it, what is it called; what a question reveals."""

    name: str
    is_shown: bool = True
    is_private: bool = False
    reveals: str = ""


@dataclass
class Subject:
    """A page or record with what belongs to it.

    `targets` maps a kind ("page", "document", "image", "question", "fact", "helpline") to those of its rows that exist
    and are referred to, by primary key; `addresses` maps the paths of this site that texts link to, to whether a page
    answers there. `numbers` are the digits of all helplines. `places` are the number and the name of each block by the
    first two parts of its path.
    """

    obj: object
    kind: str
    languages: tuple
    units: list
    texts: list
    blocks: list
    words: list = field(default_factory=list)
    numbers: frozenset = frozenset()
    targets: dict = field(default_factory=dict)
    addresses: dict = field(default_factory=dict)
    places: dict = field(default_factory=dict)

    @property
    def is_question(self):
        return self.kind == "question"

    @property
    def is_scenario(self):
        return self.kind == "scenariopage"

    @property
    def narrated(self):
        """The texts that are to be read; in a scenario not what people write in the chat, as people do."""
        return [text for text in self.texts if not (self.is_scenario and text.is_speech)]

    @property
    def is_record_of_facts(self):
        return self.kind in {"fact", "helpline"}

    def unit(self, *path):
        """Return the unit at `path`, or None."""
        return next((unit for unit in self.units if unit.path == path), None)

    def missing_languages(self, value):
        """Return the languages of the whole in which `value`, a mapping of languages to texts, is blank."""
        return [code for code in self.languages if is_blank((value or {}).get(code))]

    def has_text(self, unit):
        return any(map(plain, unit.texts.values()))


def where_of(unit, places):
    """Return the words for where `unit` stands: its block goes by its name where `places` has one."""
    place, name = places.get(unit.path[:2], (0, ""))
    label = " › ".join([name, *map(str, unit.parts[1:])]) if name else unit.label
    return f"{place}. {label}" if place else label


def language_name(code):
    return str(dict(settings.LANGUAGES).get(code, code))


def excerpt(text, length=160):
    """Return `text` on one line and not too long."""
    line = re.sub(r"\s+", " ", text).strip()
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"
