"""Facts and helplines: what may change or be wrong is kept once, dated, and referred to."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from lessons.content.owned_records import OwnedForm, OwnedRecord
from lessons.content.panels import SlotPanel, both, record_languages
from lessons.content.previews import PreviewedRecord

RICH = ["bold", "italic", "ul", "ol", "link"]
HEDGE = _("One good source only? Then the text says so: “According to one survey …”.")


class SourcedQuerySet(models.QuerySet):
    def overdue(self, on=None):
        """Those that should have been looked at again before `on` (today by default)."""
        return self.filter(review_after__lt=on or timezone.localdate())

    def not_overdue(self, on=None):
        return self.filter(review_after__gte=on or timezone.localdate())


class Sourced(models.Model):
    """Where a record comes from, when it was seen, and when it should be looked at again.

    `LOOKED` names the field with the day on which somebody here last looked whether it is still so.
    """

    LOOKED = ""

    class Confidence(models.TextChoices):
        HIGH = "high", _("high: official, or two sources that agree")
        MEDIUM = "medium", _("medium: one good source; the text says so")

    key = models.SlugField(_("key"), unique=True, help_text=_("How lessons and files refer to it."))
    source = models.CharField(_("source"), max_length=300)
    source_seen_on = models.DateField(_("source seen on"))
    confidence = models.CharField(_("confidence"), max_length=10, choices=Confidence.choices)
    review_after = models.DateField(_("review after"))

    objects = SourcedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_overdue(self):
        return self.review_after < timezone.localdate()

    @property
    def looked_on(self):
        """The day on which somebody called or checked, or None."""
        return getattr(self, self.LOOKED)

    def clean(self):
        super().clean()
        if self.review_after and self.looked_on and self.review_after < self.looked_on:
            raise ValidationError({"review_after": _("This day is before the day on which it was last looked at.")})
        if self.looked_on and self.looked_on > timezone.localdate():
            raise ValidationError({self.LOOKED: _("This day has not come yet.")})


def origin_panel(looked):
    """The panel that says where a record comes from; none of it may be left out, not even in a draft."""
    return MultiFieldPanel(
        [
            FieldPanel("source", required_on_save=True),
            FieldRowPanel([FieldPanel("source_seen_on"), FieldPanel(looked)]),
            FieldRowPanel(
                [FieldPanel("confidence", required_on_save=True, help_text=HEDGE), FieldPanel("review_after")]
            ),
        ],
        heading=_("Where it comes from"),
    )


class Fact(OwnedRecord, Sourced, index.Indexed):
    """A law, a menu path or a number, as shown in every lesson that refers to it."""

    LOOKED = "checked_on"

    class Kind(models.TextChoices):
        LAW = "law", _("law")
        PATH = "path", _("menu path")
        NUMBER = "number", _("number")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    text = RichTextField(_("text"), features=RICH, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True, help_text=_("Empty until somebody checked."))

    panels = [
        SlotPanel("editor.top"),
        FieldRowPanel([FieldPanel("key", required_on_save=True), FieldPanel("organisation")]),
        FieldPanel("kind", required_on_save=True),
        *both("text", _("Text")),
        origin_panel("checked_on"),
    ]
    search_fields = [
        index.SearchField("key"),
        *[index.SearchField(f"text_{code}") for code in record_languages],
        *[index.AutocompleteField(f"text_{code}") for code in record_languages],
        index.AutocompleteField("key"),
        index.FilterField("organisation_id"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        ordering = ["key"]

    def __str__(self):
        return self.key

    @property
    def may_have_changed(self):
        """Whether readers are warned. Menus move so often that a path only shows its day."""
        return self.is_overdue and self.kind != self.Kind.PATH


class HelplineForm(OwnedForm):
    """Never says of a new number that it was called."""

    def clean(self):
        cleaned = super().clean()
        if self._is_another_number(cleaned) and self._still_says_called(cleaned):
            words = _("This is another number. Say when it was called, or leave this empty.")
            self.add_error("called_on", words)
        return cleaned

    def _is_another_number(self, cleaned):
        self.shown = Helpline.objects.filter(pk=self.instance.pk, live=True).first()
        return self.shown and cleaned.get("number") and dialled(cleaned["number"]) != self.shown.tel

    def _still_says_called(self, cleaned):
        called = cleaned.get("called_on")
        return called and called == self.shown.called_on and called != timezone.localdate()


class Helpline(OwnedRecord, PreviewedRecord, Sourced, index.Indexed):
    """A number to call. An overdue one keeps its button and says when it was last checked."""

    LOOKED = "called_on"

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
    base_form_class = HelplineForm
    preview_template = "content/helpline_preview.html"
    panels = [
        SlotPanel("editor.top"),
        FieldRowPanel([FieldPanel("key", required_on_save=True), FieldPanel("organisation")]),
        FieldPanel("number", required_on_save=True),
        *both("name", _("Name")),
        *both("who_for", _("For whom, and what they do")),
        *both("hours", _("Hours")),
        *both("cost", _("Price and languages")),
        *both("region", _("Region")),
        origin_panel("called_on"),
        FieldPanel("position"),
    ]
    search_fields = [
        index.SearchField("number"),
        *[index.SearchField(f"name_{code}") for code in record_languages],
        *[index.AutocompleteField(f"name_{code}") for code in record_languages],
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
        return dialled(self.number)

    def clean(self):
        super().clean()
        if self.number and not self.tel:
            raise ValidationError({"number": _("A number that a phone can dial, please.")})

    def with_content_json(self, content):
        """Whether it is permanent is no matter of a version: none of them makes it removable, or lets it expire."""
        obj = super().with_content_json(content)
        obj.is_permanent = self.is_permanent
        if self.is_permanent:
            obj.expire_at = None
        return obj


def dialled(number):
    """Return `number` as a phone dials it."""
    return "".join(c for c in number if c.isdigit() or c == "+")
