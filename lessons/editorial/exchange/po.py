"""PO files, as Poedit, Weblate and Lokalize read and write them. No database here."""

import tempfile

import polib
from django.utils.translation import gettext as _

from lessons.editorial.exchange.entries import (
    FUZZY,
    OBSOLETE,
    Entry,
    FileRefused,
    TextFile,
    language_of,
    mark,
    marked,
    split_id,
    take_in,
)

# Everything that polib is known to raise on a broken file.
BROKEN = (OSError, ValueError, LookupError, AttributeError, TypeError)


def write(entries, *, source_language, target_language, made_at):
    """Return the bytes of a PO file with one entry a unit, also where two units say the same.

    `made_at` is an aware datetime. The digests of an entry stand in its extracted comment, which every editor keeps.
    """
    po = polib.POFile(wrapwidth=0)
    po.metadata = {
        "Project-Id-Version": "Chiragh",
        "POT-Creation-Date": made_at.strftime("%Y-%m-%d %H:%M%z"),
        "Language": target_language,
        "X-Source-Language": source_language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    po.extend(_po_entry(entry) for entry in entries)
    return str(po).encode()


def _po_entry(entry):
    lines = [line for line in (entry.label, entry.note, mark(entry)) if line]
    return polib.POEntry(msgctxt=entry.id, msgid=entry.source, msgstr=entry.target, comment="\n".join(lines))


def read(data):
    """Return the TextFile of the bytes of a PO file. Raises FileRefused when it is none, or not in UTF-8."""
    po = _parsed(_decoded(data))
    found = TextFile(
        source_language=language_of(po.metadata.get("X-Source-Language")),
        target_language=language_of(po.metadata.get("Language")),
    )
    for row in po:
        _read_row(found, row)
    return found


def _decoded(data):
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileRefused(_("The file is not in UTF-8. Save it again with the encoding UTF-8.")) from None


def _parsed(text):
    # Given a text, polib takes it for lines at U+2028 and its like too, which a text may hold. A file it does not.
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="\n", suffix=".po") as file:
        file.write(text.replace("\r\n", "\n"))
        file.flush()
        try:
            return polib.pofile(file.name, encoding="utf-8")
        except BROKEN:
            raise FileRefused(_("This is not a PO file, or it is damaged.")) from None


def _read_row(found, row):
    if row.obsolete:
        found.passed_over[OBSOLETE] += 1
    elif row.fuzzy:
        found.passed_over[FUZZY] += 1
    else:
        take_in(found, _entry(row))


def _entry(row):
    obj, key = split_id(row.msgctxt)
    lines = (row.comment or "").split("\n")
    source_digest, target_digest = marked(lines)
    return Entry(
        obj=obj,
        key=key,
        source=row.msgid,
        target=row.msgstr.strip(),
        source_digest=source_digest,
        target_digest=target_digest,
        label=lines[0],
    )
