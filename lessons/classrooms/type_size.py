"""How large the words of a slide may be so that all of it is in view, worked out from their length, without a screen.

Lengths are in the unit of css/present.css: 1/32 of the screen's width or 1/18 of its height, whichever is smaller; 40
pixels on a projector of 1280 × 720.
"""

import math
from dataclasses import dataclass, field

# What is left beside the margins, the line above and the ways to go on below.
WIDTH, HEIGHT = 28.0, 13.0
# The width of an average letter and the height of a line, in the size of the type.
LETTER = {"ur": 0.395, "en": 0.54}
LINE = {"ur": 2.0, "en": 1.4}
# From the largest: the class that sets the size, and the size.
STEPS = [
    *(("huge", 1.5), ("large", 1.25), ("ample", 1.12), ("usual", 1.0), ("even", 0.92)),
    *(("small", 0.85), ("slight", 0.78), ("less", 0.72), ("least", 0.6)),
]


@dataclass(frozen=True)
class Words:
    """A paragraph of a slide: its text in each language, and its size beside the usual one.

    `room` is the height that its frame and the distance to the next take, `inset` the width that they take.
    """

    text: dict = field(default_factory=dict)
    size: float = 1.0
    room: float = 0.5
    inset: float = 0.0


def height(words, language, scale=1.0):
    """Return how high the paragraphs `words` stand in `language` when the usual size is `scale`."""
    return sum(_height_of(part, language, scale) for part in words)


def _height_of(part, language, scale):
    text = part.text.get(language) or next(filter(None, part.text.values()), "")
    size = part.size * scale
    # Words do not fill a line to its end: half a word is lost on each.
    letters_a_line = max(1, (WIDTH - part.inset * scale) / (LETTER.get(language, LETTER["en"]) * size) - 2.5)
    lines = math.ceil(len(text) / letters_a_line) if text else 0
    return lines * LINE.get(language, LINE["en"]) * size + part.room * scale


def step_for(words, language, largest="huge"):
    """Return the name of the largest step, `largest` at most, in which `words` fit; the last when none does."""
    names = [name for name, _scale in STEPS]
    allowed = STEPS[names.index(largest) :]
    return next((name for name, scale in allowed if height(words, language, scale) <= HEIGHT), STEPS[-1][0])
