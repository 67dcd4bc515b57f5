"""What the CMS lets nobody do, with the reason."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_latest_str
from wagtail.models import ReferenceIndex, Revision

from lessons.content.models import Fact, Helpline, Question, Topic
from lessons.content.uses import PLACES, records_in

GUARDED = (Fact, Helpline, Question, Topic)


def reason_to_keep(record):
    """Return why `record` can't be deleted, as a sentence for the editor, or None."""
    if isinstance(record, Helpline) and record.is_permanent:
        return _("“%(name)s” can be replaced by another number, but never removed.") % {"name": record}
    if isinstance(record, Topic) and record.questions.exists():
        return _("“%(name)s” has questions. Give them another topic first.") % {"name": record}
    if not (ReferenceIndex.get_references_to(record).exists() or is_named_in_a_revision(record)):
        return None
    if isinstance(record, Question):
        reason = _(
            "“%(name)s” is used in a page or in a draft or older version of one. Unpublish it instead: it is then"
            " asked no more, and nothing is lost."
        )
    else:
        reason = _("“%(name)s” is used in a page or in a draft or older version of one. Change its text instead.")
    return reason % {"name": get_latest_str(record)}


def is_named_in_a_revision(record):
    """Return whether any revision of a page, draft or old, refers to `record` in its body or its quiz.

    The reference index knows only the latest of each page.
    """
    if type(record) not in PLACES.values():
        return False
    revisions = Revision.page_revisions.filter(content__icontains=f"{record.pk}")
    return any((type(record), record.pk) in records_in(revision.content) for revision in revisions.iterator())


def refuse_deletion(request, instances):
    """Send the editor back with the reason when any of `instances` is still needed."""
    for record in instances:
        reason = reason_to_keep(record) if isinstance(record, GUARDED) else None
        if reason:
            messages.error(request, reason)
            return redirect(record.snippet_viewset.get_url_name("list"))
    return None


def refuse_taking_off(request, record):
    """Send the editor back to `record` when it is a number that has to stay on the pages."""
    if not (isinstance(record, Helpline) and record.is_permanent):
        return None
    reason = _("“%(name)s” stays on the pages: people in danger look for it. Replace its number if it has changed.")
    messages.error(request, reason % {"name": record})
    return redirect(record.snippet_viewset.get_url_name("edit"), record.pk)
