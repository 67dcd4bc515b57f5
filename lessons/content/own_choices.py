"""What a form refers to. A chooser shows what one may choose; whoever types a number into a post asks no chooser."""

from django.forms.models import ModelChoiceField
from django.http import Http404
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.blocks import BlockField
from wagtail.models import Page
from wagtail.rich_text import extract_references_from_rich_text

from lessons.content.rights import choosable, numbers_of_rows


def refuse_foreign_choices(form):
    """Raise Http404 when `form` brings a reference to something that its person may not choose.

    What the page or record referred to before stays allowed. It is no error next to a field: to draw the field again
    would name the very thing.
    """
    if form.for_user is None or form.for_user.is_superuser:
        return
    brought = set(_references(form, _posted)) - set(_references(form, _before))
    for model in {model for model, _pk in brought}:
        may_choose = choosable(model, form.for_user)
        pks = {pk for of_model, pk in brought if of_model is model}
        if may_choose is None:
            continue
        if may_choose.filter(pk__in=numbers_of_rows(pks)).count() < len(pks):
            raise Http404


def _posted(form, name, field):
    return field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))


def _before(form, name, field):
    return form.get_initial_for_field(field, name)


def _references(form, value_of):
    """Yield (model, pk as text) of everything that `form` and the rows inside it refer to."""
    for name, field in form.fields.items():
        yield from _references_of(field, value_of(form, name, field))
    for formset in getattr(form, "formsets", {}).values():
        for row in formset.forms if formset.management_form.is_valid() else []:
            yield from _references(row, value_of)


def _references_of(field, value):
    if not value:
        found = []
    elif isinstance(field, BlockField):
        found = [(model, pk) for model, pk, *_place in field.block.extract_references(value)]
    elif isinstance(field.widget, DraftailRichTextArea):
        found = [(model, pk) for model, pk, *_place in extract_references_from_rich_text(value)]
    elif isinstance(field, ModelChoiceField):
        found = [(field.queryset.model, value)]
    else:
        found = []
    return {(Page if issubclass(model, Page) else model, str(pk)) for model, pk in found}
