from django.shortcuts import render
from django.views.decorators.http import require_safe

from lessons.classrooms.access import get_taught_classroom, teachers_only
from lessons.classrooms.teaching import get_module_to_teach, guide_parts, modules_to_teach, numbers_to_call


@require_safe
@teachers_only
def teach(request, pk):
    """What fits the class, and beside each module and activity what a teacher may do with it."""
    taught = get_taught_classroom(request.user, pk)
    context = {"classroom": taught, "tab": "teach", "modules": modules_to_teach(taught)}
    return render(request, "classrooms/teach.html", context)


@require_safe
@teachers_only
def guide(request, pk, module_pk):
    """A module's teacher guide, in the reader's language, fit to be printed."""
    taught = get_taught_classroom(request.user, pk)
    found = get_module_to_teach(taught, module_pk)
    context = {"classroom": taught, "tab": "teach", "taught": found, "guide": guide_parts(found.module)}
    return render(request, "classrooms/guide.html", context)


@require_safe
@teachers_only
def disclosure(request):
    """What to do when a pupil tells that something happened; one tap from every page of a teacher."""
    danger, numbers = numbers_to_call()
    return render(request, "classrooms/disclosure.html", {"danger": danger, "numbers": numbers})
