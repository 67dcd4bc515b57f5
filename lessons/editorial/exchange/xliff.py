"""XLIFF 1.2, as OmegaT, Poedit, Virtaal and the agencies' tools read and write it. No database here."""

from xml.etree import ElementTree as ET

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from lessons.editorial.exchange.entries import (
    FUZZY,
    Entry,
    FileRefused,
    TextFile,
    language_of,
    mark,
    marked,
    split_id,
    take_in,
)

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
# A translator says so of what they are not sure of; `new` and `needs-translation` many tools never take away.
UNSURE = {"needs-adaptation", "needs-l10n", "needs-review-adaptation", "needs-review-l10n", "needs-review-translation"}
# Tags that stand for something else. None is in a file of ours: a rich text is carried as escaped HTML.
STAND_INS = {"x", "bx", "ex", "ph", "bpt", "ept", "it", "sub"}


def write(entries, *, source_language, target_language, made_at):
    """Return the bytes of an XLIFF 1.2 file with one `trans-unit` a unit. `made_at` is an aware datetime."""
    root = ET.Element("xliff", {"version": "1.2", "xmlns": NAMESPACE})
    file = ET.SubElement(
        root,
        "file",
        {
            "original": "chiragh",
            "datatype": "plaintext",
            "source-language": source_language,
            "target-language": target_language,
            "date": made_at.strftime("%Y-%m-%dT%H:%M:%S%z"),
        },
    )
    body = ET.SubElement(file, "body")
    for entry in entries:
        _write_unit(body, entry)
    ET.indent(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _write_unit(body, entry):
    unit = ET.SubElement(body, "trans-unit", {"id": entry.id, "xml:space": "preserve"})
    ET.SubElement(unit, "source").text = entry.source
    state = "translated" if entry.target else "needs-translation"
    ET.SubElement(unit, "target", {"state": state}).text = entry.target
    for line in (entry.label, entry.note):
        if line:
            ET.SubElement(unit, "note").text = line
    ET.SubElement(unit, "note", {"from": "chiragh"}).text = mark(entry)


def read(data):
    """Return the TextFile of the bytes of an XLIFF 1.2 file. Raises FileRefused when it is none, or unsafe."""
    root = _parsed(data)
    if _name(root) != "xliff" or not root.get("version", "").startswith("1"):
        raise FileRefused(_("This is not XLIFF 1.2. Save it in that version."))
    found = TextFile()
    for file in _all(root, "file"):
        _read_languages(found, file)
        for unit in _all(file, "trans-unit"):
            _read_unit(found, unit)
    return found


def _parsed(data):
    try:
        return fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise FileRefused(_("The file holds a DTD or entities, which are refused. Save it without them.")) from None
    except (ET.ParseError, ValueError, LookupError):
        raise FileRefused(_("This is not an XLIFF file, or it is damaged.")) from None


def _read_languages(found, file):
    languages = [language_of(file.get(f"{side}-language")) for side in ("source", "target")]
    before = [found.source_language, found.target_language]
    if any(new and old and new != old for new, old in zip(languages, before, strict=True)):
        raise FileRefused(_("The file holds more than one pair of languages. Bring in one pair at a time."))
    found.source_language, found.target_language = (new or old for new, old in zip(languages, before, strict=True))


def _read_unit(found, unit):
    target = next(_children(unit, "target"), None)
    if target is not None and target.get("state") in UNSURE:
        found.passed_over[FUZZY] += 1
    elif target is not None and any(_name(inner) in STAND_INS for inner in target.iter()):
        found.refused.append((unit.get("id", ""), _("A tool has put tags of its own into the text.")))
    else:
        take_in(found, _entry(unit, target))


def _entry(unit, target):
    obj, key = split_id(unit.get("id"))
    notes = [_text(note) for note in _children(unit, "note")]
    source_digest, target_digest = marked(notes)
    return Entry(
        obj=obj,
        key=key,
        source=_text(next(_children(unit, "source"), None)),
        target=_text(target).strip(),
        source_digest=source_digest,
        target_digest=target_digest,
        label=notes[0] if notes else "",
    )


def _text(element):
    return "".join(element.itertext()) if element is not None else ""


def _name(element):
    """The name of an element without its namespace, which a tool may have left out."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _children(element, name):
    return (child for child in element if _name(child) == name)


def _all(element, name):
    return (inner for inner in element.iter() if _name(inner) == name)
