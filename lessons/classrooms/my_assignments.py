"""What a learner was given by their teachers, and what of it they have done."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from lessons.classrooms.assigned import assigned_activities, done_at, module_path, try_counts
from lessons.classrooms.models import Assignment, Enrolment
from lessons.content.models import QuizPage
from lessons.learning.models import Attempt, Completion
from lessons.learning.queries import BEGUN, DONE, OPEN


@dataclass(frozen=True)
class Work:
    """An activity that was set. `was_done_before`: it was done by own choice earlier, and doesn't count so."""

    activity: Page
    state: str
    was_done_before: bool = False

    @property
    def is_quiz(self):
        return isinstance(self.activity, QuizPage)


@dataclass(frozen=True)
class Mine:
    """An assignment as one of its learners sees it; `days` is how many are left, None at their own pace."""

    assignment: Assignment
    works: list
    days: int | None

    @property
    def one(self):
        """The activity, when it is one and not the module that was set."""
        return self.works[0].activity if self.assignment.activity_id else None

    @property
    def done(self):
        return sum(work.state == DONE for work in self.works)

    @property
    def state(self):
        if self.done == len(self.works):
            return DONE
        return BEGUN if any(work.state != OPEN for work in self.works) else OPEN


def open_assignments(enrolments, on=None):
    """Return (assignment, the moment from which its learner's work counts) of what is open to them, as it is due.

    `enrolments` are the places of one learner, with their classes.
    """
    places = {place.classroom_id: place for place in enrolments if _is_theirs(place)}
    if not places:
        return []
    named = Assignment.learners.through.objects.filter(enrolment__in=places.values()).values("assignment")
    found = Assignment.objects.standing().open(on).filter(Q(is_for_class=True) | Q(pk__in=named), classroom__in=places)
    found = found.select_related("module", "classroom").defer("module__guide", "module__objectives").as_due()
    return [(assignment, assignment.counts_from(places[assignment.classroom_id].joined_at)) for assignment in found]


def _is_theirs(place):
    return place.is_current and place.classroom.removed_at is None


def assignments_of(learner, enrolments, completions, on=None):
    """Return the learner's Mine in the order in which they are due, in six queries or fewer.

    `completions` are all of the learner's, by lesson, as learning's Record has them.
    """
    on = on or timezone.localdate()
    counting = open_assignments(enrolments, on)
    if not counting:
        return []
    every = assigned_activities([assignment for assignment, _moment in counting])
    given = [(one.assignment, one.activities) for one in every]
    since = _since(counting, given)
    tries = {}
    for attempt in Attempt.objects.begun().filter(learner=learner).defer("frozen"):
        tries.setdefault(attempt.quiz_id, []).append(attempt)
    return [
        Mine(a, [_work(page, completions, tries, since[a.classroom_id, page.pk]) for page in pages], _days(a, on))
        for a, pages in given
        if pages
    ]


def _since(counting, given):
    """Return from when the work on a page counts in a class: set twice, the earlier time decides."""
    since = {}
    for (assignment, moment), (_assignment, pages) in zip(counting, given, strict=True):
        for page in pages:
            key = (assignment.classroom_id, page.pk)
            since[key] = min(since.get(key, moment), moment)
    return since


def _days(assignment, on):
    return (assignment.due_on - on).days if assignment.due_on else None


def _work(page, completions, tries, moment: datetime):
    if isinstance(page, QuizPage):
        return _quiz_work(page, tries.get(page.pk, []), moment)
    completion = completions.get(page.pk)
    if done_at(completion, moment):
        return Work(page, DONE)
    return Work(page, BEGUN if completion else OPEN, completion is not None and completion.is_done)


def _quiz_work(page, tries, moment):
    counted = [attempt for attempt in tries if try_counts(attempt, moment)]
    if any(attempt.passed for attempt in counted):
        return Work(page, DONE)
    earlier = any(attempt.passed for attempt in tries if attempt not in counted)
    return Work(page, BEGUN if counted else OPEN, earlier and not counted)


def was_done_before_it_was_set(learner, lesson):
    """Return whether `learner` did `lesson` by their own choice before a class of theirs was set it, and not since."""
    places = Enrolment.objects.filter(learner=learner).select_related("classroom")
    since = {}
    for assignment, moment in open_assignments(places):
        if _holds(assignment, lesson):
            since[assignment.classroom_id] = min(since.get(assignment.classroom_id, moment), moment)
    if not since:
        return False
    completion = Completion.objects.filter(learner=learner, activity=lesson).first()
    return completion is not None and completion.is_done and not done_at(completion, max(since.values()))


def _holds(assignment, lesson):
    module = assignment.module
    if not module.live or module.private_reading or assignment.classroom.band not in lesson.bands:
        return False
    if assignment.activity_id:
        return assignment.activity_id == lesson.pk
    return module.path == module_path(lesson)
