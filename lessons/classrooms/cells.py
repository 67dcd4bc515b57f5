"""How the state of an activity is told: by a mark, by a word, and for a quiz by the best result."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from lessons.classrooms.tallies import BEGUN, DONE, LATE

NOT_BEGUN = 0
# The mark and the word of each state; the second ones are for what is overdue.
_SHOWN = {
    NOT_BEGUN: ("open", _("Not begun")),
    BEGUN: ("now", _("Begun")),
    DONE: ("done", _("Done")),
    LATE: ("late", _("Done late")),
}
_OVERDUE = {NOT_BEGUN: ("due", _("Not begun, overdue")), BEGUN: ("nowdue", _("Begun, overdue"))}
_OPENS_LATER = ("later", _("Opens later"))
_NOT_THEIRS = ("none", _("Not assigned"))
_ALL = [*_OVERDUE.values(), *_SHOWN.values(), _OPENS_LATER, _NOT_THEIRS]


@dataclass(frozen=True)
class Cell:
    """`percent` is the best result of a quiz; None when there is none."""

    mark: str
    word: str
    percent: int | None = None


def cell(term, state=NOT_BEGUN, percent=None):
    """Return the Cell of an activity that a learner has on this Term, None for one that wasn't given to them."""
    if term is None:
        return Cell(_NOT_THEIRS[0], str(_NOT_THEIRS[1]))
    if not term.is_open:
        return Cell(_OPENS_LATER[0], str(_OPENS_LATER[1]))
    mark, word = (term.is_overdue and _OVERDUE.get(state)) or _SHOWN[state]
    return Cell(mark, str(word), percent)


def is_done(state):
    return state in (DONE, LATE)


def legend(marks):
    """Return the marks among `marks` with their words, what needs attention first."""
    used = set(marks)
    return [(mark, word) for mark, word in _ALL if mark in used]
