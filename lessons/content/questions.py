"""The bank of questions."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable
from wagtail.search import index

from lessons.content.bands import BandQuerySet, BandsField
from lessons.content.owned_records import OwnedForm, OwnedRecord
from lessons.content.panels import SlotPanel, both, record_languages
from lessons.content.previews import PreviewedRecord
from lessons.core.bilingual import is_blank


class Topic(models.Model):
    """What a question is about: the closing page of a quiz speaks by topic."""

    key = models.SlugField(_("key"), unique=True)
    name = models.CharField(_("name"), max_length=80, blank=True)

    panels = [FieldPanel("key"), *both("name", _("Name"))]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["key"]

    def __str__(self):
        return self.name_en or self.name_ur or self.key


class QuestionForm(OwnedForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.first_published_at and "key" in self.fields:
            # Learners' answers are kept under it.
            self.fields["key"].disabled = True
            self.fields["key"].help_text = _("Fixed since the question was first published.")
        # The row that the browser copies for a new choice must bring no key, or all new ones would share it.
        if "choices" in self.formsets:
            key = self.formsets["choices"].form.base_fields["key"]
            key.initial, key.required = None, False

    def defer_required_fields(self):
        """Called when a draft is saved, which may be unfinished."""
        super().defer_required_fields()
        self.instance.is_unfinished = True

    def _post_clean(self):
        # The question checks its choices, which otherwise reach it only when the form is saved.
        choices = self.formsets.get("choices")
        if choices is not None and choices.is_valid():
            choices.instance = self.instance  # a new question's formset has made one of its own
            choices.save(commit=False)
        elif choices is not None:
            self.instance.is_unfinished = True  # the choices say themselves what is wrong with them
        super()._post_clean()


class Question(OwnedRecord, PreviewedRecord, index.Indexed, ClusterableModel):
    """A question of the bank; quizzes order it and lessons ask it as "check yourself"."""

    class Kind(models.TextChoices):
        SINGLE = "single", _("single choice")
        MULTIPLE = "multiple", _("several choices")
        ORDERING = "ordering", _("put in order")

    class Reveals(models.TextChoices):
        KNOWLEDGE = "knowledge", _("knowledge: counts; a teacher may see it")
        SENSITIVE = "sensitive", _("about abuse: never counts; only figures of a class")
        ATTITUDE = "attitude", _("attitude: never counts; only figures of a class")
        REFLECTION = "reflection", _("reflection: to think about; nothing is asked or kept")

    key = models.SlugField(_("key"), unique=True, help_text=_("Short and unique, such as m4-q1."))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.SINGLE)
    reveals = models.CharField(
        _("what the answer reveals"), max_length=10, choices=Reveals.choices, default=Reveals.KNOWLEDGE
    )
    topic = models.ForeignKey(Topic, verbose_name=_("topic"), on_delete=models.PROTECT, related_name="questions")
    bands = BandsField(_("age bands"))
    prompt = models.TextField(_("prompt"), blank=True)
    explanation = models.TextField(_("explanation"), blank=True)
    teaching_note = models.TextField(
        _("what to say in class"), blank=True, help_text=_("For teachers, when many were wrong: one or two sentences.")
    )
    source = models.CharField(
        _("source"),
        max_length=300,
        blank=True,
        help_text=_("Where a fact in it comes from, as on a fact. Empty when it states none."),
    )

    is_unfinished = False  # set while a draft is checked

    objects = BandQuerySet.as_manager()
    base_form_class = QuestionForm
    preview_template = "content/question_preview.html"

    panels = [
        SlotPanel("editor.top"),
        FieldRowPanel([FieldPanel("key"), FieldPanel("organisation")]),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("reveals")]),
        FieldRowPanel([FieldPanel("topic"), FieldPanel("bands")]),
        *both("prompt", _("Prompt")),
        InlinePanel("choices", heading=_("Choices"), label=_("Choice"), max_num=6),
        *both("explanation", _("Explanation")),
        FieldPanel("source"),
        *both("teaching_note", _("What to say in class")),
    ]
    search_fields = [
        index.SearchField("key"),
        index.AutocompleteField("key"),
        *[index.SearchField(f"prompt_{code}") for code in record_languages],
        *[index.AutocompleteField(f"prompt_{code}") for code in record_languages],
        index.FilterField("organisation_id"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["key"]

    def __str__(self):
        return f"{self.key}: {self.prompt_en or self.prompt_ur or ''}"[:120]

    def clean(self):
        super().clean()
        if all(is_blank(getattr(self, f"prompt_{code}")) for code in record_languages):
            raise ValidationError({f"prompt_{record_languages[0]}": _("Write this in at least one language.")})
        if not self.is_unfinished:
            self._check_choices()

    def _check_choices(self):
        choices = list(self.choices.all())
        if self.reveals == self.Reveals.REFLECTION:
            if choices:
                raise ValidationError({"reveals": _("A reflection has no choices: nothing is asked or kept.")})
            return
        if len(choices) < 2:
            raise ValidationError({"kind": _("Give at least two choices.")})
        right = sum(choice.is_right for choice in choices)
        if self.kind == self.Kind.SINGLE and right != 1:
            raise ValidationError({"kind": _("A single choice has exactly one right choice.")})
        if self.kind == self.Kind.MULTIPLE and not right:
            raise ValidationError({"kind": _("Mark at least one choice as right.")})

    @property
    def right_keys(self):
        """The keys of the right choices; for ordering, all of them in the right order."""
        choices = self.choices.all()
        return [str(c.key) for c in choices if c.is_right or self.kind == self.Kind.ORDERING]


class Choice(Orderable):
    """A choice, with the words for whoever picks it. Its key stays the same over edits and revisions."""

    question = ParentalKey(Question, on_delete=models.CASCADE, related_name="choices")
    key = models.UUIDField(default=uuid.uuid4)
    text = models.TextField(_("text"), blank=True)
    feedback = models.TextField(_("feedback"), blank=True)
    is_right = models.BooleanField(_("right"), default=False)
    misconception = models.TextField(
        _("misconception"), blank=True, help_text=_("For teachers: what somebody believes who picks this.")
    )

    panels = [
        *both("text", _("Text")),
        *both("feedback", _("Feedback")),
        FieldPanel("is_right"),
        *both("misconception", _("Misconception")),
        FieldPanel("key", widget=forms.HiddenInput),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("choice")
        verbose_name_plural = _("choices")
        constraints = [models.UniqueConstraint(fields=["question", "key"], name="one_key_a_choice")]

    def __str__(self):
        return self.text_en or self.text_ur or ""

    def clean(self):
        super().clean()
        self.key = self.key or uuid.uuid4()
