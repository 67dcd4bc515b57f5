"""Five pictures out of sixteen instead of a PIN, for who reads little: which ones counts, not in which order.

4,368 sets are fewer than 10,000 PINs; the same caps on wrong tries hold (accounts.throttling).
"""

from dataclasses import dataclass

from django.utils.translation import pgettext_lazy

# Key of each picture, in the order of the board, and its symbol in pictures.svg; a secret is five keys in this order.
PICTURES = {
    "a": "apple", "b": "bird", "c": "cup", "d": "drum", "e": "book", "f": "fish", "g": "ball", "h": "house",
    "i": "key", "j": "flower", "k": "kite", "l": "boat", "m": "star", "n": "tree", "o": "umbrella", "p": "bus",
}  # fmt: skip
NAMES = {
    "a": pgettext_lazy("picture", "apple"),
    "b": pgettext_lazy("picture", "bird"),
    "c": pgettext_lazy("picture", "cup"),
    "d": pgettext_lazy("picture", "drum"),
    "e": pgettext_lazy("picture", "book"),
    "f": pgettext_lazy("picture", "fish"),
    "g": pgettext_lazy("picture", "ball"),
    "h": pgettext_lazy("picture", "house"),
    "i": pgettext_lazy("picture", "key"),
    "j": pgettext_lazy("picture", "flower"),
    "k": pgettext_lazy("picture", "kite"),
    "l": pgettext_lazy("picture", "boat"),
    "m": pgettext_lazy("picture", "star"),
    "n": pgettext_lazy("picture", "tree"),
    "o": pgettext_lazy("picture", "umbrella"),
    "p": pgettext_lazy("picture", "bus"),
}
HOW_MANY = 5


@dataclass(frozen=True)
class Picture:
    """What a page shows of one picture: `symbol` is its id in pictures.svg, `name` a word in the reader's language."""

    key: str
    symbol: str
    name: str


def pictures_of(secret):
    """Return the Pictures of a secret, in the order of the board."""
    return [Picture(key, PICTURES[key], NAMES[key]) for key in secret]


def normalise_pictures(picked):
    """Return the secret that picking these keys means, in whatever order they were picked."""
    return "".join(sorted(set(picked)))


def is_pictures(secret):
    return len(secret) == HOW_MANY and set(secret) <= set(PICTURES) and list(secret) == sorted(set(secret))


def is_too_simple(secret):
    """Return whether the five pictures stand side by side on the board: what others would try first."""
    return ord(secret[-1]) - ord(secret[0]) == HOW_MANY - 1


def pictures_from(numbers):
    """Return the five pictures of the first of `numbers`, random and large, that a learner could have chosen too."""
    return next(secret for secret in map(_five, numbers) if not is_too_simple(secret))


def _five(number):
    left, picked = list(PICTURES), []
    while len(picked) < HOW_MANY:
        number, place = divmod(number, len(left))
        picked.append(left.pop(place))
    return normalise_pictures(picked)
