"""How a planned question is shown before it is written."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lessons.content.models import Question
from lessons.core.bilingual import LANGUAGES
from lessons.core.urdu import direction
from lessons.editorial.exchange.neutral import ORDERING
from lessons.editorial.exchange.question_plan import COMPLETED, CONFLICT, NEW, SAME, Place


@dataclass(frozen=True)
class Line:
    """A text in one language; `is_new`: it isn't on the site yet."""

    text: str
    language: str
    direction: str
    is_new: bool


@dataclass(frozen=True)
class ShownChoice:
    number: int
    right: bool
    text: list
    feedback: list
    misconception: list


@dataclass(frozen=True)
class ShownQuestion:
    """A Planned with the words for what it is."""

    key: str
    state: str
    label: str
    about: str
    is_ordering: bool
    prompt: list
    explanation: list
    teaching_note: list
    choices: list
    conflicts: list


def shown(item):
    """Return the ShownQuestion of a Planned."""
    question = item.question
    choices = [
        ShownChoice(
            number + 1,
            choice.right,
            *(_lines(item, getattr(choice, name), number, name) for name in ("text", "feedback", "misconception")),
        )
        for number, choice in enumerate(question.choices)
    ]
    texts = {
        name: _lines(item, getattr(question, name), None, name) for name in ("prompt", "explanation", "teaching_note")
    }
    return ShownQuestion(
        key=question.key,
        state=item.state,
        label=_label(item.state),
        about=_about(question),
        is_ordering=question.kind == ORDERING,
        choices=choices,
        conflicts=[(conflict, direction(conflict.language)) for conflict in item.conflicts],
        **texts,
    )


def _lines(item, mapping, choice, name):
    new = {place for place, _text in item.filled}
    return [
        Line(mapping[code], code, direction(code), item.state == NEW or Place(choice, name, code) in new)
        for code in LANGUAGES
        if code in mapping
    ]


def _label(state):
    return {
        NEW: _("New draft"),
        COMPLETED: _("Will be completed"),
        CONFLICT: _("Stays as it is: the file says something else"),
        SAME: _("Is here already"),
    }[state]


def _about(question):
    """Return what kind of question it is, in a line of words."""
    words = [] if question.is_reflection else [Question.Kind(question.kind).label]
    words += [Question.Reveals(question.reveals).label] if question.reveals else []
    return " · ".join(str(word) for word in [*words, question.topic, question.bands] if word)
