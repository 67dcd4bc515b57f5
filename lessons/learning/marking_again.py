"""Marking again by a corrected key: nothing happens by itself, and nobody loses a pass through our mistake."""

from dataclasses import dataclass

from django.db import transaction

from lessons.learning.models import Answer, Attempt
from lessons.learning.scoring import ORDERING, is_right, passed, percent_right


@dataclass(frozen=True)
class MarkingAgain:
    """What marking the answers to a question again would change, or has changed.

    `answers`: marks that differ; `rise` and `fall`: finished tries whose percentage goes up or down; `passes`: tries
    that become passed. A pass that was given is never taken back. `left`: answers that can't be marked by the new key,
    because a choice that is right now was not among those that were shown.
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


def has_other_marks(question):
    """Return whether any answer was marked by another key than the present one."""
    now = question.right_keys
    marked = Answer.objects.filter(item=question.key, is_right__isnull=False).select_related("attempt")
    return any(_frozen_right(answer.attempt, question.key) != now for answer in marked.iterator())


def _frozen_right(attempt, key):
    return next((item["right"] for item in attempt.items if item["key"] == key), None)


def what_would_change(question):
    """Return the MarkingAgain of a published question's present key, without changing anything."""
    return _walk(question, keep=False)


def mark_again(*, question):
    """Mark every answer to a published question by its present key and return the MarkingAgain.

    Each try is changed in a transaction of its own: asking again after a break goes on where it stopped, and asking
    twice changes nothing more.
    """
    return _walk(question, keep=True)


def _walk(question, keep):
    right, total = question.right_keys, MarkingAgain()
    marked = Answer.objects.filter(item=question.key, is_right__isnull=False)
    for pk in list(marked.order_by("attempt").values_list("attempt", flat=True)):
        with transaction.atomic():
            # Erased in the meantime: nothing to mark.
            attempt = Attempt.objects.select_for_update().filter(pk=pk).first()
            total += _mark(attempt, question.key, right, keep) if attempt else MarkingAgain()
    return total


def _mark(attempt, key, right, keep):
    item = next((item for item in attempt.items if item["key"] == key), None)
    if item is None or item["right"] == right:
        return MarkingAgain()
    if not set(right) <= set(item["choices"]):
        return MarkingAgain(left=1)
    answers = {answer.item: answer for answer in attempt.answers.all()}
    before, was_right = attempt.percent, answers[key].is_right
    item["right"] = right
    answers[key].is_right = is_right(item["kind"], right, answers[key].picked)
    gains_pass = _mark_try(attempt, answers)
    if keep:
        answers[key].save(update_fields=["is_right"])
        attempt.save(update_fields=["frozen", "percent", "passed"])
    changes = attempt.finished_at is not None and before is not None
    return MarkingAgain(
        answers=int(answers[key].is_right != was_right),
        rise=int(changes and attempt.percent > before),
        fall=int(changes and attempt.percent < before),
        passes=int(gains_pass),
    )


def _mark_try(attempt, answers):
    """Give a finished try the result of its answers; returns whether it is passed now and was not before."""
    if attempt.finished_at is None:
        return False
    marks = [answers[item["key"]].is_right for item in attempt.counting_items if item["key"] in answers]
    attempt.percent = percent_right(marks)
    gains = not attempt.passed and passed(attempt.percent, attempt.frozen["pass_mark"])
    attempt.passed = attempt.passed or gains
    return gains
