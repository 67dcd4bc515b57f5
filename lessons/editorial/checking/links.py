"""Links that lead nowhere, and blocks whose record, picture or file is gone."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from lessons.content.drawings import drawing_url
from lessons.core.anchors import anchor
from lessons.editorial.checking.finding import ADVICE, STOP, Finding, apart
from lessons.editorial.checking.prose import plain
from lessons.editorial.checking.subject import excerpt

_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.IGNORECASE | re.DOTALL)
_ATTRIBUTE = re.compile(r"([\w-]+)=\"([^\"]*)\"")
_ANCHOR = re.compile(r"^#(?:(?:hard|after|ask)-)?(b-.+)$")
CHOSEN = {"question": "question", "fact": "fact"}


@dataclass(frozen=True)
class Link:
    """A link of a rich text: `kind` is "page", "document", or "" for an address."""

    kind: str
    pk: int | None
    address: str
    words: str


def links_in(source):
    """Return the Links of a rich text as it is stored."""
    return [_link(attributes, words) for attributes, words in _LINK.findall(source)]


def _link(attributes, words):
    found = dict(_ATTRIBUTE.findall(attributes))
    number = found.get("id", "")
    kind = found.get("linktype", "")
    return Link(kind, int(number) if number.isdigit() else None, found.get("href", ""), excerpt(plain(words), 60))


def local_path(address, hosts):
    """Return the path on this site that `address` leads to, or None for another site, a mail or a fragment.

    `hosts` are the names under which this site answers.
    """
    try:
        parts = urlsplit(address)
        is_ours = parts.hostname in hosts if parts.hostname else not parts.scheme
    except ValueError:
        return None
    if parts.scheme not in {"", "http", "https"} or not is_ours or not parts.path:
        return None
    return parts.path


def broken_links(subject):
    for text in subject.texts:
        for link in links_in(text.source):
            if what := _what_is_broken(subject, link):
                yield Finding(
                    "links",
                    STOP,
                    text.where,
                    text.path,
                    what % {"words": apart(link.words)},
                    _("Readers end at an error in the middle of a lesson."),
                    _("Choose the page anew, or take the link out."),
                )


def _what_is_broken(subject, link):
    if link.kind in {"page", "document"}:
        return _what_is_missing(subject.targets.get(link.kind, {}).get(link.pk))
    if link.address.startswith("#"):
        return "" if _is_anchor(subject, link.address) else _("“%(words)s” leads to a place that this page hasn't.")
    if not link.address.strip():
        return _("“%(words)s” leads nowhere.")
    if subject.addresses.get(link.address, True):
        return ""
    return _("“%(words)s” leads to an address of this site at which there is nothing.")


def _what_is_missing(target):
    if target is None:
        return _("“%(words)s” leads to something that has been deleted.")
    if not target.is_shown:
        return _("“%(words)s” leads to a page that isn't published.")
    if target.is_private:
        return _("“%(words)s” leads to a page that only some may see.")
    return ""


def _is_anchor(subject, address):
    if address in {"#", "#main"}:
        return address == "#main"
    named = _ANCHOR.match(address)
    return bool(named) and named[1] in map(anchor, range(1, len(subject.blocks) + 1))


# --- records, pictures and files ---------------------------------------------------------------------------------
def references_of(block):
    """Yield (kind, primary key) of what a Block shows that is kept elsewhere."""
    value = block.value
    if block.type in CHOSEN:
        yield CHOSEN[block.type], value
    elif block.type == "helplines":
        yield from (("helpline", item.get("value") if isinstance(item, dict) else item) for item in value or [])
    elif block.type == "steps":
        steps = [item.get("value", item) for item in (value or {}).get("items") or []]
        yield from (("fact", step["fact"]) for step in steps if step.get("fact"))
    elif block.type == "image":
        yield "image", (value or {}).get("image")
    elif block.type in {"audio", "video"}:
        yield "document", (value or {}).get("file")
        captions = [item.get("value", item) for item in (value or {}).get("captions") or []]
        yield from (("document", each.get("file")) for each in captions)


def missing_records(subject):
    """What is gone leaves a gap that nobody notices but the reader."""
    for block in subject.blocks:
        if block.type == "drawing" and not drawing_url((block.value or {}).get("name")):
            what = _("This version has no such drawing.")
            yield Finding("blocks.missing", ADVICE, block.where, block.path, what, _("Readers find a gap here."))
        for kind, pk in references_of(block):
            target = subject.targets.get(kind, {}).get(pk)
            if target is None:
                what = _("What was chosen here has been deleted, or nothing was chosen.")
            elif not target.is_shown:
                what = _("“%(name)s” isn't published, so readers don't see it.") % {"name": apart(target.name)}
            else:
                continue
            yield Finding("blocks.missing", ADVICE, block.where, block.path, what, _("Readers find a gap here."))
