"""The assignments of a class as its teacher sees them: in the order of the due day, each with its state."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone
from wagtail.models import Page

from lessons.classrooms.assigned import assigned_activities
from lessons.classrooms.models import Assignment

WITHDRAWN, GONE, PRIVATE, PLANNED, OVERDUE, DUE, OPEN = "withdrawn gone private planned overdue due open".split()


@dataclass(frozen=True)
class Line:
    """An assignment, its state, what stands for it today, and how many learners it is for when not for the class.

    `activity` is the one activity that was set; as a bare page, with its editors' title, when it was unpublished.
    """

    assignment: Assignment
    activities: list
    state: str

    @property
    def activity(self) -> Page | None:
        if self.assignment.activity_id is None:
            return None
        return self.activities[0] if self.activities else self.assignment.activity

    @property
    def learner_count(self):
        return self.assignment.learner_count


def lines_of(classroom, on=None):
    """Return the Lines of the standing and of the withdrawn assignments of `classroom`, in four queries."""
    on = on or timezone.localdate()
    current = Q(learners__removed_at=None, learners__approved_at__isnull=False)
    found = Assignment.objects.filter(classroom=classroom).select_related("module", "activity").as_due()
    found = found.defer("module__guide", "module__objectives")
    rows = list(found.annotate(learner_count=Count("learners", filter=current)))
    lines = [Line(a.assignment, a.activities, _state(a, on)) for a in assigned_activities(rows)]
    standing = [line for line in lines if line.state != WITHDRAWN]
    return standing, [line for line in lines if line.state == WITHDRAWN]


def _state(assigned, on):
    assignment = assigned.assignment
    if assignment.withdrawn_at:
        return WITHDRAWN
    if not assigned.activities:
        return PRIVATE if assignment.module.live and assignment.module.private_reading else GONE
    if not assignment.has_opened(on):
        return PLANNED
    if assignment.is_overdue(on):
        return OVERDUE
    return DUE if assignment.due_on else OPEN
