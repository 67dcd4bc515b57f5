"""Two accounts of one person become one record; and a record is erased."""

from django.db import transaction

from lessons.learning.actions import lock_learners
from lessons.learning.models import (
    Answer,
    Attempt,
    Certificate,
    Completion,
    InReaderFigure,
    PracticeCard,
    PracticeReview,
    PracticeRound,
    ScenarioRun,
    ScenarioStepTaken,
)


@transaction.atomic
def move_record(*, source, target):
    """Give `target` all that `source` has done: two accounts of one person become one.

    All tries are kept. Of a lesson that both have, the earliest completion and the latest position stay.
    """
    if source.pk == target.pk:
        return
    _lock_record(source, target)
    Answer.objects.filter(learner=source).update(learner=target)
    Attempt.objects.filter(learner=source).update(learner=target)
    kept = {completion.activity_id: completion for completion in Completion.objects.filter(learner=target)}
    for completion in Completion.objects.filter(learner=source):
        if completion.activity_id in kept:
            _join(kept[completion.activity_id], completion)
            completion.delete()
        else:
            completion.learner = target
            completion.save(update_fields=["learner"])
    ScenarioStepTaken.objects.filter(learner=source).update(learner=target)
    ScenarioRun.objects.filter(learner=source).update(learner=target)
    _carry_figures(source, target)
    _move_practice(source, target)
    _move_certificates(source, target)


def _carry_figures(source, target):
    """Whoever was in a publisher's figure is in no later one, whichever account they go on with."""
    mine = InReaderFigure.objects.filter(learner=source).values_list("kind", "subject")
    carried = [InReaderFigure(learner=target, kind=kind, subject=subject) for kind, subject in mine]
    InReaderFigure.objects.bulk_create(carried, ignore_conflicts=True)


def _join(kept, other):
    kept.started_at = min(kept.started_at, other.started_at)
    kept.completed_at = min(filter(None, [kept.completed_at, other.completed_at]), default=None)
    kept.done_again_at = max(filter(None, [kept.done_again_at, other.done_again_at]), default=None)
    if other.position_at and (not kept.position_at or other.position_at > kept.position_at):
        kept.position, kept.position_at = other.position, other.position_at
    kept.save()


@transaction.atomic
def erase_record(*, learner):
    """Erase all that `learner` has done; the account stays."""
    _lock_record(learner)
    _erase_practice(learner)
    Certificate.objects.filter(learner=learner).delete()
    ScenarioRun.objects.filter(learner=learner).delete()
    Answer.objects.filter(learner=learner).delete()
    Attempt.objects.filter(learner=learner).delete()
    Completion.objects.filter(learner=learner).delete()


def _move_practice(source, target):
    """Give `target` the practice of `source`; of a question that both have, the card that is due first stays."""
    kept = {card.item: card for card in PracticeCard.objects.filter(learner=target)}
    for card in PracticeCard.objects.filter(learner=source):
        if card.item not in kept:
            card.learner = target
            card.save(update_fields=["learner"])
        elif card.due_on < kept[card.item].due_on:
            kept[card.item].state, kept[card.item].due_on = card.state, card.due_on
            kept[card.item].save(update_fields=["state", "due_on"])
    PracticeCard.objects.filter(learner=source).delete()
    PracticeReview.objects.filter(learner=source).update(learner=target)
    PracticeRound.objects.filter(learner=source).update(learner=target)


def _move_certificates(source, target):
    """Give `target` the certificates of `source`; of a module that both have one of, both go on to hold."""
    modules = list(Certificate.objects.filter(learner=target).values_list("module", flat=True))
    Certificate.objects.filter(learner=source, module__in=modules).update(learner=target, is_second=True)
    Certificate.objects.filter(learner=source).update(learner=target)


def _erase_practice(learner):
    PracticeRound.objects.filter(learner=learner).delete()
    PracticeCard.objects.filter(learner=learner).delete()


def _lock_record(*learners):
    """Lock tries, rounds and runs, then the learners: an answer locks in this order too, so neither waits for both."""
    for model in (Attempt, PracticeRound, ScenarioRun):
        list(model.objects.filter(learner__in=learners).order_by("pk").select_for_update().values_list("pk"))
    lock_learners(*learners)
