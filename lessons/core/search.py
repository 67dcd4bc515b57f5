"""Search in one spelling: what is looked for and what is indexed, whoever wrote the model, are spelled alike."""

from copy import copy
from functools import cache

from modelsearch.backends import database
from wagtail.search import index

from lessons.core.urdu import normalise_urdu


def SearchBackend(params):  # noqa: N802 - the name that Wagtail looks for
    """Return the search backend of the current database, whose queries are normalised first."""
    plain = type(database.SearchBackend(params))

    class UrduSearchBackend(plain):
        def _search(self, query_compiler_class, query, *args, **kwargs):
            return super()._search(query_compiler_class, _in_our_words(query), *args, **kwargs)

    return UrduSearchBackend(params)


def _in_our_words(query):
    """Return a text, or what Wagtail has made of one (phrases, parts joined by and, or, not), in our spelling."""
    if isinstance(query, str):
        return normalise_urdu(query)
    spelled = copy(query)
    for name, value in vars(query).items():
        if name == "query_string":
            spelled.query_string = normalise_urdu(value)
        elif name == "subquery":
            spelled.subquery = _in_our_words(value)
        elif name == "subqueries":
            spelled.subqueries = [_in_our_words(one) for one in value]
    return spelled


def _spelled(value):
    if isinstance(value, str):
        return normalise_urdu(value)
    if isinstance(value, list | tuple):
        return [_spelled(item) for item in value]
    return value


class SpelledSearchField(index.SearchField):
    def get_value(self, obj):
        return _spelled(super().get_value(obj))


class SpelledAutocompleteField(index.AutocompleteField):
    def get_value(self, obj):
        return _spelled(super().get_value(obj))


@cache  # one for each, because Wagtail checks that a page keeps the very fields of Page
def _in_our_spelling(field):
    if isinstance(field, index.RelatedFields):
        return index.RelatedFields(field.field_name, [_in_our_spelling(inner) for inner in field.fields])
    if type(field) is index.SearchField:
        return SpelledSearchField(field.field_name, boost=field.boost, **field.kwargs)
    if type(field) is index.AutocompleteField:
        return SpelledAutocompleteField(field.field_name, **field.kwargs)
    return field


def spell_every_index():
    """Have the texts of every indexed model normalised as they go into the index: pages, pictures, documents, tags."""
    for model in index.get_indexed_models():
        model.search_fields = [_in_our_spelling(field) for field in model.search_fields]


class SpelledListMixin:
    """A list of the CMS without an index, of few rows, that is searched by part of a text in any spelling."""

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        wanted = fold(self.search_query)
        rows = queryset.values_list("pk", *self.search_fields)
        return queryset.filter(pk__in=[pk for pk, *texts in rows if any(wanted in fold(text or "") for text in texts)])


def fold(text):
    """Return `text` as it is compared with what somebody types: without case, and in one spelling."""
    return normalise_urdu(text.strip()).casefold()
