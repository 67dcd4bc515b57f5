from django.shortcuts import render
from django.views.decorators.http import require_safe

from lessons.classrooms.access import get_taught_classroom, teachers_only


@require_safe
@teachers_only
def teach(request, pk):
    taught = get_taught_classroom(request.user, pk)
    return render(request, "classrooms/teach.html", {"classroom": taught, "tab": "teach"})


@require_safe
@teachers_only
def disclosure(request):
    """What to do when a pupil tells that something happened; one tap from every page of a teacher."""
    return render(request, "classrooms/disclosure.html", {})
