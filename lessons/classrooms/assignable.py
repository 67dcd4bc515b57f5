"""What a teacher may assign to a class: published modules with something for its age, but none read in private."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404

from lessons.classrooms.models import Assignment
from lessons.content.models import ModulePage
from lessons.core.bilingual import is_blank
from lessons.learning.queries import activities_below


@dataclass(frozen=True)
class Assignable:
    """A module, what of it fits the age of a class, and whether the class reads it in a language that isn't its own."""

    module: ModulePage
    activities: list
    is_assigned: bool
    lacks_language: bool


def modules_to_assign(classroom):
    """Return (what can be assigned, modules that are read in private) as Assignables, in the modules' order."""
    modules = list(ModulePage.objects.live().public().defer("guide", "objectives").order_by("number", "path"))
    below = activities_below(modules, classroom.band)
    given = set(Assignment.objects.standing().filter(classroom=classroom).values_list("module_id", flat=True))
    found = [_assignable(classroom, m, below[m.path], m.pk in given) for m in modules if below[m.path]]
    return [a for a in found if not a.module.private_reading], [a for a in found if a.module.private_reading]


def get_module_to_assign(classroom, pk):
    """Return the Assignable of the module `pk`; raises Http404 when it can't be assigned to this class."""
    # By `id`: the lookup of a link to the parent row breaks on a number too large for the database.
    module = get_object_or_404(ModulePage.objects.live().public().filter(private_reading=False), id=pk)
    activities = activities_below([module], classroom.band)[module.path]
    if not activities:
        raise Http404
    return _assignable(classroom, module, activities, is_assigned=False)


def _assignable(classroom, module, activities, is_assigned):
    pages = [module, *activities]
    lacks = any(is_blank(getattr(page, f"heading_{classroom.language}")) for page in pages)
    return Assignable(module, activities, is_assigned, lacks)
