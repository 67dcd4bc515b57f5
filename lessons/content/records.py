"""Facts and helplines: what may change or be wrong is kept once, dated, and referred to."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from lessons.content.owned_records import OwnedRecord
from lessons.content.panels import SlotPanel, both, record_languages
from lessons.content.previews import PreviewedRecord
from lessons.core.search import SpelledAutocompleteField, SpelledSearchField

RICH = ["bold", "italic", "ul", "ol", "link"]


class Sourced(models.Model):
    """Where a record comes from, when it was seen, and when it should be looked at again."""

    class Confidence(models.TextChoices):
        HIGH = "high", _("high: official, or two sources that agree")
        MEDIUM = "medium", _("medium: one good source; the text says so")

    key = models.SlugField(_("key"), unique=True, help_text=_("How lessons and files refer to it."))
    source = models.CharField(_("source"), max_length=300)
    source_seen_on = models.DateField(_("source seen on"))
    confidence = models.CharField(_("confidence"), max_length=10, choices=Confidence.choices)
    review_after = models.DateField(_("review after"))

    class Meta:
        abstract = True

    @property
    def is_overdue(self):
        return self.review_after < timezone.localdate()


class Fact(OwnedRecord, Sourced, index.Indexed):
    """A law, a menu path or a number, as shown in every lesson that refers to it."""

    class Kind(models.TextChoices):
        LAW = "law", _("law")
        PATH = "path", _("menu path")
        NUMBER = "number", _("number")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    text = RichTextField(_("text"), features=RICH, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True, help_text=_("Empty until somebody checked."))

    panels = [
        SlotPanel("editor.top"),
        FieldRowPanel([FieldPanel("key"), FieldPanel("organisation")]),
        FieldPanel("kind"),
        *both("text", _("Text")),
        MultiFieldPanel(
            [
                FieldPanel("source"),
                FieldRowPanel([FieldPanel("source_seen_on"), FieldPanel("checked_on")]),
                FieldRowPanel([FieldPanel("confidence"), FieldPanel("review_after")]),
            ],
            heading=_("Where it comes from"),
        ),
    ]
    search_fields = [
        SpelledSearchField("key"),
        *[SpelledSearchField(f"text_{code}") for code in record_languages],
        *[SpelledAutocompleteField(f"text_{code}") for code in record_languages],
        SpelledAutocompleteField("key"),
        index.FilterField("organisation_id"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        ordering = ["key"]

    def __str__(self):
        return self.key


class Helpline(OwnedRecord, PreviewedRecord, Sourced, index.Indexed):
    """A number to call. An overdue one keeps its button and says when it was last checked."""

    name = models.CharField(_("name"), max_length=120, blank=True)
    number = models.CharField(_("number"), max_length=30)
    who_for = models.TextField(_("for whom, and what they do"), blank=True)
    hours = models.CharField(_("hours"), max_length=160, blank=True)
    cost = models.CharField(_("price and languages"), max_length=160, blank=True)
    region = models.CharField(_("region"), max_length=120, blank=True)
    called_on = models.DateField(_("called on"), null=True, blank=True, help_text=_("Empty until somebody called."))
    is_permanent = models.BooleanField(
        _("permanent"), default=False, help_text=_("Its number can be replaced, but it can't be removed.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    serves_all = True
    preview_template = "content/helpline_preview.html"
    panels = [
        SlotPanel("editor.top"),
        FieldRowPanel([FieldPanel("key"), FieldPanel("organisation")]),
        FieldPanel("number"),
        *both("name", _("Name")),
        *both("who_for", _("For whom, and what they do")),
        *both("hours", _("Hours")),
        *both("cost", _("Price and languages")),
        *both("region", _("Region")),
        MultiFieldPanel(
            [
                FieldPanel("source"),
                FieldRowPanel([FieldPanel("source_seen_on"), FieldPanel("called_on")]),
                FieldRowPanel([FieldPanel("confidence"), FieldPanel("review_after")]),
            ],
            heading=_("Where it comes from"),
        ),
        FieldPanel("position"),
    ]
    search_fields = [
        SpelledSearchField("number"),
        *[SpelledSearchField(f"name_{code}") for code in record_languages],
        *[SpelledAutocompleteField(f"name_{code}") for code in record_languages],
        index.FilterField("organisation_id"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = _("helpline")
        verbose_name_plural = _("helplines")
        ordering = ["position", "key"]

    def __str__(self):
        return f"{self.name_en or self.name_ur} ({self.number})"

    def get_preview_context(self, request, mode_name):
        return {"value": [self]}

    @property
    def tel(self):
        """The number as a phone dials it."""
        return "".join(c for c in self.number if c.isdigit() or c == "+")
