"""Answers that come back from a phone: each is accepted once, however often and in whatever order they arrive.

Marking is that of learning's own actions. An entry is answered with ACCEPTED, ALREADY, LATER (an earlier step is
missing: send it again after that) or REFUSED with a sentence for the learner.
"""

import uuid
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext

from lessons.learning.access import get_read_activity
from lessons.learning.actions import AnswerRefused, AttemptGone, complete_activity, submit_answer
from lessons.learning.models import Attempt, Completion, PracticeCard, PracticeRound, ScenarioRun
from lessons.learning.practising import submit_review
from lessons.learning.scenario_actions import ChoiceRefused, RunGone, go_back, take_choice
from lessons.learning.scenario_story import path_of, story_of
from lessons.offline.tokens import LESSON, PRACTICE, QUIZ, SCENARIO, TokenRefused, clamped, read_token

ACCEPTED, ALREADY, LATER, REFUSED = "accepted", "already", "later", "refused"


@dataclass(frozen=True)
class Outcome:
    state: str
    why: str = ""


class Refused(Exception):
    """This entry can't be kept; the message tells the learner why."""


class Missing(Exception):
    """An earlier step is missing."""


def replay(entry, now=None):
    """Keep one entry of a phone's queue, a mapping as JSON had it, and return its Outcome. Never raises."""
    now = now or timezone.now()
    try:
        claim = read_token(_text(entry.get("token")))
        state = KEEPERS[claim.kind](claim, entry, clamped(claim, entry.get("at"), now))
    except TokenRefused as refusal:
        old = gettext("This answer waited for more than 90 days, so it can't be counted any more.")
        return Outcome(REFUSED, old if refusal.is_old else gettext("This answer did not arrive whole."))
    except (Refused, AnswerRefused, ChoiceRefused) as refusal:
        return Outcome(REFUSED, str(refusal))
    except (AttemptGone, RunGone, Http404):
        return Outcome(REFUSED, _erased())
    except Missing:
        return Outcome(LATER, gettext("The step before this one never arrived, so this one can't be counted."))
    return Outcome(state)


def _erased():
    return gettext("The record that this answer belongs to was erased.")


def _text(value):
    return value if isinstance(value, str) else ""


def _find(queryset, pk):
    try:
        found = queryset.filter(pk=uuid.UUID(pk)).first()
    except ValueError:
        found = None
    if found is None:
        raise Refused(_erased())
    # Whoever joined a class or was two in it has been given the whole record, tries and all, with a new owner: it is
    # the same person. A try is never handed on to anybody else, so that its own learner is who the answer is for.
    return found


def _answer_to(items, entry):
    """Return the frozen item that `entry` answers and what was picked."""
    key, picked = _text(entry.get("item")), entry.get("picked")
    item = next((item for item in items if item["key"] == key), None)
    if item is None or not isinstance(picked, list) or not all(isinstance(one, str) for one in picked):
        raise Refused(gettext("This answer did not arrive whole."))
    return item, picked


def _keep_answer(claim, entry, at):
    attempt = _find(Attempt.objects, claim.object)
    item, picked = _answer_to(attempt.items, entry)
    if attempt.answers.filter(item=item["key"]).exists():
        return ALREADY
    submit_answer(attempt=attempt, item=item, picked=picked, now=at)
    return ACCEPTED


def _keep_review(claim, entry, at):
    practice_round = _find(PracticeRound.objects, claim.object)
    item, picked = _answer_to(practice_round.items, entry)
    if practice_round.reviews.filter(item=item["key"]).exists():
        return ALREADY
    try:
        submit_review(practice_round=practice_round, item=item, picked=picked, now=at)
    except PracticeCard.DoesNotExist:
        raise Refused(_erased()) from None
    return ACCEPTED


def _keep_done(claim, entry, at):
    learner = get_user_model().objects.filter(pk=claim.learner, is_active=True).first()
    if learner is None:
        raise Refused(_erased())
    activity = get_read_activity(int(claim.object))
    mine = Completion.objects.filter(learner=learner, activity_id=activity.pk).first()
    # Once a token: what was done since the try was kept is this very tap, or one that came later and covers it.
    if mine and mine.is_done and max(filter(None, [mine.completed_at, mine.done_again_at])) >= claim.issued_at:
        return ALREADY
    complete_activity(learner=learner, activity=activity, now=at)
    return ACCEPTED


def _keep_choice(claim, entry, at):
    """Take a choice after those of `path`; going back is not an entry of its own, the choice that follows tells it."""
    run = _find(ScenarioRun.objects.select_related("scenario"), claim.object)
    path, choice, seq = entry.get("path"), _text(entry.get("choice")), entry.get("seq")
    if not isinstance(path, list) or not all(isinstance(key, str) for key in path) or not isinstance(seq, int):
        raise Refused(gettext("This answer did not arrive whole."))
    rows = {(row.after, row.choice): row.order for row in run.taken.all()}
    after = 0
    for key in path:
        after = rows.get((after, key))
        if after is None:
            raise Missing
    if (after, choice) in rows:
        return ALREADY
    # The first choice at a place is told from what was tried out later, so the order of making them matters.
    if len(rows) < seq:
        raise Missing
    return _choose(run, path, choice, at)


@transaction.atomic
def _choose(run, path, choice, at):
    """Lead the run to the place after `path`, by choices that were made before, and take `choice` there."""
    chosen = path_of(run)
    if [row.choice for row in chosen] != path or story_of(run).has_ended:
        if chosen:
            run = go_back(run=run, order=chosen[0].order)
        for key in path:
            run = take_choice(run=run, after=run.tip, choice=key, now=at)
    if [row.choice for row in path_of(run)] != path:
        raise Refused(gettext("This story went on another way in the meantime."))
    take_choice(run=run, after=run.tip, choice=choice, now=at)
    return ACCEPTED


KEEPERS = {QUIZ: _keep_answer, PRACTICE: _keep_review, LESSON: _keep_done, SCENARIO: _keep_choice}
