"""Scenarios that lack something, and the form with which the editor posts one."""

import copy

from wagtail import blocks
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from lessons.content.models import ScenarioPage
from lessons.editorial.units import bodies
from tests.factories import make_scenario, scenario_ids, scenario_steps


def step(steps, name):
    """Return the value of the step or ending `name` in `steps`, to be changed in place."""
    return next(block["value"] for block in steps if block["id"] == scenario_ids[name])


def choice(steps, name):
    """Return the value of the choice `name` in `steps`, to be changed in place."""
    every = [item for block in steps for item in block["value"].get("choices", [])]
    return next(item["value"] for item in every if item["id"] == scenario_ids[name])


def changed(change):
    """Return the steps of make_scenario after `change`, a function of them."""
    steps = copy.deepcopy(scenario_steps())
    return change(steps) or steps


def dead_end(steps):
    choice(steps, "wait")["next"] = ""


def gone(steps):
    choice(steps, "wait")["next"] = "11111111-1111-4111-8111-111111111111"


def loop(steps):
    choice(steps, "silence")["next"] = scenario_ids["drop"]
    choice(steps, "stand")["next"] = scenario_ids["together"]


def unreachable(steps):
    choice(steps, "silence")["next"] = scenario_ids["together"]


def no_repair(steps):
    choice(steps, "repair")["kind"] = "nothing"


def one_choice(steps):
    del step(steps, "morning")["choices"][1]
    return [block for block in steps if block["id"] != scenario_ids["apart"]]


def ending_first(steps):
    return [steps[3], *steps[:3], steps[4]]


def empty(steps):
    return steps[3:4]


def no_urdu(steps):
    choice(steps, "look")["affected"]["ur"] = " "


def nobody(steps):
    step(steps, "drop")["messages"][1]["value"]["who"] = ""


def stranger(steps):
    choice(steps, "look")["reactions"][0]["value"]["who"] = scenario_ids["drop"]


# What each leaves wrong, and where: the rule and the end of the path.
TROUBLES = {
    dead_end: ("scenario.dead-end", ("drop", "choices", "wait", "next")),
    gone: ("scenario.dead-end", ("drop", "choices", "wait", "next")),
    loop: ("scenario.loop", ("morning", "choices", "silence", "next")),
    unreachable: ("scenario.unreachable", ("apart",)),
    no_repair: ("scenario.no-repair", ("drop", "choices", "look", "next")),
    one_choice: ("scenario.choices", ("morning", "choices")),
    ending_first: ("scenario.starts-with-ending", ("together",)),
    empty: ("scenario.empty", ()),
    no_urdu: ("scenario.text", ("drop", "choices", "look", "affected", "ur")),
    nobody: ("scenario.speaker", ("drop", "messages", "drop:text", "who")),
    stranger: ("scenario.speaker", ("drop", "choices", "look", "reactions", "look:text", "who")),
}


def drafted(module=None, steps=None, **fields):
    """Return an unpublished scenario of which `steps`, when given, are those of its latest draft."""
    page = make_scenario(module, live=False, **fields)
    page = ScenarioPage.objects.get(pk=page.pk)
    if steps is not None:
        page.steps = steps if isinstance(steps, str) else blocks.StreamValue(page.steps.stream_block, steps, True)
    page.save_revision()
    return ScenarioPage.objects.get(pk=page.pk)


def form_of(page, **fields):
    """Return what the editor posts of `page` as it stands in memory."""
    values = {name: getattr(page, name) or "" for name in ("slug", "minutes", "heading_en", "heading_ur")}
    values |= {f"{name}_{code}": getattr(page, f"{name}_{code}") or "" for name in NAMES for code in ("en", "ur")}
    posted = nested_form_data(values | {"comments": inline_formset([])} | fields) | {"bands": list(page.bands)}
    for field, raw in bodies(page):
        posted |= dict(_posted(field.stream_block, raw, field.name))
    return posted


NAMES = ("summary", "content_note", "group")


def _posted(block, raw, name):
    if isinstance(block, blocks.BaseStreamBlock | blocks.ListBlock):
        yield f"{name}-count", str(len(raw or []))
        for place, item in enumerate(raw or []):
            item = item if isinstance(item, dict) and "value" in item else {"type": "item", "value": item, "id": ""}
            inner = block.child_blocks[item["type"]] if hasattr(block, "child_blocks") else block.child_block
            about = {"deleted": "", "order": str(place), "type": item["type"], "id": item["id"]}
            yield from ((f"{name}-{place}-{key}", value) for key, value in about.items())
            yield from _posted(inner, item["value"], f"{name}-{place}-value")
    elif isinstance(block, blocks.BaseStructBlock):
        for key, inner in block.child_blocks.items():
            yield from _posted(inner, (raw or {}).get(key), f"{name}-{key}")
    else:
        yield name, "" if raw is None else str(raw)
