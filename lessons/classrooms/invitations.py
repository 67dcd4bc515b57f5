"""Asking somebody by e-mail to teach a class too. Whether the address has an account here changes nothing."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from lessons.accounts import mails, throttling
from lessons.classrooms import audit
from lessons.classrooms.actions import NotATeacher
from lessons.classrooms.models import Invitation, Teaching
from lessons.classrooms.names import teacher_name

OPEN_AT_ONCE = 10
A_DAY = 20  # from one teacher, all classes together: withdrawing makes room in a class, not for more mails

KEPT_DAYS = 60


class TooManyInvitations(Exception):
    """The class has as many open invitations as it may have."""


class InvitationEnded(Exception):
    """The link was used, withdrawn, or is too old."""


def invite(*, classroom, by, email, now=None):
    """Mail a link with which whoever reads mail at `email` may teach the class too, and return the Invitation.

    An earlier open invitation to the same address ends. Raises TooManyInvitations, throttling.TooManyTries and
    mails.NotSent, and then nothing has changed.
    """
    now, email = now or timezone.now(), email.lower()
    earlier = list(classroom.invitations.open(now).filter(email=email))
    _refuse_too_many(classroom, by, email, now)
    token = secrets.token_urlsafe(32)
    invitation = classroom.invitations.create(email=email, token_hash=hash_of(token), invited_by=by, invited_at=now)
    try:
        # Nothing that a teacher typed is in the mail: it could be anything, to anybody.
        url = mails.address_of("classrooms:invitation", token)
        sign_up_url = mails.address_of("accounts:sign_up")
        mails.send("invitation", email, folder="classrooms/mail", url=url, inviter=by.email, sign_up_url=sign_up_url)
    except mails.NotSent:
        invitation.delete()
        raise
    with transaction.atomic():
        Invitation.objects.filter(pk__in=[one.pk for one in earlier], accepted_at=None).update(withdrawn_at=now)
        audit.note(classroom=classroom, by=by, kind="co_teacher_invited", detail=email)
    return invitation


def _refuse_too_many(classroom, by, email, now):
    if classroom.invitations.open(now).exclude(email=email).count() >= OPEN_AT_ONCE:
        raise TooManyInvitations
    today = Invitation.objects.filter(invited_by=by, invited_at__gt=now - timedelta(days=1))
    if today.count() >= A_DAY or not throttling.may_mail(email):
        raise throttling.TooManyTries


def hash_of(token):
    """Return what the table keeps of a token."""
    return salted_hmac("chiragh.invitation", token, algorithm="sha256").hexdigest()


def invitation_of(token, now=None):
    """Return the open Invitation whose link holds `token`, or None: used, withdrawn, too old or never ours."""
    found = Invitation.objects.open(now).select_related("classroom", "invited_by")
    return found.filter(token_hash=hash_of(token)).first()


@transaction.atomic
def withdraw(*, invitation, by, now=None):
    """End an invitation that nobody has accepted; one that has ended already stays as it is."""
    if _end(invitation, now, "withdrawn_at"):
        audit.note(classroom=invitation.classroom, by=by, kind="invitation_withdrawn", detail=invitation.email)


@transaction.atomic
def accept(*, invitation, teacher, now=None):
    """Let `teacher` teach the class as a co-teacher, and spend the invitation.

    Who teaches the class already keeps their role. Raises NotATeacher, and InvitationEnded when somebody was faster.
    """
    if not teacher.may_open_classes:
        raise NotATeacher
    if not _end(invitation, now, "accepted_at"):
        raise InvitationEnded
    _teaching, is_new = Teaching.objects.get_or_create(
        classroom=invitation.classroom, teacher=teacher, defaults={"role": Teaching.Role.CO_TEACHER}
    )
    if is_new:
        audit.note(classroom=invitation.classroom, by=teacher, kind="co_teacher_joined", detail=teacher_name(teacher))


def forget_old_invitations(now=None):
    """Erase invitations of more than KEPT_DAYS ago, whatever became of them: the address serves nobody any more."""
    return Invitation.objects.filter(invited_at__lt=(now or timezone.now()) - timedelta(days=KEPT_DAYS)).delete()[0]


def _end(invitation, now, field):
    """Return whether the invitation was open and this has ended it; of two at once only one is told so."""
    if not Invitation.objects.open(now).filter(pk=invitation.pk).exists():
        return False
    still = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    return bool(still.update(**{field: now or timezone.now()}))
