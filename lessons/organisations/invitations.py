"""Asking somebody by e-mail to publish for an organisation."""

from django.db import transaction
from wagtail.log_actions import log
from wagtail.users.models import UserProfile

from lessons.accounts import mails
from lessons.accounts.actions import confirm_email, open_confirmed_account
from lessons.accounts.invitations import InvitationEnded, mail_invitation
from lessons.organisations.actions import add_member
from lessons.organisations.models import Invitation, Membership
from lessons.organisations.people import person_name


class IsMember(Exception):
    """Somebody with this address is in the organisation already."""


class NotInvited(Exception):
    """The invitation went to another address."""


def invite(*, organisation, by, email, role, now=None):
    """Mail a link with which whoever reads mail at `email` becomes an editor or moderator; return the Invitation.

    Raises IsMember, and what accounts.invitations.mail_invitation raises.
    """

    def send(address, token):
        # Nothing that anybody typed is in the mail: not the organisation's name, not that of whoever asks.
        url = mails.address_of("organisations:invitation", token)
        mails.send("invitation", address, folder="organisations/mail", url=url, inviter=by.email)

    if organisation.memberships.filter(user__email__iexact=email).exists():
        raise IsMember
    invitation = mail_invitation(organisation.invitations, by=by, email=email, send=send, now=now, role=role)
    log(instance=organisation, action="organisations.invited", user=by, data={"role": role})
    return invitation


def invitation_of(token, now=None):
    """Return the open Invitation whose link holds `token`, or None."""
    return Invitation.objects.select_related("organisation", "invited_by").of_token(token, now)


@transaction.atomic
def withdraw(*, invitation, by, now=None):
    """End an invitation that nobody has accepted; one that has ended already stays as it is."""
    if invitation.end("withdrawn_at", now):
        log(instance=invitation.organisation, action="organisations.withdrawn", user=by)


def is_for(invitation, person):
    """Return whether `person` has the address that was invited, and is no learner."""
    return not person.is_learner and person.email.lower() == invitation.email


@transaction.atomic
def accept(*, invitation, person, language, now=None):
    """Give `person` their place in the organisation and spend the invitation; return the Membership.

    Who is in it already keeps their role. `language` is that of the CMS for whoever has not chosen one. Raises
    NotInvited, and InvitationEnded when somebody was faster.
    """
    if not is_for(invitation, person):
        raise NotInvited
    if not invitation.end("accepted_at", now):
        raise InvitationEnded
    confirm_email(teacher=person)
    organisation = invitation.organisation
    UserProfile.objects.get_or_create(user=person)
    UserProfile.objects.filter(user=person, preferred_language="").update(preferred_language=language)
    if membership := Membership.objects.filter(organisation=organisation, user=person).first():
        return membership
    data = {"name": person_name(person), "role": invitation.role}
    log(instance=organisation, action="organisations.joined", user=person, data=data)
    return add_member(organisation=organisation, user=person, role=invitation.role)


@transaction.atomic
def accept_with_new_account(*, invitation, name, password, language, now=None):
    """Make an account for whoever was invited, accept for it, and return it.

    Raises accounts.actions.HasAccount, and InvitationEnded like accept.
    """
    person = open_confirmed_account(email=invitation.email, name=name, password=password)
    accept(invitation=invitation, person=person, language=language, now=now)
    return person
