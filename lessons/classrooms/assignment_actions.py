"""Setting, changing and withdrawing assignments. None of it touches what a learner has done."""

from django.db import transaction
from django.utils import timezone

from lessons.classrooms import audit
from lessons.classrooms.models import Assignment
from lessons.core.bilingual import local_field


class NotAssignable(Exception):
    """This module is read in private: nothing of it may reach a teacher."""


class Withdrawn(Exception):
    """The assignment was withdrawn in the meantime."""


@transaction.atomic
def assign(*, classroom, by, module, activity=None, learners=None, now=None, **terms):
    """Set `module`, or one `activity` of it, for the class or for `learners` (enrolments of it) and return it.

    `terms`: opens_on, due_on and note. Raises NotAssignable.
    """
    if module.private_reading:
        raise NotAssignable
    assignment = Assignment.objects.create(
        classroom=classroom,
        module=module,
        activity=activity,
        is_for_class=learners is None,
        made_at=now or timezone.now(),
        made_by=by,
        **terms,
    )
    assignment.learners.set(learners or [])
    _note(assignment, by, "assignment_made")
    return assignment


@transaction.atomic
def change_assignment(*, assignment, by, learners=None, now=None, **terms):
    """Give the assignment these terms and learners (None: the class).

    Once it is open it can't come to be for more learners nor from another day, so that nothing that somebody did by
    their own choice ever counts. Raises Withdrawn.
    """
    now = now or timezone.now()
    assignment = _locked(assignment)
    if assignment.has_opened(timezone.localdate(now)):
        terms.pop("opens_on", None)
        learners = _no_more_than_before(assignment, learners)
    else:
        # Nobody's work counts yet; from now on the new terms decide.
        assignment.made_at = now
    for name, value in terms.items():
        setattr(assignment, name, value)
    assignment.is_for_class = learners is None
    assignment.save()
    assignment.learners.set(learners or [])
    _note(assignment, by, "assignment_changed")
    return assignment


def _no_more_than_before(assignment, learners):
    if assignment.is_for_class:
        return learners
    had = set(assignment.learners.all())
    return had if learners is None else [enrolment for enrolment in learners if enrolment in had]


@transaction.atomic
def withdraw_assignment(*, assignment, by, now=None):
    """Take the assignment back; withdrawing it again changes nothing. Every record stays."""
    try:
        assignment = _locked(assignment)
    except Withdrawn:
        return
    assignment.withdrawn_at = now or timezone.now()
    assignment.save(update_fields=["withdrawn_at"])
    _note(assignment, by, "assignment_withdrawn")


def _locked(assignment):
    # Only its own row: a locked outer join is more than PostgreSQL does.
    found = Assignment.objects.select_for_update(of=("self",)).select_related("module", "classroom")
    assignment = found.get(pk=assignment.pk)
    if assignment.withdrawn_at:
        raise Withdrawn
    return assignment


def _note(assignment, by, kind):
    heading = local_field(assignment.module, "heading").text
    audit.note(classroom=assignment.classroom, by=by, kind=kind, detail=heading)
