"""What came in a package: a second import finds it again and doubles nothing."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class PackagedItem(models.Model):
    """Which row of an organisation an item of a package has become.

    `source_digest` is of the item in the package, `written_digest` of what the import wrote: an editor's own change
    shows in the second, a newer package in the first.
    """

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.CASCADE, related_name="+")
    package = models.UUIDField()
    ref = models.CharField(max_length=120)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=40)
    source_digest = models.CharField(max_length=64)
    written_digest = models.CharField(max_length=64)

    item = GenericForeignKey("content_type", "object_id")

    class Meta:
        verbose_name = _("item of a package")
        verbose_name_plural = _("items of packages")
        constraints = [models.UniqueConstraint(fields=["organisation", "package", "ref"], name="packaged_item_once")]

    def __str__(self):
        return f"{self.package}: {self.ref}"
