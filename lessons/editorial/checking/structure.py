"""What a page needs round its words: alternative texts, a content note and help, headings in order, no empty blocks."""

import re

from django.utils.translation import gettext as _

from lessons.core.bilingual import LANGUAGES, is_blank
from lessons.editorial.checking.finding import ADVICE, STOP, Finding, apart
from lessons.editorial.checking.subject import language_name
from lessons.editorial.checking.wording import HARD, hits, patterns_of

_FILE_NAME = re.compile(r"^\S+\.(?:jpe?g|png|gif|webp)$|^(?:img|dsc|image|picture|screenshot)[_ -]?\d*$", re.IGNORECASE)
_IMAGE = re.compile(r"<(?:img|embed)\b[^>]*>", re.IGNORECASE)
_ALT = re.compile(r"\balt=\"([^\"]*)\"")
_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.IGNORECASE | re.DOTALL)
EMBEDDED_PAGES = {"lessonpage", "standardpage", "organisationpage", "helppage"}


# --- what a picture, a sound, a film says in words ---------------------------------------------------------------
def alternatives(subject):
    """Each picture has an alternative text, each sound a transcript, each film captions, in every language."""
    rules = {"image": _alternative_text, "drawing": _alternative_text, "audio": _transcript, "video": _captions}
    for block in subject.blocks:
        if block.type in rules:
            yield from rules[block.type](subject, block)


def _alternative_text(subject, block):
    why = _("Whoever can't see the picture, or has no data for it, is left out.")
    for code in subject.missing_languages(block.value.get("alt")):
        what = _("The picture has no alternative text in %(language)s.") % {"language": language_name(code)}
        better = _("Say in one sentence what the picture tells.")
        yield Finding("media.alt", STOP, block.where, (*block.path, "alt", code), what, why, better)
    for code in LANGUAGES:
        words = (block.value.get("alt") or {}).get(code) or ""
        if _FILE_NAME.match(words.strip()):
            what = _("The alternative text is the name of a file: %(words)s") % {"words": apart(words.strip())}
            yield Finding("media.alt", STOP, block.where, (*block.path, "alt", code), what, why)


def _transcript(subject, block):
    for code in subject.missing_languages(block.value.get("transcript")):
        what = _("The sound has no transcript in %(language)s.") % {"language": language_name(code)}
        why = _("Whoever can't hear it, or can't play it aloud, is left out.")
        yield Finding("media.transcript", STOP, block.where, (*block.path, "transcript", code), what, why)


def _captions(subject, block):
    captions = [item.get("value", item) for item in block.value.get("captions") or []]
    captioned = {each.get("language") for each in captions if each.get("file")}
    transcribed = set(subject.languages) - set(subject.missing_languages(block.value.get("transcript")))
    for code in subject.languages:
        if code in captioned:
            continue
        level = ADVICE if code in transcribed and captioned else STOP
        what = _("The film has no captions in %(language)s.") % {"language": language_name(code)}
        why = _("Whoever can't hear it, or can't play it aloud, is left out.")
        yield Finding("media.captions", level, block.where, (*block.path, "captions"), what, why)


def pictures_in_text(subject):
    """A picture inside rich text (an import may bring one) says what it shows, too."""
    for text in subject.texts:
        for tag in _IMAGE.findall(text.source):
            alt = _ALT.search(tag)
            if "embedtype" in tag and 'embedtype="image"' not in tag:
                continue
            if alt is None or is_blank(alt[1]):
                what = _("A picture in the text has no alternative text.")
                why = _("Whoever can't see the picture, or has no data for it, is left out.")
                yield Finding("media.alt", STOP, text.where, text.path, what, why)


