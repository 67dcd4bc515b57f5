"""Shows of hands: how many picked what when a question was presented. Nothing in here belongs to one learner."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from lessons.classrooms import audit
from lessons.classrooms.models import HandCount
from lessons.learning.frozen import read_items

MOST_HANDS = 999


class NotCountable(Exception):
    """Hands are never counted for this question: what somebody thinks, or has lived through, is nobody's to see."""


class NoHands(Exception):
    """Nobody's hand was counted."""


@dataclass(frozen=True)
class Bar:
    """One choice in a count: `hands`, and their share of the longest bar beside it, in percent."""

    hands: int
    share: int


@dataclass(frozen=True)
class CountedChoice:
    """A choice with its place as shown, from 1, and a Bar for each count that is compared."""

    choice: object
    place: int
    is_right: bool
    bars: list


@dataclass(frozen=True)
class KeptCounts:
    """The counts of one question on one day, the first one first; `shown` is None when its words are gone."""

    counts: list
    shown: object
    choices: list

    @property
    def latest(self):
        return self.counts[-1]


@transaction.atomic
def count_hands(*, classroom, asked, hands, by, now=None):
    """Keep a show of hands for `asked` (presenting.Asked); `hands` maps choice keys to numbers.

    Raises NotCountable for anything but knowledge, NoHands when all numbers are 0.
    """
    if not asked.is_countable:
        raise NotCountable
    counted = {key: min(max(hands.get(key) or 0, 0), MOST_HANDS) for key in asked.item["choices"]}
    if not any(counted.values()):
        raise NoHands
    kept = HandCount.objects.create(
        classroom=classroom,
        item=asked.item["key"],
        asked=asked.item,
        hands=counted,
        counted_by=by,
        counted_at=now or timezone.now(),
    )
    audit.note(classroom=classroom, by=by, kind="hands_counted", detail=_prompt(asked.shown, classroom))
    return kept


@transaction.atomic
def delete_count(*, count, by):
    """Remove a count for good."""
    shown = read_items([count.asked]).get(count.item)
    audit.note(classroom=count.classroom, by=by, kind="hands_deleted", detail=_prompt(shown, count.classroom))
    count.delete()


def _prompt(shown, classroom):
    words = shown.prompt if shown else {}
    return words.get(classroom.language) or next(filter(None, words.values()), "")


def counts_of_day(classroom, asked, now=None):
    """Return the first and the latest count of this question on this day: before the talk about it, and after."""
    day = timezone.localdate(now)
    todays = HandCount.objects.filter(classroom=classroom, item=asked.item["key"], counted_at__date=day)
    same = [count for count in todays.order_by("counted_at", "pk") if count.asked["choices"] == asked.item["choices"]]
    return same if len(same) < 2 else [same[0], same[-1]]


def compared(counts, item, shown):
    """Return the CountedChoices of a question, with a bar for each of `counts`."""
    longest = max((hands for count in counts for hands in count.hands.values()), default=0) or 1
    return [
        CountedChoice(
            choice,
            place,
            choice.key in item["right"],
            [Bar(count.hands.get(choice.key, 0), 100 * count.hands.get(choice.key, 0) // longest) for count in counts],
        )
        for place, choice in enumerate(shown.choices, start=1)
    ]


def kept_counts(counts):
    """Return the KeptCounts of HandCounts, the latest first, in a number of queries that does not grow."""
    groups = {}
    for count in counts:
        # A question that was changed since is another one.
        same = (timezone.localdate(count.counted_at), count.item, count.asked["revision"], *count.asked["choices"])
        groups.setdefault(same, []).append(count)
    grouped = [sorted(group, key=lambda count: (count.counted_at, count.pk)) for group in groups.values()]
    shown = read_items([group[0].asked | {"key": str(group[0].pk)} for group in grouped])
    return [_kept(group, shown.get(str(group[0].pk))) for group in grouped]


def _kept(group, shown):
    return KeptCounts(group, shown, compared(group, group[0].asked, shown) if shown else [])
