from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from lessons.classrooms.access import get_taught_classroom, teachers_only
from lessons.classrooms.batches import draw_batches
from lessons.classrooms.module_results import assigned_of_module, results_of_module
from lessons.content.models import ModulePage


@require_safe
@teachers_only
def module_results(request, pk, module_pk):
    """A module's hardest questions, and what only figures of the whole class may tell."""
    taught = get_taught_classroom(request.user, pk)
    # By `id`: the lookup of a link to the parent row breaks on a number too large for the database.
    module = get_object_or_404(ModulePage.objects.live().public().defer("guide", "objectives"), id=module_pk)
    assigned = assigned_of_module(taught, module)
    draw_batches(taught, assigned)
    results = results_of_module(taught, module, assigned)
    return render(
        request,
        "classrooms/module_results.html",
        {"classroom": taught, "tab": "results", "module": module, "results": results},
    )
