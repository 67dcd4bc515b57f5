"""The texts of pages and records as the entries of a file."""

from django.utils.translation import gettext as _

from lessons.core.bilingual import is_blank
from lessons.editorial.exchange.entries import Entry, carried
from lessons.editorial.translation.sources import opposite
from lessons.editorial.units import RICH, digest, units_of


def entries_of(things, *, target_language, only_open=False):
    """Return the Entries of Things: every unit that says something in the language translated from.

    `only_open`: those alone that say nothing yet in `target_language`.
    """
    entries = []
    for thing in things:
        source_language = opposite(target_language, thing.source_language)
        for unit in units_of(thing.draft):
            is_wanted = unit.is_blank(target_language) or not only_open
            if is_wanted and not unit.is_blank(source_language):
                entries.append(_entry(thing, unit, source_language, target_language))
    return entries


def _entry(thing, unit, source_language, target_language):
    source, target = as_carried(unit, source_language), as_carried(unit, target_language)
    return Entry(
        obj=thing.ref,
        key=unit.key,
        source=source,
        target=target,
        source_digest=digest(source),
        target_digest=digest(target),
        label=f"{thing.title} › {unit.label}",
        note=_("Keep the tags in <angle brackets>.") if unit.kind == RICH else "",
    )


def as_carried(unit, language):
    """Return the text of `unit` in `language` as a file carries it: empty when it shows nothing."""
    text = carried(unit.texts[language], unit.kind)
    return "" if is_blank(text) else text
