"""Reading a package, which may come from anybody. No database here, and nothing is ever unpacked to a disk."""

import json
import stat
import uuid
import zipfile
import zlib
from datetime import date
from io import BytesIO

from django.utils.translation import gettext as _

from lessons.core.bilingual import LANGUAGES
from lessons.editorial.exchange import package_format as form
from lessons.editorial.exchange.entries import storable
from lessons.editorial.exchange.package_format import KINDS, Bands, Package, PackageRefused

BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, LookupError, NotImplementedError, RuntimeError)
DEEPEST = 40


def read_package(data):
    """Return the Package in the bytes `data`. Raises PackageRefused when it is none, or not a safe one."""
    files = _unpacked(data)
    said = {name: _json(files.pop(f"{name}.json", None), name) for name in form.JSON_FILES}
    about = _about(said["package"])
    package = Package(
        **about,
        module=_item("module", said["module"], "module.json"),
        **{name: _items(name, said[name]) for name in form.LISTS},
        files=files,
    )
    _check_refs(package)
    return package


# --- the zip -------------------------------------------------------------------------------------------------------
def _unpacked(data):
    if len(data) > form.MAX_PACKAGE:
        raise PackageRefused(_("The package is too large."))
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_entries(entries)
            return {entry.filename: _entry(archive, entry) for entry in entries}
    except BROKEN:
        raise PackageRefused(_("This is not a package, or it is damaged.")) from None


def _check_entries(entries):
    """Refuse what no package of ours holds: foreign names, links, what is packed too tightly."""
    names = [entry.filename for entry in entries]
    if len(names) > form.MAX_FILES or len(set(names)) < len(names):
        raise PackageRefused(_("There are too many files in the package."))
    for entry in entries:
        mode = entry.external_attr >> 16
        is_plain = stat.S_IFMT(mode) in {0, stat.S_IFREG} and not entry.flag_bits & 1
        if not form.FILE_NAME.fullmatch(entry.filename) or not is_plain:
            raise PackageRefused(_("There is a file in the package that does not belong there."))
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise PackageRefused(_("The package is packed in a way that is not read here."))
        limit = form.MAX_JSON if entry.filename.endswith(".json") else form.MAX_FILE
        is_bomb = entry.file_size > form.MAX_RATIO * entry.compress_size + 10_000
        if entry.file_size > limit or is_bomb:
            raise PackageRefused(_("A file in the package is too large."))
    if sum(entry.file_size for entry in entries) > form.MAX_UNPACKED:
        raise PackageRefused(_("The package is too large."))


def _entry(archive, entry):
    """Return the bytes of an entry; no more than it says that it has are ever unpacked."""
    with archive.open(entry) as file:
        data = file.read(entry.file_size + 1)
    if len(data) != entry.file_size:
        raise PackageRefused(_("This is not a package, or it is damaged."))
    return data


# --- JSON ----------------------------------------------------------------------------------------------------------
def _json(data, name):
    if data is None:
        if name in {"package", "module"}:
            raise PackageRefused(_("%(name)s is missing in the package.") % {"name": f"{name}.json"})
        return []
    try:
        value = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise _unfit(f"{name}.json") from None
    return _tidied(value, f"{name}.json")


def _no_constant(name):
    raise ValueError(name)


def _tidied(value, place, depth=0):
    """Return `value` with strings that a database can hold. Refuses what is nested without end."""
    if depth > DEEPEST:
        raise _unfit(place)
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [_tidied(item, place, depth + 1) for item in value]
    if isinstance(value, dict):
        return {storable(name)[:100]: _tidied(item, place, depth + 1) for name, item in value.items()}
    return value


def _unfit(place):
    return PackageRefused(_("%(place)s in the package is not as it should be.") % {"place": place})


