"""A file between its preview and its confirmation."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class HeldUpload(models.Model):
    """What somebody has sent and not yet confirmed.

    In the database, because each process of a site sees it there, and because a session or a form field would be sent
    to and fro with every page. Nobody else ever opens it; it goes when it is confirmed, when its owner sends another,
    and after a day.
    """

    class Purpose(models.TextChoices):
        TEXTS = "texts", _("texts")
        PACKAGE = "package", _("module")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    # What was chosen beside the file: the language, the organisation.
    choice = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=200)
    data = models.BinaryField()
    held_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("file not yet confirmed")
        verbose_name_plural = _("files not yet confirmed")

    def __str__(self):
        return self.name


KEPT_FOR = timedelta(days=1)


@transaction.atomic
def hold(*, user, purpose, file, choice=""):
    """Keep the uploaded `file` for its owner's confirmation and return it; their earlier one of its kind goes."""
    HeldUpload.objects.filter(user=user, purpose=purpose).delete()
    forget_old()
    file.seek(0)
    return HeldUpload.objects.create(user=user, purpose=purpose, choice=choice, name=file.name[-200:], data=file.read())


def forget_old(now=None):
    """Delete what nobody confirmed within a day."""
    HeldUpload.objects.filter(held_at__lt=(now or timezone.now()) - KEPT_FOR).delete()


def get_upload(user, pk, purpose):
    """Return the file that `user` has sent. Raises Http404 when it is gone or somebody else's."""
    upload = HeldUpload.objects.filter(pk=pk, user=user, purpose=purpose).first()
    if upload is None:
        raise Http404
    return upload
