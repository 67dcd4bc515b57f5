"""The list of a kind of records in the CMS, with buttons that apps further up add to its menu."""

from collections import defaultdict

from django.utils.functional import cached_property
from wagtail.snippets.views.snippets import SnippetViewSet

_adders = defaultdict(list)


def adds_buttons(model):
    """Register a function from a request to buttons for the list of `model`."""

    def register(function):
        if function not in _adders[model]:
            _adders[model].append(function)
        return function

    return register


class ListView(SnippetViewSet.index_view_class):
    @cached_property
    def header_more_buttons(self):
        added = [button for adder in _adders[self.model] for button in adder(self.request)]
        return [*super().header_more_buttons, *added]
