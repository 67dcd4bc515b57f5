"""Whatever is a fact has a record with a source and honest dates; what is not sure enough is not shown."""

import re
from datetime import date, timedelta

import pytest

from lessons.core.bilingual import LANGUAGES
from lessons.curriculum import files
from tests.curriculum.texts import all_files, all_texts, blocks, modules, texts_in

FACTS = {fact["key"]: fact for fact in files.facts()}
LINES = {line["key"]: line for line in files.read("helplines")}
RECORDS = {**FACTS, **LINES}
every_record = pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
# How long a look at the source holds (section 9 of the fact sheet).
HOLDS = {"law": timedelta(days=184), "path": timedelta(days=92), "number": timedelta(days=184)}
HEDGED = {
    "en": re.compile(
        r"\b(?:as (?:reported|listed|published)|report|reported|describes?|says?|said|survey|announced|guides?)\b", re.I
    ),
    "ur": re.compile("اطلاع|خبر|رپورٹ|کے مطابق|بتای|کہتے|کہا|اعلان|گائیڈ"),
}
# Records stand in these; anywhere else a number of this kind is a fact without a source.
WITH_NUMBERS = ("facts/", "helplines.yaml")
# Phone numbers, sections, percentages, fines; a courier's forty rupees belong to a story.
A_FACT = {
    "en": re.compile(r"\d{3,}[- ]?\d{4,}|\bsection\s*\d|\d\s*(?:%|per ?cent)|\bRs\.? ?\d|\d (?:lakh|million)", re.I),
    "ur": re.compile(r"\d{3,}[- ]?\d{4,}|(?:دفعہ|سیکشن)\s*\d|\d\s*(?:%|فیصد)|\d (?:لاکھ|کروڑ|ملین)"),
}
SHORT_NUMBERS = re.compile(r"(?<!\d)(?:15|1799|1121|1099|1043|1097|668)(?!\d)")
# Hours and ages that a story needs.
NO_PHONE = re.compile(r"\d{1,2}:\d{2}|\b15 (?:minutes?|years?)\b|15 (?:منٹ|سال|سے زیادہ)|(?:of|aged|,) 15\b")


@every_record
def test_a_record_says_where_it_is_from_and_when_that_was_seen(record):
    assert re.search(r"\w\.\w|\d{4}", record["source"])
    assert record["source_seen_on"].year >= 2026
    assert record["confidence"] in {"high", "medium"}
    looked = record.get("checked_on") or record.get("called_on") or record["source_seen_on"]
    held = HOLDS.get(record.get("kind"), timedelta(days=92))
    assert looked < record["review_after"] <= looked + held


@every_record
def test_whoever_called_or_checked_did_so_after_the_source_was_seen_and_not_in_the_future(record):
    looked = record.get("checked_on") or record.get("called_on")

    assert looked is None or record["source_seen_on"] <= looked <= date.today()


@pytest.mark.parametrize("fact", [f for f in FACTS.values() if f["confidence"] == "medium"], ids=lambda f: f["key"])
def test_what_one_source_says_is_shown_as_what_it_says(fact):
    for _place, text in texts_in({"text": fact["text"]}):
        for code in LANGUAGES:
            assert HEDGED[code].search(text[code]), text[code]


def test_the_helplines_come_in_the_order_in_which_they_are_shown_first():
    first = ["emergency", "nccia", "drf", "child", "human-rights", "umang", "punjab-counselling"]

    assert list(LINES)[: len(first)] == first
    assert {key for key, line in LINES.items() if line.get("permanent")} == {"emergency", "nccia", "drf", "child"}


def test_no_number_section_penalty_or_share_stands_outside_a_record():
    found = [
        (place, text[code])
        for place, text in all_texts()
        if not place.startswith(WITH_NUMBERS)
        for code in LANGUAGES
        if A_FACT[code].search(text[code]) or SHORT_NUMBERS.search(NO_PHONE.sub("", text[code]))
    ]
    assert found == []


def test_every_record_is_used_and_every_use_has_its_record():
    named = {key for page in _pages() for key in blocks(page, "fact")}
    named |= {s["fact"] for page in _pages() for v in blocks(page, "steps") for s in v["items"] if "fact" in s}
    choices = [c for page in _stories() for step in page["steps"].values() for c in step["choices"].values()]
    named |= {choice["fact"] for choice in choices if "fact" in choice}
    called = {key for page in _pages() for keys in blocks(page, "helplines") for key in keys}
    called |= {key for page in _stories() for key in page["helplines"]} | {files.read("help")["emergency"]}

    assert named == set(FACTS)
    assert called == set(LINES)


def test_a_question_that_states_a_fact_names_the_record_of_it():
    """What an app does, what a law says, what somebody counted: whoever is asked about it may look it up."""
    stating = re.compile(r"\b(?:study|convicted|Take It Down|fingerprint|official short number|by law|crime)\b")
    asked = [q for module in modules() for q in module.questions if q["reveals"] == "knowledge"]
    told = [q for q in asked if any(stating.search(text["en"]) for _place, text in texts_in([q["prompt"], *_right(q)]))]

    assert len([q for q in asked if q.get("fact")]) >= 25
    assert [q["key"] for q in told if not q.get("fact")] == []
    assert {q["fact"] for q in asked if q.get("fact")} <= set(FACTS)


def _right(question):
    return [choice["text"] for choice in question.get("choices") or [] if choice.get("right")]


def _pages():
    return [data for data in all_files().values() if isinstance(data, dict) and "body" in data]


def _stories():
    return [data for data in all_files().values() if isinstance(data, dict) and "cast" in data]
