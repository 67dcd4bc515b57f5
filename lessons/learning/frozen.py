"""What a try asks, kept as it was when the try began, and the words that belong to it.

`freeze` makes the JSON of an attempt: {"pass_mark", "band", "items": [{"key", "question", "revision", "kind",
"reveals", "topic", "choices", "right"}]}. Keys of choices belong to no language, so that the language can change in
the middle. The words stay in the revision that was live then.
"""

import random
from dataclasses import dataclass

from wagtail.models import Revision

from lessons.content.models import Choice, Question
from lessons.core.bilingual import LANGUAGES
from lessons.learning.scoring import ORDERING, is_asked


@dataclass(frozen=True)
class ShownChoice:
    """A choice in every language; `text` and `feedback` map a language to words."""

    key: str
    text: dict
    feedback: dict


@dataclass(frozen=True)
class ShownItem:
    """The words of a frozen item, its choices in the order in which they were shown."""

    prompt: dict
    explanation: dict
    choices: list
    # Where a fact in it comes from; of a step of a story, nowhere.
    source: str = ""

    def choice(self, key):
        return next(choice for choice in self.choices if choice.key == key)


def freeze(quiz, band, seed):
    """Return what a try of `quiz` asks now of a reader in `band`; `seed` settles the order of the choices."""
    return {"pass_mark": quiz.pass_mark, "band": band, "items": freeze_questions(quiz.questions_for(band), seed)}


def freeze_questions(questions, seed):
    """Return the frozen items of published `questions` in their order, without those that have no choice to make."""
    choices = {}
    for choice in Choice.objects.filter(question__in=questions).order_by("sort_order", "pk"):
        choices.setdefault(choice.question_id, []).append(choice)
    topics = dict(Question.objects.filter(pk__in=[q.pk for q in questions]).values_list("pk", "topic__key"))
    items = [_freeze_item(q, choices.get(q.pk, []), topics[q.pk], seed) for q in questions]
    return [item for item in items if item["choices"] or not is_asked(item["reveals"])]


def _freeze_item(question, choices, topic, seed):
    keys = [str(choice.key) for choice in choices]
    in_order = question.kind == ORDERING
    right = keys if in_order else [str(choice.key) for choice in choices if choice.is_right]
    return {
        "key": question.key,
        "question": question.pk,
        "revision": question.live_revision_id,
        "kind": question.kind,
        "reveals": question.reveals,
        "topic": topic,
        "choices": shuffled(keys, f"{seed}:{question.key}", never=right if in_order else None),
        "right": right,
    }


def shuffled(keys, seed, never=None):
    """Return `keys` in an order that `seed` settles, and never in the order `never`."""
    order = list(keys)
    random.Random(seed).shuffle(order)  # noqa: S311 - nothing secret
    if order == never and len(order) > 1:
        order = order[1:] + order[:1]
    return order


def read_item(item):
    """Return the ShownItem of one frozen item, or None when its words are gone."""
    return read_items([item]).get(item["key"])


def read_items(items):
    """Return the ShownItems of frozen items by their keys, in one query; an item without words is left out."""
    contents = revision_contents(item["revision"] for item in items)
    found = {item["key"]: _shown(item, contents.get(item["revision"])) for item in items}
    missing = [item for item in items if found[item["key"]] is None]
    if missing:
        found |= _from_live_questions(missing)
    return {key: shown for key, shown in found.items() if shown is not None}


def revision_contents(numbers):
    """Return what the revisions with these `numbers` hold, by number; None among them and those gone are left out."""
    wanted = {number for number in numbers if number}
    return dict(Revision.objects.filter(pk__in=wanted).values_list("pk", "content")) if wanted else {}


def _from_live_questions(items):
    """The revision was tidied away: today's words do, when today's question still has the same choices."""
    questions = Question.objects.in_bulk([item["question"] for item in items])
    shown = {}
    for item in items:
        question = questions.get(item["question"])
        shown[item["key"]] = _shown(item, question.serializable_data() if question else None)
    return shown


def _shown(item, content):
    if content is None:
        return None
    rows = {str(row["key"]): row for row in content.get("choices", [])}
    if not set(item["choices"]) <= set(rows):
        return None
    return ShownItem(
        prompt=_by_language(content, "prompt"),
        explanation=_by_language(content, "explanation"),
        source=content.get("source") or "",
        choices=[
            ShownChoice(key, _by_language(rows[key], "text"), _by_language(rows[key], "feedback"))
            for key in item["choices"]
        ],
    )


def _by_language(row, name):
    return {code: row.get(f"{name}_{code}") or "" for code in LANGUAGES}
