"""What the publishers of a lesson learn from its readers: figures of whole groups, without anybody in them.

The rule is that of a class's figures (classrooms.batches): a figure takes in ten learners, or twenty, …, at once;
fewer than ten wait. Each learner is taken in once, ever, for one thing (`InReaderFigure`), so the groups have nobody in
common, and nothing that was taken in is ever taken out. Whatever is added up or taken away tells of ten or more.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lessons.learning.shares import tenths


class Kind(models.TextChoices):
    STARTED = "started", _("began")
    DONE = "done", _("completed")
    ANSWER = "answer", _("answered first")


class ReaderFigure(models.Model):
    """How many learners began, completed or answered something in one language, and what they chose.

    `subject` is the number of a page, or the key of a question. `counts` maps the keys of choices to how many of
    `learners` picked them; `right` is how many were right when they answered.
    """

    kind = models.CharField(max_length=10, choices=Kind.choices)
    subject = models.CharField(max_length=50)
    language = models.CharField(max_length=8)
    learners = models.PositiveIntegerField(default=0)
    right = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    drawn_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("figure of readers")
        verbose_name_plural = _("figures of readers")
        constraints = [models.UniqueConstraint(fields=["kind", "subject", "language"], name="one_figure_a_language")]

    def __str__(self):
        return f"{self.kind} {self.subject} ({self.language}): {self.learners}"

    @property
    def right_tenths(self):
        """How much of the group was right, in tenths that hide the ends."""
        return tenths(self.right, self.learners)

    def tenths_of(self, choice):
        """Return how much of the group picked the choice with this key, in tenths that hide the ends."""
        return tenths(self.counts.get(str(choice), 0), self.learners)


class InReaderFigure(models.Model):
    """That a learner is in a figure: no later one holds them again. Not which, nor what they did."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    subject = models.CharField(max_length=50)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "kind", "subject"], name="a_learner_is_in_a_figure_once")
        ]

    def __str__(self):
        return f"{self.kind} {self.subject} / {self.learner_id}"
