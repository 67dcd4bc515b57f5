"""Sending invitations, and saying in plain words why one did not go out."""

from django.utils.translation import gettext_lazy as _

from lessons.accounts.forms import MAIL_NOT_SENT
from lessons.accounts.invitations import TooManyInvitations
from lessons.accounts.mails import NotSent
from lessons.accounts.throttling import TooManyTries
from lessons.organisations import invitations as asking

REASONS = {
    asking.IsMember: _("Somebody with this address is among the people already."),
    TooManyInvitations: _("Twenty invitations are open. Withdraw one, or wait until one is accepted."),
    TooManyTries: _("Too many mails for now. Please try again later."),
    NotSent: MAIL_NOT_SENT,
}


def try_to_invite(**who):
    """Send an invitation (organisations.invitations.invite); return None, or the sentence why it did not go out."""
    try:
        asking.invite(**who)
    except tuple(REASONS) as refusal:
        return REASONS[type(refusal)]
    return None
