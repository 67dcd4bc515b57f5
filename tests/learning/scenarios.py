"""What a learner does in a scenario, for the tests."""

from lessons.learning.scenario_actions import take_choice
from lessons.learning.scenario_story import story_of


def choose(run, **wanted):
    """Return `run` after the first choice of its present step with these values, such as rating="harms"."""
    step = story_of(run).now
    found = next(c for c in step.choices if all(getattr(c, name) == value for name, value in wanted.items()))
    return take_choice(run=run, after=run.tip, choice=found.key)


def choose_kind(run, kind):
    """Return `run` after a choice of this kind, passing harmless steps on the way."""
    while not any(choice.kind == kind for choice in story_of(run).now.choices):
        run = choose(run, rating="neutral")
    return choose(run, kind=kind)


def open_run(client, run, language="en", place=None):
    """Return the page of a step of `run`, the present one unless `place` says which."""
    return client.get(f"/{language}/runs/{run.pk}/{place or story_of(run).place}/").content.decode()
