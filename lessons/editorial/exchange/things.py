"""The pages and records that a person may carry texts of, out and back, by references that a file can hold."""

from dataclasses import dataclass

from django.http import Http404
from wagtail.models import Page

from lessons.content.models import Fact, Helpline, ModulePage, Question
from lessons.content.owned import owned
from lessons.editorial.exchange.references import chosen
from lessons.editorial.translation.drafts import draft_of
from lessons.editorial.translation.sources import source_languages
from lessons.editorial.units import bodies

RECORDS = {"question": Question, "fact": Fact, "helpline": Helpline}


@dataclass(frozen=True)
class Thing:
    """A page or record: `ref` is its name in a file, `draft` what it says in its latest draft."""

    ref: str
    obj: object
    draft: object
    source_language: str

    @property
    def title(self):
        return self.draft.title if isinstance(self.draft, Page) else str(self.draft)


def get_thing(user, ref):
    """Return the Thing that `ref` names and `user` may change. Raises Http404 for anybody else's as for none."""
    found = find_things(user, [ref])
    if not found:
        raise Http404
    return found[ref]


def find_things(user, refs):
    """Return those of `refs` that are here and that `user` may change, as a dict of Things by reference."""
    names = {}
    for ref in refs:
        kind, _colon, name = ref.partition(":")
        names.setdefault(kind, set()).add(name)
    found = {thing.ref: thing for thing in _pages(user, names.get("page", ()))}
    for kind, model in RECORDS.items():
        if names.get(kind):
            found |= {thing.ref: thing for thing in _records(user, model, key__in=names[kind])}
    return found


def things_of(user, page):
    """Return the Things of a page, a module with its activities or a single one, and then those it refers to."""
    below = [page, *page.get_children()] if isinstance(page, ModulePage) else [page]
    things = list(_pages(user, [str(each.pk) for each in below]))
    wanted = {}
    for model, pk in (each for thing in things for each in referred(thing.draft)):
        wanted.setdefault(model, {})[pk] = None
    for model in RECORDS.values():
        if wanted.get(model):
            by_pk = {thing.obj.pk: thing for thing in _records(user, model, pk__in=list(wanted[model]))}
            things += [by_pk[pk] for pk in wanted[model] if pk in by_pk]
    return things


def referred(draft):
    """Yield (model, primary key) of every record, picture and document that `draft` refers to, in order."""
    for model_field, raw in bodies(draft):
        yield from chosen(model_field.stream_block, raw)
    if hasattr(draft, "quiz_questions"):
        yield from ((Question, place.question_id) for place in draft.quiz_questions.all())


def _pages(user, pks):
    numbers = [int(pk) for pk in pks if pk.isascii() and pk.isdigit() and len(pk) < 16]
    pages = Page.objects.filter(pk__in=numbers, depth__gt=1).order_by("path").specific() if numbers else []
    mine = [page for page in pages if page.permissions_for_user(user).can_edit()]
    for page, language in zip(mine, source_languages(mine), strict=True):
        yield Thing(f"page:{page.pk}", page, draft_of(page), language)


def _records(user, model, **which):
    if not user.has_perm(f"content.change_{model._meta.model_name}"):
        return
    for record in owned(model, user).filter(**which).select_related("organisation"):
        ref = f"{model._meta.model_name}:{record.key}"
        yield Thing(ref, record, draft_of(record), record.organisation.source_language)
