"""What waits for a translator: translations whose source has changed."""

from dataclasses import dataclass

from django.db.models import F
from wagtail.models import Page

from lessons.content.models import Fact, Helpline, Question
from lessons.content.owned import owned
from lessons.content.pages import LocalPage
from lessons.core.bilingual import LANGUAGES, LocalText
from lessons.editorial.translation.access import sections_of, shared_pages
from lessons.editorial.translation.directions import language_name
from lessons.editorial.translation.going import name_of, sheet_url
from lessons.editorial.translation.states import states_of

LOOKED_AT = 200  # the latest drafts: a first page is no place to read all that an organisation ever wrote


@dataclass(frozen=True)
class Waiting:
    """A page or record whose translation into a language is out of date in `count` texts."""

    name: LocalText
    language: str
    count: int
    url: str


def outdated_translations(user):
    """Return what is out of date in the organisations of `user`, the latest draft first.

    Only the latest drafts are looked at; the report of translations knows all.
    """
    found = []
    for states in states_of(_latest(user)):
        for language in LANGUAGES:
            state = states[language]
            if state.outdated:
                url = sheet_url(state.obj, language, show="open")
                found.append(Waiting(name_of(state.obj), language_name(language), len(state.outdated), url))
    return found


def _latest(user):
    """Return the pages and records of `user` that were written last."""
    pages = shared_pages(user)
    for section in sections_of(user):
        pages = pages | Page.objects.descendant_of(section, inclusive=True)
    querysets = [pages.specific(), *[owned(model, user) for model in (Question, Fact, Helpline)]]
    latest = [
        obj
        for queryset in querysets
        for obj in queryset.exclude(latest_revision=None)
        .annotate(changed_at=F("latest_revision__created_at"))
        .order_by("-changed_at")[:LOOKED_AT]
        if isinstance(obj, LocalPage) or not isinstance(obj, Page)
    ]
    return sorted(latest, key=lambda obj: obj.changed_at, reverse=True)[:LOOKED_AT]
