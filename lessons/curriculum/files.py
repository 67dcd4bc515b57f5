"""Reading the content files. No database here."""

from dataclasses import dataclass
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "content"


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
        return yaml.safe_load(file.read_text(encoding="utf-8"))
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
    return Module(data, activities, read(f"{name}/questions", folder))


def pages(folder=FOLDER):
    """Return the standard pages: about, privacy, questions and answers."""
    order = ["about", "privacy", "faq"]
    return [read(f"pages/{name}", folder) for name in order]
