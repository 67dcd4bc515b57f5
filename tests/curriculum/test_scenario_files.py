"""The scenarios that a new site starts with: complete in both languages, playable by every way, kind."""

import re

import pytest

from lessons.content.scenario_blocks import Colour, Kind, Rating
from lessons.content.scenario_graph import Node, Way, problems
from lessons.curriculum import files

SCENARIOS = {data["slug"]: data for module in files.modules() for _name, data in module.activities if "steps" in data}
every_scenario = pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)
# U+06CC, U+06A9, U+06C1 and no marks that only a keyboard of another language writes (voice.md, section 7).
WRONG_LETTERS = re.compile("[\u064a\u0649\u0643\u0647\u06d3\u0640\u200c\u200e\u200f%&«»—]")
LATIN_DIGITS_ONLY = re.compile("[\u0660-\u0669\u06f0-\u06f9]")
NUMBERS = re.compile(r"\d{3,}|\b\d+\s*(?:%|فیصد|years?|سال)")
LONGEST_CHOICE = 90


def nodes_of(scenario):
    steps = [
        Node(key, ways=tuple(Way(name, c["next"], c["kind"], c["rating"]) for name, c in step["choices"].items()))
        for key, step in scenario["steps"].items()
    ]
    return [*steps, *(Node(key, is_ending=True) for key in scenario["endings"])]


def texts_in(value, place=""):
    """Yield (place, text in both languages) of each text below `value`."""
    if isinstance(value, dict) and {"en", "ur"} <= set(value):
        yield place, {code: value[code] for code in ("en", "ur")}
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from texts_in(inner, f"{place}/{name}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from texts_in(inner, f"{place}/{number}")


def test_every_module_has_a_scenario_and_the_stranger_is_among_them():
    assert {slug.partition("-")[0] for slug in SCENARIOS} == {f"m{number}" for number in range(1, 9)}
    assert len(SCENARIOS) == 9


def test_the_cricket_group_has_nine_steps_and_four_endings():
    cricket = SCENARIOS["m4-s"]

    assert len(cricket["steps"]) >= 9
    assert len(cricket["endings"]) >= 4
    assert any("link" in message for message in cricket["steps"][next(iter(cricket["steps"]))]["messages"])


@every_scenario
def test_every_way_comes_to_an_ending_and_after_harm_past_a_way_to_repair(scenario):
    assert problems(nodes_of(scenario)) == []


@every_scenario
def test_there_is_something_to_lose_something_to_gain_and_more_than_one_ending(scenario):
    ratings = {choice["rating"] for step in scenario["steps"].values() for choice in step["choices"].values()}

    assert ratings == set(Rating.values)
    assert len(scenario["endings"]) >= 3
    remembered = [ending["remember"]["ur"] for ending in scenario["endings"].values()]
    assert len(set(remembered)) == len(remembered)


@every_scenario
def test_every_text_is_there_in_both_languages_with_the_right_letters(scenario):
    texts = list(texts_in(scenario))
    assert len(texts) > 60
    for place, text in texts:
        assert text["en"].strip() and text["ur"].strip(), place
        assert not WRONG_LETTERS.search(text["ur"]), (place, text["ur"])
        assert not LATIN_DIGITS_ONLY.search(text["ur"]), (place, text["ur"])
        assert not NUMBERS.search(text["en"]) and not NUMBERS.search(text["ur"]), (place, text)


@every_scenario
def test_every_choice_tells_the_next_day_and_fits_a_small_phone(scenario):
    for step in scenario["steps"].values():
        assert 2 <= len(step["messages"]) <= 6
        for name, choice in step["choices"].items():
            assert {"affected", "learner", "rating", "next"} <= set(choice), name
            assert choice["kind"] in Kind.values and choice["rating"] in Rating.values
            assert max(len(choice["text"][code]) for code in ("en", "ur")) <= LONGEST_CHOICE, name


@every_scenario
def test_whoever_speaks_is_in_the_cast_and_has_a_colour(scenario):
    speakers = set()
    for step in scenario["steps"].values():
        said = [*step["messages"], *(m for c in step["choices"].values() for m in c.get("reactions") or [])]
        speakers |= {value["who"] for message in said for value in message.values() if "who" in value}
    assert speakers - {"me"} <= set(scenario["cast"])
    assert {person["colour"] for person in scenario["cast"].values()} <= set(Colour.values)


@every_scenario
def test_help_is_at_its_end(scenario):
    assert {"child", "drf"} <= set(scenario["helplines"])


@every_scenario
def test_something_is_heard_and_not_only_read(scenario):
    assert any("voice" in message for step in scenario["steps"].values() for message in step["messages"])
