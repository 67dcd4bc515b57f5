"""The texts of the content files, as a reader meets them."""

import re
from functools import cache

import yaml

from lessons.core.bilingual import LANGUAGES
from lessons.curriculum import files

TAG = re.compile(r"<[^>]+>")
# What holds words that nobody reads as ours: quoted for the content check.
NOT_READ = {"watched_words.yaml"}


@cache
def modules():
    return tuple(files.modules())


def lessons():
    """Return (module, lesson) of all lessons in order."""
    return [(module, data) for module in modules() for _name, data in module.activities if "body" in data]


def questions(module):
    return {question["key"]: question for question in module.questions}


def quiz_of(module):
    (quiz,) = [data for _name, data in module.activities if "questions" in data]
    return quiz


def blocks(page, kind):
    """Return the values of the blocks of `kind` in the body of `page`."""
    return [value for block in page["body"] for name, value in block.items() if name == kind]


@cache
def all_files():
    """Return what each content file holds, by its path below the folder."""
    return {
        str(path.relative_to(files.FOLDER)): yaml.load(path.read_text(encoding="utf-8"), Loader=files.SafeLoader)
        for path in sorted(files.FOLDER.rglob("*.yaml"))
        if path.name not in NOT_READ
    }


def texts_in(value, place=""):
    """Yield (place, {language: text}) of each text below `value`, tags taken off.

    The words of a glossary entry that a machine looks for are no text.
    """
    if isinstance(value, dict) and set(LANGUAGES) & set(value) and not any(isinstance(v, list) for v in value.values()):
        yield place, {code: TAG.sub(" ", value.get(code) or "") for code in LANGUAGES}
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from texts_in(inner, f"{place}/{name}")
    elif isinstance(value, list) and all(not isinstance(inner, str) for inner in value):
        for number, inner in enumerate(value):
            name = next((str(inner[n]) for n in ("key", "slug") if isinstance(inner, dict) and n in inner), number)
            yield from texts_in(inner, f"{place}/{name}")


def all_texts():
    for name, data in all_files().items():
        yield from texts_in(data, name)
