"""A teacher lets a class practise this week, or takes that back."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lessons.classrooms.access import get_taught_classroom, teachers_only
from lessons.classrooms.practising import set_practise_week, take_back_practise_week


@require_POST
@teachers_only
def set_week(request, pk):
    set_practise_week(classroom=get_taught_classroom(request.user, pk), by=request.user)
    messages.success(request, _("It is set. Learners see it on their own page and in practice."))
    return redirect("classrooms:assignments", pk)


@require_POST
@teachers_only
def take_back_week(request, pk):
    take_back_practise_week(classroom=get_taught_classroom(request.user, pk), by=request.user)
    messages.success(request, _("It is taken back. What learners have practised stays theirs."))
    return redirect("classrooms:assignments", pk)
