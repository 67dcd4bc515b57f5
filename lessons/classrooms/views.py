"""Joining a class and signing in, for learners."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from lessons.accounts.forms import TOO_MANY_TRIES, posted
from lessons.accounts.sessions import sign_in as open_session
from lessons.accounts.throttling import TooManyTries
from lessons.accounts.views import pages
from lessons.classrooms import forms
from lessons.classrooms.actions import JoinRefused, NameTaken, join_classroom, join_with_new_pin, settle_guest
from lessons.classrooms.guests import guest_of
from lessons.classrooms.join_codes import normalise_code
from lessons.classrooms.models import Classroom, Enrolment
from lessons.classrooms.sign_in import check_pin, find_class, joined_just_now
from lessons.core.views import local_path


def own_page():
    """Return the address of the learner's own page."""
    return reverse("dashboards:me")


@pages
def join(request):
    form = forms.CodeForm(posted(request))
    if form.is_valid():
        classroom = class_or_error(request, form, form.cleaned_data["code"], Classroom.objects.open())
        if classroom:
            return redirect("classrooms:join_class", classroom.code)
    return render(request, "classrooms/join.html", {"form": form})


def class_or_error(request, form, typed, classrooms):
    """Return the class with the code `typed`; else None, with a sentence beside the field."""
    try:
        classroom = find_class(request, typed, classrooms)
    except TooManyTries:
        form.add_error("code", TOO_MANY_TRIES)
        return None
    if classroom is None and not form.has_error("code"):
        form.add_error("code", forms.NO_SUCH_CLASS)
    return classroom


@sensitive_post_parameters("pin")
@pages
def join_class(request, code):
    """What a class's QR code holds."""
    code_form = forms.CodeForm({"code": code})
    code_form.is_valid()
    classroom = class_or_error(request, code_form, code, Classroom.objects.open())
    if classroom is None:
        return render(request, "classrooms/join.html", {"form": code_form}, status=404)
    person = request.user
    if person.is_authenticated and not person.is_learner:
        return render(request, "classrooms/join_as_teacher.html", {"classroom": classroom})
    if person.is_authenticated and not person.is_guest:
        return _join_with_pin(request, classroom)
    return _join_with_new_pin(request, classroom)


def _join_with_new_pin(request, classroom):
    guest = guest_of(request)
    form = forms.JoinForm(posted(request), guest_record=guest.record if guest else "")
    if form.is_valid():
        learner = _new_member_or_error(request, form, classroom, guest)
        if learner:
            open_session(request, learner, own_phone=form.cleaned_data["own_phone"])
            return redirect(own_page())
    return render(request, "classrooms/join_class.html", {"form": form, "classroom": classroom})


def _new_member_or_error(request, form, classroom, guest):
    name, pin = form.cleaned_data["name"], form.cleaned_data["pin"]
    person = guest.person if guest else None
    try:
        return join_with_new_pin(classroom=classroom, name=name, pin=pin, guest=person, keep=form.keeps)
    except JoinRefused as refusal:
        learner = joined_just_now(request, classroom, name, pin)
        if learner is None:
            refuse(form, refusal)
        return learner


def _join_with_pin(request, classroom):
    mine = list(Enrolment.objects.filter(learner=request.user).select_related("classroom").latest_first())
    form = forms.JoinWithPinForm(posted(request), initial={"name": mine[0].name if mine else ""})
    if form.is_valid():
        try:
            join_classroom(learner=request.user, classroom=classroom, name=form.cleaned_data["name"])
        except JoinRefused as refusal:
            refuse(form, refusal)
        else:
            return redirect(own_page())
    context = {"form": form, "classroom": classroom, "known_as": mine[0] if mine else None, "following": own_page()}
    context["is_member"] = any(enrolment.classroom_id == classroom.pk for enrolment in mine)
    return render(request, "classrooms/join_class.html", context)


def refuse(form, refusal):
    form.add_error("name", forms.NAME_TAKEN if isinstance(refusal, NameTaken) else forms.NO_SUCH_CLASS)


@sensitive_post_parameters("pin")
@pages
def sign_in(request):
    following = local_path(request, request.GET.get("next") or own_page())
    if request.user.is_authenticated and not request.user.is_guest:
        return render(request, "accounts/already_signed_in.html", {"following": following})
    guest = guest_of(request)
    initial = {"code": normalise_code(request.GET.get("code", ""))[:6]}
    form = forms.SignInForm(posted(request), initial=initial, guest_record=guest.record if guest else "")
    if form.is_valid():
        learner = _learner_or_error(request, form)
        if learner:
            if guest:
                settle_guest(guest=guest.person, learner=learner, keep=form.keeps)
            open_session(request, learner, own_phone=form.cleaned_data["own_phone"])
            return redirect(following)
    return render(request, "classrooms/sign_in.html", {"form": form})


def _learner_or_error(request, form):
    data = form.cleaned_data
    classroom = class_or_error(request, form, data["code"], Classroom.objects.all())
    if classroom is None:
        return None
    try:
        learner = check_pin(request, classroom, data["name"], data["pin"])
    except TooManyTries:
        form.add_error(None, TOO_MANY_TRIES)
        return None
    if learner is None:
        form.add_error(None, forms.NO_MATCH)
    return learner
