"""Which answers of a class its teachers may learn of: those to what was assigned, in tries begun after that."""

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from lessons.classrooms.models import Enrolment
from lessons.content.models import QuizPage
from lessons.learning.models import Answer


def first_answers(classroom, assigned, **only):
    """Return each current learner's first answer to each item of the quizzes in `assigned` (of assigned_activities).

    `only` picks items, as a filter of answers does, before the first is looked for.

    Only answers of tries that count: begun after the learner joined and after the quiz was assigned to them and open.
    With several assignments of one quiz the earliest decides.
    """
    of_each = {"partition_by": [F("learner"), F("item")], "order_by": [F("answered_at").asc(), F("pk").asc()]}
    counted = _counted_answers(classroom, assigned).filter(**only).annotate(turn=Window(RowNumber(), **of_each))
    # By their keys: a query that keeps the first of each can't be grouped any more.
    return Answer.objects.filter(pk__in=counted.filter(turn=1).values("pk"))


def _counted_answers(classroom, assigned):
    given = Q(pk__in=[])
    for one in assigned:
        given |= _given(one)
    return Answer.objects.filter(
        given,
        learner__enrolments__classroom=classroom,
        learner__enrolments__removed_at__isnull=True,
        learner__enrolments__approved_at__isnull=False,
        attempt__started_at__gte=F("learner__enrolments__joined_at"),
    )


def _given(assigned):
    """Return the condition under which an answer counts for this assignment, but for when its learner joined."""
    assignment = assigned.assignment
    quizzes = [page.pk for page in assigned.activities if isinstance(page, QuizPage)]
    since = assignment.counts_from(assignment.made_at)
    given = Q(attempt__quiz__in=quizzes, attempt__started_at__gte=since)
    if not assignment.is_for_class:
        given &= Q(learner__in=Enrolment.objects.filter(assignments=assignment).values("learner"))
    return given
