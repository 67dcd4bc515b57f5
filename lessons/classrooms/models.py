from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lessons.classrooms.join_codes import LENGTH
from lessons.classrooms.names import LONGEST, name_key
from lessons.content.bands import BANDS

KEY_LENGTH = 255  # a key may be longer than its name: one letter can fold into several


class ClassroomQuerySet(models.QuerySet):
    def open(self):
        """Classes that can be joined; learners sign in to closed ones too."""
        return self.filter(closed_at=None)

    def taught_by(self, user):
        return self.filter(teachings__teacher=user)

    def with_learner_count(self):
        return self.annotate(learner_count=models.Count("enrolments", distinct=True))


class Classroom(models.Model):
    """Learners of one age band whom one or more people teach."""

    name = models.CharField(_("name"), max_length=60)
    band = models.CharField(_("age"), max_length=1, choices=BANDS)
    code = models.CharField(_("class code"), max_length=LENGTH, unique=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ClassroomQuerySet.as_manager()

    class Meta:
        verbose_name = _("class")
        verbose_name_plural = _("classes")
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("classrooms:classroom", args=[self.pk])

    @property
    def is_open(self):
        return self.closed_at is None


class Teaching(models.Model):
    """Who teaches a class, and as what."""

    class Role(models.TextChoices):
        TEACHER = "teacher", _("teacher")
        CO_TEACHER = "co-teacher", _("co-teacher")

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="teachings")
    teacher = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="teachings")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.TEACHER)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["classroom", "teacher"], name="one_role_in_a_class")]

    def __str__(self):
        return f"{self.teacher}: {self.get_role_display()}, {self.classroom}"


class EnrolmentQuerySet(models.QuerySet):
    def named(self, name):
        """Those whose name is `name`, however it is spelled."""
        return self.filter(name_key=name_key(name)[:KEY_LENGTH])

    def by_name(self):
        return self.order_by("name_key")

    def latest_first(self):
        return self.order_by("-joined_at", "-pk")


class Enrolment(models.Model):
    """A learner in a class. Their name is kept here and nowhere else."""

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="enrolments")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrolments")
    name = models.CharField(_("name"), max_length=LONGEST)
    name_key = models.CharField(max_length=KEY_LENGTH, editable=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("learner in a class")
        verbose_name_plural = _("learners in a class")
        constraints = [
            models.UniqueConstraint(fields=["classroom", "name_key"], name="one_learner_a_name"),
            models.UniqueConstraint(fields=["classroom", "learner"], name="one_name_a_learner"),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.name_key = name_key(self.name)[:KEY_LENGTH]
        if (fields := kwargs.get("update_fields")) is not None and "name" in fields:
            kwargs["update_fields"] = {*fields, "name_key"}
        super().save(*args, **kwargs)
