"""A package becomes the drafts of an organisation, and a second time only what nobody has changed here."""

import json
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Page

from lessons.content.models import Helpline, OrganisationPage, Topic
from lessons.editorial.checking.access import is_locked_for
from lessons.editorial.exchange.package_files import find_file, make_file
from lessons.editorial.exchange.package_format import PackageRefused, digest, item_digest
from lessons.editorial.exchange.package_items import MODELS, state_of
from lessons.editorial.exchange.package_rows import PageRows, RecordRows
from lessons.editorial.exchange.packaged import PackagedItem
from lessons.organisations.models import Organisation

MADE, CHANGED, SAME, KEPT, USED, LEFT = "made", "changed", "same", "kept", "used", "left"


@dataclass(frozen=True)
class Fate:
    """What becomes of an item: `kind` and `label` name it, `what` is one of MADE … LEFT, `reason` a sentence or ""."""

    kind: str
    label: str
    what: str
    reason: str = ""


@dataclass
class Outcome:
    """`fates` in the order of the package, and the module's page when it is there."""

    fates: list = field(default_factory=list)
    module: object = None

    def of(self, what):
        return [fate for fate in self.fates if fate.what == what]

    @property
    def is_change(self):
        return bool(self.of(MADE) or self.of(CHANGED))


class _Trial(Exception):
    """Takes everything back that a trial has written."""


def try_package(package, *, section, user):
    """Return the Outcome that `import_package` would have now. Nothing of it stays."""
    importer = _Importer(package, section, user, is_trial=True)
    try:
        with transaction.atomic():
            importer.run()
            raise _Trial
    except _Trial:
        return importer.outcome
    except DatabaseError:
        raise PackageRefused(_("The package holds something that can't be stored here.")) from None


def import_package(package, *, section, user):
    """Make the Package into drafts of the organisation of `section`, its page, and return the Outcome.

    What came before and was not changed here is brought up to date; what was changed or is locked for `user` stays.
    All of it happens or nothing. Without a `user` the site itself does it. Raises PackageRefused.
    """
    importer = _Importer(package, section, user, is_trial=False)
    try:
        with transaction.atomic():
            importer.run()
    except DatabaseError:
        importer.forget_files()
        raise PackageRefused(_("The package holds something that can't be stored here.")) from None
    except BaseException:
        importer.forget_files()
        raise
    return importer.outcome


