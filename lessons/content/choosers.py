"""Choosers of records that speak the language of whoever edits: Wagtail's keep that of the first who came."""

from django.utils.functional import cached_property, lazy
from django.utils.translation import gettext
from wagtail.admin.widgets import BaseChooser
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail.snippets.widgets import AdminSnippetChooser


class RecordChooser(AdminSnippetChooser):
    def __init__(self, model, **kwargs):
        self.model = model
        self.choose_one_text = _naming(model, "Choose %(object)s")
        self.choose_another_text = _naming(model, "Choose another %(object)s")
        self.link_to_chosen_text = _naming(model, "Edit this %(object)s")
        BaseChooser.__init__(self, **kwargs)


def _naming(model, message):
    """Return Wagtail's `message` about `model`, put into words each time it is shown."""
    return lazy(lambda: gettext(message) % {"object": model._meta.verbose_name}, str)()


class RecordChooserBlock(SnippetChooserBlock):
    @cached_property
    def widget(self):
        icon = super().widget.icon  # which also settles the icon of the block
        return RecordChooser(self.target_model, icon=icon)
