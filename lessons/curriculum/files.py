"""Reading the content files. No database here."""

from dataclasses import dataclass
from html import escape
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "content"
# libyaml where PyYAML was built with it: a tenth of the time.
SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class ContentError(Exception):
    """A content file is not as docs/content-format.md says; the message names the file and the place."""


@dataclass(frozen=True)
class Module:
    """A module's own page, its activities in order as (file name, data), and its questions."""

    data: dict
    activities: list
    questions: list


def read(path, folder=FOLDER):
    """Return what the YAML file at `path` (relative, without its ending) holds.

    Raises ContentError when it is missing or no YAML.
    """
    file = folder / f"{path}.yaml"
    try:
        return yaml.load(file.read_text(encoding="utf-8"), Loader=SafeLoader)  # noqa: S506 - safe, and in C
    except FileNotFoundError:
        raise ContentError(f"{path}.yaml is missing.") from None
    except yaml.YAMLError as error:
        raise ContentError(f"{path}.yaml can't be read: {error}") from None


def facts(folder=FOLDER):
    """Return all facts of the files in `facts/`."""
    return [fact for file in sorted((folder / "facts").glob("*.yaml")) for fact in read(f"facts/{file.stem}", folder)]


def watched_words(folder=FOLDER):
    """Return the words that the content check looks for, each as the fields of its row."""
    groups = read("watched_words", folder) if (folder / "watched_words.yaml").exists() else []
    return [
        {"language": group["language"], "kind": group["kind"], "phrase": phrase}
        | {name: group.get(name, "") for name in ("better", "why")}
        for group in groups
        for phrase in group["phrases"]
    ]


def modules(folder=FOLDER):
    """Return the modules in the order of their folders' names."""
    return [_module(file.parent.name, folder) for file in sorted(folder.glob("m*/module.yaml"))]


def _module(name, folder):
    data = read(f"{name}/module", folder)
    activities = [(str(entry), read(f"{name}/{entry}", folder)) for entry in data["activities"]]
    questions = read(f"{name}/questions", folder) if (folder / name / "questions.yaml").exists() else []
    return Module(data, activities, questions)


def pages(folder=FOLDER):
    """Return the standard pages, in their order: about the site, and for those who stand beside a learner."""
    order = ["about", "privacy", "faq", "parents", "schools", "creators", "accessibility"]
    return [read(f"pages/{name}", folder) for name in order]


def glossary(folder=FOLDER):
    """Return the page that explains our words: a heading and its terms for each group, as questions and answers."""
    data = read("glossary", folder)
    body = []
    for group in data["groups"]:
        body.append({"heading": group["heading"]})
        body.append({"qa": {"items": [_explained(term) for term in group["terms"]]}})
    return {"slug": data["slug"], "heading": data["heading"], "summary": data["summary"], "body": body}


def _explained(term):
    return {
        "question": {code: word[:1].upper() + word[1:] for code, word in term["term"].items()},
        "answer": {code: f"<p>{escape(words, quote=False)}</p>" for code, words in term["meaning"].items()},
    }
