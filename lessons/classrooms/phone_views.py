"""Who learns on this phone: a family's list, on which each comes in with a PIN of their own and without a class."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model, logout
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from lessons.accounts import phone_list, throttling
from lessons.accounts.forms import TOO_MANY_REQUESTS, posted
from lessons.accounts.sessions import sign_in as open_session
from lessons.accounts.throttling import TooManyTries
from lessons.accounts.views import pages
from lessons.classrooms.access import learners_only
from lessons.classrooms.actions import settle_guest
from lessons.classrooms.classless import erase_for_good, learn_by_pin, of_no_class
from lessons.classrooms.guests import guest_of
from lessons.classrooms.models import Enrolment
from lessons.classrooms.phone_forms import AddForm, AddMeForm, OwnSecretForm
from lessons.classrooms.proven import remember_proof
from lessons.classrooms.sign_in import check_listed, check_own_pin
from lessons.classrooms.views import own_page, wants_pictures
from lessons.core import slots

secret = sensitive_post_parameters("pin", "pin_again", "pictures", "pictures_again")


@require_safe
def who(request):
    entries = phone_list.entries_of(request)
    person = request.user
    has_room = len(entries) < phone_list.MOST
    mine = phone_list.entry_of(request, person)
    is_learner = person.is_authenticated and person.is_learner and not person.is_guest
    context = {
        "entries": entries,
        "mine": mine,
        "has_room": has_room,
        "may_add_me": has_room and is_learner and mine is None,
        "days": settings.PHONE_LIST_DAYS,
    }
    response = render(request, "classrooms/who.html", context)
    # Not at every look: an answer that comes late would bring back the list from before somebody was added.
    return phone_list.keep(request, response, entries) if phone_list.is_due(request) else response


@secret
@pages
def add(request):
    """Put somebody on the list. Whoever nobody else is signed in for goes on as them; a guest may become them."""
    entries, guest = phone_list.entries_of(request), guest_of(request)
    if len(entries) >= phone_list.MOST:
        return redirect("classrooms:who")
    form = AddForm(posted(request), entries=entries, guest=guest, with_pictures=wants_pictures(request))
    if form.is_valid():
        learner = _turned_just_now(request, form) or _added_or_error(request, form, guest)
        if learner:
            return _put_on_list(request, form, entries, learner)
    return render(request, "classrooms/who_add.html", {"form": form, "days": settings.PHONE_LIST_DAYS})


def _added_or_error(request, form, guest):
    try:
        throttling.refuse_flood(request, "join")
    except TooManyTries:
        form.add_error(None, TOO_MANY_REQUESTS)
        return None
    throttling.count_success(request, "join")
    return learn_by_pin(pin=form.secret, guest=guest.person if guest and form.keeps else None)


def _turned_just_now(request, form):
    """Return whom the first tap on the button has made of the guest, else None.

    The first answer, with the list, may never have come: a second learner would be without all that the guest did.
    """
    learner = get_user_model().objects.learners().filter(pk=form.cleaned_data["guest"]).first()
    if request.user.is_authenticated or learner is None or learner.is_guest or phone_list.entry_of(request, learner):
        return None
    try:
        known = check_listed(request, learner, form.secret)
    except TooManyTries:
        return None
    return known and known.learner


def _put_on_list(request, form, entries, learner):
    entries = phone_list.with_learner(
        entries, learner, name=form.cleaned_data["name"], with_pictures=form.with_pictures
    )
    if request.user.is_authenticated and request.user != learner:
        messages.success(request, _("The name is on the list now. Tap it to go on in that name."))
        return phone_list.keep(request, redirect("classrooms:who"), entries)
    open_session(request, learner)
    return phone_list.keep(request, redirect(own_page()), entries)


@secret
@pages
@learners_only
def add_me(request):
    """Put whoever is signed in on the list; they show their PIN once, so that it is they who ask."""
    entries = phone_list.entries_of(request)
    if len(entries) >= phone_list.MOST or phone_list.entry_of(request, request.user):
        return redirect("classrooms:who")
    mine = Enrolment.objects.filter(learner=request.user).select_related("classroom").latest_first().first()
    with_pictures = wants_pictures(request, otherwise=bool(mine and mine.classroom.uses_pictures))
    form = AddMeForm(posted(request), entries=entries, with_pictures=with_pictures)
    if form.is_valid() and _or_error(form, partial(check_own_pin, request, request.user, form.secret)):
        fields = {"name": form.cleaned_data["name"], "with_pictures": with_pictures}
        entries = phone_list.with_learner(entries, request.user, **fields)
        return phone_list.keep(request, redirect("classrooms:who"), entries)
    return render(request, "classrooms/who_me.html", {"form": form})


@secret
@pages
def enter(request, number):
    """Ask for the PIN of the entry `number`; while somebody else is signed in, let them sign out first."""
    entry = phone_list.entry_numbered(request, number)
    if entry is None:
        return redirect("classrooms:who")
    if request.user.is_authenticated and not request.user.is_guest:
        context = {"entry": entry, "is_mine": request.user == entry.learner}
        return render(request, "classrooms/who_busy.html", context | {"following": own_page()})
    guest = guest_of(request)
    with_pictures = wants_pictures(request, otherwise=entry.with_pictures)
    form = OwnSecretForm(posted(request), guest_record=guest.record if guest else "", with_pictures=with_pictures)
    if form.is_valid():
        known = _known_or_error(request, form, entry.learner)
        if known:
            return _come_in(request, form, known, guest)
    return render(request, "classrooms/who_enter.html", {"form": form, "entry": entry})


def _known_or_error(request, form, learner):
    return _or_error(form, partial(check_listed, request, learner, form.secret))


def _or_error(form, check):
    """Return what `check()` returns; when that is nothing, put a sentence beside the PIN or the pictures."""
    try:
        found = check()
    except TooManyTries:
        form.add_error(None, TOO_MANY_REQUESTS)
        return None
    if not found:
        form.add_error(form.secret_name, _("This is not it. Please try once more."))
    return found


def _come_in(request, form, known, guest):
    if known.is_given:
        remember_proof(request, known, guest=guest, keep=form.keeps, own_phone=False, following=own_page())
        return redirect("classrooms:choose_pin")
    if guest:
        settle_guest(guest=guest.person, learner=known.learner, keep=form.keeps)
    entries = phone_list.with_way_in(phone_list.entries_of(request), known.learner, with_pictures=form.with_pictures)
    # Never for longer: whoever is on a list shares the phone.
    open_session(request, known.learner)
    return phone_list.keep(request, redirect(own_page()), entries)


@secret
@pages
def take_off(request, number):
    """Take an entry off the list, with its PIN. A record to which nothing leads any more is erased at once."""
    entry = phone_list.entry_numbered(request, number)
    if entry is None:
        return redirect("classrooms:who")
    erases = bool(of_no_class([entry]))
    with_pictures = wants_pictures(request, otherwise=entry.with_pictures)
    form = OwnSecretForm(posted(request), with_pictures=with_pictures)
    if not form.is_valid() or not _known_or_error(request, form, entry.learner):
        return render(request, "classrooms/who_off.html", {"form": form, "entry": entry, "erases": erases})
    entries = phone_list.without_learner(phone_list.entries_of(request), entry.learner)
    context = {"entry": entry, "erases": erases, "forgets": slots.render("phone.forgets", request, entry.learner)}
    if erases and request.user == entry.learner:
        logout(request)
    if erases:
        erase_for_good(learner=entry.learner)
    return phone_list.keep(request, render(request, "classrooms/who_is_off.html", context), entries)
