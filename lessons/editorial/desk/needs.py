"""What waits for a person: the registries that fill the CMS's first page."""

from dataclasses import dataclass

SHOWN = 8  # of each kind; the rest is behind its "more"

_needs = []
_buttons = []


@dataclass(frozen=True)
class Need:
    """Things of one kind that wait; `items` are (label, url, note). Nothing is shown of one without items."""

    title: str
    items: list
    more_url: str = ""
    more_label: str = ""


@dataclass(frozen=True)
class Button:
    """A way to begin something, shown at the top of the CMS's first page."""

    label: str
    url: str
    icon: str = "plus"


def provides_needs(function):
    """Register a function from a user to a Need, or None."""
    if function not in _needs:
        _needs.append(function)
    return function


def provides_button(function):
    """Register a function from a user to a Button, or None."""
    if function not in _buttons:
        _buttons.append(function)
    return function


def needs_of(user):
    """Return the Needs of `user` that hold something, in the order in which they were registered."""
    found = [need for provider in _needs if (need := provider(user))]
    return [need for need in found if need.items]


def buttons_of(user):
    """Return the Buttons that `user` may press, in the order in which they were registered."""
    return [button for provider in _buttons if (button := provider(user))]
