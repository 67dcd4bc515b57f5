"""The words that the content check looks for: data that editors can extend."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from lessons.editorial.checking.prose import fold, is_tangled
from lessons.organisations.models import Organisation


class WatchedWordForm(WagtailAdminModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        organisation = self.fields["organisation"]
        organisation.queryset = Organisation.objects.of_member(self.for_user)
        organisation.required = not self.for_user.is_superuser
        if organisation.required:
            organisation.initial = organisation.queryset.first()
        for name in ("phrase", "better", "why"):  # in the language of the word
            self.fields[name].widget.attrs["dir"] = "auto"

    def clean_phrase(self):
        phrase = self.cleaned_data["phrase"].strip()
        if sum(c.isalnum() for c in fold(phrase)) < 2:
            raise ValidationError(_("Write at least two letters: anything shorter is found everywhere."))
        if is_tangled(phrase):
            raise ValidationError(_("Use “…” at most twice, and with a word between."))
        return phrase


class WatchedWord(models.Model):
    """A word or phrase that blames or advertises, with the better one to suggest."""

    class Kind(models.TextChoices):
        BLAME = "blame", _("blames the person it happened to")
        SENSATION = "sensation", _("advertises, or makes a sensation of it")
        TERM = "term", _("another word is better")
        HARD = "hard", _("a hard subject: the page needs a content note and helplines")

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
        _("word or phrase"),
        max_length=120,
        help_text=_("As it is written. “*” at the end of a word finds all endings, “…” stands for up to three words."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    better = models.CharField(_("better"), max_length=200, blank=True, help_text=_("What to write instead."))
    why = models.CharField(_("why"), max_length=300, blank=True)

    base_form_class = WatchedWordForm
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
