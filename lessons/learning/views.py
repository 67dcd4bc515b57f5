from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lessons.accounts.guests import ensure_learner, learner_of
from lessons.content.bands import YOUNGEST, reader_band
from lessons.core.anchors import block_at
from lessons.core.same_origin import guarded_post, has_session
from lessons.learning.access import get_item, get_open_quiz, get_own_attempt, get_read_activity, get_read_lesson
from lessons.learning.actions import (
    AnswerRefused,
    AttemptGone,
    AttemptUnfinished,
    NothingToAsk,
    complete_activity,
    finish_attempt,
    note_position,
    start_attempt,
    submit_answer,
)
from lessons.learning.frozen import read_item, read_items
from lessons.learning.playing import (
    answered_page,
    closing_page,
    feedback_page,
    first_waiting,
    picked_in,
    question_page,
    url_after,
    url_of_next,
)
from lessons.learning.scoring import ONLY_FIGURES
from lessons.learning.shown_once import may_show_now, show_once


@guarded_post
@require_POST
def start(request, pk):
    """Begin or resume a try; a reader who has no account yet becomes a guest."""
    quiz = get_open_quiz(pk)
    band = reader_band(request) or (YOUNGEST if request.POST.get("group") == "youngest" else None)
    if not quiz.questions_for(band):
        return redirect(quiz.get_url(request))
    try:
        attempt = start_attempt(learner=ensure_learner(request), quiz=quiz, band=band)
    except NothingToAsk:
        return redirect(quiz.get_url(request))
    return redirect("learning:attempt", attempt.pk)


@require_safe
def go_on(request, pk):
    """Send to the first question that waits for an answer, or to the end."""
    attempt = get_own_attempt(request, pk)
    if attempt.finished_at:
        return redirect("learning:end", pk)
    number = first_waiting(attempt)
    if number is None and not attempt.asked_items:
        number = 1
    return redirect("learning:item", pk, number) if number else redirect("learning:end", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def item(request, pk, number):
    """One question; once it is answered, what its answer means."""
    attempt = get_own_attempt(request, pk)
    asked = get_item(attempt, number)
    if request.method == "POST":
        return _answer(request, attempt, number, asked)
    shown = read_item(asked)
    if shown is None:
        return redirect(url_of_next(attempt, number))
    answer = attempt.answers.filter(item=asked["key"]).first()
    if answer:
        return _feedback(request, attempt, number, shown, answer)
    return render(request, "learning/question.html", question_page(attempt, number, shown))


def _feedback(request, attempt, number, shown, answer):
    asked = attempt.items[number - 1]
    if asked["reveals"] in ONLY_FIGURES and not may_show_now(request, answer):
        return render(request, "learning/answered.html", answered_page(attempt, number, shown))
    return render(request, "learning/feedback.html", feedback_page(attempt, number, shown, answer))


def _answer(request, attempt, number, asked):
    now = timezone.now()
    try:
        answer = submit_answer(attempt=attempt, item=asked, picked=picked_in(request.POST, asked), now=now)
    except AnswerRefused as refusal:
        shown = read_item(asked)
        if shown is None:
            return redirect(url_of_next(attempt, number))
        context = question_page(attempt, number, shown, data=request.POST, error=str(refusal))
        return render(request, "learning/question.html", context)
    except AttemptGone:
        raise Http404 from None
    # An answer that was there already stays hidden: who sends another one must not learn of it so.
    if asked["reveals"] in ONLY_FIGURES and answer.answered_at == now:
        show_once(request, answer)
    # The fragment brings the chosen card into view on a small phone.
    return redirect(f"{reverse('learning:item', args=[attempt.pk, number])}#answer")


@require_http_methods(["GET", "HEAD", "POST"])
def end(request, pk):
    """What the choices of a finished try mean; a try in which nothing waits any more can be finished here."""
    attempt = get_own_attempt(request, pk)
    if request.method == "POST":
        try:
            finish_attempt(attempt=attempt)
        except AttemptUnfinished:
            return redirect("learning:attempt", pk)
        except AttemptGone:
            raise Http404 from None
        return redirect("learning:end", pk)
    if attempt.finished_at:
        return render(request, "learning/end.html", closing_page(request, attempt, read_items(attempt.items)))
    number = first_waiting(attempt)
    if number:
        return redirect("learning:item", pk, number)
    return render(request, "learning/finish.html", {"attempt": attempt, "nav": "learn"})


@guarded_post
@require_POST
def mark_done(request, pk):
    """Note that a lesson was read, or a scenario played or skipped, and go on to what comes after it."""
    activity = get_read_activity(pk)
    complete_activity(learner=ensure_learner(request), activity=activity)
    return redirect(url_after(request, activity))


@guarded_post
@require_POST
def position(request, pk):
    """Remember how far a learner has read; of a mere reader nothing is kept."""
    learner = learner_of(request) if has_session(request) else None
    if learner:
        lesson = get_read_lesson(pk)
        if block := block_at(lesson.body, request.POST.get("place", "")):
            note_position(learner=learner, lesson=lesson, position=block)
    return HttpResponse(status=204)
