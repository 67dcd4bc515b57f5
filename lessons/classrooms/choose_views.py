"""A learner's own PIN: chosen in the place of one that a teacher gave, or changed by themselves."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from lessons.accounts.actions import PinIsGiven, PinUsed, choose_own_pin, set_pin
from lessons.accounts.forms import TOO_MANY_TRIES, posted
from lessons.accounts.sessions import sign_in as open_session
from lessons.accounts.throttling import TooManyTries
from lessons.accounts.views import pages
from lessons.classrooms.access import learners_only
from lessons.classrooms.actions import settle_guest
from lessons.classrooms.choose_forms import ChangeForm, ChooseForm
from lessons.classrooms.models import Enrolment
from lessons.classrooms.proven import forget_proof, proven_in
from lessons.classrooms.sign_in import check_own_pin
from lessons.classrooms.views import own_page, wants_pictures


@sensitive_post_parameters("pin", "pictures")
@pages
def choose_pin(request):
    """Between signing in with a given PIN and being signed in."""
    proven = proven_in(request)
    if proven is None:
        if request.method == "POST":
            messages.info(request, _("That took too long. Please sign in once more."))
        return redirect("classrooms:sign_in")
    form = ChooseForm(posted(request), with_pictures=proven.with_pictures)
    if form.is_valid():
        try:
            choose_own_pin(learner=proven.learner, pin=form.secret)
        except PinIsGiven:
            form.add_error(form.secret_name, _("Your teacher knows this one. Please choose another."))
        except PinUsed:
            return redirect("classrooms:sign_in")
        else:
            return _come_in(request, proven)
    return render(request, "classrooms/choose_pin.html", {"form": form, "learner": proven.learner})


def _come_in(request, proven):
    forget_proof(request)
    person = request.user
    if person.is_authenticated and person.is_guest and person.pk == proven.guest_pk:
        settle_guest(guest=person, learner=proven.learner, keep=proven.keep)
    open_session(request, proven.learner, own_phone=proven.own_phone)
    return redirect(proven.following)


@sensitive_post_parameters("pin", "pictures", "old_pin", "old_pictures")
@pages
@learners_only
def change_pin(request):
    in_pictures = Enrolment.objects.filter(learner=request.user, classroom__uses_pictures=True).exists()
    old_with_pictures = wants_pictures(request, otherwise=in_pictures)
    form = ChangeForm(posted(request), with_pictures=in_pictures, old_with_pictures=old_with_pictures)
    if form.is_valid() and _is_own_pin(request, form):
        set_pin(learner=request.user, pin=form.secret)
        # This phone stays signed in; others don't.
        update_session_auth_hash(request, request.user)
        messages.success(request, _("From now on you sign in with what you have just chosen."))
        return redirect(own_page())
    return render(request, "classrooms/change_pin.html", {"form": form, "old_with_pictures": old_with_pictures})


def _is_own_pin(request, form):
    try:
        if check_own_pin(request, request.user, form.old_secret):
            return True
        form.add_error(form.old_name, _("This is not it. Please try once more."))
    except TooManyTries:
        form.add_error(None, TOO_MANY_TRIES)
    return False
