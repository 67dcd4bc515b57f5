"""Asking somebody by e-mail to teach a class too."""

from django.db import transaction

from lessons.accounts import mails
from lessons.accounts.invitations import InvitationEnded, mail_invitation
from lessons.classrooms import audit
from lessons.classrooms.actions import NotATeacher
from lessons.classrooms.models import Invitation, Teaching
from lessons.classrooms.names import teacher_name


def invite(*, classroom, by, email, now=None):
    """Mail a link with which whoever reads mail at `email` may teach the class too, and return the Invitation.

    Raises what accounts.invitations.mail_invitation raises.
    """
    invitation = mail_invitation(classroom.invitations, by=by, email=email, send=_sending_for(by), now=now)
    audit.note(classroom=classroom, by=by, kind="co_teacher_invited", detail=invitation.email)
    return invitation


def _sending_for(teacher):
    def send(email, token):
        # Nothing that a teacher typed is in the mail: it could be anything, to anybody.
        addresses = {
            "url": mails.address_of("classrooms:invitation", token),
            "sign_up_url": mails.address_of("accounts:sign_up"),
        }
        mails.send("invitation", email, folder="classrooms/mail", inviter=teacher.email, **addresses)

    return send


def invitation_of(token, now=None):
    """Return the open Invitation whose link holds `token`, or None."""
    return Invitation.objects.select_related("classroom", "invited_by").of_token(token, now)


@transaction.atomic
def withdraw(*, invitation, by, now=None):
    """End an invitation that nobody has accepted; one that has ended already stays as it is."""
    if invitation.end("withdrawn_at", now):
        audit.note(classroom=invitation.classroom, by=by, kind="invitation_withdrawn", detail=invitation.email)


@transaction.atomic
def accept(*, invitation, teacher, now=None):
    """Let `teacher` teach the class as a co-teacher, and spend the invitation.

    Who teaches the class already keeps their role. Raises NotATeacher, and InvitationEnded when somebody was faster.
    """
    if not teacher.may_open_classes:
        raise NotATeacher
    if not invitation.end("accepted_at", now):
        raise InvitationEnded
    _teaching, is_new = Teaching.objects.get_or_create(
        classroom=invitation.classroom, teacher=teacher, defaults={"role": Teaching.Role.CO_TEACHER}
    )
    if is_new:
        audit.note(classroom=invitation.classroom, by=teacher, kind="co_teacher_joined", detail=teacher_name(teacher))
