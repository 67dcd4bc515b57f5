"""Pages that can be handed on as paper: made for A4 from the same words, at `leaflet/` below the page."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.template.response import TemplateResponse
from wagtail.url_routing import RouteResult

from lessons.content.blocks import is_shown
from lessons.content.page_cache import mark_public
from lessons.core.qr import qr_svg

ADDRESS = "leaflet"
# What needs a screen has a template of its own for paper; every other block is drawn as on the site.
PAPER = {kind: f"content/paper/{kind}.html" for kind in ("qa", "hard", "helplines")}
NOT_ON_PAPER = {"question", "audio", "video"}


@dataclass(frozen=True)
class Part:
    """What to do at one time: a heading and the goals of steps, as leaves."""

    heading: object
    goals: list


class WithLeaflet(models.Model):
    """A page with a leaflet; `leaflet_template` draws it."""

    leaflet_template = ""

    class Meta:
        abstract = True

    @property
    def leaflet_url(self):
        """The address of the leaflet; "" when there is nothing to print."""
        return f"{self.url}{ADDRESS}/"

    def route(self, request, path_components):
        if path_components == [ADDRESS] and self.live:
            return RouteResult(self, kwargs={"is_leaflet": True})
        return super().route(request, path_components)

    def serve(self, request, *args, is_leaflet=False, **kwargs):
        if not is_leaflet:
            return super().serve(request, *args, **kwargs)
        context = (
            self.get_context(request)
            | self.leaflet_context(request)
            | {"qr": qr_svg(settings.BASE_URL + urlsplit(self.get_full_url(request)).path)}
        )
        return mark_public(TemplateResponse(request, self.leaflet_template, context))

    def leaflet_context(self, request):
        """Return what the template needs besides the page itself."""
        return {}


def parts_of(body):
    """Return the Parts of `body`: the steps that have a heading of their own, by what they want to reach."""
    steps = [block.value for block in body if block.block_type == "steps"]
    parts = [Part(value["heading"], [item["goal"] for item in value["items"]]) for value in steps]
    return [part for part in parts if any(part.heading.values())]


def helplines_of(body, request):
    """Return the published helplines of `body` in order, each once."""
    lines = [line for block in body if block.block_type == "helplines" for line in block.value]
    return list({line.pk: line for line in lines if is_shown(line, {"request": request})}.values())


def paper_blocks(body):
    """Return (block, its template for paper or "") of what `body` says on paper."""
    return [(block, PAPER.get(block.block_type, "")) for block in body if block.block_type not in NOT_ON_PAPER]
