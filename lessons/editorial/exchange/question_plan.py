"""What would become of questions that come in, beside those that are there already. Without the ORM."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from lessons.editorial.exchange.neutral import CHOICE_TEXTS, MULTIPLE, ORDERING, QUESTION_TEXTS, SINGLE

NEW, COMPLETED, CONFLICT, SAME = "new", "completed", "conflict", "same"


@dataclass(frozen=True)
class Place:
    """Where a text of a question stands: `choice` is the number of a choice from 0, or None for the question itself."""

    choice: int | None
    name: str
    language: str


@dataclass(frozen=True)
class Conflict:
    """Something that the site has one way and the file another: it stays as it is here."""

    what: str
    here: str
    there: str
    language: str = ""


@dataclass(frozen=True)
class Planned:
    """`question` as it will be; `filled` are the new words by their Place, only of a question that is there already."""

    question: object
    state: str
    filled: tuple = ()
    conflicts: tuple = ()


def planned(incoming, existing):
    """Return the Planned of a question, given the one of the same key that is there already, or None.

    Only what is empty is filled in. Where the two are not the same question, nothing is.
    """
    if existing is None:
        return Planned(incoming, NEW)
    apart = _structure(incoming, existing)
    if apart:
        return Planned(existing, CONFLICT, (), tuple(apart))
    filled, conflicts = [], _settings(incoming, existing)
    here, there = _texts(existing), _texts(incoming)
    for place, text in there.items():
        if place not in here:
            filled.append((place, text))
        elif here[place] != text:
            conflicts.append(Conflict(_words(place), here[place], text, place.language))
    state = COMPLETED if filled else CONFLICT if conflicts else SAME
    return Planned(_with(existing, filled), state, tuple(filled), tuple(conflicts))


def _structure(incoming, existing):
    """Return the Conflicts for which texts can't be put side by side."""
    pairs = [
        (_("Kind"), _kind(existing), _kind(incoming)),
        (_("Number of choices"), str(len(existing.choices)), str(len(incoming.choices))),
        (_("Right choices"), _rights(existing), _rights(incoming)),
    ]
    return [Conflict(what, here, there) for what, here, there in pairs if here != there]


def _kind(question):
    if question.is_reflection:
        return _("reflection")
    return {SINGLE: _("single choice"), MULTIPLE: _("several choices"), ORDERING: _("put in order")}[question.kind]


def _rights(question):
    return ", ".join(str(number) for number, right in enumerate(question.rights, 1) if right)


def _settings(incoming, existing):
    pairs = [
        (_("Topic"), existing.topic, incoming.topic),
        (_("What the answer reveals"), existing.reveals, incoming.reveals),
        (_("Age bands"), existing.bands, incoming.bands),
    ]
    return [Conflict(what, here, there) for what, here, there in pairs if there and here != there]


def _texts(question):
    """Return every text of `question` by its Place."""
    found = {}
    for number, part, names in _parts(question):
        for name in names:
            found |= {Place(number, name, code): text for code, text in getattr(part, name).items()}
    return found


def _parts(question):
    yield None, question, QUESTION_TEXTS
    for number, choice in enumerate(question.choices):
        yield number, choice, CHOICE_TEXTS


def _with(question, filled):
    choices = list(question.choices)
    for place, text in filled:
        part = question if place.choice is None else choices[place.choice]
        part = replace(part, **{place.name: getattr(part, place.name) | {place.language: text}})
        if place.choice is None:
            question = part
        else:
            choices[place.choice] = part
    return replace(question, choices=tuple(choices))


def _words(place):
    names = {
        "prompt": _("Prompt"),
        "explanation": _("Explanation"),
        "teaching_note": _("What to say in class"),
        "text": _("Text"),
        "feedback": _("Feedback"),
        "misconception": _("Misconception"),
    }
    if place.choice is None:
        return names[place.name]
    return _("Choice %(number)s: %(name)s") % {"number": place.choice + 1, "name": names[place.name]}
