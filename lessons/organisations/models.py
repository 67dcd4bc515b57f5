from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lessons.accounts.invitations import MailedInvitation


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


class Invitation(MailedInvitation):
    """A link in a mail, with which whoever reads mail at that address gets a place in an organisation, once."""

    OPEN_AT_ONCE = 20
    SALT = "chiragh.organisations.invitation"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(_("role"), max_length=20, choices=Membership.Role.choices)

    class Meta(MailedInvitation.Meta):
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self):
        return f"{self.email}: {self.get_role_display()}, {self.organisation}"
