"""The people of an organisation, for superusers and its own moderators."""

from django.shortcuts import get_list_or_404, get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from lessons.accounts.forms import posted
from lessons.editorial.founding.forms import PersonForm
from lessons.editorial.founding.inviting import try_to_invite
from lessons.organisations import invitations as asking
from lessons.organisations import people as members
from lessons.organisations.access import get_run_organisation
from lessons.organisations.models import Membership, Organisation

PEOPLE = "founding:people"


@require_safe
def my_people(request):
    """Lead to the people of one's own organisation; who looks after several chooses one."""
    if request.user.is_superuser:
        return redirect("organisation:index")
    mine = get_list_or_404(Organisation.objects.run_by(request.user))
    if len(mine) == 1:
        return redirect(PEOPLE, mine[0].pk)
    crumbs = [{"url": "", "label": _("People")}]
    context = {"organisations": mine, "page_title": _("People"), "header_icon": "group", "breadcrumbs_items": crumbs}
    return render(request, "editorial/founding/my_people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def people(request, pk):
    """Show who belongs to the organisation and who is invited, and invite somebody."""
    organisation = get_run_organisation(request.user, pk)
    form = PersonForm(posted(request))
    if form.is_valid():
        reason = try_to_invite(organisation=organisation, by=request.user, **form.cleaned_data)
        if reason is None:
            messages.success(request, _("The invitation is on its way. Its link works once, for two weeks."))
            return redirect(PEOPLE, pk)
        form.add_error("email", reason)
    context = {
        "form": form,
        "memberships": _members(organisation),
        "invitations": organisation.invitations.open(),
    }
    return render(request, "editorial/founding/people.html", context | _heading(request, organisation))


def _members(organisation):
    memberships = organisation.memberships.select_related("user").order_by("-role", "user__first_name", "user__email")
    for membership in memberships:
        membership.name = members.person_name(membership.user)
        membership.other_role = next(role for role in Membership.Role if role != membership.role)
    return memberships


def _heading(request, organisation, **crumb):
    """Return what the head of a page says and the way back to where one came from."""
    crumbs = []
    if request.user.is_superuser:
        label = capfirst(Organisation._meta.verbose_name_plural)
        crumbs = [
            {"url": reverse("organisation:index"), "label": label},
            {"url": reverse("organisation:edit", args=[organisation.pk]), "label": organisation.name},
        ]
    crumbs.append({"url": reverse(PEOPLE, args=[organisation.pk]) if crumb else "", "label": _("People")})
    return {
        "organisation": organisation,
        "page_title": _("People of %(name)s") % {"name": organisation.name},
        "header_icon": "group",
        "breadcrumbs_items": [*crumbs, crumb] if crumb else crumbs,
    }


def _membership(request, pk, number):
    organisation = get_run_organisation(request.user, pk)
    memberships = organisation.memberships.select_related("user", "organisation")
    membership = get_object_or_404(memberships, pk=number)
    membership.name = members.person_name(membership.user)
    return membership


def _say_last(request, pk):
    messages.error(request, _("This is the last moderator. Make somebody else a moderator first."))
    return redirect(PEOPLE, pk)


@require_POST
def change_role(request, pk, number):
    membership = _membership(request, pk, number)
    role = request.POST.get("role")
    if role not in Membership.Role.values:
        return redirect(PEOPLE, pk)
    try:
        members.change_role(membership=membership, role=role, by=request.user)
    except members.IsLastModerator:
        return _say_last(request, pk)
    said = {"name": membership.name, "role": Membership.Role(role).label}
    messages.success(request, _("%(name)s, from now on: %(role)s") % said)
    return _back(request, pk)


def _back(request, pk):
    """Return to the people, or home for a moderator who has just given up looking after them."""
    runs = Organisation.objects.run_by(request.user).filter(pk=pk).exists()
    return redirect(PEOPLE, pk) if runs else redirect("wagtailadmin_home")


@require_http_methods(["GET", "HEAD", "POST"])
def remove_member(request, pk, number):
    """Ask first, then take somebody out of the organisation."""
    membership = _membership(request, pk, number)
    if request.method != "POST":
        context = {"membership": membership} | _heading(request, membership.organisation, url="", label=_("Take out"))
        return render(request, "editorial/founding/remove_member.html", context)
    try:
        members.remove_member(membership=membership, by=request.user)
    except members.IsLastModerator:
        return _say_last(request, pk)
    said = {"name": membership.name}
    messages.success(request, _("%(name)s is taken out. What they wrote stays.") % said)
    return _back(request, pk)


def _invitation(request, pk, number):
    organisation = get_run_organisation(request.user, pk)
    return get_object_or_404(organisation.invitations.select_related("organisation"), pk=number)


@require_POST
def withdraw(request, pk, number):
    asking.withdraw(invitation=_invitation(request, pk, number), by=request.user)
    messages.success(request, _("The link in that mail no longer works."))
    return redirect(PEOPLE, pk)


@require_POST
def invite_again(request, pk, number):
    """Send the invitation anew, with another link; the earlier one ends."""
    earlier = _invitation(request, pk, number)
    if earlier.accepted_at or earlier.withdrawn_at:
        messages.error(request, _("This invitation has ended. Look at the list again."))
        return redirect(PEOPLE, pk)
    who = {"organisation": earlier.organisation, "email": earlier.email, "role": earlier.role}
    reason = try_to_invite(by=request.user, **who)
    if reason:
        messages.error(request, reason)
    else:
        messages.success(request, _("A new link is on its way. The earlier one no longer works."))
    return redirect(PEOPLE, pk)
