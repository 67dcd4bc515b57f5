"""Class figures of what a learner never tells a teacher: attitudes, what is about abuse, choices in a scenario.

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
from lessons.classrooms.scenario_figures import asked_in, first_steps, scenarios_in
from lessons.content.models import Question
from lessons.learning.models import Attempt, ScenarioRun
from lessons.learning.scoring import ONLY_FIGURES, ORDERING
from lessons.learning.shares import A_BATCH, tenths, whole_batches


def draw_batches(classroom, assigned):
    """Draw a batch of each item of `assigned` (of assigned_activities) that ten more learners have answered.

    One query when there is nothing to draw, two with a scenario; asking twice, or twice at once, draws once.
    """
    assigned = [one for one in assigned if one.assignment.is_for_class]
    if not assigned or not any(_due_items(rows) for rows, _moment in _sources(classroom, assigned)):
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
    return _uncounted(first_answers(classroom, assigned, item__in=items)).filter(is_right=None)


def _fresh_steps(classroom, assigned):
    """Return the first choices in scenarios that are in no batch, as _fresh does."""
    return _uncounted(first_steps(classroom, assigned))


def _uncounted(rows):
    counted = Counted.objects.filter(learner=OuterRef("learner"), item=OuterRef("item"))
    return rows.filter(~Exists(counted))


def _sources(classroom, assigned):
    """Return what may be drawn from: the rows, and what they are ordered by."""
    sources = [(_fresh(classroom, assigned), "answered_at")]
    if scenarios_in(assigned):
        sources.append((_fresh_steps(classroom, assigned), "taken_at"))
    return sources


def _due_items(rows):
    waiting = rows.values("item").annotate(n=Count("pk")).filter(n__gte=A_BATCH).order_by()
    return list(waiting.values_list("item", flat=True))


def _draw(classroom, assigned):
    groups = defaultdict(list)
    for rows, moment in _sources(classroom, assigned):
        for row in rows.filter(item__in=_due_items(rows)).order_by(moment, "pk"):
            groups[row.item].append(row)
    groups = {item: rows[: whole_batches(len(rows))] for item, rows in groups.items()}
    groups = {item: rows for item, rows in groups.items() if rows}
    before = {batch.item: batch for batch in latest_batches(classroom.batches.filter(item__in=groups))}
    asked = _asked(groups)
    groups = {item: rows for item, rows in groups.items() if item in asked}
    pairs = {(row.learner_id, item) for item, rows in groups.items() for row in rows}
    # In one order, so that two classes with the same learners never wait for each other.
    Counted.objects.bulk_create([Counted(learner_id=learner, item=item) for learner, item in sorted(pairs)])
    Batch.objects.bulk_create([_batch(classroom, rows, asked[item], before.get(item)) for item, rows in groups.items()])


def _asked(groups):
    """Return what was asked, by item, in the words of the newest answer.

    An item is left out whose newest answer was erased this very moment: the next look draws it.
    """
    newest = {item: rows[-1] for item, rows in groups.items()}
    answers = {item: row for item, row in newest.items() if hasattr(row, "attempt_id")}
    attempts = Attempt.objects.in_bulk([row.attempt_id for row in answers.values()])
    runs = ScenarioRun.objects.in_bulk([row.run_id for row in newest.values() if hasattr(row, "run_id")])
    found = {}
    for item, row in newest.items():
        if item in answers and (attempt := attempts.get(row.attempt_id)):
            found[item] = next(each for each in attempt.items if each["key"] == item) | {"quiz": attempt.quiz_id}
        elif item not in answers and (run := runs.get(row.run_id)):
            found[item] = asked_in(run, item)
    return found


def _batch(classroom, rows, asked, before):
    counts = Counter(before.counts if before else {})
    for row in rows:
        counts.update(row.picked if hasattr(row, "picked") else [row.choice])
    learners = len(rows) + (before.learners if before else 0)
    # A scenario's choices are read with its words; those that nobody took are "hardly any" there.
    choices = asked.get("choices", counts)
    return Batch(
        classroom=classroom,
        item=rows[-1].item,
        learners=learners,
        asked=asked,
        tenths={key: tenths(counts[key], learners) for key in choices},
        counts=counts,
    )
