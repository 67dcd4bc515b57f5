"""The pages of a site: home, organisations, their modules, and the activities in them."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import Orderable, Page, PageManager, PageViewRestriction, get_page_models
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail.url_routing import RouteResult

from lessons.content.bands import YOUNGEST, BandQuerySet, BandsField, reader_band
from lessons.content.blocks import Body
from lessons.content.guides import Guide
from lessons.content.leaves import LineLeaf
from lessons.content.old_addresses import moved_page
from lessons.content.outline import find_page, outline_of
from lessons.content.page_cache import mark_public
from lessons.content.panels import LocalPageForm, SlotPanel, both, record_languages
from lessons.content.previews import PREVIEW_MODES, in_language
from lessons.content.slugs import RESERVED_SLUG, is_below_home, is_reserved
from lessons.core.bilingual import is_blank
from lessons.core.fields import BodyField


class LocalPage(Page):
    """A page in both languages: one row, one address, one publication.

    `title` is the editors' name for it, taken from the English heading; readers see `heading`.
    """

    heading = models.CharField(_("heading"), max_length=160, blank=True)

    base_form_class = LocalPageForm
    content_panels = [SlotPanel("editor.top"), *both("heading", _("Heading"))]
    promote_panels = [MultiFieldPanel([FieldPanel("slug")], heading=_("Address"))]
    settings_panels = Page.settings_panels
    search_fields = [
        *Page.search_fields,
        *[index.SearchField(f"heading_{code}", boost=2) for code in record_languages],
        *[index.AutocompleteField(f"heading_{code}") for code in record_languages],
    ]
    api_fields = [APIField(f"heading_{code}") for code in record_languages]

    class Meta:
        abstract = True

    @property
    def preview_modes(self):
        return PREVIEW_MODES

    def serve_preview(self, request, mode_name):
        def draw():
            response = self.serve(request)
            request.is_preview = True  # which Page.serve has just denied
            return response

        return in_language(mode_name, draw)

    def get_view_restrictions(self):
        """The restrictions of this page and those above it, in one query where Wagtail takes two."""
        above = [self.path[:end] for end in range(Page.steplen, len(self.path) + 1, Page.steplen)]
        return PageViewRestriction.objects.filter(page__path__in=above)

    def serve(self, request, *args, **kwargs):
        return mark_public(super().serve(request, *args, **kwargs))

    def full_clean(self, *args, **kwargs):
        self._name_for_editors()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self):
        self._name_for_editors()
        super().minimal_clean()

    def _name_for_editors(self):
        self.title = self.heading_en or self.heading_ur or self.title or gettext("Untitled")

    def clean(self):
        super().clean()
        if all(is_blank(getattr(self, f"heading_{code}")) for code in record_languages):
            raise ValidationError({f"heading_{record_languages[0]}": _("Write this in at least one language.")})
        parent = self.get_parent() if self.path else None
        if parent is not None and is_below_home(parent) and is_reserved(self.slug):
            raise ValidationError({"slug": RESERVED_SLUG})


class WithBody(models.Model):
    body = BodyField(Body(), blank=True, verbose_name=_("body"))

    class Meta:
        abstract = True


BODY_SEARCH = [index.SearchField("body")]


class HomePage(LocalPage):
    lead = models.TextField(_("lead"), blank=True)

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["content.OrganisationPage", "content.HelpPage", "content.StandardPage"]
    content_panels = [*LocalPage.content_panels, *both("lead", _("Lead"))]
    template = "content/home_page.html"

    class Meta:
        verbose_name = _("home page")

    def route(self, request, path_components):
        page = find_page(request, self, path_components) if path_components else None
        if page:
            return page.route(request, [])
        try:
            return super().route(request, path_components)
        except Http404:
            moved = moved_page(self, path_components)
            if moved is None:
                raise
            return RouteResult(self, kwargs={"moved": moved})

    def serve(self, request, *args, moved=None, **kwargs):
        """Answer with the home page, or the way to a page that `moved`: for now, since its old address may be given
        to another page one day."""
        if moved is None:
            return super().serve(request, *args, **kwargs)
        query = request.META.get("QUERY_STRING")
        return redirect(moved.get_url(request) + (f"?{query}" if query else ""))

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        modules = ModulePage.objects.live().public().descendant_of(self).order_by("number", "path")
        return context | {"modules": list(modules), "nav": "learn"}


class OrganisationPage(WithBody, LocalPage):
    """An NGO's own section: who they are, and below it their modules."""

    organisation = models.OneToOneField(
        "organisations.Organisation", verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="page"
    )
    summary = models.TextField(_("summary"), blank=True)

    parent_page_types = ["content.HomePage"]
    subpage_types = ["content.ModulePage"]
    content_panels = [
        *LocalPage.content_panels,
        FieldPanel("organisation", permission="superuser"),
        *both("summary", _("Summary")),
        FieldPanel("body"),
    ]
    search_fields = [*LocalPage.search_fields, *BODY_SEARCH]

    class Meta:
        verbose_name = _("organisation page")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        modules = list(ModulePage.objects.live().public().child_of(self).order_by("number", "path"))
        return context | {"modules": modules, "licences": sorted({m.licence for m in modules}), "nav": "learn"}


