"""From the keys of a scenario's file to blocks with ids that a reload keeps."""

from uuid import NAMESPACE_URL, uuid5

from lessons.content.models import Fact, Helpline
from lessons.content.scenario_blocks import ME
from lessons.core.bilingual import LANGUAGES
from lessons.curriculum.bodies import pk_of, text
from lessons.curriculum.files import ContentError


def identity(seed, *keys):
    """Return the id of the part of a scenario that `keys` name."""
    return str(uuid5(NAMESPACE_URL, ":".join(["chiragh", seed, *map(str, keys)])))


def cast(data, seed):
    """Return the JSON of the people of a scenario."""
    return [
        _block("person", identity(seed, "cast", key), _texts(person, "name", "trait") | {"colour": person["colour"]})
        for key, person in data["cast"].items()
    ]


def steps(data, seed):
    """Return the JSON of the steps and endings of a scenario. Raises ContentError when one leads to nowhere."""
    return [
        *(_block("step", _place(data, seed, key), _step(data, seed, key, said)) for key, said in data["steps"].items()),
        *(
            _block("ending", _place(data, seed, key), _texts(said, "name", "text", "remember"))
            for key, said in data["endings"].items()
        ),
    ]


def help_at_the_end(data, seed):
    """Return the JSON of the help at the end of a scenario."""
    lines = [pk_of(Helpline, key) for key in data["helplines"]]
    return [_block("helplines", identity(seed, "helplines"), lines)]


def _block(kind, key, value):
    return {"type": kind, "value": value, "id": key}


def _texts(said, *names):
    return {name: text(said.get(name)) for name in names}


def _place(data, seed, key):
    if key not in data["steps"] and key not in data["endings"]:
        raise ContentError(f"{seed}: there is no step or ending “{key}”.")
    return identity(seed, "steps", key)


def _step(data, seed, key, said):
    choices = [
        {"type": "item", "value": _choice(data, seed, (key, name), choice), "id": identity(seed, "steps", key, name)}
        for name, choice in said["choices"].items()
    ]
    messages = _messages(data, seed, (key, "messages"), said["messages"])
    return _texts(said, "name", "ask") | {"messages": messages, "choices": choices}


def _choice(data, seed, place, said):
    return {
        "kind": said["kind"],
        "reactions": _messages(data, seed, (*place, "reactions"), said.get("reactions")),
        **_texts(said, "text", "affected", "learner", "law"),
        "fact": pk_of(Fact, said["fact"]) if said.get("fact") else None,
        "rating": said["rating"],
        "next": _place(data, seed, said["next"]),
    }


def _messages(data, seed, place, said):
    made = []
    for number, message in enumerate(said or []):
        ((kind, value),) = message.items()
        made.append(_block(kind, identity(seed, *place, number, kind), _message(data, seed, kind, value)))
    return made


def _message(data, seed, kind, value):
    if kind == "note":
        return text(value)
    who = value["who"]
    if who != ME and who not in data["cast"]:
        raise ContentError(f"{seed}: there is no “{who}” in the cast.")
    said = {"who": ME if who == ME else identity(seed, "cast", who), "words": text({c: value[c] for c in LANGUAGES})}
    if kind == "voice":
        said |= {"seconds": value["seconds"], "file": None}
    return said | {"time": value.get("time") or ""}
