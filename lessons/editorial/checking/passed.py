"""Which findings still stand in the way of a publication, and which a moderator has passed."""

from wagtail.log_actions import registry

from lessons.editorial.checking.findings import check_of

PASSED = "editorial.check.passed"


def open_checks(obj):
    """Return a Checked, with something that stops, of each thing that would go live with the latest draft of `obj`.

    What somebody has passed with a reason, in this very revision, is left out, unless it is final.
    """
    checks = [check for check in check_of(obj) if check.stops]
    if not checks:
        return []
    passed = _passed_revisions(obj)
    return [check for check in checks if check.is_final or check.obj.latest_revision_id not in passed]


def _passed_revisions(obj):
    entries = registry.get_logs_for_instance(obj).filter(action=PASSED)
    return {pk for entry in entries for pk in entry.data.get("revisions", [])}