# --- a hard subject ----------------------------------------------------------------------------------------------
def sensitive_page(subject):
    """A page about something hard says so before it comes, in every language, and shows where to get help.

    An attitude may be asked about harmless things: then a note is only advised.
    """
    if subject.is_scenario:
        yield from _sensitive_scenario(subject)
    if subject.kind not in EMBEDDED_PAGES:
        return
    reason = _what_is_hard(subject)
    level = STOP if reason else ADVICE
    reason = reason or (_("It asks about an attitude.") if _asks(subject, "attitude") else "")
    note = subject.unit("content_note")
    if reason and note is not None:
        yield from _missing_note(subject, note, level, reason)
    if reason and not any(block.type == "helplines" and block.value for block in subject.blocks):
        what = _("There are no helplines on this page. %(reason)s") % {"reason": reason}
        why = _("Whoever it happened to should not have to look for help.")
        better = _("Put the block “Helplines” at the end.")
        yield Finding("sensitive.help", STOP, _("The whole page"), ("body",), what, why, better)


def _sensitive_scenario(subject):
    """Its help is asked for in any case (checking.scenarios). A note that is begun is there in every language."""
    note, reason = subject.unit("content_note"), _what_is_hard(subject)
    if reason:
        yield from _missing_note(subject, note, STOP if subject.has_text(note) else ADVICE, reason)


def _missing_note(subject, note, level, reason):
    for code in subject.missing_languages(note.texts):
        yield Finding(
            "sensitive.note",
            level,
            note.label,
            ("content_note", code),
            _("There is no content note in %(language)s. %(reason)s")
            % {"language": language_name(code), "reason": reason},
            _("A reader chooses whether to go on only if they know what comes."),
            _("One line: what comes, that nothing is shown, and that it can be skipped."),
        )


def _what_is_hard(subject):
    """Return why `subject` is about something hard, as a sentence; "" when it isn't."""
    if any(block.type == "hard" for block in subject.blocks):
        return _("It has a hard part.")
    note = subject.unit("content_note")
    if note is not None and subject.has_text(note):
        return _("It has a content note.")
    if _asks(subject, "sensitive"):
        return _("It asks about abuse.")
    patterns = patterns_of(tuple(word for word in subject.words if word.kind == HARD))
    for text in subject.texts:
        for _word, start, end in hits(text.folded, patterns):
            return _("It speaks of “%(words)s”.") % {"words": apart(text.folded.original(start, end))}
    return ""


def _asks(subject, reveals):
    questions = subject.targets.get("question", {})
    asked = [block.value for block in subject.blocks if block.type == "question"]
    return any(pk in questions and questions[pk].reveals == reveals for pk in asked)


# --- headings and empty blocks -----------------------------------------------------------------------------------
def headings(subject):
    """A heading stands over something; those inside a text come one step at a time."""
    why = _("Screen readers, and whoever skims the page, go by its headings.")
    for block, following in zip(subject.blocks, [*subject.blocks[1:], None], strict=False):
        if block.type == "heading" and (following is None or following.type == "heading"):
            what = _("Nothing stands under this heading.")
            yield Finding("headings.bare", ADVICE, block.where, block.path, what, why)
    for text in subject.texts:
        level = 2
        for found in _HEADING.finditer(text.source):
            depth = int(found[1])
            if is_blank(found[2]):
                yield Finding("headings.empty", ADVICE, text.where, text.path, _("A heading without words."), why)
            elif depth < 2 or depth > level + 1:
                what = _("A heading of level %(depth)s comes after one of level %(level)s.") % {
                    "depth": depth,
                    "level": level,
                }
                better = _("Use the block “Heading” for a part of the page, and no other kind.")
                yield Finding("headings.order", ADVICE, text.where, text.path, what, why, better)
            level = max(depth, 2)


def empty_blocks(subject):
    """A block that shows nothing is a gap for readers and a puzzle for the next editor."""
    for block in subject.blocks:
        units = [unit for unit in subject.units if unit.path[: len(block.path)] == block.path]
        needed = [unit for unit in units if unit.needed] or units
        is_empty = not block.value or (needed and not any(subject.has_text(unit) for unit in needed))
        if is_empty:
            rule = "headings.empty" if block.type == "heading" else "blocks.empty"
            what = _("There is nothing in this block.")
            why = _("Readers see a gap, and a screen reader may stop at nothing.")
            yield Finding(rule, ADVICE, block.where, block.path, what, why, _("Fill it, or take it out."))
