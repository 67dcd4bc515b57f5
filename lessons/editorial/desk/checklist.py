"""What is still missing before a page or record can go to its readers, each point with the way to its field."""

from dataclasses import dataclass

from lessons.core.bilingual import LANGUAGES

STOP, ADVICE = "stop", "advice"

_providers = []


@dataclass(frozen=True)
class Item:
    """One point of a checklist.

    `level` is "stop" (it should not go to readers like this) or "advice". `where` is words for the place, `what` the
    sentence that says what is missing, `better` what to write instead. `path` leads to the field as `Unit.path` does,
    with the language code as its last element where one language is meant; it is empty where no field is.
    """

    level: str
    where: str
    what: str
    path: tuple = ()
    better: str = ""

    @property
    def is_stop(self):
        return self.level == STOP

    @property
    def field(self):
        """The name of the form's field that `path` leads to or into."""
        first, *rest = self.path or ("",)
        return f"{first}_{rest[0]}" if len(rest) == 1 and rest[0] in LANGUAGES else first


def provides_items(function):
    """Register a function from (page or record as drafted, user) to the Items it finds."""
    if function not in _providers:
        _providers.append(function)
    return function


def items_for(obj, user):
    """Return the Items of every provider for `obj`, the latest draft: first what stops it, each once."""
    found = dict.fromkeys(item for provider in _providers for item in provider(obj, user))
    return sorted(found, key=lambda item: not item.is_stop)
