"""Which questions go out: those of a quiz, of a module, or of the list as it is filtered."""

import json
from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404
from wagtail.models import Page

from lessons.content.models import ModulePage, Question, QuizPage
from lessons.content.owned import owned
from lessons.editorial.exchange.question_import import neutral_questions


@dataclass(frozen=True)
class Source:
    """`title` and `slug` name the page that the questions are of, or are empty; `left` counts those of others."""

    questions: tuple
    title: str = ""
    slug: str = ""
    left: int = 0


def source_of(request):
    """Return the Source that the address asks for: ?quiz=, ?module=, or the filters of the list of questions.

    Raises Http404 for a page that `request.user` may not change, as for none at all.
    """
    if not request.user.has_perm("content.change_question"):
        raise Http404
    for name, model in (("quiz", QuizPage), ("module", ModulePage)):
        if name in request.GET:
            return _of_page(request.user, _page(request, model, request.GET[name]))
    return Source(tuple(neutral_questions(_listed(request))))


def _page(request, model, pk):
    page = get_object_or_404(model, pk=pk if pk.isdecimal() and len(pk) < 19 else None)
    if not page.permissions_for_user(request.user).can_edit():
        raise Http404
    return page


def _of_page(user, page):
    pks = []
    pages = Page.objects.descendant_of(page, inclusive=True).select_related("latest_revision").order_by("path")
    for each in pages:
        draft = each.latest_revision.content if each.latest_revision else each.specific.serializable_data()
        pks += [pk for pk in _asked(draft) if pk not in pks]
    rows = owned(Question, user).filter(pk__in=pks)
    by_key = {question.key: question for question in neutral_questions(rows)}
    keys = {row.pk: row.key for row in rows}
    found = tuple(by_key[keys[pk]] for pk in pks if pk in keys)
    return Source(found, page.heading_en or page.heading_ur or page.title, page.slug, len(pks) - len(found))


def _asked(stored):
    """Yield the pk of each question in the stored JSON of a page: the rows of a quiz, the blocks of a lesson."""
    if isinstance(stored, str) and stored.startswith(("[", "{")):
        try:
            stored = json.loads(stored)
        except ValueError:
            return
    if isinstance(stored, list):
        for item in stored:
            yield from _asked(item)
    elif isinstance(stored, dict):
        if stored.get("type") == "question" and isinstance(stored.get("value"), int):
            yield stored["value"]
        for name, value in stored.items():
            if name == "question" and isinstance(value, int):
                yield value
            else:
                yield from _asked(value)


def _listed(request):
    """Return what the list of questions shows for the filters and the search in the address, on all its pages."""
    viewset = Question.snippet_viewset
    view = viewset.index_view.view_class(**viewset.index_view.view_initkwargs)
    view.setup(request)
    found = view.get_queryset()
    pks = [row.pk for row in found]
    return owned(Question, request.user).filter(pk__in=pks)
