"""The class itself: what it is, its code, and whether it is open."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lessons.accounts.forms import posted
from lessons.accounts.views import pages
from lessons.classrooms import class_actions
from lessons.classrooms.access import get_owned_classroom, get_taught_classroom, teachers_only
from lessons.classrooms.models import Teaching
from lessons.classrooms.settings_forms import InvitationForm, SettingsForm

# What `to` asks for: the action, and what is said afterwards.
STATES = {
    "closed": (class_actions.close_class, gettext_lazy("The class is closed. Learners still sign in.")),
    "open": (class_actions.reopen_class, gettext_lazy("The class is open: learners can join.")),
    "archived": (class_actions.archive_class, gettext_lazy("The class is in the archive. Learners still sign in.")),
    "back": (class_actions.take_back_class, gettext_lazy("The class is back.")),
}


@pages
@teachers_only
def settings(request, pk):
    taught = get_taught_classroom(request.user, pk)
    form = SettingsForm(posted(request), classroom=taught)
    if form.is_valid():
        class_actions.change_class(classroom=taught, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("classrooms:settings", pk)
    return render(request, "classrooms/settings.html", settings_context(request, taught, form))


def settings_context(request, classroom, form):
    """Return what the settings page shows beside its form."""
    teachings = list(classroom.teachings.select_related("teacher").order_by("pk"))
    is_owner = any(t.teacher_id == request.user.pk and t.role == Teaching.Role.TEACHER for t in teachings)
    return {
        "classroom": classroom,
        "tab": "settings",
        "form": form,
        "teachings": teachings,
        "is_owner": is_owner,
        "invitations": classroom.invitations.open() if is_owner else [],
        "invitation_form": InvitationForm(inviter=request.user),
    }


@pages
@teachers_only
def renew_code(request, pk):
    """Say who can still do what, then give the class a new code."""
    taught = get_taught_classroom(request.user, pk)
    if request.method != "POST":
        return render(request, "classrooms/renew_code.html", {"classroom": taught, "tab": "settings"})
    class_actions.renew_code(classroom=taught, by=request.user)
    messages.success(request, _("The class has a new code."))
    return redirect("classrooms:code", pk)


@require_POST
@teachers_only
def change_state(request, pk):
    """Close, open, archive or take back."""
    taught = get_taught_classroom(request.user, pk)
    try:
        action, sentence = STATES[request.POST.get("to", "")]
    except KeyError:
        raise Http404 from None
    action(classroom=taught, by=request.user)
    messages.success(request, sentence)
    return redirect("classrooms:settings", pk)


@pages
@teachers_only
def remove_class(request, pk):
    owned = get_owned_classroom(request.user, pk)
    if request.method != "POST":
        return render(request, "classrooms/remove_class.html", {"classroom": owned, "tab": "settings"})
    class_actions.remove_class(classroom=owned, by=request.user)
    messages.success(request, _("The class is removed. Its learners still sign in."))
    return redirect("classrooms:classes")
