"""What one learner has done of what they were given, and which knowledge questions they knew at the first try."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from lessons.classrooms.assigned import done_at, try_counts
from lessons.classrooms.cells import Cell
from lessons.classrooms.plans import Column, Term, plan_of
from lessons.classrooms.results import Learner, results_for
from lessons.content.models import Question
from lessons.learning.frozen import read_items
from lessons.learning.models import Attempt, Completion
from lessons.learning.scoring import ONLY_FIGURES


@dataclass(frozen=True)
class Known:
    """A knowledge question of a learner's first finished try; `prompt` maps a language to words."""

    prompt: dict
    is_right: bool


@dataclass(frozen=True)
class Work:
    """An activity that a learner was given. `done_on` is a day; `tries` are the finished ones of a quiz."""

    column: Column
    term: Term
    cell: Cell
    done_on: date | None
    tries: int
    questions: list


@dataclass(frozen=True)
class LearnerResults:
    """`modules` pairs each module with the Works in it."""

    learner: Learner
    modules: list


def results_of_learner(enrolment, now=None):
    """Return the LearnerResults of a current enrolment, in a number of queries that does not grow."""
    plan = plan_of(enrolment.classroom, now)
    results = results_for(enrolment.classroom.enrolments.current().filter(pk=enrolment.pk), plan)
    learner = results.learners[0]
    shown = zip(results.columns, learner.terms.of_columns, results.row(learner).cells, strict=True)
    given = [parts for parts in shown if parts[1]]
    record = _Record(enrolment, [(column, term) for column, term, _cell in given])
    works = [record.work(*parts) for parts in given]
    modules = dict.fromkeys(work.column.module for work in works)
    return LearnerResults(learner, [(module, [w for w in works if w.column.module == module]) for module in modules])


class _Record:
    """What of a learner's record counts for the class, by page."""

    def __init__(self, enrolment, given):
        lessons = [column.activity.pk for column, _term in given if not column.is_quiz]
        quizzes = [column.activity.pk for column, _term in given if column.is_quiz]
        self.since = {column.activity.pk: max(term.since, enrolment.joined_at) for column, term in given}
        mine = {"learner": enrolment.learner_id}
        self.completions = {c.activity_id: c for c in Completion.objects.filter(activity__in=lessons, **mine)}
        self.tries = {}
        attempts = Attempt.objects.finished().filter(quiz__in=quizzes, **mine).order_by("started_at")
        for attempt in attempts.prefetch_related("answers"):
            if try_counts(attempt, self.since[attempt.quiz_id]):
                self.tries.setdefault(attempt.quiz_id, []).append(attempt)
        # Knowledge when it was asked, and marked since as what no teacher may see of one learner.
        self.hidden = set(Question.objects.filter(reveals__in=ONLY_FIGURES).values_list("pk", flat=True))
        self.words = _words(tries[0] for tries in self.tries.values())

    def work(self, column, term, cell):
        page = column.activity.pk
        if not column.is_quiz:
            return Work(column, term, cell, _day(done_at(self.completions.get(page), self.since[page])), 0, [])
        tries = self.tries.get(page, [])
        passed = min((attempt.finished_at for attempt in tries if attempt.passed), default=None)
        return Work(column, term, cell, _day(passed), len(tries), self._known(tries[0]) if tries else [])

    def _known(self, attempt):
        """Return which knowledge questions of a try were right; no other kind ever."""
        marks = {answer.item: answer.is_right for answer in attempt.answers.all()}
        items = [item for item in attempt.counting_items if marks.get(item["key"]) is not None]
        items = [item for item in items if item["question"] not in self.hidden]
        shown = [(self.words.get(_version(item)), marks[item["key"]]) for item in items]
        return [Known(words.prompt, is_right) for words, is_right in shown if words]


def _words(attempts):
    """Return the words of the knowledge questions of `attempts`; two tries may have asked two versions of one."""
    return read_items([item | {"key": _version(item)} for attempt in attempts for item in attempt.counting_items])


def _version(item):
    return f"{item['key']}@{item['revision']}"


def _day(moment):
    return timezone.localdate(moment) if moment else None
