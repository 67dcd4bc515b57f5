"""Marking again by a corrected key: nothing happens by itself, and nobody loses a pass through our mistake."""

import json
from dataclasses import dataclass

from django.db import transaction

from lessons.content.models import Choice
from lessons.learning.models import Answer, Attempt
from lessons.learning.scoring import ORDERING, is_right, passed, percent_right

PORTION = 100  # tries that are read together, and changed in one transaction


@dataclass(frozen=True)
class MarkingAgain:
    """What marking the answers to a question again would change, or has changed.

    `answers`: marks that differ; `rise` and `fall`: finished tries whose percentage goes up or down; `passes`: tries
    that become passed. A pass that was given is never taken back. `left`: answers that can't be marked by the new key,
    because the question was asked as another kind then, or a choice that is right now was not among those shown.
    """

    answers: int = 0
    rise: int = 0
    fall: int = 0
    passes: int = 0
    left: int = 0

    def __add__(self, other):
        return MarkingAgain(*(a + b for a, b in zip(self._numbers(), other._numbers(), strict=True)))

    def _numbers(self):
        return self.answers, self.rise, self.fall, self.passes, self.left


def was_corrected(question):
    """Return whether any version of `question` has another key than it has now: only then can marks differ."""
    now = question.right_keys
    return any(_right_keys(revision.content) != now for revision in question.revisions.only("content").iterator())


def _right_keys(content):
    in_order = content["kind"] == ORDERING
    return [str(row["key"]) for row in content.get("choices", []) if in_order or row["is_right"]]


@dataclass(frozen=True)
class _Key:
    """The present key of a question, held against what was frozen; `item` is the question's key there."""

    item: str
    kind: str
    right: list

    @classmethod
    def of(cls, question):
        return cls(question.key, question.kind, question.right_keys)

    def item_with_another(self, attempt):
        """Return the question's frozen item when another key marked it, else None."""
        item = next((item for item in attempt.items if item["key"] == self.item), None)
        return item if item and item["right"] != self.right else None

    def fits(self, item):
        """Return whether an answer to the frozen `item` can fairly be marked by this key."""
        return item["kind"] == self.kind and set(self.right) <= set(item["choices"])


def has_other_marks(question):
    """Return whether there is an answer that mark_again would mark by another key than it was marked by."""
    key = _Key.of(question)
    items = (key.item_with_another(attempt) for attempt in _tries(key).iterator(PORTION))
    return any(item is not None and key.fits(item) for item in items)


def _tries(key):
    """Return the tries with a marked answer to the question, most of those that the present key marked left out."""
    tries = Attempt.objects.filter(answers__item=key.item, answers__is_right__isnull=False)
    # A question that came in a second time with a package brought the keys of its choices with it.
    copies = Choice.objects.filter(key__in=key.right).exclude(question__key=key.item)
    if not key.right or copies.exists():
        return tries
    # Keys of choices are UUIDs, and both databases write JSON with the same spaces: a try with this text needs no look.
    return tries.exclude(frozen__icontains=f'"right": {json.dumps(key.right)}')


def what_would_change(question):
    """Return the MarkingAgain of a published question's present key, without changing or locking anything."""
    key = _Key.of(question)
    tries = _tries(key).prefetch_related("answers").iterator(PORTION)
    return sum((_mark(attempt, key)[0] for attempt in tries), start=MarkingAgain())


def mark_again(*, question):
    """Mark every answer to a published question by its present key and return the MarkingAgain.

    PORTION tries are changed in a transaction of their own: asking again after a break goes on where it stopped, and
    asking twice changes nothing more.
    """
    key = _Key.of(question)
    tries = list(_tries(key).order_by("pk").values_list("pk", flat=True))
    portions = (tries[start : start + PORTION] for start in range(0, len(tries), PORTION))
    return sum((_mark_portion(portion, key) for portion in portions), start=MarkingAgain())


@transaction.atomic
def _mark_portion(pks, key):
    # What was erased in the meantime is not there; in one order, so that two who mark at once wait for each other.
    tries = Attempt.objects.select_for_update().filter(pk__in=pks).order_by("pk").prefetch_related("answers")
    marked = [_mark(attempt, key) for attempt in tries]
    answers = [answer for _change, answer in marked if answer]
    Answer.objects.bulk_update(answers, ["is_right"])
    Attempt.objects.bulk_update([answer.attempt for answer in answers], ["frozen", "percent", "passed"])
    return sum((change for change, _answer in marked), start=MarkingAgain())


def _mark(attempt, key):
    """Mark a try that is not saved; returns its MarkingAgain and the answer that has the present key now, or None."""
    item = key.item_with_another(attempt)
    answers = {answer.item: answer for answer in attempt.answers.all()}
    if item is None or key.item not in answers:
        return MarkingAgain(), None
    if not key.fits(item):
        return MarkingAgain(left=1), None
    answer, before = answers[key.item], attempt.percent
    was_right, item["right"] = answer.is_right, key.right
    answer.is_right = is_right(item["kind"], key.right, answer.picked)
    gains_pass = _mark_try(attempt, answers)
    changes = attempt.finished_at is not None and before is not None
    change = MarkingAgain(
        answers=int(answer.is_right != was_right),
        rise=int(changes and attempt.percent > before),
        fall=int(changes and attempt.percent < before),
        passes=int(gains_pass),
    )
    return change, answer


def _mark_try(attempt, answers):
    """Give a finished try the result of its answers; returns whether it is passed now and was not before."""
    if attempt.finished_at is None:
        return False
    marks = [answers[item["key"]].is_right for item in attempt.counting_items if item["key"] in answers]
    attempt.percent = percent_right(marks)
    gains = not attempt.passed and passed(attempt.percent, attempt.frozen["pass_mark"])
    attempt.passed = attempt.passed or gains
    return gains
