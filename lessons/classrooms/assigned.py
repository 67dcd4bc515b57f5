"""Which activities an assignment stands for: those that are published today and fit the age of the class."""

from dataclasses import dataclass

from wagtail.models import Page

from lessons.classrooms.models import Assignment
from lessons.learning.queries import activities_below


@dataclass(frozen=True)
class Assigned:
    """An assignment with the pages it stands for, in the order of their module; none when all were withdrawn."""

    assignment: Assignment
    activities: list


def assigned_activities(assignments, band):
    """Return an Assigned for each of `assignments` (with `module` selected), in at most three queries."""
    modules = {assignment.module.path: assignment.module for assignment in assignments if assignment.module.live}
    below = activities_below(list(modules.values()), band) if modules else {}
    return [Assigned(assignment, _chosen(assignment, below)) for assignment in assignments]


def _chosen(assignment, below):
    pages = below.get(assignment.module.path, [])
    if assignment.activity_id is None:
        return pages
    return [page for page in pages if page.pk == assignment.activity_id]


def module_path(page):
    """Return the path of the module that holds the activity `page`."""
    return page.path[: -Page.steplen]
