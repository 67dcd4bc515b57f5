from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OrganisationQuerySet(models.QuerySet):
    def of_member(self, user):
        """The organisations that `user` publishes for; all of them for a superuser."""
        return self if user.is_superuser else self.filter(memberships__user=user).distinct()

    def run_by(self, user):
        """The organisations whose people `user` looks after: those they moderate; all of them for a superuser."""
        if user.is_superuser:
            return self
        return self.filter(memberships__user=user, memberships__role=Membership.Role.MODERATOR)


class Organisation(models.Model):
    """An NGO that publishes here. It owns a section of the page tree and its part of the question bank."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(unique=True)
    # What its people write first; the other language is held against it.
    source_language = models.CharField(
        _("writes first in"), max_length=8, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    collection = models.ForeignKey(
        "wagtailcore.Collection", null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    workflow = models.ForeignKey(
        "wagtailcore.Workflow", null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self):
        return self.name


class Membership(models.Model):
    """What a person is in an organisation."""

    class Role(models.TextChoices):
        EDITOR = "editor", _("editor")
        MODERATOR = "moderator", _("moderator")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "user"], name="one_role_a_member")]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}, {self.organisation}"


class InvitationQuerySet(models.QuerySet):
    def open(self, now=None):
        """Those whose link still works."""
        since = (now or timezone.now()) - timedelta(days=Invitation.DAYS)
        return self.filter(Q(invited_at__gt=since), accepted_at=None, withdrawn_at=None)


class Invitation(models.Model):
    """A link in a mail, with which whoever reads mail at that address gets a place in an organisation, once."""

    DAYS = 14

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=20, choices=Membership.Role.choices)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    invited_at = models.DateTimeField(default=timezone.now, editable=False)
    accepted_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at"]

    @property
    def ends_on(self):
        """The last day on which the link works."""
        return timezone.localdate(self.invited_at + timedelta(days=self.DAYS))

    def __str__(self):
        return f"{self.email}: {self.get_role_display()}, {self.organisation}"
