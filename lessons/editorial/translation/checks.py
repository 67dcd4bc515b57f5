"""When somebody last said that a translation says the same as its source."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class TranslationCheck(models.Model):
    """The source texts against which a language of a page or record was last confirmed.

    `digests` maps the key of a unit (editorial.units) to the digest of its source at that time: a unit whose source
    has another digest now is out of date.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=40)
    language = models.CharField(max_length=8, choices=settings.LANGUAGES)
    digests = models.JSONField(default=dict)
    checked_at = models.DateTimeField(default=timezone.now)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("check of a translation")
        verbose_name_plural = _("checks of translations")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "language"], name="one_translation_check_a_language"
            )
        ]

    @staticmethod
    def place(obj):
        """Return the fields by which the checks of `obj`, a page or record, are found."""
        return {"content_type": ContentType.objects.get_for_model(obj), "object_id": str(obj.pk)}

    def __str__(self):
        return f"{self.content_type_id}/{self.object_id}: {self.language}"
