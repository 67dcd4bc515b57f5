"""What the CMS lets nobody do, with the reason."""

import json

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_latest_str
from wagtail.models import ReferenceIndex, Revision

from lessons.content.models import Fact, Helpline, Question, Topic

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
    names = {Question: ("question", "question"), Fact: ("fact", "fact"), Helpline: ("helplines", "emergency")}
    if type(record) not in names:
        return False
    revisions = Revision.page_revisions.filter(content__icontains=f"{record.pk}")
    return any(_mentions(revision.content, names[type(record)], record.pk) for revision in revisions.iterator())


def _mentions(value, names, pk):
    """Walk the stored JSON of a page: quiz rows ({"question": 4}), blocks ({"type": "question", "value": 4})."""
    if isinstance(value, str) and value.startswith(("[", "{")):
        try:
            return _mentions(json.loads(value), names, pk)
        except ValueError:
            return False
    if isinstance(value, list):
        return any(_mentions(item, names, pk) for item in value)
    if not isinstance(value, dict):
        return False
    if value.get("type") in names and _holds(value.get("value"), pk):
        return True
    if any(name in names and item == pk for name, item in value.items()):
        return True
    return any(_mentions(item, names, pk) for item in value.values())


def _holds(value, pk):
    if isinstance(value, list):
        return any(_holds(item.get("value") if isinstance(item, dict) else item, pk) for item in value)
    return value == pk


def refuse_deletion(request, instances):
    """Send the editor back with the reason when any of `instances` is still needed."""
    for record in instances:
        reason = reason_to_keep(record) if isinstance(record, GUARDED) else None
        if reason:
            messages.error(request, reason)
            return redirect(record.snippet_viewset.get_url_name("list"))
    return None
