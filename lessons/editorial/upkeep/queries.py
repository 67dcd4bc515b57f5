"""Which facts and helplines should be looked at again."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from lessons.content.rights import owned
from lessons.content.uses import Uses, uses_of
from lessons.editorial.upkeep.access import MODELS, may_change
from lessons.editorial.upkeep.actions import kind_of

SOON = timedelta(days=30)


@dataclass(frozen=True)
class Due:
    """A published record whose day has come or comes soon; `kind` as in dates.MONTHS, `model` as in its address."""

    record: object
    kind: str
    model: str
    is_overdue: bool
    edit_url: str
    usage_url: str
    uses: Uses

    @property
    def name(self):
        return str(self.record)

    @property
    def source(self):
        return self.record.source

    @property
    def source_seen_on(self) -> date:
        return self.record.source_seen_on

    @property
    def looked_on(self) -> date | None:
        return self.record.looked_on

    @property
    def review_after(self) -> date:
        return self.record.review_after


def due_records(user, today=None, kind=None, within=SOON):
    """Return the Dues that `user` may look after: the longest overdue first, then those due `within` that time.

    `kind` limits them to one kind. Two queries a model and a few for all, however many there are.
    """
    today = today or timezone.localdate()
    records = []
    for model in MODELS.values():
        if may_change(user, model):
            found = owned(model, user).filter(live=True, review_after__lt=today + within)
            records += [record for record in found if kind in {None, kind_of(record)}]
    uses = uses_of(records) if records else {}
    dues = [_due(record, uses[type(record), record.pk], today) for record in records]
    return sorted(dues, key=lambda due: (due.review_after, due.name))


def _due(record, uses, today):
    names = record.snippet_viewset
    return Due(
        record=record,
        kind=kind_of(record),
        model=record._meta.model_name,
        is_overdue=record.review_after < today,
        edit_url=reverse(names.get_url_name("edit"), args=[record.pk]),
        usage_url=reverse(names.get_url_name("usage"), args=[record.pk]),
        uses=uses,
    )


def overdue_records(user, today=None):
    """Return the records that `user` may look after and that are overdue, the longest first, without their uses."""
    today = today or timezone.localdate()
    records = [
        record
        for model in MODELS.values()
        if may_change(user, model)
        for record in owned(model, user).filter(live=True).overdue(today)
    ]
    return sorted(records, key=lambda record: (record.review_after, str(record)))
