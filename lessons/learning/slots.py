"""What this app puts into the pages of content: a learner's state beside what there is to learn."""

from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import gettext

from lessons.accounts.guests import learner_of
from lessons.content.bands import YOUNGEST, reader_band
from lessons.content.outline import outline_of
from lessons.core.slots import fill
from lessons.learning.models import Attempt, Certificate, Completion
from lessons.learning.queries import BEGUN, DONE, OPEN, Record, all_progress, record_of, resume_point
from lessons.learning.scenario_actions import runs_of

LAMPS = {DONE: "lit", BEGUN: "now", OPEN: "open"}


def _render(name, request, **context):
    # Without the request: its context processors would ask the database again for each of many slots.
    return get_template(f"learning/slots/{name}.html").render(context | {"request": request})


def _learner(request):
    return learner_of(request) if request is not None and hasattr(request, "user") else None


def _record(request):
    """Return the reader's whole Record, read once a request."""
    if not hasattr(request, "_learning_record"):
        learner = _learner(request)
        request._learning_record = record_of(learner) if learner else Record()
    return request._learning_record


def _all_progress(request):
    if not hasattr(request, "_learning_progress"):
        request._learning_progress = all_progress(_learner(request), reader_band(request), record=_record(request))
    return request._learning_progress


@fill("bar.practice")
def practice_link(request, nav):
    """The way to practice in the bar; whoever teaches or edits has ways of their own there."""
    learner = _learner(request)
    if learner is not None and not learner.is_learner:
        return ""
    context = {"url": reverse("learning:practice"), "label": gettext("Practice"), "icon_name": "again"}
    return get_template("core/includes/nav_link.html").render(context | {"nav": nav, "here": "practice"})


@fill("quiz.play")
def quiz_play(request, quiz):
    if request is None:
        return ""
    learner = _learner(request)
    tries = list(Attempt.objects.begun().filter(learner=learner, quiz=quiz).best_first()) if learner else []
    finished = [attempt for attempt in tries if attempt.finished_at]
    band = reader_band(request)
    groups = _groups(quiz, band)
    return _render(
        "quiz_play",
        request,
        quiz=quiz,
        groups=groups,
        can_start=any(group["count"] for group in groups),
        running=next((t for t in tries if not t.finished_at and (band is None or t.band == band)), None),
        best=finished[0] if finished else None,
        tries=len(finished),
    )


def _groups(quiz, band):
    """Return the ways to take a quiz: a reader of unknown age chooses between everyone's questions and all."""
    questions = quiz.questions_for(band)
    whole = {"name": "", "count": len(questions), "is_older": False}
    young = sum(YOUNGEST in question.bands for question in questions)
    if band or young in {0, len(questions)}:
        return [whole]
    return [{"name": "youngest", "count": young, "is_older": False}, whole | {"is_older": True}]


@fill("lesson.after")
def lesson_after(request, lesson):
    if request is None:
        return ""
    learner = _learner(request)
    completion = Completion.objects.filter(learner=learner, activity=lesson).first() if learner else None
    is_done = completion is not None and completion.is_done
    outline = outline_of(request, lesson)
    following = outline.after(lesson, reader_band(request)) or outline.module
    return _render(
        "lesson_after",
        request,
        lesson=lesson,
        is_done=is_done,
        next_url=following.get_url(request) or "",
        is_last=following.pk == outline.module.pk,
        keeps_position=learner is not None and not is_done and not outline.module.private_reading,
    )


@fill("scenario.play")
def scenario_play(request, scenario):
    """The ways into a scenario: begin, go on, look back at one's choices, or skip it without losing it."""
    if request is None:
        return ""
    learner = _learner(request)
    runs = list(runs_of(learner, scenario)) if learner else []
    completion = Completion.objects.filter(learner=learner, activity=scenario).first() if learner else None
    outline = outline_of(request, scenario)
    is_private = outline.module.private_reading
    is_begun = completion is not None or is_private  # more than kept on a phone
    following = outline.after(scenario, reader_band(request)) or outline.module
    return _render(
        "scenario_play",
        request,
        scenario=scenario,
        running=next((run for run in runs if is_begun and not run.ended_at), None),
        ended=next((run for run in runs if run.ended_at), None),
        is_done=completion is not None and completion.is_done,
        is_private=is_private,
        next_url=following.get_url(request) or "",
    )


@fill("activity.state")
def activity_state(request, activity):
    if _learner(request) is None:
        return ""
    state = _record(request).state(activity.pk)
    return _render("state", request, state=state) if state != OPEN else ""


def _progress(request, module):
    """Return how far the reader is in `module`, or None for whoever has no record."""
    if _learner(request) is None or _record(request).is_empty:
        return None
    return next((progress for progress in _all_progress(request) if progress.module.pk == module.pk), None)


@fill("module.certificate")
def module_certificate(request, module):
    """The way to a certificate, for whoever has completed the module."""
    found = _progress(request, module)
    if found is None or found.state != DONE:
        return ""
    mine = Certificate.objects.filter(learner=_learner(request), module=module, is_second=False).first()
    return _render("module_certificate", request, module=module, certificate=mine)


@fill("module.state")
def module_state(request, module):
    found = _progress(request, module)
    return _render("module_state", request, progress=found) if found and found.total else ""


@fill("home.hero")
def home_hero(request, _page):
    if _learner(request) is None or _record(request).is_empty:
        return ""
    modules = _all_progress(request)
    resume = resume_point(modules)
    return _render(
        "home_hero",
        request,
        lamps=[LAMPS[progress.state] for progress in modules],
        lit=sum(progress.state == DONE for progress in modules),
        total=len(modules),
        resume=resume,
        resume_url=resume.url(request) if resume else "",
    )
