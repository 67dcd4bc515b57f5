"""Which activities an assignment stands for, and what of a learner's work counts for it."""

from dataclasses import dataclass

from wagtail.models import Page

from lessons.classrooms.models import Assignment
from lessons.learning.queries import activities_below


@dataclass(frozen=True)
class Assigned:
    """An assignment with the pages it stands for, in the order of their module: published and of the assignment's age.

    None when all were withdrawn, or when the module has come to be one that is read in private.

    `siblings` are all activities of the module, also where the assignment is for one of them.
    """

    assignment: Assignment
    activities: list
    siblings: list


def assigned_activities(assignments):
    """Return an Assigned for each of `assignments` (with `module` selected), in at most four queries."""
    modules = {a.module.path: a.module for a in assignments if a.module.live and not a.module.private_reading}
    below = activities_below(list(modules.values()), None) if modules else {}
    return [_assigned(assignment, below.get(assignment.module.path, [])) for assignment in assignments]


def _assigned(assignment, pages):
    pages = [page for page in pages if assignment.band in page.bands]
    chosen = pages if assignment.activity_id is None else [p for p in pages if p.pk == assignment.activity_id]
    return Assigned(assignment, chosen, pages)


def module_path(page):
    """Return the path of the module that holds the activity `page`."""
    return page.path[: -Page.steplen]


def done_at(completion, counts_from):
    """Return the moment at which a lesson was done for an assignment, or None; all moments may be None.

    `counts_from` is that of Assignment.counts_from. The first time counts, and when that was earlier, by the learner's
    own choice, the latest time that they marked it as done again. classrooms.tallies says the same in SQL.
    """
    if completion is None:
        return None
    moments = (completion.completed_at, completion.done_again_at)
    return next((moment for moment in moments if moment and moment >= counts_from), None)


def try_counts(attempt, counts_from):
    """Return whether a try at a quiz counts for an assignment: one that was begun later than that."""
    return attempt.started_at >= counts_from
