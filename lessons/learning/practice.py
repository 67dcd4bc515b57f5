"""What practice keeps: when each question comes back, the rounds of five, and every answer in them."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PracticeCardQuerySet(models.QuerySet):
    def ready(self, now=None):
        """Those that are due on the learner's day or were before, the longest waiting first."""
        return self.filter(due_on__lte=timezone.localdate(now or timezone.now())).order_by("due_on", "pk")


class PracticeCard(models.Model):
    """A question that a learner has met. `state` is FSRS's (learning.scheduling)."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="practice_cards")
    item = models.CharField(max_length=50)
    state = models.JSONField()
    due_on = models.DateField()

    objects = PracticeCardQuerySet.as_manager()

    class Meta:
        verbose_name = _("practice card")
        constraints = [models.UniqueConstraint(fields=["learner", "item"], name="one_practice_card_a_question")]
        indexes = [models.Index(fields=["learner", "due_on"], name="practice_cards_due")]

    def __str__(self):
        return f"{self.item} / {self.learner_id}"


class PracticeRound(models.Model):
    """Up to five questions, frozen as in a try at a quiz (learning.frozen)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="practice_rounds")
    items = models.JSONField()
    started_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("round of practice")
        verbose_name_plural = _("rounds of practice")

    def __str__(self):
        return str(self.pk)


class PracticeReview(models.Model):
    """One answer in practice: with the card's state before it, all that a schedule is fitted from."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="practice_reviews")
    round = models.ForeignKey(PracticeRound, on_delete=models.CASCADE, related_name="reviews")
    item = models.CharField(max_length=50)
    picked = models.JSONField()
    is_right = models.BooleanField()
    state_before = models.JSONField()
    reviewed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("answer in practice")
        verbose_name_plural = _("answers in practice")
        constraints = [models.UniqueConstraint(fields=["round", "item"], name="one_review_an_item")]
        indexes = [models.Index(fields=["learner", "reviewed_at"], name="reviews_of_a_learner")]

    def __str__(self):
        return f"{self.item} / {self.round_id}"
