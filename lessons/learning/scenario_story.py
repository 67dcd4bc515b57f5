"""Where a run stands in its story: the steps that the learner has come through, and what comes now."""

from dataclasses import dataclass

from lessons.content.models import Helpline
from lessons.content.scenario_script import Choice, Script, Step, read_script
from lessons.learning.frozen import revision_contents


@dataclass(frozen=True)
class Moment:
    """A decision that was made: `order` is its choice's number in the run, `place` counts from 1."""

    place: int
    order: int
    step: Step
    choice: Choice

    @property
    def others(self):
        """What else was possible and would have harmed nobody."""
        return [choice for choice in self.step.choices if choice != self.choice and may_be_named(choice)]


def may_be_named(choice):
    """Return whether a choice may stand under what else was possible: one that harms nobody."""
    return choice.rating != "harms"


@dataclass(frozen=True)
class Story:
    """`moments` in order; `now` is the step or ending that the learner has reached, None when it has been taken out."""

    script: Script
    moments: list
    now: object

    @property
    def place(self):
        """The number of the step or ending that the learner has reached, counted from 1."""
        return len(self.moments) + 1

    @property
    def tip(self):
        """The order of the choice that the learner stands after; 0 at the beginning.

        That of the run, unless choices of its way are gone: then the last one before them, and it goes on from there.
        """
        return self.moments[-1].order if self.moments else 0

    @property
    def has_ended(self):
        return self.now is None or self.now.is_ending


def story_of(run):
    """Return the Story of `run` in two queries.

    When its revision was tidied away it is told in today's words, as far as its choices are still there.
    """
    return tell(scripts_of([run])[run.pk], path_of(run))


def scripts_of(runs):
    """Return the Script that each of `runs`, with `scenario` selected, is played in, by the run's key, in one query.

    It is that of the run's revision, or of the page as it is today when that was tidied away.
    """
    contents = revision_contents(run.revision for run in runs)
    return {run.pk: _script(contents.get(run.revision), run.scenario) for run in runs}


def _script(content, scenario):
    return read_script(content.get("cast"), content.get("steps")) if content else scenario.script


def path_of(run):
    """Return the choices of the present way through the story, in order."""
    rows = {row.order: row for row in run.taken.all()}
    path, order = [], run.tip
    while order in rows:
        path.append(rows[order])
        order = rows[order].after
    return path[::-1]


def tell(script, path):
    """Return the Story in which the choices `path` were made one after the other."""
    now, moments = script.start, []
    for place, row in enumerate(path, 1):
        step = script.part(row.step)
        choice = step.choice(row.choice) if step and not step.is_ending else None
        if choice is None:
            break
        moments.append(Moment(place, row.order, step, choice))
        now = script.part(choice.next)
    return Story(script, moments, now)


def helplines_of(scenario):
    """Return the helplines at the end of `scenario` that readers see."""
    numbers = [pk for block in scenario.help.raw_data for pk in _pks(block["value"])]
    found = Helpline.objects.filter(live=True).in_bulk(numbers)
    return [found[pk] for pk in dict.fromkeys(numbers) if pk in found]


def _pks(value):
    return [item["value"] if isinstance(item, dict) else item for item in value or []]
