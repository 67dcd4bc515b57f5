"""Questions from a file become drafts of an organisation; what is there already is completed, never overwritten."""

from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from lessons.content.models import Choice, Question, Topic
from lessons.core.bilingual import LANGUAGES
from lessons.editorial.exchange.neutral import (
    CHOICE_TEXTS,
    LONGEST_KEY,
    QUESTION_TEXTS,
    Loss,
    NeutralChoice,
    NeutralQuestion,
    clean_text,
)
from lessons.editorial.exchange.question_plan import COMPLETED, NEW, planned
from lessons.organisations.models import Organisation


class ImportRefused(Exception):
    """Nothing was written. The message says why."""


@dataclass(frozen=True)
class Defaults:
    """What a question gets where its file says nothing: `topic` is the key of one, `bands` letters."""

    topic: str
    bands: str
    reveals: str


@dataclass(frozen=True)
class Plan:
    """What an import would do: a Planned for each question, and what is left behind."""

    items: tuple
    losses: tuple = ()

    def count(self, state):
        return sum(item.state == state for item in self.items)


def plan_import(questions, *, organisation, defaults):
    """Return the Plan of bringing `questions` into `organisation`. Nothing is written."""
    questions, losses = _with_topics(questions)
    keys = _keys_here(questions, organisation)
    rows = Question.objects.filter(organisation=organisation, key__in=keys.values())
    existing = {question.key: question for question in neutral_questions(rows)}
    items = []
    for question in questions:
        question = replace(question, key=keys[question.key])
        found = existing.get(question.key)
        items.append(planned(question if found else _completed(question, defaults), found))
    return Plan(tuple(items), tuple(losses))


def _completed(question, defaults):
    return replace(
        question,
        topic=question.topic or defaults.topic,
        bands=question.bands or defaults.bands,
        reveals=question.reveals or defaults.reveals,
    )


def _with_topics(questions):
    """Return `questions` with the keys of topics that exist, and the Losses of the others."""
    known = {}
    for topic in Topic.objects.all():
        known |= {name.lower(): topic.key for name in (topic.key, topic.name_en, topic.name_ur) if name}
    losses, found = [], []
    for question in questions:
        key = known.get(question.topic.lower(), "")
        if question.topic and not key:
            what = _("The topic “%(name)s”") % {"name": question.topic[:60]}
            losses.append(Loss(question.key, what, _("There is no such topic here: the one you chose is taken.")))
        found.append(replace(question, topic=key))
    return found, losses


def _keys_here(questions, organisation):
    """Return the key that each key of the file has here.

    Keys are unique over all organisations: one that another has taken gets the organisation's own name behind it, the
    same at each import, so that the question is found again.
    """
    offered = {question.key: list(_offers(question.key, organisation)) for question in questions}
    every = [key for keys in offered.values() for key in keys]
    owners = dict(Question.objects.filter(key__in=every).values_list("key", "organisation_id"))
    found = {}
    for key, offers in offered.items():
        own = [offer for offer in offers if owners.get(offer) == organisation.pk]
        free = [offer for offer in offers if offer not in owners and (offer == key or offer not in offered)]
        found[key] = (own or free or offers)[0]
    return found


def _offers(key, organisation):
    yield key
    ending = f"-{organisation.slug}"[: LONGEST_KEY // 2]
    yield f"{key[: LONGEST_KEY - len(ending)]}{ending}"
    yield f"{key[: LONGEST_KEY - len(ending) - 2]}{ending}-2"


# --- writing ---------------------------------------------------------------------------------------------------------
@transaction.atomic
def import_questions(questions, *, organisation, defaults, user):
    """Write `questions` as drafts of `organisation` and return the Plan that was carried out.

    The plan is made anew: what has changed since it was shown counts. Raises ImportRefused, and writes nothing then.
    """
    # Two imports of the same file at once: the second waits, and finds what the first has written.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    plan = plan_import(questions, organisation=organisation, defaults=defaults)
    topics = {topic.key: topic for topic in Topic.objects.all()}
    rows = {row.key: row for row in Question.objects.filter(organisation=organisation)}
    try:
        for item in plan.items:
            if item.state == NEW:
                _create(item.question, organisation, topics, user)
            elif item.state == COMPLETED:
                _fill(rows[item.question.key], item.filled, user)
    except (IntegrityError, ValidationError):
        raise ImportRefused(_("Somebody else has taken one of these names. Change it in the file.")) from None
    return plan


def _create(found, organisation, topics, user):
    question = Question(
        key=found.key,
        organisation=organisation,
        kind=found.kind,
        reveals=found.reveals,
        topic=topics[found.topic],
        bands=found.bands,
        source=found.source,
        live=False,
        has_unpublished_changes=True,
        **_fields(found, QUESTION_TEXTS),
    )
    question.choices = [
        Choice(sort_order=place, is_right=choice.right, **_fields(choice, CHOICE_TEXTS))
        for place, choice in enumerate(found.choices)
    ]
    question.is_unfinished = True
    question.full_clean()
    question.save()
    log(question, "wagtail.create", user=user)
    question.save_revision(user=user, clean=False)


def _fields(found, names):
    return {f"{name}_{code}": text for name in names for code, text in getattr(found, name).items()}


def _fill(row, filled, user):
    draft = row.get_latest_revision_as_object()
    choices = sorted(draft.choices.all(), key=lambda choice: choice.sort_order or 0)
    for place, text in filled:
        part = draft if place.choice is None else choices[place.choice]
        setattr(part, f"{place.name}_{place.language}", text)
    draft.choices = choices
    draft.is_unfinished = True
    draft.save_revision(user=user, log_action=True)


# --- reading what is there -------------------------------------------------------------------------------------------
def neutral_questions(rows):
    """Return the questions of the queryset `rows` as they stand in their latest drafts, in its order."""
    topics = dict(Topic.objects.values_list("pk", "key"))
    return [_neutral(row, topics) for row in rows.select_related("latest_revision")]


def _neutral(row, topics):
    draft = row.latest_revision.content if row.latest_revision else row.serializable_data()
    choices = sorted(draft.get("choices") or [], key=lambda choice: choice.get("sort_order") or 0)
    right_counts = draft["kind"] != Question.Kind.ORDERING
    return NeutralQuestion(
        key=row.key,
        kind=draft["kind"],
        reveals=draft["reveals"],
        topic=topics.get(draft["topic"], ""),
        bands=draft["bands"],
        source=draft.get("source") or "",
        choices=tuple(
            NeutralChoice(**_mappings(choice, CHOICE_TEXTS), right=bool(choice.get("is_right")) and right_counts)
            for choice in choices
        ),
        **_mappings(draft, QUESTION_TEXTS),
    )


def _mappings(stored, names):
    found = {name: {code: clean_text(stored.get(f"{name}_{code}")) for code in LANGUAGES} for name in names}
    return {name: {code: text for code, text in mapping.items() if text} for name, mapping in found.items()}
