"""Writing what a package says into pages and records; whether it may be written is decided before (package_import)."""

import json
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from lessons.content.models import Choice, Helpline, Question, QuizQuestion, Topic
from lessons.core.bilingual import LANGUAGES
from lessons.editorial.exchange.package_bodies import BodyIn
from lessons.editorial.exchange.package_format import KINDS, item_digest
from lessons.editorial.exchange.package_items import MODELS, item_of
from lessons.editorial.translation.drafts import draft_of


def free_name(wanted, suffix, is_free, longest=50):
    """Return `wanted`, with as much of a suffix as makes it free."""
    end = f"-{suffix[:20]}" if suffix else ""
    tries = ["", *([end] if end else []), *(f"{end}-{number}" for number in range(2, 10_000))]
    names = (f"{wanted[: longest - len(end)]}{end}" for end in tries)
    return next(name for name in names if is_free(name))


def assign(obj, item, body_in):
    """Put the values, texts and bodies of `item` into `obj`."""
    spec = KINDS[item["type"]] if "type" in item else KINDS["choice"]
    for name in spec.values:
        setattr(obj, name, item[name])
    for name in spec.texts:
        for code in LANGUAGES:
            text = item[name][code]
            setattr(obj, f"{name}_{code}", body_in.rich(text) if name in spec.rich else text)
    for name in spec.bodies:
        stream_block = obj._meta.get_field(name).stream_block
        setattr(obj, name, json.dumps(body_in.body(stream_block, item[name])))


class PageRows:
    """The pages of a package below the section of an organisation."""

    def __init__(self, importer):
        self.importer = importer
        self.package = importer.package
        self.rows = importer.rows
        self.new = set()
        self.reasons = {}

    def find(self):
        """Give each page of the package its row, a bare one where there is none: texts may link to any of them."""
        _known, module = self.importer.known_row(self.package.module)
        is_anew = module is None
        if is_anew:
            module = self._make(self.package.module, self.importer.section)
        if module is None:
            return
        self.rows[self.package.module["ref"]] = module
        for item in self.package.activities:
            known, row = self.importer.known_row(item)
            if row is None and (known is None or is_anew):
                row = self._make(item, module)
            if row is not None:
                self.rows[item["ref"]] = row

    def why_lost(self, item):
        """Return why `item` has no row and gets none, or an empty string."""
        if item["ref"] in self.rows:
            return ""
        return self.reasons.get(item["ref"]) or _("It was removed here, or its module can't be taken.")

    def _make(self, item, parent):
        page = MODELS[item["type"]](live=False, has_unpublished_changes=True, owner=self.importer.user)
        assign(page, item | {name: [] for name in KINDS[item["type"]].bodies}, BodyIn(self.importer.number_of))
        taken = set(parent.get_children().values_list("slug", flat=True))
        page.slug = free_name(item["slug"].lower(), "", lambda name: name not in taken)
        if item["type"] == "module":
            publisher = self.package.publisher if self.package.publisher != self.importer.organisation.name else ""
            page.origin = self.package.origin or publisher
        try:
            with transaction.atomic():
                page = parent.add_child(instance=page)
                page.full_clean()  # a draft was added without
        except ValidationError as error:
            self.reasons[item["ref"]] = " ".join(error.messages)
            parent.refresh_from_db()
            return None
        log(page, "wagtail.create", user=self.importer.user)
        self.new.add(item["ref"])
        return page

    def write(self, item, row):
        """Write `item` as a new draft of `row`. Returns the page and the problems of its bodies."""
        body_in = BodyIn(self.importer.number_of)
        page = row if item["ref"] in self.new else draft_of(row)
        assign(page, item, body_in)
        if item["type"] == "quiz":
            self._set_questions(page, item, body_in)
        page.full_clean()
        if item["ref"] in self.new:
            page.save()
        page.save_revision(user=self.importer.user, log_action=item["ref"] not in self.new)
        return page, body_in.problems

    def _set_questions(self, quiz, item, body_in):
        numbers = [self.importer.number_of(Question, ref) for ref in item["questions"]]
        if None in numbers:
            body_in.problems.append((_("Questions"), _("A question could not be taken.")))
        places = {place.question_id: place for place in quiz.quiz_questions.all()}
        numbers = list(dict.fromkeys(number for number in numbers if number))
        asked = [places.get(number) or QuizQuestion(question_id=number) for number in numbers]
        for order, place in enumerate(asked):
            place.sort_order = order
        quiz.quiz_questions = asked


class RecordRows:
    """The facts, helplines and questions of a package among those of an organisation."""

    def __init__(self, importer):
        self.importer = importer
        self.organisation = importer.organisation
        # The last of a number stays. A draft of another organisation is none of this one's business.
        may_use = Helpline.objects.filter(Q(organisation=self.organisation) | Q(live=True))
        self.lines = {line.tel: line for line in may_use.order_by("is_permanent", "live", "-position")}

    def find(self, item):
        """Return (a record that is here already and does for `item`, whether it is this organisation's own)."""
        if item["type"] == "helpline":
            return self.lines.get(Helpline(number=item["number"]).tel), False
        row = MODELS[item["type"]].objects.filter(key=item["key"], organisation=self.organisation).first()
        if row is None or item_digest({"ref": item["ref"]} | item_of(draft_of(row), self._name_of)) != item_digest(
            item
        ):
            return None, False
        return row, True

    def _name_of(self, kind, number):
        """The package's name of a row that a record refers to: its topic, a page in its text."""
        model = {"page": Page}.get(kind, kind)
        rows = self.importer.rows.items() if model in {Topic, Page} else ()
        return next((ref for ref, row in rows if isinstance(row, model) and str(row.pk) == str(number)), None)

    def write(self, item, row):
        """Write `item` as a draft of `row`, a new record for None. Returns the record and no problems."""
        model = MODELS[item["type"]]
        record = draft_of(row) if row else model(organisation=self.organisation, live=False)
        if row is None:
            taken = set(model.objects.filter(key__startswith=item["key"][:20]).values_list("key", flat=True))
            record.key = free_name(item["key"], self.organisation.slug, lambda name: name not in taken)
        assign(record, item, BodyIn(self.importer.number_of))
        # Whoever checked or called did so for the publisher, not for this site.
        for name in {"checked_on", "called_on"} & {field.name for field in model._meta.get_fields()}:
            setattr(record, name, None)
        if item["type"] == "question":
            self._fill_question(record, item)
        record.full_clean()
        if row is None:
            record.save()
            log(record, "wagtail.create", user=self.importer.user)
        record.save_revision(user=self.importer.user, log_action=row is not None, clean=False)
        return record, []

    def _fill_question(self, question, item):
        question.topic_id = self.importer.number_of(Topic, item["topic"])
        if question.topic_id is None:
            raise ValidationError(_("Its topic is not here. When it is, bring the package in once more."))
        question.is_unfinished = True  # a draft may be
        held = {str(choice.key): choice.pk for choice in question.choices.all()}
        choices = []
        for order, said in enumerate(item["choices"]):
            choice = Choice(sort_order=order, key=_choice_key(said["key"], {c.key for c in choices}))
            choice.pk = held.get(str(choice.key))
            assign(choice, said, BodyIn(self.importer.number_of))
            choices.append(choice)
        question.choices = choices


def _choice_key(said, taken):
    try:
        key = uuid.UUID(said)
    except (ValueError, AttributeError, TypeError):
        return uuid.uuid4()
    return uuid.uuid4() if key in taken else key
