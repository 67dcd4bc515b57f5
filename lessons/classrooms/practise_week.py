"""A class that practises this week: what its teacher sets, and the one number that the teacher sees of it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lessons.classrooms.classes import Classroom
from lessons.classrooms.enrolments import Enrolment

DAYS = 7


class PractiseWeekQuerySet(models.QuerySet):
    def standing(self, on=None):
        """Those whose seven days are not over."""
        return self.filter(set_on__gt=_before(on))

    def ended(self, on=None):
        return self.filter(set_on__lte=_before(on))


def _before(on):
    return (on or timezone.localdate()) - timedelta(days=DAYS)


class PractiseWeek(models.Model):
    """Seven days, from `set_on` on, in which a class practises. Setting it anew makes a new row; an old one goes."""

    classroom = models.OneToOneField(Classroom, on_delete=models.CASCADE, related_name="practise_week")
    set_on = models.DateField()
    # What was practised before, by own choice, is nobody's business.
    set_at = models.DateTimeField(default=timezone.now)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    # Who was in the class then: of them, and of nobody else, it is told how many have practised.
    learners = models.ManyToManyField(Enrolment, related_name="+")
    size = models.PositiveIntegerField(default=0)
    # In tens, as it was first told: who leaves or erases their record later lowers nothing.
    told = models.PositiveIntegerField(default=0)

    objects = PractiseWeekQuerySet.as_manager()

    class Meta:
        verbose_name = _("week of practice")
        verbose_name_plural = _("weeks of practice")

    def __str__(self):
        return f"{self.classroom}: {self.set_on}"

    @property
    def last_on(self):
        return self.set_on + timedelta(days=DAYS - 1)
