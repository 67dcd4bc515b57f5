"""Questions as files hold them: of no format and no database.

A text is a mapping of languages to words, without the languages that have none; the fields that hold one are named
like those of the models.
"""

import hashlib
import re
import unicodedata
from dataclasses import asdict, dataclass, field, replace

from django.utils.text import slugify
from django.utils.translation import gettext as _

SINGLE, MULTIPLE, ORDERING = "single", "multiple", "ordering"
KINDS = (SINGLE, MULTIPLE, ORDERING)
REFLECTION = "reflection"
REVEALS = ("knowledge", "sensitive", "attitude", REFLECTION)
BANDS = "ABCD"
MOST_CHOICES = 6
LONGEST_KEY = 50
QUESTION_TEXTS = ("prompt", "explanation", "teaching_note")
CHOICE_TEXTS = ("text", "feedback", "misconception")

_KEY = re.compile(rf"[-a-zA-Z0-9_]{{1,{LONGEST_KEY}}}")
_UNSAFE = "\ufeff\ufffe\uffff"
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


class NotQuestions(Exception):
    """There are no questions to be had from this. The message says in the reader's language what to do."""


@dataclass(frozen=True)
class NeutralChoice:
    """A choice; for ordering, a step in its place, and `right` is never set."""

    text: dict = field(default_factory=dict)
    feedback: dict = field(default_factory=dict)
    misconception: dict = field(default_factory=dict)
    right: bool = False


@dataclass(frozen=True)
class NeutralQuestion:
    """A question; an empty `topic`, `reveals` or `bands` is one that the file says nothing of.

    `is_named`: the file itself gave the key, so a second question with it is a mistake. `place` is where it stands in
    the file, in words.
    """

    key: str
    kind: str = SINGLE
    prompt: dict = field(default_factory=dict)
    choices: tuple = ()
    explanation: dict = field(default_factory=dict)
    teaching_note: dict = field(default_factory=dict)
    source: str = ""
    topic: str = ""
    reveals: str = ""
    bands: str = ""
    is_named: bool = field(default=True, compare=False)
    place: str = field(default="", compare=False)

    @property
    def is_reflection(self):
        return self.reveals == REFLECTION

    @property
    def rights(self):
        return tuple(choice.right for choice in self.choices)


@dataclass(frozen=True)
class Loss:
    """What a format or this site has no place for, and why; an empty `question` stands for the whole file."""

    question: str
    what: str
    why: str


@dataclass(frozen=True)
class Refusal:
    """A question that can't be taken or carried, by its key or place, and why."""

    question: str
    why: str


@dataclass(frozen=True)
class Found:
    """What was read from a file."""

    questions: tuple = ()
    losses: tuple = ()
    refusals: tuple = ()


@dataclass(frozen=True)
class Written:
    """A file's text, and what it leaves out."""

    text: str
    losses: tuple = ()
    refusals: tuple = ()


@dataclass(frozen=True)
class LossGroup:
    """The same loss of many questions; `questions` is empty where it concerns the whole file."""

    what: str
    why: str
    questions: tuple


def grouped(losses):
    """Return the LossGroups of `losses`, in the order in which they first come."""
    found = {}
    for loss in losses:
        names = found.setdefault((loss.what, loss.why), {})
        if loss.question:
            names[loss.question] = True
    return [LossGroup(what, why, tuple(names)) for (what, why), names in found.items()]


def cleaned(text):
    """Return `text` with one kind of line end and without what a file can't hold."""
    text = _LINE_ENDS.sub("\n", text or "")
    return "".join(c for c in text if c in "\n\t" or not (unicodedata.category(c) in {"Cc", "Cs"} or c in _UNSAFE))


def clean_text(text):
    """Return `text` as it is kept: cleaned, and no space at its ends."""
    return cleaned(text).strip()


def keyed(losses, key):
    """Return `losses`, found while a question had no key yet, as those of the question `key`."""
    return [replace(loss, question=key) for loss in losses]


def texts(language, text):
    """Return the mapping of a text that exists in one language."""
    text = clean_text(text)
    return {language: text} if text else {}


def is_key(text):
    return bool(_KEY.fullmatch(text))


def key_of(number, name, prompt):
    """Return the key of a question: its own number, else its name as a slug, else a mark of its words.

    The same question gets the same key each time that it is read.
    """
    if is_key(number):
        return number
    name = number or name
    slug = _slug(name)[:LONGEST_KEY].strip("-")
    if slug and name.isascii():
        return slug
    mark = hashlib.sha256(f"{name}\n{prompt}".encode()).hexdigest()[:8]
    # The few Latin words of an Urdu name tell no two questions apart.
    start = (slug or _slug(prompt))[: LONGEST_KEY - 9].strip("-") or "q"
    return f"{start}-{mark}"


def _slug(text):
    return slugify(text.replace("_", " "))


def fitting(questions):
    """Return the Found of what can be taken of `questions`: each with its own key, whole enough to be a draft."""
    taken, refusals, same_name = {}, [], {}
    for question in questions:
        earlier = same_name.setdefault(question.key, [])
        reason = _unfit(question) or _repeated(question, earlier)
        if reason:
            refusals.append(Refusal(label_of(question), reason))
            continue
        earlier.append(question)
        key = _free_key(question.key, taken)
        taken[key] = replace(question, key=key)
    return Found(tuple(taken.values()), (), tuple(refusals))


def label_of(question):
    """Return how a list of questions that can't be taken names this one."""
    return f"{question.place} ({question.key})" if question.place else question.key


def _repeated(question, earlier):
    if question in earlier:
        return _("It is the same as an earlier one in this file.")
    if earlier and question.is_named:
        return _("Its name stands twice in this file. Change one of the two.")
    return ""


def _free_key(key, taken):
    free, number = key, 1
    while free in taken:
        number += 1
        free = f"{key[: LONGEST_KEY - 4]}-{number}"
    return free


def _unfit(question):
    if not question.prompt:
        return _("It asks nothing: its text is empty.")
    if question.is_reflection:
        return _("A reflection has no choices: nothing is asked or kept.") if question.choices else ""
    if len(question.choices) < 2:
        return _("Give at least two choices.")
    if len(question.choices) > MOST_CHOICES:
        return _("It has %(count)s choices; six is the most here.") % {"count": len(question.choices)}
    empty = [str(number) for number, choice in enumerate(question.choices, 1) if not choice.text]
    if empty:
        return _("These choices have no text: %(numbers)s.") % {"numbers": ", ".join(empty)}
    return unclear_answer(question)


def unclear_answer(question):
    """Return why it can't be told which choices of `question` are right, or an empty text."""
    right = sum(question.rights)
    if question.kind == SINGLE and right != 1:
        return _("A single choice has exactly one right choice.")
    if question.kind == MULTIPLE and not right:
        return _("Mark at least one choice as right.")
    return ""


def to_data(questions):
    """Return `questions` as plain values for JSON."""
    return [asdict(question) for question in questions]


def from_data(rows):
    """Return the questions of `to_data`."""
    return tuple(
        NeutralQuestion(**row | {"choices": tuple(NeutralChoice(**choice) for choice in row["choices"])})
        for row in rows
    )
