"""A module with all that belongs to it, as one file."""

import json
import posixpath
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO
from uuid import NAMESPACE_URL, uuid5

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from lessons.content.models import Fact, Helpline, OrganisationPage, Question, Topic
from lessons.core.bilingual import LANGUAGES
from lessons.editorial.exchange import package_format as form
from lessons.editorial.exchange.package_items import item_of, kind_of, state_of
from lessons.editorial.exchange.package_read import read_package
from lessons.editorial.exchange.packaged import PackagedItem
from lessons.editorial.translation.drafts import draft_of

LISTED = {"topic": "topics", "fact": "facts", "helpline": "helplines", "question": "questions"}
LINKS = {"page": Page, "document": get_document_model()}
NEVER = (1980, 1, 1, 0, 0, 0)  # the same content makes the same bytes


@dataclass(frozen=True)
class Look:
    """What a package would hold: (kind, count) in its order, and (where, what) of all that can't go along."""

    counts: list
    left_behind: list


@dataclass(frozen=True)
class Written:
    """A package: its bytes, and a name for the file."""

    data: bytes
    name: str


@transaction.atomic
def write_package(module, *, on=None):
    """Return the module `module` as a package, as its latest drafts have it.

    What is written is remembered as this organisation's, so that the package finds its way home. Raises
    PackageRefused when the module is larger than a package may be.
    """
    writer = _gathered(module)
    data = _zipped(writer.files(on or timezone.localdate()))
    if len(data) > form.MAX_PACKAGE:
        raise form.PackageRefused(_("The module is too large for a package. Make its pictures and films smaller."))
    writer.remember(read_package(data))
    return Written(data, f"{module.slug}.chiragh.zip")


def look_at(module):
    """Return the Look of the package that `write_package` would make now."""
    writer = _gathered(module)
    return Look(list(Counter(item["type"] for item in writer.items.values()).items()), writer.left_behind)


def _gathered(module):
    section = OrganisationPage.objects.ancestor_of(module).select_related("organisation").get()
    writer = _Writer(module, section.organisation)
    writer.gather()
    return writer


def package_id(module, organisation):
    """Return the number of the package that `module` came in, or is to go out in."""
    came = PackagedItem.objects.filter(
        organisation=organisation, content_type=ContentType.objects.get_for_model(module), object_id=str(module.pk)
    ).first()
    return came.package if came else uuid5(NAMESPACE_URL, f"chiragh:{module.translation_key}")


@dataclass
class _Writer:
    module: object
    organisation: object
    items: dict = field(default_factory=dict)
    rows: dict = field(default_factory=dict)
    media: dict = field(default_factory=dict)
    left_behind: list = field(default_factory=list)

    def gather(self):
        self.package = package_id(self.module, self.organisation)
        known = PackagedItem.objects.filter(organisation=self.organisation, package=self.package)
        self.known = {(item.content_type_id, item.object_id): item.ref for item in known}
        self.pages = {page.pk: page for page in [self.module, *self.module.get_children().specific()]}
        self.where = ""
        for page in self.pages.values():
            if kind_of(page) in form.PAGES:
                self._add(page)
            else:
                self.left_behind.append((page.title, _("A package does not hold pages of this kind.")))

    def _add(self, obj):
        """Put `obj` into the package and return its reference."""
        ref = self._ref(obj)
        if ref not in self.items:
            self.items[ref] = None  # a text may link to the very page that it stands in
            draft = draft_of(obj) if self._is_ours(obj) else obj
            outer, self.where = self.where, str(draft)
            self.items[ref] = {"ref": ref} | item_of(draft, self._name_of)
            self.rows[ref], self.where = obj, outer
        return ref

    def _is_ours(self, obj):
        return isinstance(obj, Page) or getattr(obj, "organisation_id", None) == self.organisation.pk

    def _ref(self, obj):
        known = self.known.get((ContentType.objects.get_for_model(obj).pk, str(obj.pk)))
        name = obj.translation_key if isinstance(obj, Page) else obj.key
        return known or f"{'page' if isinstance(obj, Page) else kind_of(obj)}:{name}"

    def _name_of(self, kind, number):
        model = LINKS.get(kind) if isinstance(kind, str) else kind
        obj = self._find(model, number)
        if obj is None:
            self.left_behind.append((self.where, _("A link or block whose goal is not in the module.")))
            return None
        return self._add_file(obj) if model in {get_image_model(), get_document_model()} else self._add(obj)

    def _find(self, model, number):
        """Return the row that may go along: no page outside the module, no draft of another organisation."""
        if model is Page:
            found = self.pages.get(int(number)) if str(number).isdigit() else None
            return found if found and kind_of(found) in form.PAGES else None
        if model not in {Fact, Helpline, Question, Topic, get_image_model(), get_document_model()}:
            return None
        obj = model._default_manager.filter(pk=number).first() if str(number).isdigit() else None
        return obj if obj is None or self._is_ours(obj) or getattr(obj, "live", True) else None

    def _add_file(self, obj):
        kind = "image" if isinstance(obj, get_image_model()) else "document"
        try:
            with obj.file.open("rb") as file:
                data = file.read(form.MAX_FILE + 1)
        except OSError:
            data = b""
        if not data or len(data) > form.MAX_FILE:
            self.left_behind.append((obj.title, _("The file is missing, or too large for a package.")))
            return None
        mark = obj.get_file_hash()
        ending = posixpath.splitext(obj.file.name)[1].lower()
        name = f"{kind}s/{mark}{ending}"
        item = {"ref": f"{kind}:{mark}", "type": kind, "title": obj.title, "file": name}
        self.items[item["ref"]] = item | {"description": getattr(obj, "description", "")}
        self.media[name] = data
        return item["ref"]

    def files(self, on):
        """Yield (name, bytes) of each file of the package."""
        items = list(self.items.values())
        yield "package.json", _json(self._about(on))
        yield "module.json", _json(items[0])
        activities = [page for page in self.pages.values() if kind_of(page) in form.ACTIVITIES]
        yield "activities.json", _json([self.items[self._ref(page)] for page in activities])
        for kind, name in (*LISTED.items(), ("image", "images"), ("document", "documents")):
            yield f"{name}.json", _json([item for item in items if item["type"] == kind])
        yield from self.media.items()

    def _about(self, on):
        module = self.items[self._ref(self.module)]
        return {
            "format": form.FORMAT,
            "version": form.VERSION,
            "package": str(self.package),
            "publisher": self.organisation.name,
            "origin": self.module.origin,
            "licence": module["licence"],
            "author": module["author"],
            "made_on": on.isoformat(),
            "languages": LANGUAGES,
        }

    def remember(self, package):
        """Note what went out for the first time, as it is read: what comes back is then held against that."""
        for item in package.items():
            obj = self.rows.get(item["ref"])
            if obj is not None and self._is_ours(obj):
                PackagedItem.objects.get_or_create(
                    organisation=self.organisation,
                    package=self.package,
                    ref=item["ref"],
                    defaults={
                        "content_type": ContentType.objects.get_for_model(obj),
                        "object_id": str(obj.pk),
                        "source_digest": form.item_digest(item),
                        "written_digest": state_of(obj),
                    },
                )


def _json(value):
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _zipped(files):
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name, NEVER), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()
