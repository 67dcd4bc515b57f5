"""What a teacher does about one learner of a class."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from lessons.accounts.forms import posted
from lessons.accounts.given_pins import given_pictures, given_pin
from lessons.accounts.pictures import pictures_of
from lessons.accounts.views import pages
from lessons.classrooms import learner_actions as actions
from lessons.classrooms.access import get_current_enrolment, get_taught_enrolment, teachers_only
from lessons.classrooms.actions import NameTaken, reset_pin
from lessons.classrooms.models import Classroom
from lessons.classrooms.names import name_key, tidy_name
from lessons.classrooms.roster_forms import MergeForm, MoveForm, RenameForm
from lessons.classrooms.roster_views import MOST_SEARCHED

OFFERED = 20
TAKEN = gettext_lazy("Somebody in that class has this name, or had it and was removed. Please add a second name.")


def shown(request, template, enrolment, **context):
    """Answer with a page about one learner."""
    context |= {"enrolment": enrolment, "classroom": enrolment.classroom, "tab": "learners"}
    return render(request, f"classrooms/{template}.html", context)


def back_to(enrolment):
    return redirect("classrooms:learner", enrolment.classroom_id, enrolment.pk)


@pages
@teachers_only
def learner(request, pk, enrolment_pk):
    """A learner's place in the class: their name, which a teacher may change, and what else can be done."""
    enrolment = get_taught_enrolment(request.user, pk, str(enrolment_pk))
    if not enrolment.is_current:
        return shown(request, "former_learner", enrolment)
    called = enrolment.name
    form = RenameForm(posted(request), initial={"name": called})
    if form.is_valid():
        try:
            actions.rename_learner(enrolment=enrolment, name=form.cleaned_data["name"], by=request.user)
        except NameTaken:
            enrolment.name = called
            form.add_error("name", TAKEN)
        else:
            messages.success(request, _("The name was changed."))
            return back_to(enrolment)
    return shown(request, "learner", enrolment, form=form)


@require_POST
@teachers_only
def new_pin(request, pk):
    """Give a learner a new PIN that works once, and show it."""
    enrolment = get_current_enrolment(request.user, pk, request.POST.get("enrolment", ""))
    reset_pin(enrolment=enrolment, by=request.user)
    # A page of its own: loading this answer again would set another PIN.
    return redirect("classrooms:shown_pin", enrolment.classroom_id, enrolment.pk)


@require_safe
@teachers_only
def shown_pin(request, pk, enrolment_pk):
    """The PIN that the learner was given, as long as they have not used it."""
    return given_secret(request, get_current_enrolment(request.user, pk, enrolment_pk))


def given_secret(request, enrolment):
    given = {"pin": given_pin(enrolment.learner)}
    if enrolment.classroom.uses_pictures:
        given = {"pictures": pictures_of(given_pictures(enrolment.learner) or "")}
    return shown(request, "new_pin", enrolment, **given)


@pages
@teachers_only
def move(request, pk, enrolment_pk):
    enrolment = get_current_enrolment(request.user, pk, enrolment_pk)
    others = Classroom.objects.taught_by(request.user).filter(archived_at=None).exclude(pk=enrolment.classroom_id)
    form = MoveForm(posted(request), classrooms=others, initial={"name": enrolment.name})
    if form.is_valid():
        there = _moved_or_error(request, form, enrolment)
        if there:
            messages.success(request, _("The learner is in this class now."))
            return back_to(there)
    return shown(request, "move_learner", enrolment, form=form, any_other=bool(form.classrooms))


def _moved_or_error(request, form, enrolment):
    to, name = form.cleaned_data["to"], form.cleaned_data["name"]
    try:
        return actions.move_learner(enrolment=enrolment, classroom=to, name=name, by=request.user)
    except NameTaken:
        form.add_error("name", TAKEN)
    except actions.InThatClassAlready:
        form.add_error("to", _("The learner is in that class already. You can remove them here instead."))
    except actions.NotPossible:
        raise Http404 from None
    return None


@pages
@teachers_only
def merge(request, pk, enrolment_pk):
    """The learner is there twice: the teacher says which name stays; the learner will confirm it."""
    enrolment = get_current_enrolment(request.user, pk, enrolment_pk)
    sought = tidy_name(request.GET.get("q", ""))[:MOST_SEARCHED]
    form = MergeForm(posted(request), others=_others_like(enrolment, sought))
    if form.is_valid():
        try:
            actions.propose_merge(double=enrolment, into=form.cleaned_data["into"], by=request.user)
        except actions.NotPossible:
            raise Http404 from None
        messages.success(request, _("Done. The records come together once the learner has confirmed it."))
        return back_to(form.cleaned_data["into"])
    return shown(request, "merge_learner", enrolment, form=form, sought=sought)


def _others_like(enrolment, sought):
    """Return the learners of the class whose name holds what is sought; else those who share a first word, first."""
    others = enrolment.classroom.enrolments.current().exclude(pk=enrolment.pk).by_name()
    if sought:
        return others.filter(name_key__contains=name_key(sought))[:OFFERED]
    alike = list(others.filter(name_key__contains=enrolment.name_key.split()[0])[:OFFERED])
    rest = others.exclude(pk__in=[other.pk for other in alike])[: OFFERED - len(alike)]
    return [*alike, *rest]


@pages
@teachers_only
def remove(request, pk, enrolment_pk):
    enrolment = get_current_enrolment(request.user, pk, enrolment_pk)
    if request.method != "POST":
        return shown(request, "remove_learner", enrolment)
    try:
        actions.remove_learner(enrolment=enrolment, by=request.user)
    except actions.NotPossible:
        raise Http404 from None
    messages.success(request, _("The learner was removed from the class."))
    return redirect(enrolment.classroom)


@require_POST
@teachers_only
def come_back(request, pk, enrolment_pk):
    """Bring back somebody who was removed."""
    enrolment = get_taught_enrolment(request.user, pk, str(enrolment_pk))
    try:
        actions.bring_back(enrolment=enrolment, by=request.user)
    except actions.NotPossible:
        raise Http404 from None
    messages.success(request, _("The learner is in the class again."))
    return back_to(enrolment)
