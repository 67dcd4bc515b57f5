"""A teacher says that two names in a class are one learner; the learner says yes, with the other PIN, or no."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from lessons.accounts.forms import TOO_MANY_TRIES, posted
from lessons.accounts.throttling import TooManyTries
from lessons.accounts.views import pages
from lessons.classrooms.access import get_own_double, learners_only
from lessons.classrooms.choose_forms import DoubleForm
from lessons.classrooms.doubles import NoDouble, confirm_double, refuse_double
from lessons.classrooms.sign_in import check_pin
from lessons.classrooms.views import own_page, wants_pictures


@sensitive_post_parameters("pin", "pictures")
@pages
@learners_only
def double(request, pk):
    """Ask for the PIN of the other name, then make one of both."""
    other = get_own_double(request.user, pk)
    with_pictures = wants_pictures(request, otherwise=other.classroom.uses_pictures)
    form = DoubleForm(posted(request), with_pictures=with_pictures)
    if form.is_valid() and _knows_double(request, form, other):
        try:
            confirm_double(double=other, learner=request.user)
        except NoDouble:
            raise Http404 from None
        messages.success(request, _("Both are one now. All that you did is here."))
        return redirect(own_page())
    context = {"form": form, "double": other, "with_pictures": with_pictures}
    return render(request, "classrooms/double.html", context)


def _knows_double(request, form, other):
    try:
        known = check_pin(request, other.classroom, other.name, form.secret)
    except TooManyTries:
        form.add_error(None, TOO_MANY_TRIES)
        return False
    if known is None:
        form.add_error(None, form.no_match)
    elif known.is_given and known.learner.pin_set_anew_at:
        # Whoever set it anew knows it: it must not bring them the record, past choosing one's own.
        form.add_error(None, _("This one was set anew. First sign in with that name and choose your own."))
    return form.is_valid()


@require_POST
@learners_only
def not_my_double(request, pk):
    """Say that the other name is somebody else."""
    try:
        refuse_double(double=get_own_double(request.user, pk), learner=request.user)
    except NoDouble:
        raise Http404 from None
    messages.success(request, _("Good that you said so. Your record stays as it was."))
    return redirect(own_page())
