"""Asking somebody by e-mail to something: a link that works once, for two weeks. Each app has a table of its own.

Whether the address has an account here changes nothing of what whoever asks sees.
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from lessons.accounts import mails, throttling


class TooManyInvitations(Exception):
    """As many invitations are open as there may be."""


class InvitationEnded(Exception):
    """The link was used, withdrawn, or is too old."""


class InvitationQuerySet(models.QuerySet):
    def open(self, now=None):
        """Those whose link still works."""
        since = (now or timezone.now()) - timedelta(days=self.model.DAYS)
        return self.filter(invited_at__gt=since, accepted_at=None, withdrawn_at=None)

    def of_token(self, token, now=None):
        """Return the open invitation whose link holds `token`, or None: used, withdrawn, too old or never ours."""
        return self.open(now).filter(token_hash=self.model.hash_of(token)).first()

    def forget_old(self, now=None):
        """Erase those of more than KEPT_DAYS ago, whatever became of them: the address serves nobody any more."""
        until = (now or timezone.now()) - timedelta(days=self.model.KEPT_DAYS)
        return self.filter(invited_at__lt=until).delete()[0]


class MailedInvitation(models.Model):
    """A link in a mail; who inherits it says to what, and gives a SALT of its own. DAYS and KEPT_DAYS are days."""

    DAYS = 14
    KEPT_DAYS = 60
    OPEN_AT_ONCE = 10
    A_DAY = 20  # from one person: withdrawing makes room, but not for more mails
    SALT = ""

    email = models.EmailField(_("e-mail"))
    # A keyed hash of what the link holds: the table lets nobody in.
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    invited_at = models.DateTimeField(default=timezone.now, editable=False)
    accepted_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-invited_at"]

    @classmethod
    def hash_of(cls, token):
        """Return what the table keeps of a token."""
        return salted_hmac(cls.SALT, token, algorithm="sha256").hexdigest()

    @property
    def ends_on(self):
        """The last whole day on which the link works."""
        return timezone.localdate(self.invited_at) + timedelta(days=self.DAYS - 1)

    def end(self, field, now=None):
        """Return whether it was open and this has ended it, at `field`; of two at once only one is told so."""
        rows = type(self).objects
        if not rows.open(now).filter(pk=self.pk).exists():
            return False
        still = rows.filter(pk=self.pk, accepted_at=None, withdrawn_at=None)
        return bool(still.update(**{field: now or timezone.now()}))


def mail_invitation(invitations, *, by, email, send, now=None, **fields):
    """Make an invitation among `invitations`, the rows of one class or organisation, and mail its token by `send`.

    An earlier open one to the same address ends. Raises TooManyInvitations, throttling.TooManyTries and mails.NotSent,
    and then nothing has changed.
    """
    now, email = now or timezone.now(), email.lower()
    earlier = list(invitations.open(now).filter(email=email))
    _refuse_too_many(invitations, by, email, now)
    token = secrets.token_urlsafe(32)
    hashed = invitations.model.hash_of(token)
    made = invitations.create(email=email, token_hash=hashed, invited_by=by, invited_at=now, **fields)
    try:
        send(email, token)
    except mails.NotSent:
        made.delete()
        raise
    invitations.filter(pk__in=[one.pk for one in earlier], accepted_at=None).update(withdrawn_at=now)
    return made


def _refuse_too_many(invitations, by, email, now):
    model = invitations.model
    if invitations.open(now).exclude(email=email).count() >= model.OPEN_AT_ONCE:
        raise TooManyInvitations
    today = model.objects.filter(invited_by=by, invited_at__gt=now - timedelta(days=1))
    if today.count() >= model.A_DAY or not throttling.may_mail(email):
        raise throttling.TooManyTries
