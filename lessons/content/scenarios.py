"""Scenarios: a conversation with decisions, rehearsed before life asks for them."""

from django.db import models
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from lessons.content.pages import ActivityPage
from lessons.content.panels import both
from lessons.content.previews import PREVIEW_MODES, in_language
from lessons.content.records import Fact
from lessons.content.scenario_blocks import Cast, HelpAtTheEnd, Steps
from lessons.content.scenario_script import read_script
from lessons.core.bilingual import choose
from lessons.core.fields import BodyField


class ScenarioPage(ActivityPage):
    """A branching conversation in a messaging app. Playing it belongs to the learning app."""

    content_note = models.TextField(
        _("content note"), blank=True, help_text=_("What hard thing comes. Leave empty when nothing does.")
    )
    group = models.CharField(
        _("name of the chat"), max_length=80, blank=True, help_text=_("What stands above it: Street Cricket.")
    )
    cast = BodyField(Cast(), blank=True, verbose_name=_("people"))
    steps = BodyField(Steps(), blank=True, verbose_name=_("steps"))
    help = BodyField(HelpAtTheEnd(), blank=True, verbose_name=_("help at the end"))

    icon_name = "talk"
    content_panels = [
        *ActivityPage.content_panels,
        *both("content_note", _("Content note")),
        *both("group", _("Name of the chat")),
        FieldPanel("cast"),
        FieldPanel("steps"),
        FieldPanel("help"),
    ]

    class Meta:
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")

    @property
    def script(self):
        """The Script of this page as it stands in memory."""
        return read_script(self.cast.raw_data, self.steps.raw_data)

    def get_context(self, request, *args, **kwargs):
        script = self.script
        context = super().get_context(request, *args, **kwargs)
        return context | {"people": script.people, "can_play": script.start is not None}

    # --- preview: the page, or any step or ending in either language ---------------------------------------------
    @property
    def preview_modes(self):
        """The page in each language, then each step and ending in each, as “en:<key>”."""
        parts = [
            (f"{code}:{part.key}", f"{name} · {choose(part.name, code).text or place}")
            for code, name in PREVIEW_MODES
            for place, part in enumerate(self.script.parts, 1)
        ]
        return [*PREVIEW_MODES, *parts]

    def serve_preview(self, request, mode_name):
        language, _colon, key = mode_name.partition(":")
        part = self.script.part(key)
        if part is None:
            return super().serve_preview(request, language)
        return in_language(language, lambda: self._preview(request, language, part))

    def _preview(self, request, language, part):
        script = self.script
        ways = [] if part.is_ending else [_preview_way(request, language, script, choice) for choice in part.choices]
        context = {"page": self, "part": part, "script": script, "ways": ways}
        context["again_url"] = _preview_url(request, language, script.start)
        return TemplateResponse(request, "content/scenario_preview.html", context)


def _preview_way(request, language, script, choice):
    following = script.part(choice.next)
    fact = Fact.objects.filter(pk=choice.fact).first() if choice.fact else None
    url = _preview_url(request, language, following) if following else ""
    return {"choice": choice, "fact": fact, "next": following, "url": url}


def _preview_url(request, language, part):
    """Return the address of the same preview, unsaved words and all, at another step."""
    query = request.GET.copy()
    query["mode"] = f"{language}:{part.key}" if part else language
    return f"?{query.urlencode()}"
