from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationQuerySet(models.QuerySet):
    def of_member(self, user):
        """The organisations that `user` publishes for; all of them for a superuser."""
        return self if user.is_superuser else self.filter(memberships__user=user).distinct()


class Organisation(models.Model):
    """An NGO that publishes here. It owns a section of the page tree and its part of the question bank."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(unique=True)

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
