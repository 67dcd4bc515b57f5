"""Practice: bringing back what a learner has met, five questions at a time, from all modules mixed."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from lessons.content.models import Question
from lessons.learning.actions import AttemptGone, check_pick
from lessons.learning.frozen import freeze_questions
from lessons.learning.models import Answer
from lessons.learning.practice import PracticeCard, PracticeReview, PracticeRound
from lessons.learning.scheduling import review
from lessons.learning.scoring import KNOWLEDGE, is_right

AT_A_TIME = 5
AWAY = timedelta(days=14)


class NothingReady(Exception):
    """Nothing is to be practised today."""


@dataclass(frozen=True)
class Practice:
    """`ready`: how many questions wait today; `met`: how many there are in all; `is_back`: after a long while."""

    ready: int
    met: int
    is_back: bool


def practice_of(learner, band=None, now=None):
    """Return the Practice of a learner of `band` (None: unknown), cards for what they have met since included."""
    now = now or timezone.now()
    meet(learner=learner)
    cards = _cards(learner, band)
    last = PracticeReview.objects.filter(learner=learner).order_by("-reviewed_at").first()
    is_back = last is not None and now - last.reviewed_at > AWAY
    return Practice(ready=cards.ready(now).count(), met=cards.count(), is_back=is_back)


def ready_count(learner, band=None, now=None):
    """Return how many questions wait today, in two queries."""
    meet(learner=learner)
    return _cards(learner, band).ready(now).count()


def _cards(learner, band):
    """Return the cards whose questions are still published, knowledge, and written for the learner's band."""
    asked = Question.objects.filter(live=True, reveals=KNOWLEDGE).for_band(band)
    return PracticeCard.objects.filter(learner=learner, item__in=asked.values("key"))


def meet(*, learner):
    """Make a card of each knowledge question answered in a quiz since; asking again changes nothing.

    Its first answer there is its first review: what was wrong comes back sooner.
    """
    known = PracticeCard.objects.filter(learner=learner).values("item")
    answers = Answer.objects.filter(learner=learner, is_right__isnull=False).exclude(item__in=known)
    first = {}
    for answer in answers.order_by("answered_at", "pk"):
        first.setdefault(answer.item, answer)
    if first:
        made = [_card(learner, answer) for answer in first.values()]
        PracticeCard.objects.bulk_create(made, ignore_conflicts=True)


def _card(learner, answer):
    state, due = review(None, answer.is_right, answer.answered_at)
    return PracticeCard(learner=learner, item=answer.item, state=state, due_on=timezone.localdate(due))


def count_who_practised(learners, *, since):
    """Return how many of `learners`, a queryset of ids, have answered in a round that they began from `since` on."""
    reviews = PracticeReview.objects.filter(learner__in=learners, reviewed_at__gte=since, round__started_at__gte=since)
    return reviews.aggregate(count=Count("learner", distinct=True))["count"]


@transaction.atomic
def start_round(*, learner, band=None, now=None):
    """Return a new PracticeRound with the questions that have waited longest. Raises NothingReady."""
    meet(learner=learner)
    keys = list(_cards(learner, band).ready(now).values_list("item", flat=True)[:AT_A_TIME])
    questions = {question.key: question for question in Question.objects.filter(key__in=keys)}
    pk = uuid.uuid4()
    items = freeze_questions([questions[key] for key in keys], seed=str(pk))
    if not items:
        raise NothingReady
    return PracticeRound.objects.create(pk=pk, learner=learner, items=items, started_at=now or timezone.now())


@transaction.atomic
def submit_review(*, practice_round, item, picked, now=None):
    """Keep what the learner picked for a frozen item of a round, and say when it comes back; returns the review.

    An item that is already answered keeps its first answer. Raises AnswerRefused when `picked` is no answer to it, and
    AttemptGone when the round was erased.
    """
    now = now or timezone.now()
    # The caller's row may be older than the move of a guest's record: the locked one knows whose it is now.
    practice_round = PracticeRound.objects.select_for_update().filter(pk=practice_round.pk).first()
    if practice_round is None:
        raise AttemptGone
    earlier = practice_round.reviews.filter(item=item["key"]).first()
    if earlier:
        return earlier
    check_pick(item, picked)
    card = PracticeCard.objects.select_for_update().get(learner=practice_round.learner_id, item=item["key"])
    right = is_right(item["kind"], item["right"], picked)
    made = PracticeReview.objects.create(
        learner_id=practice_round.learner_id,
        round=practice_round,
        item=item["key"],
        picked=picked,
        is_right=right,
        state_before=card.state,
        reviewed_at=now,
    )
    card.state, due = review(card.state, right, now)
    card.due_on = timezone.localdate(due)
    card.save(update_fields=["state", "due_on"])
    return made
