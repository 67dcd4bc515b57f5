"""The checklist at the top of every editor, and the list of what a module holds."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from wagtail.models import Page

from lessons.content.models import ModulePage
from lessons.core.slots import fill
from lessons.editorial.desk.checklist import items_for
from lessons.editorial.desk.publishing import new_records
from lessons.editorial.desk.states import activities_of, state_of


@dataclass(frozen=True)
class Checklist:
    """What an editor sees above the form: `together` are the drafts that are published with the page."""

    items: list
    state: str
    activities: list
    together: list

    @property
    def stops(self):
        return sum(item.is_stop for item in self.items)

    @property
    def advice(self):
        return len(self.items) - self.stops


def checklist_of(obj, user):
    """Return the Checklist of `obj`, the latest draft of a page or record, for `user`."""
    is_page = isinstance(obj, Page)
    return Checklist(
        items_for(obj, user),
        state_of(obj),
        activities_of(obj) if isinstance(obj, ModulePage) else [],
        new_records(obj) if is_page else [],
    )


@fill("editor.top")
def checklist(request, obj):
    context = {"checklist": checklist_of(obj, request.user)}
    return render_to_string("editorial/desk/checklist.html", context, request)
