"""A file of translated texts held against what is here now, and taken in."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import LockableMixin

from lessons.content.panels import LANGUAGE_NAMES
from lessons.editorial.exchange import po, xliff
from lessons.editorial.exchange.entries import FileRefused, carried
from lessons.editorial.exchange.rich_text import clean_rich
from lessons.editorial.exchange.text_export import as_carried
from lessons.editorial.exchange.things import find_things
from lessons.editorial.translation.actions import translate
from lessons.editorial.translation.sources import opposite
from lessons.editorial.translation.words import problem
from lessons.editorial.units import LINE, RICH, digest, units_of

NEW, SAME, CONFLICT = "new", "same", "conflict"
SOURCE_CHANGED = gettext_lazy("The source has changed since the file was made.")
TARGET_CHANGED = gettext_lazy("The translation has changed here since the file was made.")
NOT_YOURS = gettext_lazy("This page or record isn't here, or isn't yours.")
LOCKED = gettext_lazy("This page or record is locked.")
GONE = gettext_lazy("This text is no longer there.")


@dataclass(frozen=True)
class Line:
    """A text of the file (`theirs`) beside what stands here (`ours`), both as they will be stored.

    `seen` are the digests of source and translation here, at this moment.
    """

    number: int
    label: str
    key: str
    kind: str
    verdict: str
    reasons: tuple
    source: str
    source_then: str
    ours: str
    theirs: str
    seen: tuple

    @property
    def field(self):
        return f"conflict-{self.number}"

    @property
    def is_rich(self):
        return self.kind == RICH

    @property
    def choice(self):
        """What a form posts to take the file's words in place of the very words that were shown beside them."""
        return f"theirs-{'-'.join(self.seen)}"


@dataclass
class Held:
    """A Thing with the Lines of the file that concern it."""

    thing: object
    lines: list = field(default_factory=list)

    def of(self, verdict):
        return [line for line in self.lines if line.verdict == verdict]

    @property
    def new(self):
        return self.of(NEW)

    @property
    def same(self):
        return self.of(SAME)

    @property
    def conflicts(self):
        return self.of(CONFLICT)


@dataclass
class Comparison:
    """`held` by thing; `refused` are pairs of an entry's name and why it can't be taken; `passed_over` counts."""

    held: list
    refused: list
    passed_over: dict

    @property
    def conflicts(self):
        return [line for each in self.held for line in each.conflicts]

    @property
    def new_count(self):
        return sum(len(each.new) for each in self.held)


@dataclass
class Taken:
    """How many texts were written, the Things that they belong to, and the Lines that wait for a choice."""

    written: int = 0
    things: list = field(default_factory=list)
    open: list = field(default_factory=list)


def read_file(data, language):
    """Return the TextFile in `data`, PO or XLIFF, for translations into `language`. Raises FileRefused."""
    is_xml = data.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1] == b"<"
    found = (xliff if is_xml else po).read(data)
    if found.target_language and found.target_language != language:
        wanted = {"found": _language_name(found.target_language), "wanted": _language_name(language)}
        raise FileRefused(_("The file is for %(found)s; you chose %(wanted)s.") % wanted)
    if not (found.entries or found.refused or found.passed_over):
        raise FileRefused(_("There is no text in this file."))
    return found


def _language_name(code):
    return LANGUAGE_NAMES.get(code, code[:20])


def compare(found, *, user, language):
    """Return the Comparison of a TextFile with the drafts that `user` may change. Writes nothing."""
    things = find_things(user, {entry.obj for entry in found.entries})
    comparison = Comparison([], list(found.refused), dict(found.passed_over))
    held = {ref: Held(thing) for ref, thing in things.items()}
    units = {ref: {unit.key: unit for unit in units_of(thing.draft)} for ref, thing in things.items()}
    locked = {ref for ref, thing in things.items() if _is_locked(thing.obj, user)}
    for number, entry in enumerate(found.entries):
        place = Place(things.get(entry.obj), units.get(entry.obj, {}).get(entry.key), language)
        reason = LOCKED if entry.obj in locked else _reason_to_refuse(place, found.source_language)
        line = None if reason else _line(number, entry, place)
        reason = reason or problem(place.thing.draft, place.unit, line.theirs)
        if reason:
            comparison.refused.append((entry.label or entry.id, reason))
        else:
            held[entry.obj].lines.append(line)
    comparison.held = [each for each in held.values() if each.lines]
    return comparison


