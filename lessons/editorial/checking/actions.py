"""What a person does with the findings of the content check."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from lessons.editorial.checking.access import is_locked_for
from lessons.editorial.checking.letters import mend
from lessons.editorial.checking.passed import PASSED, open_checks
from lessons.editorial.units import units_of, write_units

MENDED = "editorial.check.mended"


class CheckRefused(Exception):
    """Why the action can't be done, as a sentence for the editor."""


@transaction.atomic
def pass_check(*, obj, user, reason):
    """Note that `user` lets the latest draft of `obj` be published as it is, and why; returns the passed Checkeds.

    It holds for this revision, and those of the new questions that go with it, only. Raises CheckRefused without a
    reason, and when something was found that has to be mended.
    """
    if not (reason or "").strip():
        raise CheckRefused(_("Say why it may be published all the same."))
    checks = open_checks(obj)
    if any(check.is_final for check in checks):
        raise CheckRefused(_("This has to be mended first: no reason lets it pass."))
    if checks:
        found = [{"where": f.where, "what": f.what, "rule": f.rule} for check in checks for f in check.stops]
        data = {
            "reason": reason.strip(),
            "findings": found,
            "revisions": [check.obj.latest_revision_id for check in checks],
        }
        log(instance=obj, action=PASSED, user=user, revision=obj.latest_revision, data=data, content_changed=False)
    return checks


@transaction.atomic
def mend_letters_of(*, obj, user):
    """Save a draft of `obj` in which all Urdu letters and marks are mended that are certain; returns how many texts.

    Raises CheckRefused while somebody else has locked it.
    """
    if is_locked_for(user, obj):
        raise CheckRefused(_("Somebody else is working on it: it is locked."))
    draft = obj.get_latest_revision_as_object()
    mended = mended_texts(units_of(draft))
    if mended:
        write_units(draft, "ur", mended)
        named = {"log_action": MENDED} if isinstance(obj, Page) else {}
        revision = draft.save_revision(user=user, clean=False, **named)
        if not named:
            log(instance=obj, action=MENDED, user=user, revision=revision, content_changed=True)
    return len(mended)


def mended_texts(units):
    """Return by key the Urdu texts of `units` that mending changes."""
    texts = {unit.key: (unit.texts.get("ur") or "", unit.kind) for unit in units}
    return {key: better for key, (text, kind) in texts.items() if (better := mend(text, kind)) != text}
