"""A scenario as it is played: read once from its stored form, live or of a revision. No database."""

import json
from dataclasses import dataclass
from functools import cached_property

from lessons.content.scenario_blocks import ME, Kind
from lessons.core.bilingual import LANGUAGES

SAID = {Kind.REPLY, Kind.WRITE}  # choices whose words are a message of the learner


@dataclass(frozen=True)
class Person:
    key: str
    name: dict
    trait: dict
    colour: str


@dataclass(frozen=True)
class Line:
    """A message: `words` maps languages to texts. `person` is None for the learner and for a line in the middle."""

    kind: str
    words: dict
    person: Person | None = None
    is_mine: bool = False
    time: str = ""
    seconds: int = 0
    file: int | None = None


@dataclass(frozen=True)
class Choice:
    """What can be done in a step. `affected`, `learner` and `law` are the next day; `fact` is a number or None."""

    key: str
    kind: str
    text: dict
    reactions: list
    affected: dict
    learner: dict
    law: dict
    fact: int | None
    rating: str
    next: str

    @property
    def is_said(self):
        return self.kind in SAID


@dataclass(frozen=True)
class Step:
    key: str
    name: dict
    lines: list
    ask: dict
    choices: list
    is_ending = False

    def choice(self, key):
        """Return the choice with this key, or None."""
        return next((choice for choice in self.choices if choice.key == key), None)


@dataclass(frozen=True)
class Ending:
    key: str
    name: dict
    text: dict
    remember: dict
    is_ending = True


@dataclass(frozen=True)
class Script:
    """Everything that is said and done in a scenario: its people, and its steps and endings in their order."""

    people: list
    parts: list

    @cached_property
    def by_key(self):
        return {part.key: part for part in self.parts}

    @property
    def start(self):
        """The step where it begins, or None while there is none."""
        return next((part for part in self.parts if not part.is_ending), None)

    def part(self, key):
        """Return the step or ending with this key, or None."""
        return self.by_key.get(key)


def read_script(cast, steps):
    """Return the Script in the stored forms of a scenario's `cast` and `steps`: lists, or JSON as a revision has it."""
    people = {str(block["id"]): _person(block) for block in _list(cast)}
    return Script(list(people.values()), [_part(block, people) for block in _list(steps)])


def _list(raw):
    return json.loads(raw or "[]") if isinstance(raw, str) else list(raw or [])


def _text(value):
    return {code: (value or {}).get(code) or "" for code in LANGUAGES}


def _person(block):
    value = block["value"]
    return Person(str(block["id"]), _text(value.get("name")), _text(value.get("trait")), value.get("colour") or "")


def _part(block, people):
    key, value = str(block["id"]), block["value"]
    if block["type"] == "ending":
        return Ending(key, *(_text(value.get(name)) for name in ("name", "text", "remember")))
    return Step(
        key,
        _text(value.get("name")),
        _lines(value.get("messages"), people),
        _text(value.get("ask")),
        [_choice(item, people) for item in value.get("choices") or []],
    )


def _choice(item, people):
    value = item["value"]
    return Choice(
        key=str(item["id"]),
        kind=value.get("kind") or Kind.NOTHING,
        text=_text(value.get("text")),
        reactions=_lines(value.get("reactions"), people),
        affected=_text(value.get("affected")),
        learner=_text(value.get("learner")),
        law=_text(value.get("law")),
        fact=value.get("fact"),
        rating=value.get("rating") or "",
        next=value.get("next") or "",
    )


def _lines(raw, people):
    return [_line(block["type"], block["value"], people) for block in raw or []]


def _line(kind, value, people):
    if kind == "note":
        return Line(kind, _text(value))
    return Line(
        kind=kind,
        words=_text(value.get("words")),
        person=people.get(value.get("who")),
        is_mine=value.get("who") == ME,
        time=value.get("time") or "",
        seconds=value.get("seconds") or 0,
        file=value.get("file"),
    )