# --- items ---------------------------------------------------------------------------------------------------------
def _about(said):
    if not isinstance(said, dict) or said.get("format") != form.FORMAT:
        raise PackageRefused(_("This is not a package of a module."))
    if said.get("version") != form.VERSION or isinstance(said["version"], bool):
        raise PackageRefused(_("The package was made by another version of this program, which is not read here."))
    try:
        number, made_on = uuid.UUID(said.get("package")), date.fromisoformat(said.get("made_on"))
    except (ValueError, TypeError, AttributeError):
        raise _unfit("package.json") from None
    names = {name: said.get(name, "") for name in ("publisher", "origin")}
    if any(not isinstance(value, str) or len(value) > 160 for value in names.values()):
        raise _unfit("package.json")
    return {"id": number, "made_on": made_on, **names}


def _items(name, said):
    if not isinstance(said, list) or len(said) > form.MAX_ITEMS:
        raise _unfit(f"{name}.json")
    if name == "activities":
        return [_item(_activity_kind(item), item, "activities.json") for item in said]
    kind = name.removesuffix("s")
    if kind in {"image", "document"}:
        return [_file(kind, item) for item in said]
    return [_item(kind, item, f"{name}.json") for item in said]


def _activity_kind(item):
    kind = item.get("type") if isinstance(item, dict) else None
    if kind not in form.ACTIVITIES:
        raise _unfit("activities.json")
    return kind


def _item(kind, said, place):
    """Return what `said` holds of its kind, each value of its type; refuses the package when one is not."""
    if not isinstance(said, dict):
        raise _unfit(place)
    spec = KINDS[kind]
    said = form.LATER.get(kind, {}) | said
    item = {name: _value(wanted, said.get(name), place) for name, wanted in spec.values.items()}
    item |= {name: _text(said.get(name), place) for name in spec.texts}
    item |= {name: said[name] if isinstance(said.get(name), list) else [] for name in spec.bodies}
    if kind == "choice":
        return item | {"key": said.get("key") if isinstance(said.get("key"), str) else ""}
    item |= {"type": kind, "ref": _ref(said.get("ref"), place)}
    name = "slug" if kind in form.PAGES else "key"
    item[name] = _matching(form.SLUG, said.get(name), place)
    if kind == "question":
        item["topic"] = _ref(said.get("topic"), place)
        item["choices"] = [_item("choice", choice, place) for choice in _list(said.get("choices"), place, 12)]
    if kind == "quiz":
        item["questions"] = [_ref(ref, place) for ref in _list(said.get("questions"), place, form.MAX_ITEMS)]
    return item


def _file(kind, said):
    place = f"{kind}s.json"
    if not isinstance(said, dict):
        raise _unfit(place)
    item = {"type": kind, "ref": _ref(said.get("ref"), place), "file": _value(str, said.get("file"), place)}
    texts = {name: said.get(name) if isinstance(said.get(name), str) else "" for name in ("title", "description")}
    return item | texts


def _value(wanted, value, place):
    if wanted is Bands:
        return _matching(form.BANDS, value, place)
    if wanted is date:
        try:
            return date.fromisoformat(value).isoformat()
        except (ValueError, TypeError):
            raise _unfit(place) from None
    is_fit = type(value) is wanted and (wanted is not str or len(value) <= 300)
    if not is_fit or (wanted is int and not 0 <= value <= 32_767):
        raise _unfit(place)
    return value


def _matching(pattern, value, place):
    if not isinstance(value, str) or not value or not pattern.fullmatch(value):
        raise _unfit(place)
    return value


def _ref(value, place):
    return _matching(form.REF, value, place)


def _list(value, place, limit):
    if not isinstance(value, list) or len(value) > limit:
        raise _unfit(place)
    return value


def _text(value, place):
    """Return a text in every language of this site; other languages stay behind."""
    if not isinstance(value, dict):
        raise _unfit(place)
    return {code: _text_in(value.get(code) or "", place) for code in LANGUAGES}


def _text_in(value, place):
    if not isinstance(value, str) or len(value) > 50_000:
        raise _unfit(place)
    return value


def _check_refs(package):
    """Refuse a package in which two things have one name, or one has a name of another kind."""
    items = [*package.items(), *package.images, *package.documents]
    refs = [item["ref"] for item in items]
    kinds = ["page" if item["type"] in form.PAGES else item["type"] for item in items]
    if len(set(refs)) < len(refs) or any(ref.partition(":")[0] != kind for ref, kind in zip(refs, kinds, strict=True)):
        raise _unfit("package.json")
