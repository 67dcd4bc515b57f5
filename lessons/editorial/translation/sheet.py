"""The translator's view of one page or record: its texts side by side, and how far they are."""

from dataclasses import dataclass, field

from django.utils.safestring import mark_safe

from lessons.core.bilingual import LocalText
from lessons.core.templatetags.chiragh import shown
from lessons.core.urdu import direction
from lessons.editorial.translation.actions import Conflict
from lessons.editorial.translation.changes import changed_words, words_of
from lessons.editorial.translation.fields import field_html, id_of
from lessons.editorial.translation.history import source_before
from lessons.editorial.translation.saving import Saved, Typed, shown_digest
from lessons.editorial.translation.states import OUTDATED, UNCONFIRMED, State, UnitState, state_of
from lessons.editorial.units import RICH, Unit


@dataclass(frozen=True)
class Row:
    """A text with its translation. `changes` say what its source was before, when the translation is out of date."""

    state: UnitState
    source: str
    field: str
    seen: str
    changes: list = field(default_factory=list)
    conflict: Conflict | None = None
    theirs: str = ""
    error: str = ""

    @property
    def unit(self):
        return self.state.unit

    @property
    def id(self):
        return id_of(self.unit.key)

    @property
    def can_be_still_right(self):
        return self.state.state in {OUTDATED, UNCONFIRMED} and not self.conflict

    @property
    def has_problem(self):
        return bool(self.conflict or self.error)


@dataclass(frozen=True)
class Sheet:
    """All texts of `state.obj` from the language `source` into `language`; `rows` are those that are shown.

    `gone` are Conflicts: texts that were typed for a place that is no longer there.
    """

    state: State
    source: str
    rows: list
    gone: list
    total: int
    done: int

    @property
    def language(self):
        return self.state.language

    @property
    def open_count(self):
        return self.total - self.done

    @property
    def direction(self):
        return direction(self.language)

    @property
    def source_direction(self):
        return direction(self.source)

    @property
    def can_all_be_right(self):
        return any(row.can_be_still_right for row in self.rows)


def units_shown(state, source):
    """Return the UnitStates of `state` that have a text in `source` to be translated."""
    return [each for each in state.units if not each.unit.is_blank(source)]


def make_sheet(obj, language, source, *, only_open=False, saved=None, is_locked=False):
    """Return the Sheet of the latest draft of `obj`; what was typed and not `saved` stands in its fields."""
    state, saved = state_of(obj, language), saved or Saved()
    units = units_shown(state, source)
    maker = _Rows(state, source, saved, is_locked)
    shown_units = [each for each in units if not only_open or each.is_open or each.unit.key in maker.problems]
    rows = [maker.row(each) for each in shown_units]
    there = {each.unit.key for each in units}
    gone = [conflict for conflict in saved.outcome.conflicts if conflict.key not in there]
    return Sheet(state, source, rows, gone, len(units), sum(not each.is_open for each in units))


class _Rows:
    def __init__(self, state, source, saved, is_locked):
        self.state, self.source, self.saved, self.is_locked = state, source, saved, is_locked
        self.before = source_before(state)
        self.conflicts = {conflict.key: conflict for conflict in saved.outcome.conflicts}
        self.problems = {*self.conflicts, *saved.outcome.refused}

    def row(self, each):
        unit, language = each.unit, self.state.language
        conflict = self.conflicts.get(unit.key)
        return Row(
            state=each,
            source=_shown(unit, self.source),
            field=field_html(
                self.state.obj,
                unit,
                language,
                self._text(unit),
                described_by=f"note-{id_of(unit.key)}",
                is_locked=self.is_locked,
            ),
            seen=self._seen(unit),
            changes=self._changes(unit),
            conflict=conflict,
            theirs=_shown(unit, language) if conflict else "",
            error=self.saved.outcome.refused.get(unit.key, ""),
        )

    def _typed(self, unit) -> Typed | None:
        """Return what was typed for `unit` and could not be saved, or None."""
        typed = self.saved.typed.get(unit.key)
        unsaved = unit.key in self.problems or (self.is_locked and typed and typed.is_touched)
        return typed if unsaved else None

    def _text(self, unit):
        typed = self._typed(unit)
        return typed.text if typed else unit.texts[self.state.language]

    def _seen(self, unit):
        language = self.state.language
        marks = [unit.digest(self.source), unit.digest(language)]
        return " ".join([*marks, shown_digest(self.state.obj, unit, unit.texts[language])])

    def _changes(self, unit: Unit):
        if unit.key not in self.before:
            return []
        is_rich = unit.kind == RICH
        texts = self.before[unit.key], unit.texts[self.state.source]
        return changed_words(*(words_of(text, is_rich) for text in texts))


def _shown(unit, language):
    return mark_safe(shown(LocalText(unit.texts[language], language, False), rich=unit.kind == RICH))
