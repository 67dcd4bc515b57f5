"""A teacher's pages."""

from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from lessons.accounts.forms import posted
from lessons.accounts.given_pins import given_pin
from lessons.accounts.views import pages
from lessons.classrooms import forms
from lessons.classrooms.access import get_taught_classroom, get_taught_enrolment, teachers_only
from lessons.classrooms.actions import NotATeacher, make_classroom, reset_pin
from lessons.classrooms.models import Classroom
from lessons.classrooms.qr import qr_svg


@require_safe
@teachers_only
def classes(request):
    taught = Classroom.objects.taught_by(request.user).with_learner_count()
    return render(request, "classrooms/classes.html", {"classrooms": taught})


@pages
@teachers_only
def new_classroom(request):
    if not request.user.may_open_classes:
        return redirect("classrooms:classes")
    form = forms.ClassroomForm(posted(request))
    if form.is_valid():
        try:
            return redirect(make_classroom(teacher=request.user, **form.cleaned_data))
        except NotATeacher:
            return redirect("classrooms:classes")
    return render(request, "classrooms/new_classroom.html", {"form": form})


@require_safe
@teachers_only
def classroom(request, pk):
    taught = get_taught_classroom(request.user, pk)
    context = {"classroom": taught, "enrolments": taught.enrolments.current().by_name(), **join_address(taught)}
    return render(request, "classrooms/classroom.html", context)


@require_safe
@teachers_only
def code(request, pk):
    """The code in large letters, for a projector or a wall."""
    taught = get_taught_classroom(request.user, pk)
    return render(request, "classrooms/code.html", {"classroom": taught, **join_address(taught)})


def join_address(classroom):
    """Return what leads into a class: the QR code of its own address, and the address where a code is typed."""
    with override(classroom.language):
        own = settings.BASE_URL + reverse("classrooms:join_class", args=[classroom.code])
        typed = settings.BASE_URL.partition("://")[2] + reverse("classrooms:join")
    return {"qr": qr_svg(own), "typed_address": typed}


@require_POST
@teachers_only
def new_pin(request, pk):
    """Give a learner a new PIN that works once, and show it."""
    enrolment = get_taught_enrolment(request.user, pk, request.POST.get("enrolment", ""))
    learner = reset_pin(enrolment=enrolment, by=request.user)
    context = {"enrolment": enrolment, "classroom": enrolment.classroom, "pin": given_pin(learner)}
    return render(request, "classrooms/new_pin.html", context)
