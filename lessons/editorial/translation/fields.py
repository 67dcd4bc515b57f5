"""The fields of the translator's view: a growing one for plain texts, the rich text editor for others."""

import json

from django import forms
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from wagtail.admin.rich_text import get_rich_text_editor_widget
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.admin.widgets import AdminAutoHeightTextInput

from lessons.content.leaves import RICH as LEAF_FEATURES
from lessons.content.panels import writing_attrs
from lessons.core.rich_text import without_keys
from lessons.editorial.translation.words import features_of
from lessons.editorial.units import LINE, RICH

EMPTY_EDITOR = "null"  # what the rich text editor posts when nothing is written in it


def field_html(obj, unit, language, text, *, described_by="", is_locked=False):
    """Return the HTML of the field in which `unit` of `obj` is written in `language`; it holds `text`.

    Without JavaScript a rich text is written as HTML; with it, the editor takes the field's place.
    """
    attrs = {"id": f"text-{id_of(unit.key)}", "rows": 1 if unit.kind == LINE else 2, **writing_attrs(language)}
    if described_by:
        attrs["aria-describedby"] = described_by
    if is_locked:
        attrs["readonly"] = True
    plain = AdminAutoHeightTextInput().render(f"text:{unit.key}", without_keys(text), attrs)
    if unit.kind != RICH or is_locked:
        return plain
    widget = get_rich_text_editor_widget("default", features_of(obj, unit))
    editor = widget.render(f"text:{unit.key}", text, {"id": f"text-{id_of(unit.key)}"})
    return format_html("<div data-rich>{}<template>{}</template></div>", plain, mark_safe(editor))


def id_of(key):
    """Return the key of a unit as it may stand in an id of the page: scripts look for ids as CSS, without dots."""
    return key.replace(".", "-")


def field_media():
    """Return the Media of both kinds of fields."""
    return (
        forms.Media() + AdminAutoHeightTextInput().media + get_rich_text_editor_widget("default", LEAF_FEATURES).media
    )


def text_from(obj, unit, posted):
    """Return what was `posted` from the field of `unit` as text: the rich text editor posts its own form of it."""
    if unit.kind != RICH or not posted.lstrip().startswith("{"):
        return "" if unit.kind == RICH and posted == EMPTY_EDITOR else posted
    try:
        json.loads(posted)["blocks"]
        return ContentstateConverter(features_of(obj, unit)).to_database_format(posted)
    except (ValueError, KeyError, TypeError, AttributeError):
        return posted  # no editor wrote this: it is cleaned like any text
