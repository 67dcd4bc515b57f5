"""The shape beside the letter of a choice, for whoever does not know the letters yet."""

import re

import pytest
from django.utils.translation import override

from lessons.core.templatetags.icons import KEYS, choice_cue

PLACES = range(1, len(KEYS["en"]) + 1)


def drawn(place):
    return re.search(r' d="([^"]+)"', choice_cue(place))[1]


def test_every_letter_has_a_shape_of_its_own():
    assert len({drawn(place) for place in PLACES}) == len(KEYS["en"])


@pytest.mark.parametrize("place", PLACES)
def test_a_shape_is_the_same_in_both_languages_and_named_in_each(place):
    seen = {}
    for language in ("ur", "en"):
        with override(language):
            seen[language] = (drawn(place), re.search(r'data-say="([^"]+)"', choice_cue(place))[1])

    assert seen["ur"][0] == seen["en"][0]
    assert seen["en"][1].isascii()
    assert not seen["ur"][1].isascii()
