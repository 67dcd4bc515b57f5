"""The leaves of a body: each holds its text in every language under one block id."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail import blocks

from lessons.content.panels import LANGUAGE_NAMES, record_languages, writing_attrs
from lessons.core.bilingual import is_blank

RICH = ["bold", "italic", "ul", "ol", "link", "document-link"]


class _LineBlock(blocks.CharBlock):
    def __init__(self, language=None, **kwargs):
        super().__init__(**kwargs)
        self.field.widget.attrs.update(writing_attrs(language))


class _ParagraphBlock(blocks.TextBlock):
    def __init__(self, language=None, **kwargs):
        self.language = language
        super().__init__(rows=3, **kwargs)

    @cached_property
    def field(self):
        from wagtail.admin.widgets import AdminAutoHeightTextInput

        attrs = {"rows": 3, **writing_attrs(self.language)}
        return forms.CharField(widget=AdminAutoHeightTextInput(attrs=attrs), **self.field_options)


class _RichBlock(blocks.RichTextBlock):
    def __init__(self, language=None, **kwargs):
        super().__init__(features=RICH, **kwargs)


class Leaf(blocks.StructBlock):
    """A text in every language of the site, side by side. Either language alone may be published."""

    child = _LineBlock

    def __init__(self, required=True, **kwargs):
        self.needs_text = required
        children = [
            (code, self.child(language=code, label=LANGUAGE_NAMES[code], required=False, form_classname=f"in-{code}"))
            for code in record_languages
        ]
        super().__init__(children, form_classname="leaf", **kwargs)

    def clean(self, value):
        cleaned = super().clean(value)
        # A draft may be unfinished.
        wanted = self.needs_text and not self.is_deferred_validation
        if wanted and all(is_blank(cleaned[code]) for code in record_languages):
            missing = ValidationError(_("Write this in at least one language."))
            raise blocks.StructBlockValidationError(block_errors={record_languages[0]: missing})
        return cleaned


class LineLeaf(Leaf):
    child = _LineBlock


class ParagraphLeaf(Leaf):
    child = _ParagraphBlock


class RichLeaf(Leaf):
    child = _RichBlock
