"""Every text of a page or record that exists in more than one language, one by one, under a key that lasts.

A unit is the smallest thing that is translated, compared and checked: a translated field, a leaf of a body, a field of
a choice. Its key holds over edits, moves and both languages: a block's id, a choice's key.
"""

import hashlib
import html
import json
from dataclasses import dataclass, field

from django.utils.text import capfirst
from modeltranslation.translator import NotRegistered, translator
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField

from lessons.content.leaves import Leaf, LineLeaf, RichLeaf
from lessons.core.bilingual import LANGUAGES, is_blank
from lessons.core.rich_text import without_keys

LINE, PARAGRAPH, RICH = "line", "paragraph", "rich"


@dataclass(frozen=True)
class Unit:
    """A text in every language as it is stored: plain for `line` and `paragraph`, HTML for `rich`.

    `path` is where an editor finds it: the names and ids that Wagtail's `data-contentpath` attributes hold, outermost
    first. `parts` are the words for that place, in the reader's language. `needed`: it can't be published empty.
    """

    key: str
    kind: str
    parts: tuple
    path: tuple
    texts: dict = field(hash=False)
    needed: bool = False

    @property
    def label(self):
        return " › ".join(str(part) for part in self.parts)

    def is_blank(self, language):
        return is_blank(self.texts[language])

    def digest(self, language):
        """Return a mark of the text in `language` that changes when its words do."""
        return digest(self.texts[language])


def digest(text):
    """Return a mark of `text` that changes when its words do.

    White space at its ends, the kind of line breaks and the marks that an editor leaves in HTML are no change.
    """
    plain = html.unescape(without_keys(text or "")).replace("\r\n", "\n")
    return hashlib.sha256(plain.strip().encode()).hexdigest()[:20]


def units_of(obj):
    """Return the Units of `obj`, a page or record as it stands in memory (give the latest draft), in its order.

    A unit that is empty in every language is among them: a translator skips it, a check may want it.
    """
    return [*_field_units(obj), *_body_units(obj), *_choice_units(obj)]


def write_units(obj, language, texts):
    """Put `texts`, new words by the key of a unit, into `obj` in `language`; keys that it has not are left out.

    Returns the keys that were written. `obj` is not saved.
    """
    written = [*_write_fields(obj, "", language, texts), *_write_bodies(obj, language, texts)]
    choices = list(_choices(obj))
    for choice in choices:
        written += _write_fields(choice, f"choices.{choice.key}.", language, texts)
    if choices:
        obj.choices = choices  # the rows that were changed, in the place of those that would be read again
    return written


# --- translated fields -------------------------------------------------------------------------------------------
def translated_fields(model):
    """Return the names of the translated fields of `model` in their order."""
    try:
        names = translator.get_options_for_model(model).all_fields
    except NotRegistered:
        return []
    return [found.name for found in model._meta.get_fields() if found.name in names]


def _field_units(obj, prefix="", parts=(), path=()):
    for name in translated_fields(type(obj)):
        model_field = type(obj)._meta.get_field(name)
        yield Unit(
            key=f"{prefix}{name}",
            kind=_kind_of_field(model_field),
            parts=(*parts, capfirst(str(model_field.verbose_name))),
            path=(*path, name),
            texts={code: getattr(obj, f"{name}_{code}") or "" for code in LANGUAGES},
            needed=name in {"heading", "prompt", "text", "name"},
        )


def _kind_of_field(model_field):
    if isinstance(model_field, RichTextField):
        return RICH
    return PARAGRAPH if model_field.get_internal_type() == "TextField" else LINE


def _write_fields(obj, prefix, language, texts):
    for name in translated_fields(type(obj)):
        if f"{prefix}{name}" in texts:
            setattr(obj, f"{name}_{language}", texts[f"{prefix}{name}"])
            yield f"{prefix}{name}"


def _choices(obj):
    return obj.choices.all() if hasattr(obj, "choices") and hasattr(obj, "right_keys") else []


def _choice_units(obj):
    for number, choice in enumerate(_choices(obj), 1):
        name = f"{capfirst(str(choice._meta.verbose_name))} {number}"
        yield from _field_units(choice, f"choices.{choice.key}.", (name,), ("choices", str(number - 1)))


# --- bodies ------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Place:
    """A leaf found in a body; `raw` is its stored mapping of languages, which may be changed in place."""

    leaf: Leaf
    raw: dict
    path: tuple
    parts: tuple


def bodies(obj):
    """Yield (field, its stored JSON as Python) of each body of `obj`."""
    for model_field in obj._meta.get_fields():
        if isinstance(model_field, StreamField):
            value = getattr(obj, model_field.name)
            yield model_field, json.loads(json.dumps(list(value.raw_data))) if value else []


def _body_units(obj):
    for model_field, raw in bodies(obj):
        for place in _leaves(model_field.stream_block, raw, (model_field.name,), ()):
            yield Unit(
                key=".".join(place.path),
                kind=_kind_of_leaf(place.leaf),
                parts=place.parts,
                path=place.path,
                texts={code: place.raw.get(code) or "" for code in LANGUAGES},
                needed=place.leaf.needs_text,
            )


def _kind_of_leaf(leaf):
    if isinstance(leaf, RichLeaf):
        return RICH
    return LINE if isinstance(leaf, LineLeaf) else PARAGRAPH


def _write_bodies(obj, language, texts):
    for model_field, raw in bodies(obj):
        written = []
        for place in _leaves(model_field.stream_block, raw, (model_field.name,), ()):
            key = ".".join(place.path)
            if key in texts:
                place.raw[language] = texts[key]
                written.append(key)
        if written:
            setattr(obj, model_field.name, json.dumps(raw))
        yield from written


def _leaves(block, raw, path, parts):
    """Yield the _Place of each leaf in `raw`, what is stored of `block`."""
    if isinstance(block, Leaf):
        if isinstance(raw, dict):
            yield _Place(block, raw, path, parts)
        return
    for inner, value, name, part in _children(block, raw, parts):
        yield from _leaves(inner, value, (*path, str(name)), part)


def _children(block, raw, parts):
    """Yield (block, stored value, name or id, words for its place) of what stands in `raw`."""
    if isinstance(block, blocks.BaseStreamBlock):
        for child in raw or []:
            if inner := block.child_blocks.get(child["type"]):
                yield inner, child["value"], child.get("id"), (*parts, inner.label)
    elif isinstance(block, blocks.BaseStructBlock):
        for name, inner in block.child_blocks.items():
            if isinstance(raw, dict) and name in raw:
                yield inner, raw[name], name, (*parts, inner.label)
    elif isinstance(block, blocks.ListBlock):
        for number, item in enumerate(raw or []):
            yield block.child_block, *_item(item, number), (*parts[:-1], f"{parts[-1]} {number + 1}")


def _item(item, number):
    """Return the value and the id of an item of a list; one that was stored without an id goes by its place."""
    if isinstance(item, dict) and {"type", "value", "id"} <= set(item):
        return item["value"], item["id"]
    return item, number
