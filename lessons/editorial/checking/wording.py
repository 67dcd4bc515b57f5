"""Words that blame whom it happened to, or make a sensation of it."""

import re
from functools import lru_cache

from django.utils.translation import gettext as _

from lessons.editorial.checking.finding import ADVICE, STOP, Finding, apart
from lessons.editorial.checking.prose import fold, phrase_pattern

BLAME, SENSATION, TERM, HARD = "blame", "sensation", "term", "hard"


# Whoever passed it on may well be told that they should not have: that is no blame of the person in the picture.
_ONWARD_AFTER = re.compile(r"\s+(?:[\w']+\s+){0,3}(?:on|onward|forward|around|round)\b")
_WORD_START = re.compile(r"(?<!\w)\w")
_SENDING = re.compile(r"sen[dt]|posted|بہیج")  # «بھیج» as it is folded
_ONWARD_BEFORE = re.compile(r"(?<!\w)آگے\s+(?:[\w]+\s+)?$")


def watched_words(subject):
    """Blame and sensation stop, unless somebody is quoted, asked or taught with them; a mere better term is advice."""
    patterns = patterns_of(tuple(word for word in subject.words if word.kind != HARD))
    for text in subject.narrated:
        seen = set()
        for word, start, end in hits(text.folded, patterns):
            level = _level(word, subject, text, (start, end))
            if level and (word.phrase, level) not in seen:
                seen.add((word.phrase, level))
                yield _finding(word, level, text, start, end)


def hits(folded, patterns):
    """Yield (word, start, end) wherever a word of `patterns` stands in a Folded text, whole words only."""
    text, by_start = folded.folded, patterns.get(folded.language, {})
    end = 0
    for begun in _WORD_START.finditer(text):
        start = begun.start()
        if start < end:
            continue
        for word, pattern in by_start.get(text[start : start + 2], ()):
            if found := pattern.match(text, start):
                end = found.end()
                yield word, start, end
                break


@lru_cache(maxsize=64)
def patterns_of(words):
    """Return by language, and by their first two letters, `words` with their patterns: longest first.

    One pattern for all of them would be tried at each letter of the text, and take ten times as long.
    """
    found = {}
    for word in sorted(words, key=lambda word: -len(word.phrase)):
        may_join = word.language == "ur" and word.kind != TERM
        pattern = phrase_pattern(word.phrase, may_join)
        by_start = found.setdefault(word.language, {})
        by_start.setdefault(fold(word.phrase)[:2], []).append((word, re.compile(rf"(?:{pattern})(?!\w)")))
    return found


def _level(word, subject, text, span):
    """Return how bad `word` is here, or None when the text says the opposite."""
    folded = text.folded
    if word.kind == BLAME and (_is_onward(folded, *span) or folded.is_denied(*span)):
        return None
    # A law may use the older words, and a fact says what the law says.
    is_law = word.kind == SENSATION and subject.kind == "fact"
    if word.kind == TERM or is_law or text.is_speech:
        return ADVICE
    is_told = folded.is_quoted(span[0]) or folded.is_asked(*span) or folded.is_denied(*span)
    return ADVICE if is_told else STOP


def _is_onward(folded, start, end):
    text = folded.folded
    if not _SENDING.search(text, start, end):
        return False
    return bool(_ONWARD_AFTER.match(text, end) or _ONWARD_BEFORE.search(text[:start]))


def _finding(word, level, text, start, end):
    found = text.folded.original(start, end)
    return Finding(
        rule=f"words.{word.kind}",
        level=level,
        where=text.where,
        path=text.path,
        what=_what(word, level) % {"words": apart(found)},
        why=word.why or _why(word.kind),
        better=word.better,
    )


def _what(word, level):
    if word.kind == TERM:
        return _("“%(words)s”: another word is better.")
    if level == ADVICE:
        return _("“%(words)s” is said here by somebody, or asked. See that the text answers it.")
    if word.kind == BLAME:
        return _("“%(words)s” blames the person it happened to.")
    return _("“%(words)s” advertises what happened, or hides who did it.")


def _why(kind):
    if kind == BLAME:
        return _("A reader whom it happened to hears that it is their own fault, and asks nobody for help.")
    if kind == SENSATION:
        return _("Such words make people look for the picture, and leave out who passed it on.")
    return _("One thing has one name in all lessons.")
