"""The map above the form of a scenario."""

from django.template.loader import render_to_string

from lessons.content.models import ScenarioPage
from lessons.core.slots import fill
from lessons.editorial.scenarios.mapping import map_of


@fill("editor.top")
def map_of_scenario(request, page):
    drawn = map_of(page) if isinstance(page, ScenarioPage) else None
    return render_to_string("editorial/scenarios/map.html", {"map": drawn}, request) if drawn else ""
