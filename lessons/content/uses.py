"""Where a record of the bank is used: which pages show it to readers, and which drafts would."""

import json
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page, ReferenceIndex

from lessons.content.questions import Question
from lessons.content.records import Fact, Helpline

# Blocks by their type, and fields by their name, that hold the number of a record.
PLACES = {"question": Question, "fact": Fact, "helplines": Helpline, "emergency": Helpline}
FEW = 5  # numbers that are looked for in the text of each draft; of many, some draft has one anyway


@dataclass(frozen=True)
class Uses:
    """The numbers of the pages that use a record: those that readers see, and the others."""

    live: frozenset
    drafts: frozenset


def uses_of(records):
    """Return the Uses of each of `records` by (model, pk), in a number of queries that does not grow with them.

    The reference index knows what is in a page's row: for a published page what readers see. What a draft of such a
    page would show is read from its latest version.
    """
    live, drafts = {}, {}
    for key, page, is_live in _indexed(records):
        (live if is_live else drafts).setdefault(key, set()).add(page)
    wanted = {(type(record), record.pk) for record in records}
    for page, content in _latest_drafts(wanted) if wanted else []:
        for key in wanted & set(records_in(content)):
            drafts.setdefault(key, set()).add(page)
    return {
        key: Uses(frozenset(live.get(key, ())), frozenset(drafts.get(key, set()) - live.get(key, set())))
        for key in wanted
    }


def references_to(records):
    """Return the entries of the reference index that lead from a page to one of `records`."""
    types = ContentType.objects.get_for_models(*{type(record) for record in records}, for_concrete_models=False)
    return ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type__in=types.values(),
        to_object_id__in=[str(record.pk) for record in records],
    )


def _indexed(records):
    """Yield ((model, pk), page, whether readers see that page) for each reference from a page's row."""
    rows = references_to(records).values_list("to_content_type_id", "to_object_id", "object_id")
    found = [(ContentType.objects.get_for_id(kind).model_class(), int(pk), int(page)) for kind, pk, page in rows]
    states = dict(Page.objects.filter(pk__in={page for *_key, page in found}).values_list("pk", "live"))
    for model, pk, page in found:
        if page in states:
            yield (model, pk), page, states[page]


def _latest_drafts(wanted):
    """Return (page, content) of each draft that may use one of `wanted`: the database leaves out those that can't."""
    named = Q(*(_has_text(place) for place, model in PLACES.items() if model in dict(wanted)), _connector=Q.OR)
    if len(wanted) <= FEW:
        named &= Q(*(_has_text(pk) for _model, pk in wanted), _connector=Q.OR)
    drafted = Page.objects.filter(named, has_unpublished_changes=True, latest_revision__isnull=False)
    return drafted.values_list("pk", "latest_revision__content").iterator()


def _has_text(text):
    return Q(latest_revision__content__icontains=f"{text}")


def records_in(value):
    """Yield (model, pk) of each record in the stored JSON of a page: quiz rows ({"question": 4}), blocks
    ({"type": "question", "value": 4}), lists of them, and fields."""
    if isinstance(value, str) and value.startswith(("[", "{")):
        try:
            value = json.loads(value)
        except ValueError:
            return
    if isinstance(value, list):
        for item in value:
            yield from records_in(item)
    if not isinstance(value, dict):
        return
    if model := PLACES.get(value.get("type")):
        yield from ((model, pk) for pk in _numbers(value.get("value")))
    for name, item in value.items():
        if name in PLACES and isinstance(item, int):
            yield PLACES[name], item
        yield from records_in(item)


def _numbers(value):
    items = value if isinstance(value, list) else [value]
    for item in items:
        number = item.get("value") if isinstance(item, dict) else item
        if isinstance(number, int):
            yield number
