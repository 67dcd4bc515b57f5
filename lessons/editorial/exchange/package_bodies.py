"""The bodies of a package: what rows call by their numbers, a package calls by references. No database here."""

import copy
import uuid

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail import blocks

from lessons.content.leaves import Leaf, LineLeaf, RichLeaf
from lessons.core.bilingual import LANGUAGES
from lessons.editorial.exchange.references import visit
from lessons.editorial.exchange.rich_text import clean_rich

DEEPEST = 12


class Unfit(Exception):
    """A block can't be taken; the message says why."""


# --- out -----------------------------------------------------------------------------------------------------------
def body_out(stream_block, raw, name_of):
    """Return a copy of `raw`, what is stored of `stream_block`, that calls everything by reference.

    `name_of(kind, number)` returns the reference of what has this number, or None when it can't go along; `kind` is a
    model or, for a link in a text, its link type.
    """
    raw = copy.deepcopy(raw)
    for block, holder, name in visit(stream_block, raw):
        value = holder[name]
        if isinstance(block, blocks.ChooserBlock):
            holder[name] = name_of(block.model_class, value) if value is not None else None
        elif isinstance(block, RichLeaf) and isinstance(value, dict):
            holder[name] = {code: rich_out(value.get(code), name_of) for code in LANGUAGES}
    return raw


def rich_out(html, name_of):
    """Return `html` with its links inside the site by reference."""

    def link(attributes):
        ref = name_of(attributes["linktype"], attributes.get("id"))
        return {"linktype": attributes["linktype"], "ref": ref} if ref else None

    return clean_rich(html, link)


# --- in ------------------------------------------------------------------------------------------------------------
class BodyIn:
    """Makes the stored form of a body out of what a package says.

    `number_of(kind, ref)` returns the number of what was called so, or None. `problems` collects what was left out.
    """

    def __init__(self, number_of):
        self.number_of = number_of
        self.problems = []
        self._ids = set()

    def body(self, stream_block, raw):
        return self._stream(stream_block, raw, 0)

    def rich(self, html):
        def link(attributes):
            number = self.number_of(str(attributes["linktype"]), str(attributes.get("ref")))
            return {"linktype": attributes["linktype"], "id": number} if number else None

        return clean_rich(html, link)

    def _take(self, block, raw, depth):
        if depth > DEEPEST:
            raise Unfit(_("It is nested too deeply."))
        if isinstance(block, Leaf):
            return self._leaf(block, raw)
        if isinstance(block, blocks.ChooserBlock):
            return self._choice(block, raw)
        for kind, take in (
            (blocks.BaseStreamBlock, self._stream),
            (blocks.BaseStructBlock, self._struct),
            (blocks.ListBlock, self._list),
        ):
            if isinstance(block, kind):
                return take(block, raw, depth + 1)
        return _plain(block, raw)

    def _leaf(self, block, raw):
        raw = raw if isinstance(raw, dict) else {}
        texts = {code: raw[code] if isinstance(raw.get(code), str) else "" for code in LANGUAGES}
        if isinstance(block, RichLeaf):
            return {code: self.rich(text) for code, text in texts.items()}
        if isinstance(block, LineLeaf):
            return {code: " ".join(text.splitlines()) for code, text in texts.items()}
        return texts

    def _choice(self, block, ref):
        number = self.number_of(block.model_class, ref) if isinstance(ref, str) else None
        if number is None and block.required:
            raise Unfit(_("What it shows could not be taken."))
        return number

    def _stream(self, block, raw, depth):
        taken = []
        for child in raw if isinstance(raw, list) else []:
            name = child.get("type") if isinstance(child, dict) else None
            inner = block.child_blocks.get(name) if isinstance(name, str) else None
            try:
                if inner is None:
                    raise Unfit(_("This site has no such block."))
                value = self._take(inner, child.get("value"), depth)
                taken.append({"type": name, "value": value, "id": self._identity(child)})
            except Unfit as reason:
                self.problems.append((str(inner.label if inner else str(name)[:40]), str(reason)))
        return taken

    def _struct(self, block, raw, depth):
        raw = raw if isinstance(raw, dict) else {}
        return {name: self._take(inner, raw.get(name), depth) for name, inner in block.child_blocks.items()}

    def _list(self, block, raw, depth):
        taken = []
        for item in raw if isinstance(raw, list) else []:
            has_id = isinstance(item, dict) and {"type", "value", "id"} <= set(item)
            try:
                value = self._take(block.child_block, item["value"] if has_id else item, depth)
            except Unfit as reason:
                self.problems.append((str(block.child_block.label or block.label), str(reason)))
                continue
            taken.append({"type": "item", "value": value, "id": self._identity(item)} if has_id else value)
        return taken

    def _identity(self, item):
        """Return the id of a block, which translations hold on to; a new one when it has none, or another has it."""
        try:
            identity = str(uuid.UUID(item.get("id")))
        except (ValueError, TypeError, AttributeError):
            identity = str(uuid.uuid4())
        if identity in self._ids:
            identity = str(uuid.uuid4())
        self._ids.add(identity)
        return identity


def _plain(block, raw):
    """Return `raw` as the block itself stores it, or what it stores by default when that is no value of it."""
    try:
        return block.get_prep_value(block.clean(block.to_python(raw)))
    except (ValidationError, TypeError, ValueError, AttributeError, LookupError):
        default = block.get_prep_value(block.get_default())
        if block.required and isinstance(block, blocks.ChoiceBlock) and not default:
            raise Unfit(_("What it shows could not be taken.")) from None
        return default
