"""All that belongs to a module, in the order in which a translator goes through it."""

from wagtail import blocks
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock

from lessons.content.models import Fact, Helpline, ModulePage, Question, QuizQuestion
from lessons.editorial.translation.drafts import drafts_of
from lessons.editorial.units import bodies
from lessons.organisations.models import Organisation


def module_above(page):
    """Return the module that `page` is or stands in, or None."""
    return ModulePage.objects.ancestor_of(page, inclusive=True).first()


def things_in(modules, user):
    """Return for each of `modules` its pages, each with the records after it that it uses, as dict by pk.

    Drafts count. A record stands once in a module, at its first place, and only if `user` publishes for its owner.
    The number of queries does not grow with the modules.
    """
    found = {module.pk: [] for module in modules}
    pages = _pages_in(modules)
    uses = uses_of([page for below in pages.values() for page in below])
    records = _records({use for each in uses.values() for use in each}, user)
    for module in modules:
        for page in pages[module.pk]:
            found[module.pk].append(page)
            new = [records[use] for use in uses[page.pk] if use in records]
            found[module.pk] += [record for record in dict.fromkeys(new) if record not in found[module.pk]]
    return found


def _pages_in(modules):
    below = Page.objects.none()
    for module in modules:
        below = below | Page.objects.descendant_of(module, inclusive=True)
    pages = list(below.order_by("path").specific()) if modules else []
    return {module.pk: [page for page in pages if page.path.startswith(module.path)] for module in modules}


def uses_of(pages):
    """Return by pk of a page the records that its latest draft uses, as (model, pk), in their order."""
    asked = QuizQuestion.objects.filter(quiz__in=[page.pk for page in pages if page.latest_revision_id is None])
    saved = {}
    for quiz, question in asked.values_list("quiz", "question"):
        saved.setdefault(quiz, []).append((Question, question))
    return {draft.pk: [*_uses_in(draft, saved)] for draft in drafts_of(pages)}


def _uses_in(draft, saved):
    for model_field, raw in bodies(draft):
        yield from _chosen(model_field.stream_block, raw)
    if draft.pk in saved:
        yield from saved[draft.pk]
    elif draft.latest_revision_id and hasattr(draft, "quiz_questions"):
        yield from [(Question, place.question_id) for place in draft.quiz_questions.all()]
    if getattr(draft, "emergency_id", None):
        yield Helpline, draft.emergency_id


def _chosen(block, raw):
    """Yield (model, pk) of each record in `raw`, what is stored of `block`."""
    if isinstance(block, SnippetChooserBlock):
        if raw:
            yield block.target_model, raw
    elif isinstance(block, blocks.BaseStreamBlock):
        for child in raw or []:
            if child["type"] in block.child_blocks:
                yield from _chosen(block.child_blocks[child["type"]], child["value"])
    elif isinstance(block, blocks.BaseStructBlock) and isinstance(raw, dict):
        for name, inner in block.child_blocks.items():
            yield from _chosen(inner, raw.get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in raw or []:
            yield from _chosen(block.child_block, item["value"] if isinstance(item, dict) and "value" in item else item)


def _records(uses, user):
    own = Organisation.objects.of_member(user)
    return {
        (model, record.pk): record
        for model in (Question, Fact, Helpline)
        for record in model.objects.filter(pk__in={pk for used, pk in uses if used is model}, organisation__in=own)
    }
