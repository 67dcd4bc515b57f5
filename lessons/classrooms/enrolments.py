from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lessons.classrooms.classes import Classroom
from lessons.classrooms.names import LONGEST, name_key, sort_key

KEY_LENGTH = 255  # a key may be longer than its name: one letter can fold into several


class EnrolmentQuerySet(models.QuerySet):
    def named(self, name):
        """Those whose name is `name`, however it is spelled."""
        return self.filter(name_key=name_key(name)[:KEY_LENGTH])

    def current(self):
        """Learners of the class: let in and not removed."""
        return self.filter(removed_at=None, approved_at__isnull=False)

    def waiting(self):
        """Those who have joined and whom the teacher has not let in yet."""
        return self.filter(removed_at=None, approved_at=None)

    def by_name(self):
        return self.order_by("sort_key", "pk")

    def latest_first(self):
        return self.order_by("-joined_at", "-pk")


class Enrolment(models.Model):
    """A learner in a class. Their name is kept here and nowhere else.

    Who was removed stays as a row: with code, name and PIN they still sign in and reach their own record.
    """

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="enrolments")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrolments")
    name = models.CharField(_("name"), max_length=LONGEST)
    name_key = models.CharField(max_length=KEY_LENGTH, editable=False)
    sort_key = models.CharField(max_length=KEY_LENGTH, default="", editable=False)
    # A teacher sees nothing that was done before this.
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    # Null: waits for the teacher.
    approved_at = models.DateTimeField(default=timezone.now, null=True, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)
    # The same learner's other place in this class, named by the teacher; the learner confirms it with both PINs.
    merged_into = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="doubles")

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("learner in a class")
        verbose_name_plural = _("learners in a class")
        constraints = [
            models.UniqueConstraint(fields=["classroom", "name_key"], name="one_learner_a_name"),
            models.UniqueConstraint(fields=["classroom", "learner"], name="one_name_a_learner"),
        ]
        indexes = [models.Index(fields=["classroom", "sort_key"], name="learners_of_a_class_by_name")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.fill_keys()
        if (fields := kwargs.get("update_fields")) is not None and "name" in fields:
            kwargs["update_fields"] = {*fields, "name_key", "sort_key"}
        super().save(*args, **kwargs)

    def fill_keys(self):
        """Set what follows from the name; for who creates many rows at once, past `save`."""
        self.name_key = name_key(self.name)[:KEY_LENGTH]
        self.sort_key = sort_key(self.name)[:KEY_LENGTH]

    @property
    def is_current(self):
        return self.removed_at is None and self.approved_at is not None
