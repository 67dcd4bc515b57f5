"""The results of a class: a line for the class and one for each learner. Nobody is ranked by what they got."""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext, ngettext

from lessons.classrooms.cells import NOT_BEGUN, cell, is_done
from lessons.classrooms.plans import Plan, Terms, plan_of
from lessons.classrooms.tallies import read_keys, read_work, with_work

# Who needs a nudge, and why; in this order on the page.
OVERDUE, NOTHING_BEGUN, NO_NUDGE = 0, 1, 2
_UNTOUCHED = (NOT_BEGUN, None)


@dataclass(frozen=True)
class Learner:
    """A learner of the class. `overdue` is how many activities are due and not done."""

    pk: int
    name: str
    work: dict
    terms: Terms
    overdue: int
    has_begun: bool

    @property
    def nudge(self):
        if self.overdue:
            return OVERDUE
        return NO_NUDGE if self.has_begun else NOTHING_BEGUN

    @property
    def reason(self):
        """Why they need a nudge, in words; "" when they don't."""
        if self.nudge == NO_NUDGE:
            return ""
        if self.nudge == OVERDUE:
            return ngettext("%(n)s overdue", "%(n)s overdue", self.overdue) % {"n": self.overdue}
        return gettext("Nothing begun")


@dataclass(frozen=True)
class Row:
    learner: Learner
    cells: list


@dataclass(frozen=True)
class Share:
    """How much of an activity the class has done: of so many learners to whom it is open, so many."""

    done: int
    given: int

    @property
    def percent(self):
        """Whole percent; None while it is open to nobody. All of it is 100 only when nothing is left."""
        return 100 * self.done // self.given if self.given else None


@dataclass
class Results:
    """What a class has done of `plan`; `learners` by name, `modules` are all that it has to do with."""

    plan: Plan
    learners: list
    modules: list = field(default_factory=list)
    _cells: dict = field(default_factory=dict)

    @property
    def columns(self):
        return self.plan.columns

    @property
    def groups(self):
        """Each module with how many columns it has."""
        counted = {}
        for column in self.columns:
            counted[column.module] = counted.get(column.module, 0) + 1
        return list(counted.items())

    @cached_property
    def shares(self):
        """The Share of each column."""
        done, given = [0] * len(self.columns), [0] * len(self.columns)
        places = {column.activity.pk: place for place, column in enumerate(self.columns)}
        groups = {}
        for learner in self.learners:
            groups[learner.terms] = groups.get(learner.terms, 0) + 1
            for page, (state, _percent) in learner.work.items():
                done[places[page]] += is_done(state)
        for terms, count in groups.items():
            for place, term in enumerate(terms.of_columns):
                given[place] += count if term and term.is_open else 0
        return [Share(*pair) for pair in zip(done, given, strict=True)]

    @cached_property
    def share(self):
        return Share(sum(share.done for share in self.shares), sum(share.given for share in self.shares))

    @cached_property
    def not_begun(self):
        """Learners who have begun nothing of what is open to them."""
        return [learner for learner in self.learners if not learner.has_begun]

    @cached_property
    def nudged(self):
        return [learner for learner in self.learners if learner.nudge != NO_NUDGE]

    def ordered(self, *, by_name=False, only_nudged=False):
        """Return the learners, those who need a nudge first unless `by_name`; of equals by name."""
        chosen = self.nudged if only_nudged else self.learners
        return chosen if by_name else sorted(chosen, key=lambda learner: learner.nudge)

    def row(self, learner):
        """Return the Row of one of the learners."""
        return Row(
            learner, [self._cell(*pair, learner) for pair in zip(self.columns, learner.terms.of_columns, strict=True)]
        )

    def _cell(self, column, term, learner):
        key = (term, *learner.work.get(column.activity.pk, _UNTOUCHED))
        if key not in self._cells:
            self._cells[key] = cell(*key)
        return self._cells[key]


def results_of(classroom, *, module_pk="", now=None):
    """Return the Results of the current learners of `classroom`, only for one module when `module_pk` is one of it.

    In a number of queries that depends neither on learners nor on activities. `module_pk` is what somebody typed.
    """
    plan = plan_of(classroom, now)
    module = next((module for module in plan.modules if str(module.pk) == module_pk), None)
    found = results_for(classroom.enrolments.current(), plan.only(module) if module else plan)
    found.modules = plan.modules
    return found


def results_for(enrolments, plan):
    """Return the Results of `enrolments` in one query."""
    rows = with_work(enrolments, plan).order_by("sort_key", "pk")
    return Results(
        plan,
        [_learner(pk, name, plan.terms(read_keys(special)), read_work(*texts)) for pk, name, special, *texts in rows],
    )


def _learner(pk, name, terms, work):
    overdue = sum(1 for page in terms.due if not is_done(work.get(page, _UNTOUCHED)[0]))
    return Learner(pk, name, work, terms, overdue, bool(work) or not terms.has_open)
