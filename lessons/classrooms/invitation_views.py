"""Who teaches a class: asking colleagues by e-mail, and letting them go again."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lessons.accounts.forms import MAIL_NOT_SENT, posted
from lessons.accounts.invitations import InvitationEnded, TooManyInvitations
from lessons.accounts.mails import NotSent
from lessons.accounts.throttling import TooManyTries
from lessons.accounts.views import pages
from lessons.classrooms import class_actions
from lessons.classrooms import invitations as asking
from lessons.classrooms.access import get_owned_classroom, get_taught_classroom, teachers_only
from lessons.classrooms.actions import NotATeacher
from lessons.classrooms.models import Teaching
from lessons.classrooms.names import teacher_name
from lessons.classrooms.settings_forms import TOO_MANY_INVITATIONS, TOO_MANY_MAILS, InvitationForm


@pages
@teachers_only
def invitations(request, pk):
    """Send an invitation, and see those that are open. What is said never tells who has an account."""
    owned = get_owned_classroom(request.user, pk)
    form = InvitationForm(posted(request), inviter=request.user)
    if form.is_valid() and _invited(form, owned, request.user):
        messages.success(request, _("The invitation is on its way. Its link works once, for two weeks."))
        return redirect("classrooms:settings", pk)
    context = {"classroom": owned, "tab": "settings", "form": form, "invitations": owned.invitations.open()}
    return render(request, "classrooms/invitations.html", context)


def _invited(form, classroom, teacher):
    """Return whether the mail went out; else the form says why not."""
    try:
        asking.invite(classroom=classroom, by=teacher, email=form.cleaned_data["email"])
    except TooManyInvitations:
        form.add_error("email", TOO_MANY_INVITATIONS)
    except TooManyTries:
        form.add_error("email", TOO_MANY_MAILS)
    except NotSent:
        form.add_error(None, MAIL_NOT_SENT)
    return form.is_valid()


@require_POST
@teachers_only
def withdraw_invitation(request, pk, number):
    owned = get_owned_classroom(request.user, pk)
    asking.withdraw(invitation=get_object_or_404(owned.invitations, pk=number), by=request.user)
    messages.success(request, _("The link in that mail no longer works."))
    return redirect("classrooms:settings", pk)


@never_cache
@pages
def invitation(request, token):
    """What the link in the mail opens. Whoever is not signed in sees nothing of the class."""
    person = request.user
    if person.is_authenticated and person.is_learner and not person.is_guest:
        raise Http404
    found = asking.invitation_of(token)
    if found is None:
        return render(request, "classrooms/invitation_ended.html", status=404)
    if not person.is_authenticated or person.is_guest:
        return render(request, "classrooms/invitation_sign_in.html")
    if request.method == "POST":
        return _accept(request, found)
    context = {"invitation": found, "inviter": teacher_name(found.invited_by)}
    context["teaches"] = found.classroom.teachings.filter(teacher=person).exists()
    return render(request, "classrooms/invitation.html", context)


def _accept(request, found):
    try:
        asking.accept(invitation=found, teacher=request.user)
    except NotATeacher:
        return redirect(request.path)
    except InvitationEnded:
        return render(request, "classrooms/invitation_ended.html", status=404)
    messages.success(request, _("You now teach this class too."))
    return redirect(found.classroom)


def _co_teaching(classroom, number):
    """Return the co-teacher's place `number` in the class; the teacher's own is none."""
    co_teachers = classroom.teachings.filter(role=Teaching.Role.CO_TEACHER).select_related("teacher")
    return get_object_or_404(co_teachers, pk=number)


@pages
@teachers_only
def remove_co_teacher(request, pk, number):
    owned = get_owned_classroom(request.user, pk)
    teaching = _co_teaching(owned, number)
    if request.method != "POST":
        context = {"classroom": owned, "tab": "settings", "name": teacher_name(teaching.teacher)}
        return render(request, "classrooms/remove_co_teacher.html", context)
    _take_out(teaching, request.user)
    messages.success(request, _("They no longer see this class."))
    return redirect("classrooms:settings", pk)


def _take_out(teaching, by):
    try:
        class_actions.remove_co_teacher(teaching=teaching, by=by)
    except (class_actions.IsTheTeacher, Teaching.DoesNotExist):
        raise Http404 from None


@pages
@teachers_only
def hand_over(request, pk, number):
    owned = get_owned_classroom(request.user, pk)
    teaching = _co_teaching(owned, number)
    if request.method != "POST":
        context = {"classroom": owned, "tab": "settings", "name": teacher_name(teaching.teacher)}
        return render(request, "classrooms/hand_over.html", context)
    try:
        class_actions.hand_over(teaching=teaching, by=request.user)
    except Teaching.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("The class has a new teacher. You stay as a co-teacher."))
    return redirect("classrooms:settings", pk)


@pages
@teachers_only
def leave_class(request, pk):
    """For a co-teacher; the teacher of the class hands it over or removes it."""
    taught = get_taught_classroom(request.user, pk)
    co_teachings = taught.teachings.filter(role=Teaching.Role.CO_TEACHER)
    teaching = get_object_or_404(co_teachings.select_related("teacher"), teacher=request.user)
    if request.method != "POST":
        return render(request, "classrooms/leave_class.html", {"classroom": taught, "tab": "settings"})
    _take_out(teaching, request.user)
    messages.success(request, _("You no longer teach this class."))
    return redirect("classrooms:classes")
