"""How facts and helplines are listed in the CMS."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column, StatusFlagColumn

from lessons.content.models import Fact, Helpline
from lessons.core import slots


class SlotColumn(BaseColumn):
    """A hole in each row of a listing that apps further up fill (core.slots)."""

    cell_template_name = "content/cms/slot_cell.html"

    def __init__(self, slot, **kwargs):
        super().__init__(slot, label="", **kwargs)

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"filling": slots.render(self.name, parent_context.get("request"), instance)}


def dates(looked, label):
    """Return the columns that say how old a record is; `looked` names the field of the last look."""
    return [
        Column("source_seen_on", label=_("Source seen on"), sort_key="source_seen_on"),
        Column(looked, label=label, sort_key=looked),
        Column("review_after", label=_("Review after"), sort_key="review_after"),
        StatusFlagColumn("is_overdue", label=_("Overdue"), true_label=_("overdue")),
        SlotColumn("record.row"),
    ]


class OverdueFilterSet(WagtailFilterSet):
    overdue = django_filters.ChoiceFilter(
        label=_("Overdue"),
        choices=[("yes", _("overdue")), ("no", _("not overdue"))],
        empty_label=_("All"),
        method="filter_overdue",
    )

    def filter_overdue(self, queryset, name, value):
        return queryset.overdue() if value == "yes" else queryset.not_overdue()


class FactFilterSet(OverdueFilterSet):
    class Meta:
        model = Fact
        fields = ["kind", "confidence"]


class HelplineFilterSet(OverdueFilterSet):
    class Meta:
        model = Helpline
        fields = ["confidence"]
