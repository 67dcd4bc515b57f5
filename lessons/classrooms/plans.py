"""What a class was given to do: the columns of its results, and on which terms each learner has them."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from wagtail.models import Page

from lessons.classrooms.assigned import assigned_activities
from lessons.classrooms.models import Assignment
from lessons.content.models import ModulePage, QuizPage


@dataclass(frozen=True)
class Column:
    """An assigned activity. `place` is where it stands in its module, counted from 1."""

    activity: Page
    module: ModulePage
    place: int
    holders: tuple

    @property
    def label(self):
        return f"{self.module.number}.{self.place}"

    @property
    def is_quiz(self):
        return isinstance(self.activity, QuizPage)


@dataclass(frozen=True, eq=False)
class Term:
    """On which terms a learner has an activity: their work counts from `since`, or from when they joined if later."""

    since: datetime
    due_on: date | None
    is_open: bool
    is_overdue: bool


@dataclass(frozen=True, eq=False)
class Terms:
    """All terms of a learner: `of_columns` has None where a column isn't for them."""

    of_columns: tuple
    # The pages of what is overdue when it isn't done.
    due: tuple
    has_open: bool


@dataclass
class Plan:
    """The standing assignments of a class; `partial` are the keys of those that are for some learners only."""

    columns: list
    partial: list
    now: datetime
    _known: dict = field(default_factory=dict)

    @property
    def modules(self):
        return list(dict.fromkeys(column.module for column in self.columns))

    def terms(self, special):
        """Return the Terms of a learner; `special` are the keys of the partial assignments that are for them.

        Learners with the same assignments get the same object.
        """
        if special not in self._known:
            terms = tuple(self._term(column, special) for column in self.columns)
            pairs = [(column, term) for column, term in zip(self.columns, terms, strict=True) if term]
            due = tuple(column.activity.pk for column, term in pairs if term.is_overdue)
            self._known[special] = Terms(terms, due, any(term.is_open for _column, term in pairs))
        return self._known[special]

    def _term(self, column, special):
        mine = [a for a in column.holders if a.is_for_class or a.pk in special]
        if not mine:
            return None
        since = min(base_moment(assignment) for assignment in mine)
        days = [assignment.due_on for assignment in mine]
        due_on = None if None in days else max(days)
        overdue = due_on is not None and due_on < timezone.localdate(self.now)
        return Term(since, due_on, is_open=since <= self.now, is_overdue=overdue)

    def only(self, module):
        """Return the part of this plan that belongs to `module`."""
        return Plan([column for column in self.columns if column.module == module], self.partial, self.now)


def base_moment(assignment):
    """Return the moment before which nobody's work counts for `assignment`."""
    return assignment.counts_from(assignment.made_at)


def end_of(day):
    """Return the moment at which `day` is over here."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def plan_of(classroom, now=None):
    """Return the Plan of `classroom` in four queries."""
    standing = list(Assignment.objects.standing().filter(classroom=classroom).select_related("module").order_by("pk"))
    holders, found = {}, {}
    for assigned in assigned_activities(standing):
        for page in assigned.activities:
            holders.setdefault(page.pk, []).append(assigned.assignment)
            found[page.pk] = (page, assigned.assignment.module, assigned.siblings.index(page) + 1)
    columns = [Column(*parts, tuple(holders[pk])) for pk, parts in found.items()]
    columns.sort(key=lambda column: (column.module.number, column.activity.path))
    partial = [assignment.pk for assignment in standing if not assignment.is_for_class]
    return Plan(columns, partial, now or timezone.now())
