"""One word for one thing, in the letters of Urdu: the glossary is held against every text."""

import re
from functools import cache

import pytest

from lessons.core.bilingual import LANGUAGES
from lessons.curriculum import files
from tests.curriculum.texts import all_texts

# U+06CC, U+06A9, U+06C1 and no marks that only a keyboard of another language writes (voice.md, section 7).
WRONG_LETTERS = re.compile("[\u064a\u0649\u0643\u0647\u06d3\u0640\u200c\u200e\u200f%&«»—]|[\u0660-\u0669\u06f0-\u06f9]")
VOWEL_MARKS = re.compile("[\u064b-\u0652\u0670]")
QUOTED = {"en": re.compile("“[^”]*”"), "ur": re.compile("”[^“]*“")}
GLOSSARY = files.read("glossary")
TERMS = [term for group in GLOSSARY["groups"] for term in group["terms"]]


@cache
def word(phrases):
    """Return the pattern that finds any of `phrases` as whole words."""
    return re.compile(
        r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(phrases, key=len, reverse=True))) + r")(?!\w)", re.I
    )


def found(phrases, text):
    return bool(phrases) and word(tuple(_plain(phrase) for phrase in phrases)).search(text)


def _plain(text):
    return " ".join(VOWEL_MARKS.sub("", text).split())


@cache
def texts():
    """Return (place, plain text in both languages) of all that readers read."""
    return [(place, {code: _plain(text[code]) for code in LANGUAGES}) for place, text in all_texts()]


@pytest.mark.parametrize("term", [t for t in TERMS if "in_text" in t], ids=lambda term: term["term"]["en"])
def test_one_thing_has_one_word(term):
    """Where English names it, Urdu does, with the word of the glossary; menus name it in Latin letters."""
    english, urdu = term["in_text"]["en"], [*term["in_text"]["ur"], *term["in_text"]["en"]]

    wandering = [
        (place, text["ur"]) for place, text in texts() if found(english, text["en"]) and not found(urdu, text["ur"])
    ]

    assert wandering == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_word_stands_that_the_glossary_rules_out(code):
    never = [phrase for term in [*TERMS, GLOSSARY] for phrase in term.get("never", {}).get(code, [])]
    quoted_only = [phrase for term in TERMS for phrase in term.get("quoted_only", {}).get(code, [])]
    assert len(never) > 10 and quoted_only

    hits = [(place, match[0]) for place, text in texts() if (match := found(never, text[code]))]
    bare = [(place, QUOTED[code].sub(" ", text[code])) for place, text in texts()]
    hits += [(place, match[0]) for place, text in bare if (match := found(quoted_only, text))]

    assert hits == []


def test_urdu_has_its_own_letters_and_digits():
    wrong = [(place, text["ur"]) for place, text in all_texts() if WRONG_LETTERS.search(text["ur"])]
    assert wrong == []


def test_every_term_is_explained_in_a_few_words():
    assert len(TERMS) >= 45
    assert len({term["term"][code] for term in TERMS for code in LANGUAGES}) == 2 * len(TERMS)
    assert max(len(term["meaning"][code].split()) for term in TERMS for code in LANGUAGES) <= 35
