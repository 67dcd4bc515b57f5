"""What a class did together, as numbers: nothing in here belongs to one learner."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from lessons.classrooms.classes import Classroom


class Batch(models.Model):
    """How a class answered an item that only class figures may tell of, drawn at 10 learners, at 20, …

    Kept as it was drawn: who leaves or erases their record later changes nothing in it, so that two looks never differ
    by one learner.
    """

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="batches")
    item = models.CharField(max_length=50)
    learners = models.PositiveIntegerField()
    # The frozen item, whose words learning.frozen reads, and {choice key: tenths of the class, 0 to 10}.
    asked = models.JSONField()
    tenths = models.JSONField()
    # {choice key: how many}: what the next batch is added to; no page shows it.
    counts = models.JSONField(default=dict)
    drawn_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["classroom", "item", "learners"], name="a_batch_is_drawn_once")]

    def __str__(self):
        return f"{self.item}: {self.learners}"


class Counted(models.Model):
    """That a learner's answer to an item is in a batch: no later batch, of whichever class, holds another of theirs.

    Not which batch, nor what they answered.
    """

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    item = models.CharField(max_length=50)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "item"], name="an_answer_is_counted_once")]

    def __str__(self):
        return f"{self.item} / {self.learner_id}"


class HandCount(models.Model):
    """A show of hands for a question that was presented to the class."""

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="hand_counts")
    item = models.CharField(max_length=50)
    # The frozen item, and {choice key: hands}.
    asked = models.JSONField()
    hands = models.JSONField()
    counted_at = models.DateTimeField(default=timezone.now, editable=False)
    counted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-counted_at"]

    def __str__(self):
        return f"{self.item}: {self.hands}"

    @property
    def total(self):
        return sum(self.hands.values())


class PaperCount(models.Model):
    """A quiz that a class took on paper: how many took it, and how many had each question right."""

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="paper_counts")
    quiz = models.ForeignKey("content.QuizPage", on_delete=models.PROTECT, related_name="+")
    taken_on = models.DateField()
    learners = models.PositiveIntegerField()
    # {question key: how many had it right}
    right = models.JSONField()
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-taken_on", "-pk"]

    def __str__(self):
        return f"{self.quiz}: {self.taken_on}"
