"""Which records of the bank a page uses, and which of them go to the readers with it."""

from dataclasses import dataclass

from wagtail import blocks
from wagtail.models import WorkflowState
from wagtail.snippets.blocks import SnippetChooserBlock

from lessons.content.models import Choice, Fact, Helpline, OrganisationPage, Question
from lessons.editorial.units import bodies


@dataclass(frozen=True)
class Use:
    """A record that stands in a page; `path` leads to its place as `Unit.path` does. `pk` is None in an empty place."""

    model: type
    pk: int | None
    path: tuple
    label: str


def uses_in(page):
    """Return the Uses of `page` as it stands in memory: in its bodies, in a quiz, in the help page's first button."""
    found = [use for field, raw in bodies(page) for use in _in_block(field.stream_block, raw, (field.name,), "")]
    if hasattr(page, "quiz_questions"):
        label = str(Question._meta.verbose_name)
        for number, place in enumerate(page.quiz_questions.all()):
            found.append(Use(Question, place.question_id, ("quiz_questions", str(number)), label))
    if getattr(page, "emergency_id", None):
        found.append(Use(Helpline, page.emergency_id, ("emergency",), str(Helpline._meta.verbose_name)))
    return found


def _in_block(block, raw, path, label):
    if isinstance(block, SnippetChooserBlock):
        return [Use(block.target_model, raw, path, label)] if raw or block.required else []
    return [
        use
        for child in _inside(block, raw, label)
        for use in _in_block(child[0], child[1], (*path, child[2]), child[3])
    ]


def _inside(block, raw, label):
    """Yield (block, stored value, id or name, label) of what `raw`, the stored value of `block`, holds."""
    if isinstance(block, blocks.BaseStreamBlock):
        for item in raw or []:
            if child := block.child_blocks.get(item["type"]):
                yield child, item["value"], str(item.get("id")), str(child.label)
    elif isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            if isinstance(raw, dict) and name in raw:
                yield child, raw[name], name, str(child.label) or label
    elif isinstance(block, blocks.ListBlock):
        for number, item in enumerate(raw or []):
            kept = isinstance(item, dict) and {"type", "value", "id"} <= set(item)
            yield block.child_block, item["value"] if kept else item, item["id"] if kept else str(number), label


def records_of(uses):
    """Return the records of `uses` by (model, pk), in one query a model."""
    found = {}
    for model in (Question, Fact, Helpline):
        pks = {use.pk for use in uses if use.model is model and use.pk}
        if pks:
            found |= {(model, record.pk): record for record in model.objects.filter(pk__in=pks)}
    return found


def organisation_id_of(page):
    """Return the id of the organisation in whose section `page` stands, or None."""
    section = OrganisationPage.objects.ancestor_of(page, inclusive=True).only("organisation").first()
    return section.organisation_id if section else None


def is_new(record):
    """Return whether no reader has ever seen `record`."""
    return not record.live and record.first_published_at is None


def sent_back(records):
    """Return the keys (model, pk) of those `records` that a moderator has sent back."""
    back = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_NEEDS_CHANGES, object_id__in=[str(record.pk) for record in records]
    ).select_related("content_type")
    return {(state.content_type.model_class(), int(state.object_id)) for state in back} if records else set()


def unfinished(questions):
    """Return the ids of those `questions` that nobody could answer: too few choices, or not the right number right."""
    choices = {question.pk: [] for question in questions}
    for pk, is_right in Choice.objects.filter(question__in=choices).values_list("question", "is_right"):
        choices[pk].append(is_right)
    return {question.pk for question in questions if not _can_be_answered(question, choices[question.pk])}


def _can_be_answered(question, rights):
    if question.reveals == Question.Reveals.REFLECTION:
        return not rights
    if len(rights) < 2:
        return False
    if question.kind == Question.Kind.SINGLE:
        return sum(rights) == 1
    return question.kind == Question.Kind.ORDERING or any(rights)
