"""What changes a learner's record. Each may be asked for twice, or twice at once, and counts once."""

import uuid

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, gettext

from lessons.learning.frozen import freeze, read_items
from lessons.learning.models import Answer, Attempt, Completion
from lessons.learning.scoring import ORDERING, counts, is_asked, is_complete_pick, is_right, passed, percent_right


class NothingToAsk(Exception):
    """The quiz has no question for this learner."""


class AnswerRefused(Exception):
    """What was sent is no answer; the message tells the learner what to do."""


class AttemptUnfinished(Exception):
    """Something is still to be answered."""


class AttemptGone(Exception):
    """The try was erased in the meantime."""


@transaction.atomic
def start_attempt(*, learner, quiz, band=None, language=None, is_kept=False):
    """Return the learner's unfinished try of `quiz` with the questions of `band` (None: all), else a new one.

    `language` is the one it is begun in (the active one). One that `is_kept` on a phone begins with its first answer.

    Raises NothingToAsk when the quiz has no question for that band.
    """
    # Two taps at once would begin two tries.
    lock_learners(learner)
    for attempt in learner.attempts.unfinished().filter(quiz=quiz).latest_first():
        if attempt.band == band:
            return attempt if is_kept else _begun(attempt)
    pk = uuid.uuid4()
    frozen = freeze(quiz, band, seed=str(pk))
    if not frozen["items"]:
        raise NothingToAsk
    started = None if is_kept else timezone.now()
    return Attempt.objects.create(pk=pk, learner=learner, quiz=quiz, frozen=frozen, started_at=started, **_in(language))


def _begun(attempt, now=None):
    if attempt.started_at is None:
        attempt.started_at = now or timezone.now()
        attempt.save(update_fields=["started_at"])
    return attempt


@transaction.atomic
def submit_answer(*, attempt, item, picked, now=None):
    """Keep what the learner picked for a frozen item and return the Answer; finish the try after the last one.

    `picked` is a list of choice keys. An item that is already answered keeps its first answer. Raises AnswerRefused
    when `picked` is no answer to this item, and AttemptGone when the try was erased.
    """
    now = now or timezone.now()
    attempt = _locked(attempt)
    answers = {answer.item: answer for answer in attempt.answers.all()}
    if item["key"] in answers:
        return answers[item["key"]]
    check_pick(item, picked)
    _begun(attempt, now)
    answer = Answer.objects.create(
        attempt=attempt,
        learner_id=attempt.learner_id,
        item=item["key"],
        picked=picked,
        is_right=is_right(item["kind"], item["right"], picked) if counts(item["reveals"]) else None,
        answered_at=now,
    )
    answers[answer.item] = answer
    if all(asked["key"] in answers for asked in attempt.asked_items):
        _close(attempt, answers, now)
    return answer


def check_pick(item, picked):
    """Raise AnswerRefused, with what to do as its message, when `picked` is no answer to the frozen `item`."""
    if not is_asked(item["reveals"]):
        raise AnswerRefused(gettext("There is nothing to answer here. Go on when you like."))
    if is_complete_pick(item["kind"], item["choices"], picked):
        return
    if item["kind"] == ORDERING:
        raise AnswerRefused(gettext("Give each line a place of its own."))
    if not picked:
        raise AnswerRefused(gettext("Choose an answer first."))
    raise AnswerRefused(gettext("This answer did not arrive whole. Choose once more."))


@transaction.atomic
def finish_attempt(*, attempt, now=None):
    """Close a try in which nothing is left to answer; closing it again changes nothing.

    Questions whose words are gone can't be asked any more and are left out. Raises AttemptUnfinished when others
    wait, and AttemptGone when the try was erased.
    """
    attempt = _begun(_locked(attempt), now)
    if attempt.finished_at:
        return attempt
    answers = {answer.item: answer for answer in attempt.answers.all()}
    waiting = [item for item in attempt.asked_items if item["key"] not in answers]
    if waiting and read_items(waiting):
        raise AttemptUnfinished
    return _close(attempt, answers, now or timezone.now())


def _close(attempt, answers, now):
    marks = [answers[item["key"]].is_right for item in attempt.counting_items if item["key"] in answers]
    attempt.percent = percent_right(marks)
    attempt.passed = passed(attempt.percent, attempt.frozen["pass_mark"])
    attempt.finished_at = now
    attempt.save(update_fields=["percent", "passed", "finished_at"])
    return attempt


@transaction.atomic
def complete_activity(*, learner, activity, now=None, language=None):
    """Mark `activity`, a lesson or scenario, as done; the first time counts, and the latest is kept beside it."""
    now = now or timezone.now()
    completion, is_new = Completion.objects.get_or_create(
        learner=learner, activity=activity, defaults={"started_at": now, "completed_at": now} | _in(language)
    )
    if not is_new:
        mine = Completion.objects.filter(pk=completion.pk)
        if not mine.filter(completed_at=None).update(completed_at=now):
            mine.update(done_again_at=now)
        completion.refresh_from_db()
    return completion


@transaction.atomic
def note_position(*, learner, lesson, position, now=None, language=None):
    """Remember which block of `lesson` the learner has reached; nothing when the module is read in private."""
    if lesson.module.private_reading:
        return
    now = now or timezone.now()
    begun = {"position": position, "position_at": now, "started_at": now} | _in(language)
    completion, is_new = Completion.objects.get_or_create(learner=learner, activity=lesson, defaults=begun)
    if not is_new:
        Completion.objects.filter(pk=completion.pk).update(position=position, position_at=now)


def _in(language):
    return {"language": language or get_language() or ""}


def _locked(attempt):
    try:
        return Attempt.objects.select_for_update().get(pk=attempt.pk)
    except Attempt.DoesNotExist:
        raise AttemptGone from None


def lock_learners(*learners):
    """Let one request at a time begin, move or erase; a row that is being added for them waits too."""
    people = get_user_model().objects.filter(pk__in=[learner.pk for learner in learners])
    list(people.order_by("pk").select_for_update().values_list("pk"))