class ModulePage(LocalPage):
    """Some lessons on one subject, a scenario to rehearse, and a quiz."""

    number = models.PositiveSmallIntegerField(_("number"), default=1, help_text=_("Its place, and its tile."))
    summary = models.TextField(_("summary"), blank=True)
    key_line = models.CharField(_("key line"), max_length=200, blank=True)
    objectives = BodyField([("objective", LineLeaf(label=_("Objective")))], blank=True, verbose_name=_("objectives"))
    guide = BodyField(Guide(), blank=True, verbose_name=_("teacher guide"))
    private_reading = models.BooleanField(
        _("private reading"),
        default=False,
        help_text=_("Nothing is recorded of its lessons until the learner taps “Mark as done”."),
    )
    licence = models.CharField(_("licence"), max_length=60, default="CC BY 4.0")
    author = models.CharField(_("author"), max_length=160, blank=True)
    # Whoever published it first, when it came in a package: its licence wants them named.
    origin = models.CharField(_("from"), max_length=160, blank=True)

    parent_page_types = ["content.OrganisationPage"]
    subpage_types = ["content.LessonPage", "content.ScenarioPage", "content.QuizPage"]
    content_panels = [
        *LocalPage.content_panels,
        *both("summary", _("Summary")),
        *both("key_line", _("Key line")),
        FieldPanel("objectives"),
        FieldPanel("guide"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("number"), FieldPanel("private_reading")]),
                FieldPanel("licence"),
                *both("author", _("Author")),
                FieldPanel("origin", read_only=True),
            ],
            heading=_("About this module"),
        ),
    ]
    api_fields = [*LocalPage.api_fields, APIField("number"), *[APIField(f"summary_{c}") for c in record_languages]]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def activities(self):
        """Return the published lessons, scenarios and quizzes in order, as pages of their own types."""
        return in_order(model.objects.child_of(self).live() for model in activity_models())

    @cached_property
    def publisher(self):
        """The page of the organisation that answers for this module; None while readers can't see that page."""
        return OrganisationPage.objects.live().public().parent_of(self).first()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        band = reader_band(request)
        activities = [a for a in self.activities() if band is None or band in a.bands]
        if band:
            return context | {"activities_for_all": activities, "activities_13": [], "nav": "learn"}
        return context | {
            "activities_for_all": [a for a in activities if YOUNGEST in a.bands],
            "activities_13": [a for a in activities if YOUNGEST not in a.bands],
            "nav": "learn",
        }


class ActivityQuerySet(BandQuerySet, PageQuerySet):
    def defer_body(self):
        """Leave out what only the page itself shows."""
        return self.defer(*({"body", "cast", "steps", "help"} & {field.name for field in self.model._meta.fields}))


ActivityManager = PageManager.from_queryset(ActivityQuerySet)


class ActivityPage(LocalPage):
    """What a learner does in a module: a lesson, a scenario or a quiz."""

    summary = models.TextField(_("summary"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=6, validators=[MaxValueValidator(60)])
    bands = BandsField(_("age bands"))

    objects = ActivityManager()

    parent_page_types = ["content.ModulePage"]
    subpage_types = []
    icon_name = "book"
    content_panels = [
        *LocalPage.content_panels,
        *both("summary", _("Summary")),
        FieldRowPanel([FieldPanel("minutes"), FieldPanel("bands")]),
    ]
    api_fields = [
        *LocalPage.api_fields,
        APIField("minutes"),
        APIField("bands"),
        *[APIField(f"summary_{code}") for code in record_languages],
    ]

    class Meta:
        abstract = True

    @property
    def kind_name(self):
        """What a reader calls this kind of activity."""
        return capfirst(self._meta.verbose_name)

    @cached_property
    def module(self):
        return ModulePage.objects.parent_of(self).get()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        outline, band = outline_of(request, self), reader_band(request)
        self.module = outline.module
        return context | {
            "module": outline.module,
            "number": outline.place(self, band),
            "count": len(outline.for_band(band)),
            "previous_activity": outline.before(self, band),
            "next_activity": outline.after(self, band),
            "nav": "learn",
        }


def activity_models():
    """Return the models of activities: what can stand in a module."""
    return [model for model in get_page_models() if issubclass(model, ActivityPage)]


def in_order(querysets):
    """Return the pages of `querysets`, one a model of activities, in the order of the tree, without their bodies."""
    return sorted((page for pages in querysets for page in pages.defer_body()), key=lambda page: page.path)


class LessonPage(WithBody, ActivityPage):
    content_note = models.TextField(
        _("content note"), blank=True, help_text=_("What hard thing comes. Leave empty when nothing does.")
    )

    content_panels = [*ActivityPage.content_panels, *both("content_note", _("Content note")), FieldPanel("body")]
    search_fields = [*LocalPage.search_fields, *BODY_SEARCH]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")


class QuizPage(ActivityPage):
    """Questions in order, with a pass mark. Playing it belongs to the learning app."""

    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark"),
        default=60,
        validators=[MaxValueValidator(100)],
        help_text=_("In percent of the knowledge questions."),
    )

    icon_name = "cards"
    content_panels = [
        *ActivityPage.content_panels,
        FieldPanel("pass_mark"),
        InlinePanel("quiz_questions", heading=_("Questions"), label=_("Question")),
    ]

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")

    def questions_for(self, band):
        """Return the published questions in order that are written for `band`; all of them for None."""
        questions = [link.question for link in self.quiz_questions.select_related("question").all()]
        return [q for q in questions if q.live and (band is None or band in q.bands)]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {"question_count": len(self.questions_for(reader_band(request)))}


class QuizQuestion(Orderable):
    """A question's place in a quiz."""

    quiz = ParentalKey(QuizPage, on_delete=models.CASCADE, related_name="quiz_questions")
    question = models.ForeignKey("content.Question", on_delete=models.PROTECT, related_name="quiz_places")

    panels = [FieldPanel("question")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["quiz", "question"], name="question_once_a_quiz")]
