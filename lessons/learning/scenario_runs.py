"""What a learner chose in a scenario: a run is one way through it, with the ways that were tried out beside it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ScenarioRun(models.Model):
    """One playing of a scenario. `revision` is the one whose words it is played in.

    The learner's present way through the story ends with the choice number `tip` and goes back from each choice to the
    one it came `after`. `is_what_if`: they have gone back, or played this scenario before; what they choose from then
    on is no first choice.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="scenario_runs")
    scenario = models.ForeignKey("content.ScenarioPage", on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveBigIntegerField(null=True, blank=True)
    tip = models.PositiveSmallIntegerField(default=0)
    is_what_if = models.BooleanField(default=False)
    started_at = models.DateTimeField(default=timezone.now)
    # When it came to an ending first; it can be gone on with after that.
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("run through a scenario")
        indexes = [models.Index(fields=["learner", "scenario"], name="runs_of_a_learner")]

    def __str__(self):
        return str(self.pk)


class ScenarioStepTaken(models.Model):
    """A choice in a run: the `order`-th that was made in it. Choosing the same at the same place again is the same."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(ScenarioRun, on_delete=models.CASCADE, related_name="taken")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    step = models.CharField(max_length=36)
    choice = models.CharField(max_length=36)
    order = models.PositiveSmallIntegerField()
    # The order of the choice that led here; 0 at the beginning.
    after = models.PositiveSmallIntegerField()
    is_what_if = models.BooleanField(default=False)
    taken_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("choice in a scenario")
        constraints = [
            models.UniqueConstraint(fields=["run", "order"], name="one_choice_at_a_time"),
            models.UniqueConstraint(fields=["run", "after", "choice"], name="a_choice_once_at_a_place"),
        ]

    def __str__(self):
        return f"{self.step} / {self.run_id}"
