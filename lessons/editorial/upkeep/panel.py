"""What the editor and the listing of a fact or helpline show of its upkeep."""

from django.template.loader import render_to_string
from django.urls import reverse

from lessons.content.models import Fact, Helpline
from lessons.content.uses import uses_of
from lessons.core.slots import fill
from lessons.editorial.upkeep.access import may_change


@fill("editor.top")
def upkeep_of_record(request, record):
    """When it was last looked at, the button, where it is used, and for a single source the hedge."""
    if not isinstance(record, Fact | Helpline):
        return ""
    # The form holds the draft; the button is about what readers see.
    shown = type(record).objects.get(pk=record.pk)
    (uses,) = uses_of([shown]).values()
    usage_url = reverse(record.snippet_viewset.get_url_name("usage"), args=[record.pk])
    context = {"uses": uses, "usage_url": usage_url, "needs_hedge": record.confidence == record.Confidence.MEDIUM}
    return render_to_string("editorial/upkeep/panel.html", context | _button(shown, request), request=request)


@fill("record.row")
def button_in_the_row(request, record):
    if request is None or not may_change(request.user, type(record)):
        return ""
    # Where the listing's address, not that of the part that a filter fetches anew, leads back to.
    here = reverse(record.snippet_viewset.get_url_name("list"))
    return render_to_string("editorial/upkeep/row.html", _button(record, request) | {"next": here}, request=request)


def _button(record, request):
    kind = record._meta.model_name
    return {"record": record, "kind": kind, "url": reverse("upkeep:looked", args=[kind, record.pk])}
