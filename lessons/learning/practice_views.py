from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lessons.accounts.guests import learner_of
from lessons.content.bands import reader_band
from lessons.core.same_origin import guarded_post
from lessons.learning.access import get_item, get_own_round
from lessons.learning.actions import AnswerRefused, AttemptGone
from lessons.learning.frozen import read_item
from lessons.learning.playing import feedback_page, picked_in, question_page, url_of_next
from lessons.learning.practising import NothingReady, Practice, practice_of, start_round, submit_review


def _practice(request):
    learner = learner_of(request)
    return practice_of(learner, reader_band(request)) if learner else Practice(ready=0, met=0, is_back=False)


@require_safe
def practice(request):
    """How many questions wait today; for whoever has met none, how they come to be here."""
    return render(request, "learning/practice.html", {"practice": _practice(request), "nav": "practice"})


@guarded_post
@require_POST
def start(request):
    """Begin a round of five."""
    learner = learner_of(request)
    if learner is None:
        return redirect("learning:practice")
    try:
        made = start_round(learner=learner, band=reader_band(request))
    except NothingReady:
        return redirect("learning:practice")
    return redirect("learning:practice_item", made.pk, 1)


@require_http_methods(["GET", "HEAD", "POST"])
def item(request, pk, number):
    """One question of a round; once it is answered, what its answer means."""
    practice_round = get_own_round(request, pk)
    asked = get_item(practice_round, number)
    shown = read_item(asked)
    if shown is None:
        return redirect(url_of_next(practice_round, number))
    if request.method == "POST":
        return _answer(request, practice_round, number, shown)
    review = practice_round.reviews.filter(item=asked["key"]).first()
    if review:
        page = feedback_page(practice_round, number, shown, review)
        return render(request, "learning/practice_feedback.html", page | {"nav": "practice"})
    page = question_page(practice_round, number, shown)
    return render(request, "learning/practice_question.html", page | {"nav": "practice"})


def _answer(request, practice_round, number, shown):
    asked = practice_round.items[number - 1]
    try:
        submit_review(practice_round=practice_round, item=asked, picked=picked_in(request.POST, asked))
    except AnswerRefused as refusal:
        page = question_page(practice_round, number, shown, data=request.POST, error=str(refusal))
        return render(request, "learning/practice_question.html", page | {"nav": "practice"})
    except AttemptGone:
        raise Http404 from None
    return redirect(f"{reverse('learning:practice_item', args=[practice_round.pk, number])}#answer")


@require_safe
def end(request, pk):
    """How many fitted, and whether more is ready."""
    reviews = list(get_own_round(request, pk).reviews.all())
    right = sum(review.is_right for review in reviews)
    context = {"right": right, "answered": len(reviews), "practice": _practice(request), "nav": "practice"}
    return render(request, "learning/practice_end.html", context)
