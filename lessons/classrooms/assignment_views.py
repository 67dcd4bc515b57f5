"""Setting a module or an activity for a class, changing that, and taking it back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lessons.accounts.forms import posted
from lessons.accounts.views import pages
from lessons.classrooms import assignment_actions as actions
from lessons.classrooms.access import get_taught_assignment, get_taught_classroom, teachers_only
from lessons.classrooms.assignable import get_module_to_assign, modules_to_assign
from lessons.classrooms.assignment_forms import AssignForm, ChangeForm, initial_like
from lessons.classrooms.assignment_list import lines_of
from lessons.classrooms.models import PractiseWeek
from lessons.classrooms.practising import figure_of

TAB = {"tab": "assignments"}


@require_safe
@teachers_only
def assignments(request, pk):
    taught = get_taught_classroom(request.user, pk)
    standing, withdrawn = lines_of(taught)
    week = PractiseWeek.objects.standing().filter(classroom=taught).first()
    context = TAB | {"classroom": taught, "standing": standing, "withdrawn": withdrawn, "week": week}
    context["figure"] = figure_of(week) if week else None
    return render(request, "classrooms/assignments.html", context)


@require_safe
@teachers_only
def new_assignment(request, pk):
    """Choose the module."""
    taught = get_taught_classroom(request.user, pk)
    modules, private = modules_to_assign(taught)
    context = TAB | {"classroom": taught, "modules": modules, "private": private}
    return render(request, "classrooms/assignments_new.html", context)


@pages
@teachers_only
def assign(request, pk, module_pk):
    """Set a module or one of its activities; `?like=` begins with what another assignment says."""
    taught = get_taught_classroom(request.user, pk)
    found = get_module_to_assign(taught, module_pk)
    form = AssignForm(
        posted(request), activities=found.activities, roster=_roster(taught), initial=_initial(request, taught)
    )
    if form.is_valid():
        actions.assign(classroom=taught, by=request.user, module=found.module, **form.terms)
        messages.success(request, _("It is set. Learners see it on their own page."))
        return redirect("classrooms:assignments", pk)
    return render(
        request, "classrooms/assignments_assign.html", TAB | {"classroom": taught, "found": found, "form": form}
    )


def _roster(classroom):
    """Return those who can be chosen, by name; only what a form shows of them."""
    return classroom.enrolments.current().by_name().only("pk", "name", "classroom_id")


def _initial(request, classroom):
    typed = request.GET.get("like", "")
    if not (typed.isascii() and typed.isdigit() and len(typed) < 19):
        return {}
    like = classroom.assignments.filter(pk=typed).first()
    return initial_like(like) if like else {}


@pages
@teachers_only
def change_assignment(request, pk, number):
    assignment = get_taught_assignment(request.user, pk, number)
    if assignment.withdrawn_at:
        raise Http404
    form = ChangeForm(posted(request), assignment=assignment, roster=_roster(assignment.classroom))
    if form.is_valid():
        try:
            actions.change_assignment(assignment=assignment, by=request.user, **form.terms)
        except actions.Withdrawn:
            raise Http404 from None
        messages.success(request, _("It is changed. What learners have done stays."))
        return redirect("classrooms:assignments", pk)
    context = TAB | {"classroom": assignment.classroom, "assignment": assignment, "form": form}
    return render(request, "classrooms/assignments_change.html", context)


@pages
@teachers_only
def withdraw_assignment(request, pk, number):
    """Say that no record is lost, then take the assignment back."""
    assignment = get_taught_assignment(request.user, pk, number)
    if request.method != "POST":
        context = TAB | {"classroom": assignment.classroom, "assignment": assignment}
        return render(request, "classrooms/assignments_withdraw.html", context)
    actions.withdraw_assignment(assignment=assignment, by=request.user)
    messages.success(request, _("It is withdrawn. What learners have done stays."))
    return redirect("classrooms:assignments", pk)
