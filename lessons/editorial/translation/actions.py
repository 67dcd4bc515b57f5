"""Writing translations, and saying that they say the same as their source."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from lessons.core.bilingual import LANGUAGES, is_blank
from lessons.editorial.translation.checks import TranslationCheck
from lessons.editorial.translation.drafts import draft_of
from lessons.editorial.translation.sources import opposite, source_language
from lessons.editorial.translation.words import clean_text, problem
from lessons.editorial.units import Unit, digest, units_of, write_units

SOURCE_CHANGED, TARGET_CHANGED, GONE = "source_changed", "target_changed", "gone"


@dataclass(frozen=True)
class Conflict:
    """A text that was not written. `theirs` stands in the draft now, `mine` was to be written.

    `unit` is as it stands now, None when it is gone.
    """

    unit: Unit | None
    theirs: str
    mine: str
    reason: str
    key: str


@dataclass(frozen=True)
class Outcome:
    """What became of the texts: keys that were `written`, `conflicts`, and by key why a text was `refused`.

    `same` are the keys whose text stood there already.
    """

    written: list = field(default_factory=list)
    conflicts: list = field(default_factory=list)
    refused: dict = field(default_factory=dict)
    same: list = field(default_factory=list)


@transaction.atomic
def translate(*, obj, language, texts, seen, user, source=None):
    """Write a new draft of `obj`, a page or record, with `texts`, new words in `language` by the key of a unit.

    `seen` maps the same keys to (digest of the source, digest of the target) as the translator saw them, `source` is
    the language that was translated from, the organisation's own by default. A text whose source or target has
    changed since is a Conflict and never written; one that doesn't fit its place is refused. What is written counts
    as confirmed. Never publishes; whether `user` may write `obj` is for the caller to know. Returns the Outcome.
    """
    # Two translators at once write one after the other.
    draft = draft_of(type(obj)._default_manager.select_for_update().get(pk=obj.pk))
    source = source or opposite(language, source_language(draft))
    outcome, accepted = _sort(draft, language, source, texts, seen)
    if outcome.written:
        write_units(draft, language, {key: accepted[key] for key in outcome.written})
        _save_draft(draft, user)
    sure = [key for key in accepted if key in outcome.written or key in outcome.same]
    confirm(obj=draft, language=_checked(draft, language, source), user=user, keys=sure)
    return outcome


def _sort(draft, language, source, texts, seen):
    """Return the Outcome to come, and the clean texts whose source is as seen by key."""
    outcome, accepted, units = Outcome(), {}, {unit.key: unit for unit in units_of(draft)}
    for key, text in texts.items():
        unit = units.get(key)
        if unit is None:
            outcome.conflicts.append(Conflict(None, "", text, GONE, key))
            continue
        text, there = clean_text(draft, unit, text), unit.texts[language]
        reason = _changed(unit, language, source, seen.get(key, ("", "")))
        if digest(text) == digest(there) or (not text and is_blank(there)):
            outcome.same.append(key)
            if reason != SOURCE_CHANGED:
                accepted[key] = text
        elif reason:
            outcome.conflicts.append(Conflict(unit, there, text, reason, key))
        elif refusal := problem(draft, unit, text):
            outcome.refused[key] = refusal
        else:
            outcome.written.append(key)
            accepted[key] = text
    return outcome, accepted


def _changed(unit, language, source, seen):
    if unit.digest(source) != seen[0]:
        return SOURCE_CHANGED
    return TARGET_CHANGED if unit.digest(language) != seen[1] else ""


def _save_draft(draft, user):
    if not hasattr(draft, "save_revision"):
        draft.save()
        return
    if hasattr(draft, "minimal_clean"):
        draft.minimal_clean()  # a page takes the editors' name from its heading
    # Not cleaned as a whole: a draft may be unfinished elsewhere, as in the editor.
    draft.save_revision(user=user, log_action=True, clean=False)


def _checked(draft, language, source):
    """Return the language whose check it is: the organisation's own has none, it is what others are held against."""
    return source if language == source_language(draft) else language


@transaction.atomic
def confirm(*, obj, language, user=None, keys=None):
    """Note that the latest draft of `obj` says in `language` what its source says now.

    `keys` are the units that somebody looked at, all of them by default. A unit that is empty in `language` stays
    missing. The organisation's own language needs no confirming: nothing is noted for it.
    """
    draft = draft_of(obj)
    source = source_language(draft)
    if language != source:
        digests = {
            unit.key: unit.digest(source)
            for unit in units_of(draft)
            if (keys is None or unit.key in keys) and not (unit.is_blank(language) or unit.is_blank(source))
        }
        _note(draft, language, digests, user)


def confirm_all(*, obj, user=None):
    """Note for every language of `obj` that it says what its source says now."""
    for language in LANGUAGES:
        confirm(obj=obj, language=language, user=user)


@transaction.atomic
def leave_behind(*, obj, language, digests):
    """Note the `digests` of the old sources by key for units whose source alone has changed: they are out of date.

    What was confirmed before keeps the source against which it was.
    """
    check = TranslationCheck.objects.filter(**TranslationCheck.place(obj), language=language).first()
    new = {key: old for key, old in digests.items() if not check or key not in check.digests}
    if new and check:
        check.digests |= new
        check.save(update_fields=["digests"])
    elif new:
        TranslationCheck.objects.create(**TranslationCheck.place(obj), language=language, digests=new)


def _note(obj, language, digests, user):
    if not digests:
        return
    check, _ = TranslationCheck.objects.select_for_update().get_or_create(
        **TranslationCheck.place(obj), language=language
    )
    check.digests |= digests
    check.checked_at, check.checked_by = timezone.now(), user
    check.save()
