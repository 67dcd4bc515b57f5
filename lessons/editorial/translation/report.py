"""How the languages of an organisation's modules stand."""

from dataclasses import dataclass

from wagtail.models import Page

from lessons.content.models import Fact, Helpline, ModulePage, Question
from lessons.content.owned import owned
from lessons.content.pages import LocalPage
from lessons.core.bilingual import LocalText
from lessons.editorial.translation.access import modules_of, sections_of, shared_pages, shared_topics
from lessons.editorial.translation.directions import language_name
from lessons.editorial.translation.going import kind_of, name_of, sheet_url
from lessons.editorial.translation.modules import things_in, uses_of
from lessons.editorial.translation.states import COMPLETE, EMPTY, MISSING, OUTDATED, UNCONFIRMED, State, states_of

OPEN = "open"
# Which States each choice of the report's filter lets through.
FILTERS = {
    OPEN: lambda state: state.open_count,
    MISSING: lambda state: state.missing,
    OUTDATED: lambda state: state.outdated,
    UNCONFIRMED: lambda state: state.kind == UNCONFIRMED,
    COMPLETE: lambda state: state.kind in {COMPLETE, EMPTY},
}


@dataclass(frozen=True)
class Cell:
    """One language of a thing; `url` is where it is translated."""

    state: State
    url: str


@dataclass(frozen=True)
class Line:
    """A page or record with a Cell for each language asked for."""

    name: LocalText
    kind: str
    is_page: bool
    cells: list


@dataclass(frozen=True)
class Total:
    """How many `things` are complete in a language, and how many texts are missing or out of date in it."""

    language: str
    complete: int
    things: int
    missing: int
    outdated: int


@dataclass(frozen=True)
class Group:
    """A module, or None for what stands in no module, with the Lines that the filter lets through."""

    module: ModulePage | None
    name: LocalText | None
    lines: list
    totals: list


def report_on(modules, user, languages, kept=""):
    """Return a Group for each of `modules`. `kept` names one of FILTERS; without it every Line is there.

    The number of queries does not grow with the modules or what stands in them.
    """
    things = things_in(modules, user)
    states = iter(states_of([thing for module in modules for thing in things[module.pk]]))
    return [
        _group(module, things[module.pk], [next(states) for _ in things[module.pk]], languages, kept)
        for module in modules
    ]


def report_outside(user, languages, kept=""):
    """Return the Group of what stands in no module: the organisations' own pages, and records that no module uses.

    For an admin, the pages and topics that serve all organisations are among them.
    """
    pages = Page.objects.none()
    for module in modules_of(user):
        pages = pages | Page.objects.descendant_of(module, inclusive=True)
    used = {use for uses in uses_of(list(pages.specific())).values() for use in uses}
    records = [record for model in (Question, Fact, Helpline) for record in owned(model, user)]
    shared = [page for page in shared_pages(user).specific() if isinstance(page, LocalPage)]
    unused = [record for record in records if (type(record), record.pk) not in used]
    things = [*sections_of(user), *shared, *shared_topics(user), *unused]
    return _group(None, things, states_of(things), languages, kept)


def _group(module, things, states, languages, kept):
    lines = [
        _line(thing, [found[language] for language in languages], module)
        for thing, found in zip(things, states, strict=True)
        if not kept or any(FILTERS[kept](found[language]) for language in languages)
    ]
    totals = [_total(language, [found[language] for found in states]) for language in languages]
    return Group(module, name_of(states[0]["en"].obj) if module else None, lines, totals)


def _line(thing, states, module):
    cells = [Cell(state, sheet_url(thing, state.language, module)) for state in states]
    return Line(name_of(states[0].obj), kind_of(thing), isinstance(thing, Page), cells)


def _total(language, states):
    return Total(
        language=language_name(language),
        complete=sum(not state.open_count for state in states),
        things=len(states),
        missing=sum(len(state.missing) for state in states),
        outdated=sum(len(state.outdated) for state in states),
    )
