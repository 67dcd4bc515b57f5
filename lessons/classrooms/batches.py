"""Class figures of what a learner never tells a teacher: attitudes, and what is about abuse.

They come in batches. What holds, and why no two looks differ by fewer than ten learners:

- A batch takes in ten learners, or twenty, …, at once, those who answered first; fewer than ten wait.
- Each learner's answer to an item is taken in once, ever, in whichever class draws first (`Counted`). So the groups
  of ten or more that were taken in, over all batches of all classes, have nobody in common.
- A batch is the batch before it and one such group. So whatever somebody adds up or takes away of the figures of any
  classes on any days, what is left tells of whole groups, never of fewer than ten learners.
- What was taken in is never taken out: leaving, being removed or moved, erasing, answering again, and withdrawing and
  assigning anew change no figure that stands, and let nobody be taken in a second time.
- Nothing is drawn for a part of a class: only what is assigned to the whole of it. Which learners have answered too few
  to be drawn is told nowhere.
- An answer that was marked when it was given (the item was knowledge then, a teacher could see it) is never taken in:
  who knows nine answers would learn the tenth.

A new account is a new learner: a teacher who plays nine learners by themself can't be kept from it here. They stand in
the list of the class.
"""

from collections import Counter, defaultdict

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, OuterRef

from lessons.classrooms.first_answers import first_answers
from lessons.classrooms.models import Batch, Classroom, Counted
from lessons.content.models import Question
from lessons.learning.models import Attempt
from lessons.learning.scoring import ONLY_FIGURES, ORDERING
from lessons.learning.shares import A_BATCH, tenths, whole_batches


def draw_batches(classroom, assigned):
    """Draw a batch of each item of `assigned` (of assigned_activities) that ten more learners have answered.

    One query when there is nothing to draw; asking twice, or twice at once, draws once.
    """
    assigned = [one for one in assigned if one.assignment.is_for_class]
    if not assigned or not _due_items(classroom, assigned):
        return
    try:
        with transaction.atomic():
            Classroom.objects.select_for_update().get(pk=classroom.pk)
            _draw(classroom, assigned)
    except IntegrityError:
        # Another class has just taken in one of these learners: the next look draws what is left.
        return


def carry_counted(*, source, target):
    """Let `target`, who takes over the record of `source`, be taken in for nothing that `source` was."""
    items = Counted.objects.filter(learner=source).values_list("item", flat=True)
    Counted.objects.bulk_create([Counted(learner=target, item=item) for item in items], ignore_conflicts=True)


def latest_batches(batches):
    """Return the latest of `batches`, a queryset, for each item."""
    later = Batch.objects.filter(
        classroom=OuterRef("classroom"), item=OuterRef("item"), learners__gt=OuterRef("learners")
    )
    return batches.filter(~Exists(later))


def _fresh(classroom, assigned):
    """Return the answers that are in no batch, of learners who are in none for that item."""
    items = Question.objects.filter(reveals__in=ONLY_FIGURES).exclude(kind=ORDERING).values("key")
    counted = Counted.objects.filter(learner=OuterRef("learner"), item=OuterRef("item"))
    return first_answers(classroom, assigned, item__in=items).filter(~Exists(counted), is_right=None)


def _due_items(classroom, assigned):
    waiting = _fresh(classroom, assigned).values("item").annotate(n=Count("pk")).filter(n__gte=A_BATCH)
    return list(waiting.values_list("item", flat=True))


def _draw(classroom, assigned):
    groups = defaultdict(list)
    fresh = _fresh(classroom, assigned).filter(item__in=_due_items(classroom, assigned))
    for answer in fresh.order_by("answered_at", "pk"):
        groups[answer.item].append(answer)
    groups = {item: answers[: whole_batches(len(answers))] for item, answers in groups.items()}
    before = {batch.item: batch for batch in latest_batches(classroom.batches.filter(item__in=groups))}
    # The words are those of the newest answer; whoever erased it this very moment leaves the drawing to the next look.
    attempts = Attempt.objects.in_bulk([answers[-1].attempt_id for answers in groups.values() if answers])
    groups = {item: answers for item, answers in groups.items() if answers and answers[-1].attempt_id in attempts}
    Counted.objects.bulk_create(
        # In one order, so that two classes with the same learners never wait for each other.
        sorted(
            (
                Counted(learner_id=answer.learner_id, item=item)
                for item, answers in groups.items()
                for answer in answers
            ),
            key=lambda counted: (counted.learner_id, counted.item),
        )
    )
    Batch.objects.bulk_create(
        [
            _batch(classroom, answers, attempts[answers[-1].attempt_id], before.get(item))
            for item, answers in groups.items()
        ]
    )


def _batch(classroom, answers, attempt, before):
    item = answers[-1].item
    asked = next(asked for asked in attempt.items if asked["key"] == item)
    counts = Counter(before.counts if before else {})
    for answer in answers:
        counts.update(answer.picked)
    learners = len(answers) + (before.learners if before else 0)
    return Batch(
        classroom=classroom,
        item=item,
        learners=learners,
        asked=asked | {"quiz": attempt.quiz_id},
        tenths={key: tenths(counts[key], learners) for key in asked["choices"]},
        counts=counts,
    )