def _is_locked(obj, user):
    # Wagtail gives records no locks of their own, and fails when asked for one.
    lock = obj.get_lock() if isinstance(obj, LockableMixin) else None
    return bool(lock and lock.for_user(user))


@dataclass(frozen=True)
class Place:
    """Where an entry of a file belongs: a Thing and a Unit of it, or None."""

    thing: object
    unit: object
    language: str

    @property
    def source_language(self):
        return opposite(self.language, self.thing.source_language)

    @property
    def source(self):
        return as_carried(self.unit, self.source_language)

    @property
    def ours(self):
        return as_carried(self.unit, self.language)

    def as_stored(self, text):
        """Return `text` as an editor's form would store it here. A link inside the site stays if it is here already."""
        text = carried(text, self.unit.kind)
        if self.unit.kind == RICH:
            return clean_rich(text, self._link)
        return " ".join(text.split()) if self.unit.kind == LINE else text

    def _link(self, attributes):
        here = "".join(self.unit.texts.values())
        name, number = str(attributes.get("linktype")), str(attributes.get("id"))
        is_here = f'linktype="{name}"' in here and f'id="{number}"' in here
        return {"linktype": name, "id": number} if is_here and number.isdigit() else None


def _reason_to_refuse(place, source_language):
    if place.thing is None:
        return NOT_YOURS
    if source_language not in {"", place.source_language}:
        return _("The file translates from %(found)s, not from %(wanted)s.") % {
            "found": _language_name(source_language),
            "wanted": _language_name(place.source_language),
        }
    return None if place.unit else GONE


def _line(number, entry, place):
    theirs, reasons = place.as_stored(entry.target), ()
    if digest(theirs) == digest(place.as_stored(place.ours)) or entry.is_untouched:
        verdict = SAME
    else:
        reasons = _changes(entry, place)
        verdict = CONFLICT if reasons else NEW
    return Line(
        number=number,
        label=place.unit.label,
        key=entry.key,
        kind=place.unit.kind,
        verdict=verdict,
        reasons=reasons,
        source=place.source,
        source_then=place.as_stored(entry.source),
        ours=place.ours,
        theirs=theirs,
        seen=(place.unit.digest(place.source_language), place.unit.digest(place.language)),
    )


def _changes(entry, place):
    """Return what has changed here since the file was made; a file that has lost its marks proves nothing."""
    reasons = []
    if entry.source_digest != digest(place.source) and carried(entry.source) != place.source:
        reasons.append(SOURCE_CHANGED)
    if (place.ours or entry.target_digest) and entry.target_digest != digest(place.ours):
        reasons.append(TARGET_CHANGED)
    return tuple(reasons)


@transaction.atomic
def take(comparison, *, user, language, choices):
    """Write the new texts of a Comparison, and of its conflicts those that `choices` says, as drafts.

    `choices` maps the field of a Line to what its form posted. Returns a Taken; a text that has changed since it was
    shown is not written and is among its open ones.
    """
    taken = Taken()
    for held in comparison.held:
        texts, seen = {}, {}
        for line in held.lines:
            digests = _seen(line, choices, taken)
            if digests:
                texts[line.key], seen[line.key] = line.theirs, digests
        if texts:
            source = opposite(language, held.thing.source_language)
            outcome = translate(obj=held.thing.obj, language=language, texts=texts, seen=seen, user=user, source=source)
            lines = {line.key: line for line in held.lines}
            taken.open += [lines[conflict.key] for conflict in outcome.conflicts]
            taken.things.append(held.thing)
            taken.written += len(outcome.written)
    return taken


def _seen(line, choices, taken):
    """Return the digests on which `line` may be written, or None."""
    if line.verdict == NEW:
        return line.seen
    if line.verdict == SAME:
        return None
    chosen = choices.get(line.field)
    if chosen == "ours":
        return None
    if chosen != line.choice:
        taken.open.append(line)
        return None
    return line.seen
