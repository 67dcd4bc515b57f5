"""What a save in the ordinary editor says about the languages: who changed both, or the translation, has confirmed."""

from django.db import transaction
from wagtail.models import Page

from lessons.core.bilingual import LANGUAGES
from lessons.editorial.translation.actions import confirm, leave_behind
from lessons.editorial.translation.checks import TranslationCheck
from lessons.editorial.translation.drafts import as_at, draft_of
from lessons.editorial.translation.sources import source_language
from lessons.editorial.units import digest, units_of

NOTHING = digest("")


def notice_save(*, obj, user):
    """Confirm what somebody worked on in the latest revision of `obj`; a change in the source only is out of date.

    The revision is held against the one before it: the editor saves itself over one revision again and again, so that
    source and translation written in one sitting count as written together.
    """
    obj = type(obj)._default_manager.get(pk=obj.pk)
    draft, source = draft_of(obj), source_language(obj)
    before = {unit.key: unit for unit in _units_before(obj)}
    for language in LANGUAGES:
        if language != source:
            _notice(draft, before, source, language, user)


def _units_before(obj):
    earlier = obj.revisions.exclude(pk=obj.latest_revision_id).order_by("-created_at", "-pk")
    content = earlier.values_list("content", flat=True).first()
    return units_of(as_at(obj, content)) if content else []


def _notice(draft, before, source, language, user):
    worked_on, left_behind = [], {}
    for unit in units_of(draft):
        old = before.get(unit.key)
        old_source, old_target = (old.digest(source), old.digest(language)) if old else (NOTHING, NOTHING)
        source_changed, target_changed = old_source != unit.digest(source), old_target != unit.digest(language)
        # A source that was written for a text that was there stands for it as well.
        if target_changed or (source_changed and (old is None or old.is_blank(source))):
            worked_on.append(unit.key)
        elif source_changed and not unit.is_blank(language):
            left_behind[unit.key] = old_source
    confirm(obj=draft, language=language, user=user, keys=worked_on)
    leave_behind(obj=draft, language=language, digests=left_behind)


@transaction.atomic
def keep_copied_checks(*, page, copy):
    """Give `copy` and the pages below it the checks of the pages that they are copies of."""
    pairs = [Page.objects.descendant_of(top, inclusive=True).order_by("path").specific() for top in (page, copy)]
    if len(pairs[0]) != len(pairs[1]):
        return  # copied without what is below, or with the pages of somebody else left out
    for original, copied in zip(*pairs, strict=True):
        for check in TranslationCheck.objects.filter(**TranslationCheck.place(original)):
            check.pk, check.object_id = None, str(copied.pk)
            check.save()
