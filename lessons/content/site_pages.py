"""The pages beside the modules: help, and what is said about the site and to those around a learner."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from lessons.content.leaflets import WithLeaflet, helplines_of, paper_blocks, parts_of
from lessons.content.pages import BODY_SEARCH, LocalPage, WithBody
from lessons.content.panels import both
from lessons.core.bilingual import LANGUAGES


class HelpPage(WithLeaflet, WithBody, LocalPage):
    """Where to get help. Reading it is never recorded."""

    lead = models.TextField(_("lead"), blank=True)
    emergency = models.ForeignKey(
        "content.Helpline",
        verbose_name=_("in danger now"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    max_count = 1
    leaflet_template = "content/leaflet_help.html"
    parent_page_types = ["content.HomePage"]
    subpage_types = []
    content_panels = [*LocalPage.content_panels, *both("lead", _("Lead")), FieldPanel("emergency"), FieldPanel("body")]
    search_fields = [*LocalPage.search_fields, *BODY_SEARCH]

    class Meta:
        verbose_name = _("help page")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"nav": "help"}

    @property
    def leaflet_url(self):
        return super().leaflet_url if parts_of(self.body) else ""

    def leaflet_context(self, request):
        helplines = helplines_of(self.body, request)
        languages = sorted(LANGUAGES, key=lambda code: code != get_language())
        return {
            "languages": languages,
            "parts": parts_of(self.body),
            "helplines": helplines,
            "seen_on": min((line.looked_on for line in helplines if line.looked_on), default=None),
        }


class StandardPage(WithLeaflet, WithBody, LocalPage):
    """About, privacy, questions and answers; for parents, for schools."""

    summary = models.TextField(_("summary"), blank=True)

    leaflet_template = "content/leaflet_page.html"
    parent_page_types = ["content.HomePage"]
    subpage_types = []
    content_panels = [*LocalPage.content_panels, *both("summary", _("Summary")), FieldPanel("body")]
    search_fields = [*LocalPage.search_fields, *BODY_SEARCH]

    class Meta:
        verbose_name = _("page")

    def leaflet_context(self, request):
        return {"blocks": paper_blocks(self.body)}
