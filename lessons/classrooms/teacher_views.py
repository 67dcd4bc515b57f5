"""A teacher's pages."""

from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from lessons.accounts.forms import posted
from lessons.accounts.views import pages
from lessons.classrooms import forms
from lessons.classrooms.access import get_taught_classroom, teachers_only
from lessons.classrooms.actions import NotATeacher, make_classroom
from lessons.classrooms.models import Classroom
from lessons.classrooms.roster_views import roster_of
from lessons.core.qr import qr_svg


@require_safe
@teachers_only
def classes(request):
    """The classes in use, with who is in them and who waits, and below them the archive."""
    taught = list(Classroom.objects.taught_by(request.user).with_learner_count().with_waiting_count())
    context = {"classrooms": [one for one in taught if not one.is_archived]}
    context["archived"] = [one for one in taught if one.is_archived]
    return render(request, "classrooms/classes.html", context)


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
    """The first page of a class: its learners, who waits, and the ways in."""
    taught = get_taught_classroom(request.user, pk)
    context = {"classroom": taught, "tab": "learners", **roster_of(taught, request.GET), **join_address(taught)}
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
        # Nobody joins a closed class; its learners sign in.
        page = "classrooms:join" if classroom.is_open else "classrooms:sign_in"
        typed = settings.BASE_URL.partition("://")[2] + reverse(page)
    return {"qr": qr_svg(own), "typed_address": typed}
