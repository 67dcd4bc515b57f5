"""What the CMS may not delete: what learners have done refers to it."""

from django.db.models import Q
from wagtail.models import Page

from lessons.content.models import Question
from lessons.learning.models import Answer, Attempt, Certificate, Completion, ScenarioRun


def has_records(thing):
    """Return whether a learner's record refers to `thing`: a page or one below it, or a question."""
    if isinstance(thing, Page):
        return _page_has_records(thing)
    return isinstance(thing, Question) and _was_asked(thing)


def _page_has_records(page):
    below = Page.objects.filter(path__startswith=page.path).values("pk")
    records = (
        Completion.objects.filter(activity__in=below),
        Attempt.objects.filter(quiz__in=below),
        Certificate.objects.filter(module__in=below),
        ScenarioRun.objects.filter(scenario__in=below),
    )
    return any(found.exists() for found in records)


def _was_asked(question):
    if Answer.objects.filter(item=question.key).exists():
        return True
    # The frozen JSON as text: SQLite can't look into lists of JSON. The key may have been another one then.
    named = Q(frozen__icontains=f'"key": "{question.key}"')
    numbered = Q(frozen__icontains=f'"question": {question.pk},') | Q(frozen__icontains=f'"question": {question.pk}}}')
    return Attempt.objects.filter(named | numbered).exists()
