"""How each language of a page or record stands: missing, out of date, or complete."""

from dataclasses import dataclass
from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lessons.core.bilingual import LANGUAGES
from lessons.editorial.translation.checks import TranslationCheck
from lessons.editorial.translation.drafts import drafts_of
from lessons.editorial.translation.sources import source_languages
from lessons.editorial.units import Unit, units_of

MISSING, OUTDATED, UNCONFIRMED, COMPLETE, EMPTY = "missing", "outdated", "unconfirmed", "complete", "empty"
STATE_NAMES: dict[str, Promise] = {
    MISSING: gettext_lazy("missing"),
    OUTDATED: gettext_lazy("out of date"),
    UNCONFIRMED: gettext_lazy("complete, not confirmed yet"),
    COMPLETE: gettext_lazy("complete"),
    EMPTY: gettext_lazy("nothing to translate"),
}


@dataclass(frozen=True)
class UnitState:
    """A text that has to be there in a language, and how it stands.

    `confirmed` is the digest of the source against which it was last confirmed, or None.
    """

    unit: Unit
    state: str
    confirmed: str | None = None

    @property
    def is_open(self):
        return self.state in {MISSING, OUTDATED}

    @property
    def name(self):
        return STATE_NAMES[self.state]


@dataclass(frozen=True)
class State:
    """How `obj`, the latest draft of a page or record, stands in `language`, held against `source`.

    `units` are the UnitStates of the texts that have to be there, in the order of the page.
    """

    obj: object
    language: str
    source: str
    units: tuple
    check: TranslationCheck | None = None

    @property
    def total(self):
        return len(self.units)

    @cached_property
    def missing(self):
        return [each.unit for each in self.units if each.state == MISSING]

    @cached_property
    def outdated(self):
        return [each.unit for each in self.units if each.state == OUTDATED]

    @property
    def open_count(self):
        return len(self.missing) + len(self.outdated)

    @property
    def done(self):
        return self.total - self.open_count

    @property
    def has_text(self):
        """Whether there is anything to read in this language."""
        return any(not unit.is_blank(self.language) for unit in units_of(self.obj))

    @cached_property
    def kind(self):
        """The worst state of any of its texts."""
        found = {each.state for each in self.units}
        return next((kind for kind in (MISSING, OUTDATED, UNCONFIRMED, COMPLETE) if kind in found), EMPTY)

    @property
    def words(self):
        """The state in words for a list."""
        if not self.open_count:
            return str(STATE_NAMES[self.kind])
        parts = []
        if self.missing:
            parts.append(_("%(count)d of %(total)d missing") % {"count": len(self.missing), "total": self.total})
        if self.outdated:
            parts.append(_("%(count)d out of date") % {"count": len(self.outdated)})
        return " · ".join(parts)


def state_of(obj, language):
    """Return the State of the latest draft of `obj`, a specific page or record, in `language`."""
    return states_of([obj])[0][language]


def states_of(objs):
    """Return for each of `objs`, specific pages and records, its States by language, in their order.

    The number of queries does not grow with `objs`, as long as each has a draft.
    """
    drafts = drafts_of(objs)
    checks = _checks(drafts)
    found = []
    for draft, source in zip(drafts, source_languages(drafts), strict=True):
        units = units_of(draft)
        found.append({language: _state(draft, units, language, source, checks) for language in LANGUAGES})
    return found


def _checks(objs):
    found = TranslationCheck.objects.filter(
        content_type__in={ContentType.objects.get_for_model(type(obj)) for obj in objs},
        object_id__in={str(obj.pk) for obj in objs},
    )
    return {(check.content_type_id, check.object_id, check.language): check for check in found}


def _state(draft, units, language, source, checks):
    check = checks.get((ContentType.objects.get_for_model(type(draft)).pk, str(draft.pk), language))
    digests = check.digests if check else {}
    due = tuple(
        UnitState(unit, _unit_state(unit, language, source, digests), digests.get(unit.key))
        for unit in units
        if _is_due(unit, language, source)
    )
    return State(draft, language, source, due, check)


def _is_due(unit, language, source):
    """Return whether the text has to be there: what its source has, and for the source what any language has."""
    if language == source:
        return any(not unit.is_blank(code) for code in LANGUAGES)
    return not unit.is_blank(source)


def _unit_state(unit, language, source, digests):
    if unit.is_blank(language):
        return MISSING
    if language == source:
        return COMPLETE
    confirmed = digests.get(unit.key)
    if confirmed is None:
        return UNCONFIRMED
    return COMPLETE if confirmed == unit.digest(source) else OUTDATED
