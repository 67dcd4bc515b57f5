import uuid

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lessons.learning.certificates import Certificate
from lessons.learning.practice import PracticeCard, PracticeReview, PracticeRound
from lessons.learning.reader_figures import InReaderFigure, ReaderFigure
from lessons.learning.scenario_runs import ScenarioRun, ScenarioStepTaken
from lessons.learning.scoring import counts, is_asked

__all__ = [
    "Answer",
    "Attempt",
    "Certificate",
    "Completion",
    "InReaderFigure",
    "PracticeCard",
    "PracticeReview",
    "PracticeRound",
    "ReaderFigure",
    "ScenarioRun",
    "ScenarioStepTaken",
]


class CompletionQuerySet(models.QuerySet):
    def done(self):
        return self.filter(completed_at__isnull=False)


class Completion(models.Model):
    """How far a learner is in a lesson or scenario; done when `completed_at` is set. Of a quiz, its tries tell."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="completions")
    activity = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="+")
    # In which it was begun: publishers' figures are by language. Empty: begun before that was noted.
    language = models.CharField(max_length=8, blank=True)
    # The id of the block of the body that was last in view.
    position = models.CharField(max_length=36, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    position_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    # When it was last marked as done once more: work that counts for a class that was set it later.
    done_again_at = models.DateTimeField(null=True, blank=True)

    objects = CompletionQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity of a learner")
        constraints = [models.UniqueConstraint(fields=["learner", "activity"], name="learner_has_an_activity_once")]

    def __str__(self):
        return f"{self.activity_id} / {self.learner_id}"

    @property
    def is_done(self):
        return self.completed_at is not None

    @property
    def touched_at(self):
        return max(filter(None, [self.started_at, self.position_at, self.completed_at, self.done_again_at]))


class AttemptQuerySet(models.QuerySet):
    def finished(self):
        return self.filter(finished_at__isnull=False)

    def unfinished(self):
        return self.filter(finished_at__isnull=True)

    def begun(self):
        """Those that are more than kept on a phone."""
        return self.filter(started_at__isnull=False)

    def latest_first(self):
        """The try begun last first, those that are only kept on a phone at the end, on every database."""
        return self.order_by(F("started_at").desc(nulls_last=True))

    def best_first(self):
        """The best try first; of equals, the earliest."""
        return self.order_by(
            F("passed").desc(nulls_last=True), F("percent").desc(nulls_last=True), "finished_at", "started_at"
        )


class Attempt(models.Model):
    """One try at a quiz. `frozen` is what was asked (see learning.frozen); marking reads nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attempts")
    quiz = models.ForeignKey("content.QuizPage", on_delete=models.PROTECT, related_name="+")
    frozen = models.JSONField()
    language = models.CharField(max_length=8, blank=True)
    # Null: it is only kept on a phone, and nothing in it was answered yet.
    started_at = models.DateTimeField(default=timezone.now, null=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    # Null: not finished, or nothing in it counts.
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    passed = models.BooleanField(null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("try at a quiz")
        indexes = [
            models.Index(fields=["learner", "quiz"], name="attempts_of_a_learner"),
            models.Index(fields=["quiz", "learner"], name="attempts_at_a_quiz"),
        ]

    def __str__(self):
        return str(self.pk)

    @property
    def items(self):
        return self.frozen["items"]

    @property
    def band(self):
        """The band whose questions were asked, or None for all."""
        return self.frozen.get("band")

    @property
    def asked_items(self):
        """The items that want an answer: all but the reflections."""
        return [item for item in self.items if is_asked(item["reveals"])]

    @property
    def counting_items(self):
        return [item for item in self.items if counts(item["reveals"])]


class Answer(models.Model):
    """What a learner picked. The first answer to an item counts; there is no second."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="answers")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    item = models.CharField(max_length=50)
    picked = models.JSONField()
    # Null: an attitude has no right answer.
    is_right = models.BooleanField(null=True, blank=True)
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("answer")
        constraints = [models.UniqueConstraint(fields=["attempt", "item"], name="one_answer_an_item")]

    def __str__(self):
        return f"{self.item} / {self.attempt_id}"
