"""What a class chose first in the steps of a scenario: class figures as those of attitudes, never a learner's path."""

from django.db.models import CharField, F, Q, Value, Window
from django.db.models.functions import Cast, Concat, RowNumber
from django.utils.translation import gettext

from lessons.classrooms.models import Enrolment
from lessons.content.models import ScenarioPage
from lessons.content.scenario_script import read_script
from lessons.core.bilingual import LANGUAGES, choose, local_field
from lessons.learning.frozen import ShownChoice, ShownItem, revision_contents
from lessons.learning.models import ScenarioStepTaken


def first_steps(classroom, assigned):
    """Return each current learner's first choice in each step of the scenarios in `assigned` (of assigned_activities).

    Each has its `item`, which names the scenario too: a copy of a page has steps of the same names.

    Only of runs that count: begun after the learner joined and after the scenario was assigned to them and open; what
    was tried out with “what if” is no first choice.
    """
    parts = [F("learner"), F("run__scenario"), F("step")]
    of_each = {"partition_by": parts, "order_by": [F("taken_at").asc(), F("pk").asc()]}
    counted = _counted(classroom, assigned).annotate(turn=Window(RowNumber(), **of_each))
    rows = ScenarioStepTaken.objects.filter(pk__in=counted.filter(turn=1).values("pk"))
    number = Cast("run__scenario_id", CharField())
    return rows.annotate(item=Concat(number, Value(":"), "step", output_field=CharField()))


def scenarios_in(assigned):
    """Return the scenarios among the activities of `assigned`."""
    return [page for one in assigned for page in one.activities if isinstance(page, ScenarioPage)]


def _counted(classroom, assigned):
    given = Q(pk__in=[])
    for one in assigned:
        since = one.assignment.counts_from(one.assignment.made_at)
        mine = Q(run__scenario__in=[page.pk for page in scenarios_in([one])], run__started_at__gte=since)
        if not one.assignment.is_for_class:
            mine &= Q(learner__in=Enrolment.objects.filter(assignments=one.assignment).values("learner"))
        given |= mine
    return ScenarioStepTaken.objects.filter(
        given,
        is_what_if=False,
        learner__enrolments__classroom=classroom,
        learner__enrolments__removed_at__isnull=True,
        learner__enrolments__approved_at__isnull=False,
        run__started_at__gte=F("learner__enrolments__joined_at"),
    )


def asked_in(run, item):
    """Return what a batch keeps of the step `item` as it was asked in `run`."""
    return {"key": item, "scenario": run.scenario_id, "revision": run.revision, "step": item.partition(":")[2]}


def shown_steps(batches):
    """Return the ShownItem of the step of each of `batches` by its item, in the order of the story.

    A step whose words are gone is left out.
    """
    asked = [batch.asked for batch in batches]
    contents = revision_contents(each["revision"] for each in asked)
    pages = ScenarioPage.objects.in_bulk({each["scenario"] for each in asked})
    found = []
    for each in asked:
        page, content = pages.get(each["scenario"]), contents.get(each["revision"])
        if page is None:
            continue
        script = read_script(content.get("cast"), content.get("steps")) if content else page.script
        step = script.part(each["step"])
        if step is not None and not step.is_ending:
            found.append((page.path, script.parts.index(step), each["key"], _shown(page, step)))
    return {key: item for _path, _place, key, item in sorted(found, key=lambda one: one[:3])}


def _shown(page, step):
    return ShownItem(
        prompt_of(page, step), {}, [ShownChoice(choice.key, choice.text, choice.affected) for choice in step.choices]
    )


def prompt_of(page, step):
    """Return what stands above the figures of a step, in every language: the story, then the step."""
    return {
        code: f"{local_field(page, 'heading', code).text} · {choose(step.name, code).text or gettext('Step')}"
        for code in LANGUAGES
    }
