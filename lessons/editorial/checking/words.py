"""The words that the content check looks for: data that editors can extend."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel


class WatchedWord(models.Model):
    """A word or phrase that blames or advertises, with the better one to suggest."""

    class Kind(models.TextChoices):
        BLAME = "blame", _("blames the person it happened to")
        SENSATION = "sensation", _("advertises, or makes a sensation of it")
        TERM = "term", _("another word is better")

    # Null: of the site, looked for in everybody's texts; only an admin changes it.
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="watched_words",
    )
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    phrase = models.CharField(
        _("word or phrase"), max_length=120, help_text=_("As it is written; “*” at its end finds all endings.")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    better = models.CharField(_("better"), max_length=200, blank=True, help_text=_("What to write instead."))
    why = models.CharField(_("why"), max_length=300, blank=True)

    panels = [
        FieldPanel("organisation"),
        FieldRowPanel([FieldPanel("language"), FieldPanel("kind")]),
        FieldPanel("phrase"),
        FieldPanel("better"),
        FieldPanel("why"),
    ]

    class Meta:
        verbose_name = _("watched word")
        verbose_name_plural = _("watched words")
        ordering = ["language", "phrase"]

    def __str__(self):
        return self.phrase
