"""Asking somebody by e-mail to publish for an organisation. Whether the address has an account changes nothing."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from wagtail.log_actions import log
from wagtail.users.models import UserProfile

from lessons.accounts import mails, throttling
from lessons.accounts.actions import confirm_email, open_confirmed_account
from lessons.organisations.actions import add_member
from lessons.organisations.models import Invitation, Membership
from lessons.organisations.people import person_name

OPEN_AT_ONCE = 20
A_DAY = 20  # from one person, all organisations together: withdrawing makes room, but not for more mails
KEPT_DAYS = 60


class TooManyInvitations(Exception):
    """The organisation has as many open invitations as it may have."""


class IsMember(Exception):
    """Somebody with this address is in the organisation already."""


class InvitationEnded(Exception):
    """The link was used, withdrawn, or is too old."""


class NotInvited(Exception):
    """The invitation went to another address."""


def invite(*, organisation, by, email, role, now=None):
    """Mail a link with which whoever reads mail at `email` becomes an editor or moderator; return the Invitation.

    An earlier open invitation to the same address ends. Raises IsMember, TooManyInvitations, throttling.TooManyTries
    and mails.NotSent, and then nothing has changed.
    """
    now, email = now or timezone.now(), email.lower()
    earlier = list(organisation.invitations.open(now).filter(email=email))
    _refuse_too_many(organisation, by, email, now)
    token = secrets.token_urlsafe(32)
    fields = {"email": email, "role": role, "token_hash": hash_of(token), "invited_by": by, "invited_at": now}
    invitation = organisation.invitations.create(**fields)
    try:
        # Nothing that anybody typed is in the mail: not the organisation's name, not that of whoever asks.
        url = mails.address_of("organisations:invitation", token)
        mails.send("invitation", email, folder="organisations/mail", url=url, inviter=by.email)
    except mails.NotSent:
        invitation.delete()
        raise
    with transaction.atomic():
        Invitation.objects.filter(pk__in=[one.pk for one in earlier], accepted_at=None).update(withdrawn_at=now)
        log(instance=organisation, action="organisations.invited", user=by, data={"role": role})
    return invitation


def _refuse_too_many(organisation, by, email, now):
    if organisation.memberships.filter(user__email__iexact=email).exists():
        raise IsMember
    if organisation.invitations.open(now).exclude(email=email).count() >= OPEN_AT_ONCE:
        raise TooManyInvitations
    today = Invitation.objects.filter(invited_by=by, invited_at__gt=now - timedelta(days=1))
    if today.count() >= A_DAY or not throttling.may_mail(email):
        raise throttling.TooManyTries


def hash_of(token):
    """Return what the table keeps of a token."""
    return salted_hmac("chiragh.organisations.invitation", token, algorithm="sha256").hexdigest()


def invitation_of(token, now=None):
    """Return the open Invitation whose link holds `token`, or None: used, withdrawn, too old or never ours."""
    found = Invitation.objects.open(now).select_related("organisation", "invited_by")
    return found.filter(token_hash=hash_of(token)).first()


@transaction.atomic
def withdraw(*, invitation, by, now=None):
    """End an invitation that nobody has accepted; one that has ended already stays as it is."""
    if _end(invitation, now, "withdrawn_at"):
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
    if not _end(invitation, now, "accepted_at"):
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


def forget_old_invitations(now=None):
    """Erase invitations of more than KEPT_DAYS ago, whatever became of them: the address serves nobody any more."""
    return Invitation.objects.filter(invited_at__lt=(now or timezone.now()) - timedelta(days=KEPT_DAYS)).delete()[0]


def _end(invitation, now, field):
    """Return whether the invitation was open and this has ended it; of two at once only one is told so."""
    if not Invitation.objects.open(now).filter(pk=invitation.pk).exists():
        return False
    still = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    return bool(still.update(**{field: now or timezone.now()}))
