from django.shortcuts import render
from django.views.decorators.http import require_safe

from lessons.classrooms.access import get_taught_classroom, teachers_only


@require_safe
@teachers_only
def settings(request, pk):
    taught = get_taught_classroom(request.user, pk)
    return render(request, "classrooms/settings.html", {"classroom": taught, "tab": "settings"})
