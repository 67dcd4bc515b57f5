"""What learners of a class have done of what they were given, told by the database in one row a learner.

The rule is the one of Assignment.counts_from: nothing that was done before joining, before being assigned or before
the opening day leaves the database.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import (
    Aggregate,
    BigIntegerField,
    Case,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from lessons.classrooms.models import Assignment, Enrolment
from lessons.classrooms.plans import base_moment, end_of
from lessons.learning.models import Attempt, Completion

BEGUN, DONE, LATE = 1, 2, 3
# A number tells of one activity: its page, its state, and the result in percent plus one; 0 for no result.
_PAGE, _STATE = 4000, 1000


class Listed(Aggregate):
    """Numbers of a group as one text with commas."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler, connection, **extra):
        return super().as_sql(
            compiler, connection, function="STRING_AGG", template="%(function)s((%(expressions)s)::text, ',')", **extra
        )


@dataclass(frozen=True)
class _Given:
    """Activities that the same learners have in the same way: their `pages`, and the learners; None for the class."""

    pages: list
    learners: object

    def holds(self, page):
        condition = Q(**{f"{page}__in": self.pages})
        return condition if self.learners is None else condition & Q(learner__in=self.learners)


@dataclass(frozen=True)
class _Windows:
    """When work counts: a list of pairs (moment, what was given) for its beginning, and one for its end.

    The end is None for whatever nobody can be late with yet.
    """

    since: list
    until: list

    def counted(self, page, *moments):
        """The condition that one of `moments` lies after the learner joined and after the activity was theirs."""
        counted = Q(pk__in=[])
        for since, given in self.since:
            inside = Q()
            for moment in moments:
                inside |= Q((f"{moment}__gte", since), (f"{moment}__gte", OuterRef("joined_at")))
            counted |= given.holds(page) & inside
        return counted

    def late(self, page, moment):
        """An expression that is 1 when `moment` lies after the last due day of the activity, else 0."""
        in_time = Q(pk__in=[])
        for until, given in self.until:
            in_time |= given.holds(page) & Q(**{f"{moment}__lt": until}) if until else given.holds(page)
        return Case(When(in_time, then=0), default=1, output_field=IntegerField())


def with_work(enrolments, plan):
    """Return (pk, name, partial assignments, lesson work, quiz work) of each of `enrolments`.

    The last three are lists in a text: `read_keys` reads the first of them, `read_work` the others.
    """
    lessons = _windows(plan, [column for column in plan.columns if not column.is_quiz])
    quizzes = _windows(plan, [column for column in plan.columns if column.is_quiz])
    return enrolments.annotate(
        special=_special(plan.partial),
        lesson_work=_listed(Completion, _number("activity_id", _lesson_state(lessons))),
        quiz_work=_listed(Attempt, _number("quiz_id", _quiz_state(quizzes), "percent")),
    ).values_list("pk", "name", "special", "lesson_work", "quiz_work")


def _special(partial):
    if not partial:
        return Value("", output_field=TextField())
    given = Assignment.learners.through.objects.filter(enrolment=OuterRef("pk"), assignment__in=partial)
    keys = given.order_by().values("enrolment").annotate(keys=Listed(F("assignment"))).values("keys")
    return Subquery(keys, output_field=TextField())


def _windows(plan, columns):
    """Return the _Windows of `columns`, with as few pairs as there are different moments."""
    since, until = {}, {}
    for column in columns:
        for assignment in column.holders:
            end = end_of(assignment.due_on) if assignment.due_on else None
            end = end if end and end <= plan.now else None
            group = None if assignment.is_for_class else assignment.pk
            since.setdefault((base_moment(assignment), group), set()).add(column.activity.pk)
            until.setdefault((end, group), set()).add(column.activity.pk)
    return _Windows(_pairs(since), _pairs(until))


def _pairs(pages):
    return [
        (moment, _Given(sorted(found), group and Enrolment.objects.filter(assignments=group).values("learner")))
        for (moment, group), found in pages.items()
    ]


def _lesson_state(windows):
    return Case(
        *(
            When(windows.counted("activity", moment), then=DONE + windows.late("activity", moment))
            for moment in ("completed_at", "done_again_at")
        ),
        When(windows.counted("activity", "position_at", "started_at"), then=BEGUN),
        output_field=IntegerField(),
    )


def _quiz_state(windows):
    done = When(passed=True, then=DONE + windows.late("quiz", "finished_at"))
    state = Case(done, default=BEGUN, output_field=IntegerField())
    return Case(When(windows.counted("quiz", "started_at"), then=state), output_field=IntegerField())


def _number(page, state, percent=None):
    number = Cast(F(page), BigIntegerField()) * _PAGE + state * _STATE
    return number + Coalesce(F(percent) + 1, 0) if percent else number


def _listed(model, number):
    of_learner = model.objects.filter(learner=OuterRef("learner")).order_by().values("learner")
    return Subquery(of_learner.annotate(work=Listed(number)).values("work"), output_field=TextField())


def read_keys(text):
    return frozenset(map(int, text.split(","))) if text else frozenset()


def read_work(*texts):
    """Return {page: (state, best percent or None)} of the texts of one learner; what was not begun isn't in it."""
    work = {}
    for text in texts:
        for number in text.split(",") if text else ():
            page, state, percent = _read(number)
            if page in work:
                known_state, known_percent = work[page]
                state = _better(state, known_state)
                percent = max(percent, known_percent, key=lambda value: -1 if value is None else value)
            work[page] = (state, percent)
    return work


@lru_cache(maxsize=50_000)
def _read(number):
    page, rest = divmod(int(number), _PAGE)
    state, percent = divmod(rest, _STATE)
    return page, state, percent - 1 if percent else None


def _better(state, other):
    """Of two tries the one that was on time, else the late one, else the one that is merely begun."""
    return DONE if DONE in (state, other) else max(state, other)
