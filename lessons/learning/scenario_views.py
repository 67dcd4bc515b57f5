from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lessons.accounts.guests import ensure_learner
from lessons.content.models import Fact
from lessons.core.same_origin import guarded_post
from lessons.learning.access import get_open_scenario, get_own_run
from lessons.learning.playing import url_after
from lessons.learning.scenario_actions import ChoiceRefused, NothingToPlay, RunGone, go_back, start_run, take_choice
from lessons.learning.scenario_story import helplines_of, story_of


@guarded_post
@require_POST
def start(request, pk):
    """Begin a scenario, or go on where it was left."""
    scenario = get_open_scenario(pk)
    try:
        run = start_run(learner=ensure_learner(request), scenario=scenario)
    except NothingToPlay:
        raise Http404 from None
    return redirect("learning:run", run.pk)


@require_safe
def go_on(request, pk):
    """Lead to where the learner has come."""
    run = get_own_run(request, pk)
    return redirect(_url_of(run, story_of(run)))


@require_http_methods(["GET", "HEAD", "POST"])
def step(request, pk, place):
    """One step of the story; once something is chosen, what came of it."""
    run = get_own_run(request, pk)
    error = ""
    if request.method == "POST":
        try:
            take_choice(run=run, after=_number(request.POST.get("after")), choice=request.POST.get("choice", ""))
            return redirect(f"{reverse('learning:run_step', args=[pk, place])}#chosen")
        except ChoiceRefused as refusal:
            error = str(refusal)
        except RunGone:
            raise Http404 from None
    story = story_of(run)
    if place > story.place or (place == story.place and story.has_ended) or place < 1:
        return redirect(_url_of(run, story))
    return render(request, "learning/scenario_step.html", _page_of_step(request, run, story, place) | {"error": error})


@guarded_post
@require_POST
def back(request, pk):
    """Go back to a decision and try another way."""
    run = get_own_run(request, pk)
    try:
        run = go_back(run=run, order=_number(request.POST.get("order")))
    except RunGone:
        raise Http404 from None
    return redirect("learning:run", run.pk)


@require_safe
def end(request, pk):
    """How the story ended, with the learner's own choices, what else was possible, and help."""
    run = get_own_run(request, pk)
    story = story_of(run)
    if not story.has_ended:
        return redirect(_url_of(run, story))
    context = _whole(run, story) | {
        "ending": story.now,
        "helplines": helplines_of(run.scenario),
        "after_url": url_after(request, run.scenario),
        "is_private": run.scenario.module.private_reading,
    }
    return render(request, "learning/scenario_end.html", context)


def _number(text):
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else -1


def _url_of(run, story):
    if story.has_ended:
        return reverse("learning:run_end", args=[run.pk])
    return reverse("learning:run_step", args=[run.pk, story.place])


def _whole(run, story):
    return {"run": run, "scenario": run.scenario, "story": story, "nav": "learn"}


def _page_of_step(request, run, story, place):
    moment = story.moments[place - 1] if place < story.place else None
    shown = moment.step if moment else story.now
    fact = Fact.objects.filter(pk=moment.choice.fact, live=True).first() if moment and moment.choice.fact else None
    is_last = moment is not None and place == len(story.moments) and story.has_ended
    following = reverse("learning:run_end", args=[run.pk]) if is_last else None
    return _whole(run, story) | {
        "place": place,
        "step": shown,
        "moment": moment,
        "fact": fact,
        "is_last": is_last,
        "after": story.tip,
        # What is read in private is left without a trace.
        "skip_url": url_after(request, run.scenario) if run.scenario.module.private_reading else "",
        "next_url": following or reverse("learning:run_step", args=[run.pk, place + 1]),
    }
