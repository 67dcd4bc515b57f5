"""Joining a class and signing in, for learners."""

from functools import partial
from urllib.parse import urlencode

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from lessons.accounts import throttling
from lessons.accounts.forms import TOO_MANY_TRIES, posted
from lessons.accounts.sessions import sign_in as open_session
from lessons.accounts.throttling import TooManyTries
from lessons.accounts.views import pages
from lessons.classrooms import forms
from lessons.classrooms.actions import JoinRefused, NameTaken, join_classroom, join_with_new_pin, settle_guest
from lessons.classrooms.guests import guest_of
from lessons.classrooms.join_codes import normalise_code
from lessons.classrooms.models import Enrolment
from lessons.classrooms.proven import remember_proof
from lessons.classrooms.sign_in import can_join, check_pin, find_class, joined_just_now
from lessons.core.views import local_path


def own_page():
    """Return the address of the learner's own page."""
    return reverse("dashboards:me")


def wants_pictures(request, *, otherwise=False):
    """Return whether the address asks for the board of pictures in the place of the PIN; when it asks for neither,
    `otherwise`.
    """
    return {"pictures": True, "pin": False}.get(request.GET.get("with"), otherwise)


def sign_in_address(code, with_pictures):
    """Return where a learner signs in, with the code filled in and the right way to do so."""
    query = {"code": code} | ({"with": "pictures"} if with_pictures else {})
    return f"{reverse('classrooms:sign_in')}?{urlencode(query)}"


@pages
def join(request):
    form = forms.CodeForm(posted(request))
    if form.is_valid():
        typed = form.cleaned_data["code"]
        if class_or_error(request, form, typed):
            # The code as typed: an earlier one must not tell the present one.
            return redirect("classrooms:join_class", normalise_code(typed))
    return render(request, "classrooms/join.html", {"form": form})


def class_or_error(request, form, typed):
    """Return the class that has or had the code `typed`; else None, with a sentence beside the field."""
    try:
        classroom = find_class(request, typed)
    except TooManyTries:
        form.add_error("code", TOO_MANY_TRIES)
        return None
    if classroom is None and not form.has_error("code"):
        form.add_error("code", forms.NO_SUCH_CLASS)
    return classroom


@sensitive_post_parameters("pin", "pictures")
@pages
def join_class(request, code):
    """What a class's QR code holds."""
    code_form = forms.CodeForm({"code": code})
    code_form.is_valid()
    classroom = class_or_error(request, code_form, code)
    if classroom is None:
        return render(request, "classrooms/join.html", {"form": code_form}, status=404)
    sign_in_url = sign_in_address(normalise_code(code), classroom.uses_pictures)
    if not can_join(classroom, code):
        return render(request, "classrooms/join_over.html", {"sign_in_url": sign_in_url}, status=404)
    person = request.user
    if person.is_authenticated and not person.is_learner:
        return render(request, "classrooms/join_as_teacher.html", {"classroom": classroom})
    if person.is_authenticated and not person.is_guest:
        return _join_with_pin(request, classroom)
    return _join_with_new_pin(request, classroom, sign_in_url)


def _join_with_new_pin(request, classroom, sign_in_url):
    guest = guest_of(request)
    record = guest.record if guest else ""
    form = forms.JoinForm(posted(request), guest_record=record, with_pictures=classroom.uses_pictures)
    if form.is_valid():
        learner = _new_member_or_error(request, form, classroom, guest)
        if learner:
            open_session(request, learner, own_phone=form.cleaned_data["own_phone"])
            return redirect(own_page())
    context = {"form": form, "classroom": classroom, "sign_in_url": sign_in_url}
    return render(request, "classrooms/join_class.html", context)


def _new_member_or_error(request, form, classroom, guest):
    name, secret = form.cleaned_data["name"], form.secret
    person = guest.person if guest else None
    enter = partial(join_with_new_pin, classroom=classroom, name=name, pin=secret, guest=person, keep=form.keeps)
    return _joined_or_error(request, form, enter, partial(joined_just_now, request, classroom, name, secret))


def _joined_or_error(request, form, enter, otherwise=lambda: None):
    """Return what `enter()` returns; when the name is taken, what `otherwise()` does, or None with a sentence."""
    try:
        for kind in ("join", "name"):
            throttling.refuse_flood(request, kind)
        member = enter()
    except TooManyTries:
        form.add_error(None, TOO_MANY_TRIES)
        return None
    except JoinRefused as refusal:
        member = otherwise()
        if member is None:
            refuse(request, form, refusal)
        return member
    throttling.count_success(request, "join")
    return member


def _join_with_pin(request, classroom):
    mine = list(Enrolment.objects.filter(learner=request.user).select_related("classroom").latest_first())
    form = forms.JoinWithPinForm(posted(request), initial={"name": mine[0].name if mine else ""})
    if form.is_valid():
        name = form.cleaned_data["name"]
        enter = partial(join_classroom, learner=request.user, classroom=classroom, name=name)
        if _joined_or_error(request, form, enter):
            return redirect(own_page())
    context = {"form": form, "classroom": classroom, "known_as": mine[0] if mine else None, "following": own_page()}
    here = [place for place in mine if place.classroom_id == classroom.pk and place.removed_at is None]
    context |= {"is_member": bool(here), "is_waiting": bool(here) and not here[0].is_current}
    return render(request, "classrooms/join_class.html", context)


def refuse(request, form, refusal):
    """Say beside the name why this is no way into the class. Who asks for names without end is stopped."""
    if isinstance(refusal, NameTaken):
        throttling.count_success(request, "name")
        form.add_error("name", forms.NAME_TAKEN)
    else:
        form.add_error("name", forms.NO_SUCH_CLASS)


@sensitive_post_parameters("pin", "pictures")
@pages
def sign_in(request):
    following = local_path(request, request.GET.get("next") or own_page())
    if request.user.is_authenticated and not request.user.is_guest:
        return render(request, "accounts/already_signed_in.html", {"following": following})
    guest = guest_of(request)
    form = forms.SignInForm(
        posted(request),
        initial={"code": normalise_code(request.GET.get("code", ""))[:6]},
        guest_record=guest.record if guest else "",
        with_pictures=wants_pictures(request),
    )
    if form.is_valid():
        known = _known_or_error(request, form)
        if known:
            return _enter(request, form, known, guest, following)
    return render(request, "classrooms/sign_in.html", {"form": form, "other_way": _other_way(request)})


def _known_or_error(request, form):
    data = form.cleaned_data
    classroom = class_or_error(request, form, data["code"])
    if classroom is None:
        return None
    try:
        known = check_pin(request, classroom, data["name"], form.secret)
    except TooManyTries:
        form.add_error(None, TOO_MANY_TRIES)
        return None
    if known is None:
        form.add_error(None, form.no_match)
    return known


def _enter(request, form, known, guest, following):
    own_phone = form.cleaned_data["own_phone"]
    if known.is_given:
        remember_proof(request, known, guest=guest, keep=form.keeps, own_phone=own_phone, following=following)
        return redirect("classrooms:choose_pin")
    if guest:
        settle_guest(guest=guest.person, learner=known.learner, keep=form.keeps)
    open_session(request, known.learner, own_phone=own_phone)
    return redirect(following)


def _other_way(request):
    """Return the address of this page with pictures in the place of the PIN, or the other way round."""
    query = {name: request.GET[name] for name in ("code", "next") if name in request.GET}
    if not wants_pictures(request):
        query["with"] = "pictures"
    return f"{request.path}?{urlencode(query)}" if query else request.path
