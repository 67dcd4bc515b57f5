"""One way from a request to a learner's things; whatever is not theirs does not exist for them."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from lessons.accounts.guests import learner_of
from lessons.content.models import LessonPage, QuizPage, ScenarioPage
from lessons.learning.models import Attempt, Certificate, PracticeRound
from lessons.learning.scenario_actions import runs_of


def get_own_attempt(request, pk):
    """Return the attempt `pk` of whoever asks, with its quiz. Raises Http404 for anyone else's."""
    learner = learner_of(request)
    if learner is None:
        raise Http404
    return get_object_or_404(Attempt.objects.select_related("quiz"), pk=pk, learner=learner)


def get_own_round(request, pk):
    """Return the round of practice `pk` of whoever asks. Raises Http404 for anyone else's."""
    learner = learner_of(request)
    if learner is None:
        raise Http404
    return get_object_or_404(PracticeRound, pk=pk, learner=learner)


def get_own_run(request, pk):
    """Return the run `pk` through a scenario of whoever asks, with the scenario. Raises Http404 for anyone else's."""
    learner = learner_of(request)
    if learner is None:
        raise Http404
    return get_object_or_404(runs_of(learner).select_related("scenario"), pk=pk)


def get_own_certificate(request, pk):
    """Return the certificate `pk` of whoever asks, with its module. Raises Http404 for anyone else's."""
    learner = learner_of(request)
    if learner is None:
        raise Http404
    return get_object_or_404(Certificate.objects.select_related("module"), pk=pk, learner=learner)


def get_item(attempt, number):
    """Return the item `number` of an attempt or a round, counted from 1. Raises Http404 when there is none."""
    if not 1 <= number <= len(attempt.items):
        raise Http404
    return attempt.items[number - 1]


def get_read_lesson(pk):
    """Return the lesson `pk` that readers see, or saw: who has it open when it is withdrawn still did read it.

    Raises Http404 for one that was never published.
    """
    return get_object_or_404(_once_published(LessonPage), id=pk)


def get_read_activity(pk):
    """Return the lesson or scenario `pk` as get_read_lesson does."""
    scenario = _once_published(ScenarioPage).filter(id=pk).first()
    return scenario or get_read_lesson(pk)


def _once_published(model):
    # By `id`, not `pk`: the lookup of a link to the parent row breaks on a number too large for the database.
    return model.objects.public().filter(Q(live=True) | Q(first_published_at__isnull=False))


def get_open_quiz(pk):
    """Return the published quiz `pk`. Raises Http404 for a draft or withdrawn one."""
    return get_object_or_404(QuizPage.objects.live().public(), id=pk)


def get_open_scenario(pk):
    """Return the published scenario `pk`. Raises Http404 for a draft or withdrawn one."""
    return get_object_or_404(ScenarioPage.objects.live().public(), id=pk)
