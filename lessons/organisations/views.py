"""What the link of an invitation opens, for whoever is signed in, has an account, or has none yet."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from lessons.accounts.actions import HasAccount, has_account
from lessons.accounts.forms import posted
from lessons.accounts.invitations import InvitationEnded
from lessons.accounts.sessions import sign_in
from lessons.accounts.views import pages
from lessons.organisations import invitations as asking
from lessons.organisations.forms import AccountForm
from lessons.organisations.people import person_name


@never_cache
@sensitive_post_parameters("password")
@pages
def invitation(request, token):
    """Show who asks whom to what; accepting takes an account with the address that was invited."""
    found = asking.invitation_of(token)
    if found is None:
        return _ended(request)
    person = request.user
    if not person.is_authenticated or person.is_guest:
        return _for_visitor(request, found)
    if not asking.is_for(found, person):
        return render(request, "organisations/not_invited.html", {"invitation": found})
    if request.method != "POST":
        return _show(request, found, "invitation")
    try:
        membership = asking.accept(invitation=found, person=person, language=get_language())
    except InvitationEnded:
        return _ended(request)
    return _to_the_desk(request, membership.organisation)


def _for_visitor(request, found):
    """Send whoever has an account to sign in, and let others make one."""
    if has_account(found.email):
        return _show(request, found, "invitation_sign_in")
    form = AccountForm(posted(request), initial={"email": found.email})
    if not form.is_valid():
        return _show(request, found, "invitation_sign_up", form=form)
    chosen = {"name": form.cleaned_data["name"], "password": form.cleaned_data["password"]}
    try:
        person = asking.accept_with_new_account(invitation=found, language=get_language(), **chosen)
    except InvitationEnded:
        return _ended(request)
    except HasAccount:
        return _show(request, found, "invitation_sign_in")
    sign_in(request, person)
    return _to_the_desk(request, found.organisation)


def _show(request, found, name, **context):
    context |= {"invitation": found, "inviter": person_name(found.invited_by)}
    return render(request, f"organisations/{name}.html", context)


def _ended(request):
    return render(request, "organisations/invitation_ended.html", status=404)


def _to_the_desk(request, organisation):
    messages.success(request, _("Welcome. You now publish for %(name)s.") % {"name": organisation})
    return redirect("wagtailadmin_home")
