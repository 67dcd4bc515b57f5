"""Reading what is to be checked: each kind of thing in one query, however many blocks or questions there are."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.urls import Resolver404, resolve
from django.utils.translation import override
from modelcluster.models import model_from_serializable_data
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Revision, Site

from lessons.content.leaflets import ADDRESS as LEAFLET
from lessons.content.models import Fact, Helpline, Question, QuizPage, ScenarioPage
from lessons.content.pages import activity_models
from lessons.core.bilingual import LANGUAGES, choose
from lessons.editorial.checking.links import links_in, local_path, references_of
from lessons.editorial.checking.prose import plain
from lessons.editorial.checking.scenarios import is_said
from lessons.editorial.checking.subject import Block, Subject, Target, Text, Word, where_of
from lessons.editorial.checking.words import WatchedWord
from lessons.editorial.units import RICH, bodies, units_of

RECORDS = (Question, Fact, Helpline)
SPEECH = {"misconception", "said"}
_PICTURE = re.compile(r"<(?:img|embed)\b")
NAMES = {"heading", "prompt", "name", "text"}


# --- the latest drafts -------------------------------------------------------------------------------------------
def drafts_of(objects):
    """Return `objects`, pages or records, as their latest drafts stand, in one query. Only to be read."""
    revisions = Revision.objects.in_bulk([each.latest_revision_id for each in objects if each.latest_revision_id])
    return [_draft(each, revisions.get(each.latest_revision_id)) for each in objects]


def _draft(obj, revision):
    if revision is None:
        return obj
    model = type(obj)
    if hasattr(model, "from_serializable_data"):
        draft = model.from_serializable_data(revision.content, check_fks=False)
    else:  # a fact or helpline has nothing but fields
        draft = model_from_serializable_data(model, revision.content, check_fks=False)
    for name in ("pk", "path", "depth", "live", "latest_revision_id", "first_published_at"):
        if hasattr(obj, name):
            setattr(draft, name, getattr(obj, name))
    return draft


def drafts_with(obj):
    """Return the draft of `obj`, then those of the new records of its organisation that it uses: they go live with it.

    One that was taken off on purpose has been published before.
    """
    drafts = drafts_of([_specific(obj)])
    if not isinstance(obj, Page):
        return drafts
    new = {"live": False, "first_published_at": None, "organisation__page__path__in": _above(obj)}
    return [*drafts, *drafts_of([record for model in RECORDS for record in _used(model, drafts, **new)])]


def drafts_below(module):
    """Return the drafts of `module`, of its activities, and of every question that they ask."""
    activities = [page for model in activity_models() for page in model.objects.child_of(module)]
    drafts = drafts_of([_specific(module), *sorted(activities, key=lambda page: page.path)])
    return [*drafts, *drafts_of(_used(Question, drafts))]


def _specific(obj):
    return obj.specific if isinstance(obj, Page) else obj


def _above(page):
    """Return the paths of `page` and of all above it."""
    return [page.path[:end] for end in range(Page.steplen, len(page.path) + 1, Page.steplen)]


def _used(model, drafts, **limits):
    keys = {pk for draft in drafts for kind, pk in _records_in(draft) if kind == model._meta.model_name and pk}
    return list(model.objects.filter(pk__in=keys, **limits)) if keys else []


def _records_in(draft):
    if isinstance(draft, QuizPage):
        return [("question", place.question_id) for place in draft.quiz_questions.all()]
    return [each for block in _blocks(draft) for each in references_of(block)]


# --- from a draft to a subject -----------------------------------------------------------------------------------
def gather(drafts):
    """Return a Subject for each of `drafts`, with all that the rules ask of the database."""
    subjects = [_subject(draft) for draft in drafts]
    words, helplines = _words(drafts), list(Helpline.objects.values_list("pk", "number", "name_en", "live"))
    references = _references(subjects)
    targets = {kind: _targets(kind, keys, helplines) for kind, keys in references.keys.items()}
    addresses = _addresses(references.links)
    numbers = {"".join(c for c in number if c.isdigit()) for _pk, number, *_rest in helplines}
    for subject in subjects:
        subject.words = words
        subject.numbers = frozenset(number for number in numbers if len(number) > 2)
        subject.targets, subject.addresses = targets, addresses
    return subjects


def _subject(draft):
    units, names = units_of(draft), _block_names(draft)
    texts = [
        Text(unit, code, where_of(unit, names), _is_speech(draft, unit))
        for unit in units
        for code in LANGUAGES
        if plain(unit.texts[code]) or _PICTURE.search(unit.texts[code])
    ]
    kind = type(draft)._meta.model_name
    return Subject(draft, kind, _languages(draft, texts), units, texts, _blocks(draft), places=names)


def _block_names(draft):
    """Return the words for each block of a body, its place from one and a name where it has one, by (field, id)."""
    found = {}
    for model_field, raw in bodies(draft):
        for place, child in enumerate(raw, 1):
            name = choose(child["value"]["name"]).text if _is_named(child) else ""
            found[model_field.name, str(child.get("id"))] = (place, name)
    return found


def _is_named(child):
    return isinstance(child["value"], dict) and isinstance(child["value"].get("name"), dict)


def _blocks(draft):
    if isinstance(draft, ScenarioPage):
        return list(_blocks_of_scenario(draft))
    for model_field, raw in bodies(draft):
        if model_field.name == "body":
            kinds = model_field.stream_block.child_blocks
            return [_block(child, kinds.get(child["type"]), number) for number, child in enumerate(raw, 1)]
    return []


def _block(child, kind, number):
    where = f"{number}. {kind.label if kind else child['type']}"
    return Block(child["type"], child["value"], ("body", str(child.get("id"))), where)


def _blocks_of_scenario(draft):
    """Yield a Block of each fact and helpline that a scenario shows."""
    label = str(draft._meta.get_field("help").verbose_name)
    for child in draft.help.raw_data:
        yield Block("helplines", child["value"], ("help", str(child.get("id"))), label)
    for child in draft.steps.raw_data:
        for choice in child["value"].get("choices") or []:
            if fact := choice["value"].get("fact"):
                path = ("steps", str(child.get("id")), "choices", str(choice.get("id")), "fact")
                yield Block("fact", fact, path, choose(child["value"].get("name") or {}).text)


def _is_speech(draft, unit):
    """Return whether `unit` holds what somebody says or believes, right or wrong."""
    if unit.path[-1] in SPEECH or (isinstance(draft, ScenarioPage) and is_said(unit.path)):
        return True
    if not isinstance(draft, Question) or unit.path[0] != "choices" or unit.path[-1] != "text":
        return False
    choice = list(draft.choices.all())[int(unit.path[1])]
    return not choice.is_right and draft.kind != Question.Kind.ORDERING


def _languages(draft, texts):
    """Return the languages that the whole is there in: those of its name, and for a question of its choices.

    A scenario is there in every language, or it is not ready.
    """
    if isinstance(draft, ScenarioPage):
        return tuple(LANGUAGES)
    named = {text.language for text in texts if text.unit.path[-1] in NAMES and len(text.unit.path) in {1, 3}}
    return tuple(code for code in LANGUAGES if code in named) or tuple(LANGUAGES)


# --- words -------------------------------------------------------------------------------------------------------
def _words(drafts):
    """Return the watched words of the site and of the organisation that the first of `drafts` belongs to."""
    first = drafts[0]
    if isinstance(first, Page):
        own = Q(organisation__page__path__in=_above(first))
    else:
        own = Q(organisation_id=first.organisation_id)
    rows = WatchedWord.objects.filter(Q(organisation=None) | own).order_by("pk")
    names = ("language", "phrase", "kind", "better", "why")
    return tuple(Word(*row) for row in rows.values_list(*names))


# --- what is referred to -----------------------------------------------------------------------------------------
@dataclass
class References:
    """Primary keys by kind, and addresses, to which the texts and blocks refer."""

    keys: dict = field(default_factory=dict)
    links: set = field(default_factory=set)


def _references(subjects):
    found = References()
    for subject in subjects:
        for kind, pk in (each for block in subject.blocks for each in references_of(block)):
            found.keys.setdefault(kind, set()).add(pk)
        for text in subject.texts:
            if text.unit.kind == RICH and "<a" in text.source:
                for link in links_in(text.source):
                    if link.kind:
                        found.keys.setdefault(link.kind, set()).add(link.pk)
                    else:
                        found.links.add(link.address)
    return found


def _targets(kind, keys, helplines):
    keys = {key for key in keys if isinstance(key, int)}
    if kind == "page":
        return _pages(keys)
    if kind == "helpline":
        return {pk: Target(name or number, live) for pk, number, name, live in helplines if pk in keys}
    if kind == "question":
        rows = Question.objects.filter(pk__in=keys).values_list("pk", "key", "live", "reveals")
        return {pk: Target(key, live, reveals=reveals) for pk, key, live, reveals in rows}
    if kind == "fact":
        return {pk: Target(*row) for pk, *row in Fact.objects.filter(pk__in=keys).values_list("pk", "key", "live")}
    if kind in {"document", "image"}:
        model = get_document_model() if kind == "document" else get_image_model()
        return {pk: Target(title) for pk, title in model.objects.filter(pk__in=keys).values_list("pk", "title")}
    return {}


def _pages(keys):
    private = PageViewRestriction.objects.values_list("page__path", flat=True)
    private = tuple(private) if keys else ()
    rows = Page.objects.filter(pk__in=keys).values_list("pk", "title", "live", "path")
    return {pk: Target(title, live, path.startswith(private)) for pk, title, live, path in rows}


def _addresses(links):
    """Return for each address of this site among `links` whether something answers there."""
    sites = (
        {site.hostname: site.root_page.url_path for site in Site.objects.select_related("root_page")} if links else {}
    )
    own = urlsplit(settings.BASE_URL).hostname
    paths = {link: path for link in links if (path := local_path(link, {*sites, own})) is not None}
    if not paths:
        return {}
    root = next(iter(sites.values()), "/")
    inner = {link: _page_path(path, root) for link, path in paths.items()}
    wanted = [path for path in inner.values() if path]
    live = set(Page.objects.live().filter(url_path__in=wanted).values_list("url_path", flat=True))
    return {link: inner[link] is None or inner[link] in live for link in paths}


def _page_path(path, root):
    """Return the url_path of the page at `path`, or None when a view of ours answers there."""
    parts = path.strip("/").removesuffix(f"/{LEAFLET}").split("/")
    path = path if path.endswith("/") else f"{path}/"
    rest = parts[1:] if parts[0] in LANGUAGES else parts
    try:
        with override(parts[0] if parts[0] in LANGUAGES else None):
            view = resolve(path).func
    except Resolver404:
        return f"{root}{'/'.join(rest)}/"
    if view.__module__.startswith("wagtail.views"):
        return f"{root}{'/'.join(part for part in rest if part)}/".replace("//", "/")
    return None
