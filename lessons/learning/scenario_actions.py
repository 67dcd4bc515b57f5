"""What changes a run through a scenario. Each may be asked for twice, or twice at once, and counts once."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language, gettext

from lessons.content.models import ModulePage, ScenarioPage
from lessons.learning.actions import complete_activity, lock_learners
from lessons.learning.models import Completion
from lessons.learning.scenario_runs import ScenarioRun, ScenarioStepTaken
from lessons.learning.scenario_story import path_of, story_of

PRIVATE_FOR = timedelta(days=1)
A_TIME = 500  # runs that are erased in one transaction; the next minute erases more


class NothingToPlay(Exception):
    """The scenario has no step yet."""


class ChoiceRefused(Exception):
    """What was sent is no choice of this step; the message tells the learner what to do."""


class RunGone(Exception):
    """The run was erased in the meantime."""


def runs_of(learner, scenario=None):
    """Return the runs of `learner` that may be shown, the latest first.

    Those from before a teacher set their PIN anew are left out: whoever set it could be the one who looks.
    """
    runs = ScenarioRun.objects.filter(learner=learner).order_by("-started_at")
    if learner.pin_set_anew_at:
        runs = runs.filter(started_at__gte=learner.pin_set_anew_at)
    return runs.filter(scenario=scenario) if scenario else runs


@transaction.atomic
def start_run(*, learner, scenario, language=None, now=None, is_kept=False):
    """Return the learner's unfinished run through `scenario`, else a new one.

    One that `is_kept` on a phone begins, for the learner's record, with its first choice. Raises NothingToPlay when the
    scenario has no step.
    """
    now = now or timezone.now()
    lock_learners(learner)
    running = runs_of(learner, scenario).filter(ended_at=None).first()
    if running and not story_of(running).has_ended:
        if not is_kept:
            _note_begun(learner, scenario, now, language)
        return running
    if running:
        # What came next was taken out: it ends here.
        _end(running, now)
        running.save(update_fields=["ended_at"])
    if scenario.script.start is None:
        raise NothingToPlay
    if not is_kept:
        _note_begun(learner, scenario, now, language)
    played_before = ScenarioRun.objects.filter(learner=learner, scenario=scenario).exists()
    return ScenarioRun.objects.create(
        learner=learner,
        scenario=scenario,
        revision=scenario.live_revision_id,
        is_what_if=played_before,
        started_at=now,
    )


def _note_begun(learner, scenario, now, language=None):
    if not scenario.module.private_reading:
        begun = {"started_at": now, "language": language or get_language() or ""}
        Completion.objects.get_or_create(learner=learner, activity=scenario, defaults=begun)


@transaction.atomic
def take_choice(*, run, after, choice, now=None):
    """Keep `choice`, a key, as what the learner does after the choice number `after` (0 at the beginning).

    Returns the run. What was decided at a place stays decided until the learner goes back there. Raises ChoiceRefused
    when the step has no such choice, and RunGone when the run was erased.
    """
    run = _locked(run)
    story = story_of(run)
    if story.tip != after or story.has_ended:
        return run
    chosen = story.now.choice(choice)
    if chosen is None:
        raise ChoiceRefused(gettext("Choose what you do first."))
    taken = run.taken.filter(after=after, choice=choice).first() or _keep(run, after, story.now, chosen, now)
    run.tip = taken.order
    following = story.script.part(chosen.next)
    if following is None or following.is_ending:
        _end(run, now or timezone.now())
    run.save(update_fields=["tip", "ended_at", "started_at"])
    return run


def _keep(run, after, step, choice, now):
    order = run.taken.count() + 1
    if order == 1:
        # A run that was only kept on a phone begins here, and counts for what was assigned in between.
        run.started_at = now or timezone.now()
        _note_begun(run.learner, run.scenario, run.started_at)
    return ScenarioStepTaken.objects.create(
        run=run,
        learner_id=run.learner_id,
        step=step.key,
        choice=choice.key,
        order=order,
        after=after,
        is_what_if=run.is_what_if,
        taken_at=now or timezone.now(),
    )


def _end(run, now):
    """Note that the scenario is done; of one that is read in private, only the learner says so."""
    run.ended_at = run.ended_at or now
    if not run.scenario.module.private_reading:
        complete_activity(learner=run.learner, activity=run.scenario, now=now)


@transaction.atomic
def go_back(*, run, order):
    """Put the run back to the decision whose choice was number `order`: what if…?

    A number that is not on the present way changes nothing. Raises RunGone when the run was erased.
    """
    run = _locked(run)
    taken = next((row for row in path_of(run) if row.order == order), None)
    if taken:
        run.tip, run.is_what_if = taken.after, True
        run.save(update_fields=["tip", "is_what_if"])
    return run


@transaction.atomic
def erase_private_runs(now=None):
    """Erase the runs of a day ago in modules that are read in private; return how many."""
    before = (now or timezone.now()) - PRIVATE_FOR
    below = [Q(path__startswith=module.path) for module in ModulePage.objects.filter(private_reading=True)]
    if not below:
        return 0
    private = ScenarioPage.objects.filter(Q(*below, _connector=Q.OR)).values("pk")
    # Locked first: a choice that is being made just now would be left without its run.
    old = ScenarioRun.objects.filter(scenario__in=private, started_at__lt=before)
    found = list(old.order_by("pk").select_for_update().values_list("pk", flat=True)[:A_TIME])
    ScenarioRun.objects.filter(pk__in=found).delete()
    return len(found)


def _locked(run):
    try:
        return ScenarioRun.objects.select_related("scenario", "learner").select_for_update(of=("self",)).get(pk=run.pk)
    except ScenarioRun.DoesNotExist:
        raise RunGone from None
