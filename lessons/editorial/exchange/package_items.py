"""What a page or record holds, as an item of a package and as a mark of its present state."""

from lessons.content.models import (
    Choice,
    Fact,
    Helpline,
    LessonPage,
    ModulePage,
    Question,
    QuizPage,
    ScenarioPage,
    Topic,
)
from lessons.core.bilingual import LANGUAGES
from lessons.editorial.exchange.package_bodies import body_out, rich_out
from lessons.editorial.exchange.package_format import KINDS, LATER, PAGES, digest
from lessons.editorial.translation.drafts import draft_of
from lessons.editorial.units import bodies

MODELS = {
    "module": ModulePage,
    "lesson": LessonPage,
    "scenario": ScenarioPage,
    "quiz": QuizPage,
    "question": Question,
    "choice": Choice,
    "topic": Topic,
    "fact": Fact,
    "helpline": Helpline,
}


def kind_of(obj):
    """Return the kind of `obj`, or None for what a package can't hold."""
    return next((kind for kind, model in MODELS.items() if type(obj) is model), None)


def item_of(draft, name_of):
    """Return `draft`, a page or record as it stands in memory, as an item whose `ref` is still missing.

    `name_of(kind, number)` returns the reference of what it refers to, or None when that can't go along.
    """
    kind = kind_of(draft)
    spec = KINDS[kind]
    item = {"type": kind, **_values(draft, spec), **_texts(draft, spec)}
    for name in spec.rich:
        item[name] = {code: rich_out(text, name_of) for code, text in item[name].items()}
    for model_field, raw in bodies(draft):
        if model_field.name in spec.bodies:
            item[model_field.name] = body_out(model_field.stream_block, raw, name_of)
    item["slug" if kind in PAGES else "key"] = (draft.slug if kind in PAGES else draft.key)[:50]
    if kind == "question":
        item["topic"] = name_of(Topic, draft.topic_id)
        item["choices"] = [_choice(choice) for choice in draft.choices.all()]
    if kind == "quiz":
        refs = [name_of(Question, place.question_id) for place in draft.quiz_questions.all()]
        item["questions"] = [ref for ref in refs if ref]
    return item


def _values(obj, spec):
    return {name: _value(getattr(obj, name)) for name in spec.values}


def _value(value):
    return value.isoformat() if hasattr(value, "isoformat") else value


def _texts(obj, spec):
    return {name: {code: getattr(obj, f"{name}_{code}") or "" for code in LANGUAGES} for name in spec.texts}


def _choice(choice):
    return {"key": str(choice.key), **_values(choice, KINDS["choice"]), **_texts(choice, KINDS["choice"])}


def state_of(obj):
    """Return a mark of what `obj` holds in its latest draft, in all that a package writes of it."""
    draft = draft_of(obj)
    spec = KINDS[kind_of(draft)]
    values = _values(draft, spec)
    for name, empty in LATER.get(kind_of(draft), {}).items():
        if values[name] == empty:
            del values[name]
    held = [values, _texts(draft, spec)]
    held += [raw for model_field, raw in bodies(draft) if model_field.name in spec.bodies]
    if isinstance(draft, Question):
        held += [draft.topic_id, [_choice(choice) for choice in draft.choices.all()]]
    if isinstance(draft, QuizPage):
        held.append([place.question_id for place in draft.quiz_questions.all()])
    return digest(held)
