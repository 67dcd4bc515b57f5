"""Certificates: that a module was completed, in which month, and a code by which anybody can check it. No name."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lessons.core.bilingual import choose
from lessons.core.codes import is_code_of, normalise_code, random_code

# 72 bits: nobody finds one by trying.
LENGTH = 16
GROUP = 4


def grouped(code):
    """Return `code` as it is printed, in groups that an eye can hold: ABCD-EFGH-…"""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


class CertificateQuerySet(models.QuerySet):
    def with_code(self, typed):
        """The one whose code was `typed`, in whatever case and with or without its hyphens; none when it is no code."""
        code = normalise_code(typed)
        return self.filter(code=code) if is_code_of(LENGTH, code) else self.none()

    def latest_first(self):
        return self.order_by("-made_in", "-pk")


class Certificate(models.Model):
    """That a learner completed a module. Which name stands on the paper is known to nobody here.

    Heading and publisher are as they were, {language: words}: what is renamed or withdrawn later changes no paper.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="certificates")
    module = models.ForeignKey("content.ModulePage", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=LENGTH, unique=True)
    heading = models.JSONField()
    publisher = models.JSONField()
    # The first day of the month: the day itself is nobody's business.
    made_in = models.DateField()
    # Two accounts of one person became one and both had one: both papers exist, so both codes hold.
    is_second = models.BooleanField(default=False)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "module"], condition=Q(is_second=False), name="one_certificate_a_module"
            )
        ]

    def __str__(self):
        return f"{self.module_id} / {self.learner_id}"

    def save(self, *args, **kwargs):
        self.code = self.code or random_code(LENGTH)
        super().save(*args, **kwargs)

    @property
    def printed_code(self):
        return grouped(self.code)

    def local_heading(self, language=None):
        """Return the module's heading for this reader as a LocalText."""
        return choose(self.heading, language)

    def local_publisher(self, language=None):
        """Return the publisher's name for this reader as a LocalText."""
        return choose(self.publisher, language)
