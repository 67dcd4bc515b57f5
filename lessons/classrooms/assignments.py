from datetime import datetime, time

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lessons.classrooms.classes import Classroom
from lessons.classrooms.enrolments import Enrolment
from lessons.classrooms.notes import language_of
from lessons.content.bands import BANDS

NOTE_LENGTH = 280


class AssignmentQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at=None)

    def open(self, on=None):
        """Those whose opening day has come by `on` (today by default)."""
        return self.filter(Q(opens_on=None) | Q(opens_on__lte=on or timezone.localdate()))

    def as_due(self):
        """In the order in which they are due; without a due day last."""
        return self.order_by(F("due_on").asc(nulls_last=True), "opens_on", "pk")


class Assignment(models.Model):
    """A module, or one activity of it, that a class or some of its learners were given."""

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="assignments")
    module = models.ForeignKey("content.ModulePage", on_delete=models.PROTECT, related_name="+")
    # Null: the whole module, with what is published in it at the time of looking.
    activity = models.ForeignKey("wagtailcore.Page", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # The age of the class when it was made, and so what of the module it stands for: if it followed the class, a
    # teacher who changes the age would see what learners have read by their own choice.
    band = models.CharField(max_length=1, choices=BANDS, editable=False)
    # False: only for `learners`, also when none of them is left.
    is_for_class = models.BooleanField(default=True)
    learners = models.ManyToManyField(Enrolment, blank=True, related_name="assignments")
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    # Null: at each learner's own pace.
    due_on = models.DateField(_("due on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=NOTE_LENGTH, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on=None) | Q(due_on=None) | Q(due_on__gte=F("opens_on")),
                name="opens_before_it_is_due",
            )
        ]

    def save(self, *args, **kwargs):
        self.band = self.band or self.classroom.band
        super().save(*args, **kwargs)

    def __str__(self):
        return f"{self.classroom}: {self.activity or self.module}"

    def counts_from(self, joined_at):
        """Return the moment from which the work of a learner who joined at `joined_at` counts for this assignment.

        What they read or tried before, by their own choice, never reaches a teacher.
        """
        moments = [joined_at, self.made_at]
        if self.opens_on:
            moments.append(timezone.make_aware(datetime.combine(self.opens_on, time.min)))
        return max(moments)

    @property
    def note_language(self):
        """The language that the note is marked with: teachers write in either, whatever the page is in."""
        return language_of(self.note)

    def has_opened(self, on=None):
        return self.opens_on is None or self.opens_on <= (on or timezone.localdate())

    def is_overdue(self, on=None):
        return self.due_on is not None and self.due_on < (on or timezone.localdate())
