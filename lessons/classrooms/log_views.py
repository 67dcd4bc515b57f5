"""The audit list of a class, for whoever teaches it."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lessons.classrooms.access import get_taught_classroom, teachers_only
from lessons.classrooms.audit_sentences import SENTENCES
from lessons.classrooms.names import teacher_name
from lessons.core.templatetags.chiragh import isolate

ON_A_PAGE = 50
# Without a name: who joined has no account to name yet. In all other lines nobody means an account that is gone.
BY_LEARNERS = {"joined", "asked_to_join", "double_confirmed", "double_refused"}
_PLACE = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True)
class Line:
    """One line as it is read: when, who (empty when nobody who teaches did it), and what as HTML."""

    at: datetime
    who: str
    is_by_learner: bool
    what: str


@require_safe
@teachers_only
def log(request, pk):
    """What was changed in the class, by whom and when, the newest first."""
    taught = get_taught_classroom(request.user, pk)
    page = Paginator(taught.events.select_related("by", "enrolment"), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"classroom": taught, "tab": "settings", "page_of_lines": page, "lines": map(line_of, page)}
    return render(request, "classrooms/log.html", context)


def line_of(event):
    """Return the Line of a ClassEvent in the language that is on."""
    by_learner = event.by.is_learner if event.by else event.kind in BY_LEARNERS
    return Line(event.at, "" if by_learner else teacher_name(event.by), by_learner, _sentence(event))


def _sentence(event):
    # A kind that is no longer written leaves its old lines behind.
    parts = _PLACE.split(str(SENTENCES.get(event.kind, _("Something was changed."))))
    gone = _("a learner who has left")
    gone = gone if parts[0] else capfirst(gone)
    learner = format_html('<span dir="auto">{}</span>', event.enrolment.name) if event.enrolment else gone
    held = {"learner": learner, "detail": format_html('<span dir="auto">{}</span>', event.detail)}
    shown = (held.get(part, "") if place % 2 else isolate(part) for place, part in enumerate(parts))
    return format_html_join("", "{}", ((part,) for part in shown))
