import django_filters
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.reports import ReportView

from lessons.content.models import Fact, Helpline
from lessons.editorial.upkeep.access import get_record
from lessons.editorial.upkeep.actions import note_look
from lessons.editorial.upkeep.queries import due_records

KINDS = [("helpline", Helpline._meta.verbose_name), *Fact.Kind.choices]


@require_POST
def looked(request, kind, pk):
    """Note that the record was called or checked today, and go back to where the button was."""
    record = get_record(request.user, kind, pk)
    if note_look(record=record, user=request.user):
        record.refresh_from_db()
        day = {"day": date_format(record.review_after, "DATE_FORMAT")}
        messages.success(request, _("Noted; readers see it now. Look at it again after %(day)s.") % day)
    else:
        messages.info(request, _("This was noted today already."))
    edit_url = reverse(record.snippet_viewset.get_url_name("edit"), args=[record.pk])
    return redirect(get_valid_next_url_from_request(request) or edit_url)


class KindFilterSet(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(label=gettext_lazy("Kind"), choices=KINDS, empty_label=gettext_lazy("All"))

    class Meta:
        model = Fact
        fields = []


class CellColumn(Column):
    """A column with a template of our own; `instance` is a Due."""

    def __init__(self, name, **kwargs):
        super().__init__(name, **kwargs)
        self.cell_template_name = f"editorial/upkeep/cells/{name}.html"


class ToCheckView(ReportView):
    """What should be called or checked again in one's own organisations, the longest overdue first."""

    page_title = gettext_lazy("Facts and helplines to check")
    header_icon = "date"
    index_url_name = "upkeep:report"
    index_results_url_name = "upkeep:report_results"
    results_template_name = "editorial/upkeep/report_results.html"
    filterset_class = KindFilterSet
    columns = [
        TitleColumn("name", label=gettext_lazy("Record"), get_url=lambda due: due.edit_url),
        CellColumn("kind", label=gettext_lazy("Kind")),
        CellColumn("source", label=gettext_lazy("Source")),
        Column("source_seen_on", label=gettext_lazy("Source seen on")),
        CellColumn("looked_on", label=gettext_lazy("Called or checked on")),
        CellColumn("review_after", label=gettext_lazy("Review after")),
        CellColumn("uses", label=gettext_lazy("Where it is used")),
        CellColumn("button", label=""),
    ]

    @cached_property
    def dues(self):
        chosen = self.filters.form.cleaned_data.get("kind") if self.filters.is_valid() else ""
        return due_records(self.request.user, kind=chosen or None)

    def get_filtered_queryset(self):
        return self.dues

    def get_context_data(self, *args, **kwargs):
        overdue = sum(due.is_overdue for due in self.dues)
        return super().get_context_data(*args, **kwargs) | {"overdue": overdue, "soon": len(self.dues) - overdue}
