"""The people of an organisation: what they are called, and what they are in it."""

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from lessons.organisations.actions import add_member, group_name
from lessons.organisations.models import Membership, Organisation


class IsLastModerator(Exception):
    """Nobody else could look after the organisation."""


def person_name(person):
    """Return what colleagues call `person`: the name they gave, else what their e-mail begins with."""
    if person is None:
        return ""
    return person.get_full_name().strip() or person.email.partition("@")[0] or person.get_username()


@transaction.atomic
def change_role(*, membership, role, by):
    """Make a member an editor or a moderator. Raises IsLastModerator, unless `by` is a superuser."""
    if role == membership.role:
        return
    _keep_a_moderator(membership, by)
    add_member(organisation=membership.organisation, user=membership.user, role=role)
    _end_invitations_of(membership)
    _note("role", membership, by, role=role)


@transaction.atomic
def remove_member(*, membership, by):
    """Take a member out of an organisation; what they wrote stays, and the links end that they sent to others.

    Raises IsLastModerator, unless `by` is a superuser.
    """
    _keep_a_moderator(membership, by)
    names = [group_name(membership.organisation, role) for role in Membership.Role.values]
    membership.user.groups.remove(*Group.objects.filter(name__in=names))
    _end_invitations_of(membership)
    _note("removed", membership, by, role=membership.role)
    membership.delete()


def _keep_a_moderator(membership, by):
    if by.is_superuser or membership.role != Membership.Role.MODERATOR:
        return
    # Two moderators who remove each other take turns.
    organisation = Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    moderators = organisation.memberships.filter(role=Membership.Role.MODERATOR, user__is_active=True)
    if not moderators.exclude(pk=membership.pk).exists():
        raise IsLastModerator


def _end_invitations_of(membership):
    """Somebody else answers for the organisation from now on."""
    invitations = membership.organisation.invitations.open().filter(invited_by=membership.user)
    invitations.update(withdrawn_at=timezone.now())


def _note(what, membership, by, **data):
    data |= {"name": person_name(membership.user)}
    log(instance=membership.organisation, action=f"organisations.{what}", user=by, data=data)
