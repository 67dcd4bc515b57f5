"""What a translator writes, made fit for its place: as clean as if it came from the editor's own fields."""

import re
import unicodedata

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.fields import RichTextField

from lessons.content.leaves import RICH as LEAF_FEATURES
from lessons.core.bilingual import is_blank
from lessons.editorial.units import LINE, RICH

# Their content is no text of the page.
NO_TEXT = ["script", "style", "iframe", "object", "template", "noscript", "title", "svg", "math"]
NO_CHARACTER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def features_of(obj, unit):
    """Return the names of what may be formatted in the rich `unit` of `obj`."""
    names = {found.name: found for found in obj._meta.get_fields()}
    model_field = names.get(unit.key)
    return model_field.features if isinstance(model_field, RichTextField) else LEAF_FEATURES


def clean_text(obj, unit, text):
    """Return `text` as it may be stored in `unit` of `obj`; one that shows nothing becomes empty."""
    text = NO_CHARACTER.sub("", unicodedata.normalize("NFC", text or "").replace("\r\n", "\n").replace("\r", "\n"))
    if unit.kind == RICH:
        return clean_html(text, features_of(obj, unit))
    if unit.kind == LINE:
        text = " ".join(text.splitlines())
    return text.strip()


def clean_html(text, features=LEAF_FEATURES):
    """Return the HTML `text` with what the rich text editor with these `features` would have kept of it."""
    soup = BeautifulSoup(NO_CHARACTER.sub("", text), "html.parser")
    for tag in soup(NO_TEXT):
        tag.decompose()
    converter = ContentstateConverter(features)
    # The editor's reader wants every tag closed; BeautifulSoup closes them.
    cleaned = converter.to_database_format(converter.from_database_format(str(soup)))
    return "" if is_blank(cleaned) else cleaned


def problem(obj, unit, text):
    """Return a sentence on why the cleaned `text` can't stand in `unit` of `obj`, or an empty string."""
    names = {found.name: found for found in obj._meta.get_fields()}
    longest = getattr(names.get(unit.key), "max_length", None)
    if longest and len(text) > longest:
        return _("This is too long: %(count)d characters. At most %(most)d fit here.") % {
            "count": len(text),
            "most": longest,
        }
    return ""