@dataclass
class _Importer:
    package: object
    section: object
    user: object
    is_trial: bool
    outcome: Outcome = field(default_factory=Outcome)
    rows: dict = field(default_factory=dict)
    made_files: list = field(default_factory=list)

    def run(self):
        # Two imports at once: the second waits here, and finds what the first has made, the section's pages too.
        self.organisation = Organisation.objects.select_for_update().get(pk=self.section.organisation_id)
        self.section = OrganisationPage.objects.get(pk=self.section.pk)
        known = PackagedItem.objects.filter(organisation=self.organisation, package=self.package.id)
        self.known = {item.ref: item for item in known.prefetch_related("item")}
        for item in [*self.package.images, *self.package.documents]:
            self._file(item)
        for item in self.package.topics:
            self._topic(item)
        pages = PageRows(self)
        pages.find()
        records = RecordRows(self)
        for item in [*self.package.facts, *self.package.helplines, *self.package.questions]:
            self._record(item, records)
        for item in [self.package.module, *self.package.activities]:
            self._page(item, pages)
        self.outcome.module = self.rows.get(self.package.module["ref"])

    def tell(self, item, what, reason="", label=None):
        label = label or _label(item)
        self.outcome.fates.append(Fate(item["type"], label, what, reason))

    def number_of(self, kind, ref):
        """Return the primary key of what the package calls `ref`, if it is here and of this kind."""
        models = {"page": Page, "document": get_document_model()}
        model = models.get(kind) if isinstance(kind, str) else kind
        row = self.rows.get(ref)
        return row.pk if model is not None and isinstance(row, model) else None

    # --- files and topics ------------------------------------------------------------------------------------------
    def _file(self, item):
        data = self.package.files.get(item["file"])
        if data is None or not item["file"].startswith(f"{item['type']}s/"):
            self.tell(item, LEFT, _("Its file is missing in the package."))
            return
        row = find_file(item["type"], data, self.organisation.collection)
        if row is None:
            try:
                row = make_file(
                    item, data, collection=self.organisation.collection, user=self.user, is_trial=self.is_trial
                )
            except ValidationError as error:
                self.tell(item, LEFT, " ".join(error.messages))
                return
            self.made_files += [] if self.is_trial else [row]
            self.tell(item, MADE)
        else:
            self.tell(item, SAME)
        self.rows[item["ref"]] = row

    def forget_files(self):
        """Take back the files that were stored before the import failed."""
        for row in self.made_files:
            row.file.storage.delete(row.file.name)

    def _topic(self, item):
        topic = Topic.objects.filter(key=item["key"]).first()
        if topic is None:
            # Topics serve all organisations: docs/decisions/rights.md.
            if self.user is not None and not self.user.has_perm("content.add_topic"):
                self.tell(item, LEFT, _("This site has no such topic. Only an administrator adds topics."))
                return
            topic = Topic(key=item["key"], **{f"name_{code}": words for code, words in item["name"].items()})
            try:
                topic.full_clean()
            except ValidationError as error:
                self.tell(item, LEFT, reason_of(error))
                return
            topic.save()
            self.tell(item, MADE)
        else:
            self.tell(item, USED)
        self.rows[item["ref"]] = topic

    # --- records and pages -----------------------------------------------------------------------------------------
    def _record(self, item, records):
        known, row = self.known_row(item)
        if isinstance(row, Helpline) and row.is_permanent:
            self._use(item, row)
            return
        if row is None:
            row, is_own = records.find(item)
            if row is not None:
                self._use(item, row)
                if is_own:
                    self._remember(item, row)
                return
        self._write(item, known, row, lambda: records.write(item, row))

    def _use(self, item, row):
        self.rows[item["ref"]] = row
        self.tell(item, USED)

    def _page(self, item, pages):
        reason = pages.why_lost(item)
        if reason:
            self.tell(item, LEFT, reason)
            return
        known, row = self.known_row(item)
        self._write(item, known, row, lambda: pages.write(item, self.rows[item["ref"]]))

    def known_row(self, item):
        """Return what is remembered of `item`, and the row of this organisation that it became, or None."""
        known = self.known.get(item["ref"])
        row = known.item if known else None
        is_ours = isinstance(row, MODELS[item["type"]]) and self._is_ours(row)
        return known, row if is_ours else None

    def _is_ours(self, row):
        if isinstance(row, Page):
            return row.path.startswith(self.section.path)
        return row.organisation_id == self.organisation.pk

    def _write(self, item, known, row, write):
        """Write `item` unless it is here already in this form, or somebody has changed it here or locked it."""
        if row is not None:
            self.rows[item["ref"]] = row
            if state_of(row) != known.written_digest:
                self.tell(item, KEPT, _("It was changed here and stays as it is."))
                return
            if known.source_digest == self._mark(item):
                self.tell(item, SAME)
                return
            if is_locked_for(self.user or AnonymousUser(), row):
                self.tell(item, KEPT, _("It is locked, or waits for approval, and stays as it is."))
                return
        try:
            with transaction.atomic():
                written, problems = write()
        except ValidationError as error:
            self.rows.pop(item["ref"], None) if row is None else None
            self.tell(item, LEFT, reason_of(error))
            return
        self.rows[item["ref"]] = written
        self._remember(item, written)
        self.tell(item, CHANGED if row is not None else MADE)
        for where, reason in problems:
            self.tell(item, LEFT, reason, label=f"{_label(item)} › {where}")

    def _mark(self, item):
        """Return a mark of what `item` says, and of what it names that is not here: what comes later changes it."""
        items = [*self.package.items(), *self.package.images, *self.package.documents]
        said = json.dumps(item).replace('\\"', '"')
        lost = {each["ref"] for each in items if each["ref"] not in self.rows and f'"{each["ref"]}"' in said}
        return digest([item_digest(item), sorted(lost)]) if lost else item_digest(item)

    def _remember(self, item, row):
        PackagedItem.objects.update_or_create(
            organisation=self.organisation,
            package=self.package.id,
            ref=item["ref"],
            defaults={
                "content_type": ContentType.objects.get_for_model(row),
                "object_id": str(row.pk),
                "source_digest": self._mark(item),
                "written_digest": state_of(type(row).objects.get(pk=row.pk)),
            },
        )


def reason_of(error):
    return " ".join(dict.fromkeys(error.messages))[:300]


def _label(item):
    for name in ("heading", "prompt", "name", "title"):
        value = item.get(name)
        words = next((text for text in value.values() if text), "") if isinstance(value, dict) else value
        if words:
            return words[:120]
    return item.get("key") or item["ref"]
