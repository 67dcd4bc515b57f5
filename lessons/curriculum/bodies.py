"""From the blocks of a content file to the blocks of a page."""

import re
from functools import cache
from itertools import count
from uuid import NAMESPACE_URL, uuid5

from lessons.content.drawings import DRAWINGS
from lessons.content.models import Fact, Helpline, Question
from lessons.core.bilingual import LANGUAGES
from lessons.curriculum.files import ContentError
from lessons.editorial.translation.words import clean_html

BLOCK_KEY = re.compile(r'data-block-key="[^"]*"')


def text(value):
    """Return a leaf with every language, `None` and missing ones as empty."""
    return {code: ((value or {}).get(code) or "").strip() for code in LANGUAGES}


def rich(value):
    """Return a leaf of rich text as the editor would write it: to open such a page there and look changes nothing."""
    return {code: _as_edited(words) for code, words in text(value).items()}


@cache
def _as_edited(html):
    if not html:
        return ""
    # The editor's own marks are made up anew each time; ours follow from the words.
    keys = (uuid5(NAMESPACE_URL, f"chiragh:{place}:{html}").hex[:5] for place in count())
    return BLOCK_KEY.sub(lambda _match: f'data-block-key="{next(keys)}"', clean_html(html))


def fields(name, value):
    """Return the translated field `name` as keyword arguments of a model."""
    return {f"{name}_{code}": words for code, words in text(value).items()}


def pk_of(model, key):
    found = model.objects.filter(key=key).values_list("pk", flat=True).first()
    if found is None:
        raise ContentError(f"There is no {model._meta.verbose_name} “{key}”.")
    return found


def _step(value):
    return {
        "goal": text(value["goal"]),
        "where": text(value.get("where")),
        "fact": pk_of(Fact, value["fact"]) if value.get("fact") else None,
        "check": text(value.get("check")),
    }


def _steps(value):
    return {"heading": text(value.get("heading")), "items": [_step(item) for item in value["items"]]}


def _callout(value):
    return {"tone": value["tone"], "heading": text(value.get("heading")), "text": rich(value["text"])}


def _qa(value):
    return {"items": [{"question": text(item["question"]), "answer": rich(item["answer"])} for item in value["items"]]}


def _drawing(value):
    if value["name"] not in DRAWINGS:
        raise ContentError(f"There is no drawing “{value['name']}”.")
    return {"name": value["name"], "alt": text(value["alt"]), "caption": text(value.get("caption"))}


MAKERS = {
    "text": rich,
    "heading": text,
    "key_line": text,
    "callout": _callout,
    "steps": _steps,
    "hard": lambda value: {"text": rich(value["text"])},
    "fact": lambda key: pk_of(Fact, key),
    "question": lambda key: pk_of(Question, key),
    "helplines": lambda keys: [pk_of(Helpline, key) for key in keys],
    "qa": _qa,
    "drawing": _drawing,
}


def body(blocks, seed):
    """Return the JSON of a body. A block's id follows from `seed` and its place, so that a reload keeps it."""
    made = []
    for place, block in enumerate(blocks or []):
        ((name, value),) = block.items()
        if name not in MAKERS:
            raise ContentError(f"{seed}: there is no block “{name}”.")
        identity = str(uuid5(NAMESPACE_URL, f"chiragh:{seed}:{place}:{name}"))
        made.append({"type": name, "value": _identified(MAKERS[name](value), identity), "id": identity})
    return made


def _identified(value, identity):
    """Give each item of a list in a block an id that a reload keeps: translations are held by it."""
    if isinstance(value, dict) and "items" in value:
        items = [
            {"type": "item", "value": item, "id": str(uuid5(NAMESPACE_URL, f"chiragh:{identity}:{place}"))}
            for place, item in enumerate(value["items"])
        ]
        return value | {"items": items}
    return value


GUIDE = {
    "ten_minutes": text,
    "forty_minutes": text,
    "discussion": text,
    "may_come_up": lambda value: {"said": text(value["said"]), "answer": text(value["answer"])},
}


def guide(parts, seed):
    """Return the JSON of a module's teacher guide: `parts` maps each kind of block to the list of its entries."""
    unknown = set(parts or {}) - set(GUIDE)
    if unknown:
        raise ContentError(f"{seed}: a guide has no “{min(unknown)}”.")
    return [
        {"type": kind, "value": make(value), "id": str(uuid5(NAMESPACE_URL, f"chiragh:{seed}:guide:{kind}:{place}"))}
        for kind, make in GUIDE.items()
        for place, value in enumerate((parts or {}).get(kind) or [])
    ]
