"""Both languages side by side in one editor; Urdu right to left in a readable size."""

from django import forms
from django.conf import settings
from django.utils.functional import cached_property
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel

from lessons.content.own_choices import refuse_foreign_choices
from lessons.content.slugs import RESERVED_SLUG, is_below_home, is_reserved
from lessons.core import slots
from lessons.core.urdu import direction

record_languages = [code for code, _name in settings.LANGUAGES]
LANGUAGE_NAMES = {"en": "English", "ur": "اردو"}


def both(name, heading):
    """Return the panels of the translated field `name`: one column a language, never the bare field."""
    columns = [
        FieldPanel(f"{name}_{code}", heading=LANGUAGE_NAMES[code], classname=f"in-{code}") for code in record_languages
    ]
    return [MultiFieldPanel([FieldRowPanel(columns)], heading=heading)]


class SlotPanel(Panel):
    """A hole in an editor that apps further up fill (core.slots) for the saved thing that is edited."""

    def __init__(self, slot, **kwargs):
        super().__init__(**kwargs)
        self.slot = slot

    def clone_kwargs(self):
        return super().clone_kwargs() | {"slot": self.slot}

    class BoundPanel(Panel.BoundPanel):
        def is_shown(self):
            return super().is_shown() and bool(self.filling)

        @cached_property
        def filling(self):
            return slots.render(self.panel.slot, self.request, self.instance) if self.instance.pk else ""

        def render_html(self, parent_context=None):
            return self.filling


def writing_attrs(language):
    """The attributes of a widget that is written in `language`."""
    return {"lang": language, "dir": direction(language)}


def mark_language(form):
    """Give each widget of a translated field of `form` its language and direction."""
    for name, field in form.fields.items():
        language = name.rpartition("_")[2]
        if language in record_languages and isinstance(field.widget, forms.Widget):
            field.widget.attrs.update(writing_attrs(language))
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 3


class LocalModelForm(WagtailAdminModelForm):
    """A form of a snippet whose widgets know their language."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        mark_language(self)

    def clean(self):
        refuse_foreign_choices(self)
        return super().clean()


class LocalPageForm(WagtailAdminPageForm):
    """A form of a page whose widgets know their language."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        mark_language(self)

    def clean(self):
        refuse_foreign_choices(self)
        cleaned = super().clean()
        # The page itself can't ask before it is added: it has no parent yet.
        if self.parent_page and is_below_home(self.parent_page) and is_reserved(cleaned.get("slug")):
            self.add_error("slug", RESERVED_SLUG)
        return cleaned
