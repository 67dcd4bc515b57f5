"""Wagtail's database search with the reader's spelling made ours; the index holds the same (SpelledSearchField)."""

from modelsearch.backends import database
from wagtail.search import index

from lessons.core.urdu import normalise_urdu


def SearchBackend(params):  # noqa: N802 - the name that Wagtail looks for
    """Return the search backend of the current database, whose queries are normalised first."""
    plain = type(database.SearchBackend(params))

    class UrduSearchBackend(plain):
        def _search(self, query_compiler_class, query, *args, **kwargs):
            if isinstance(query, str):
                query = normalise_urdu(query)
            return super()._search(query_compiler_class, query, *args, **kwargs)

    return UrduSearchBackend(params)


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
