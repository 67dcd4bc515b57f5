"""Eight modules, 35 lessons, as the scope and sequence wants them; each lesson and module complete."""

import pytest

from lessons.core.bilingual import LANGUAGES
from lessons.curriculum import files
from tests.curriculum.texts import all_texts, blocks, lessons, modules, questions, quiz_of

# Age bands a lesson (A 10–12, B 13–15, C 16–18, D adults). 5.1, 6.1 and 7.1 reach one band further down than the
# others of their modules: their first pages are the gentle ones.
BANDS = {
    "m1": ["ABCD", "BCD", "BCD", "ABCD"],
    "m2": ["ABCD", "BCD", "ABCD", "BCD"],
    "m3": ["ABCD", "BCD", "BCD", "ABCD"],
    "m4": ["ABCD", "ABCD", "BCD", "BCD", "BCD"],
    "m5": ["ABCD", "BCD", "BCD", "ABCD"],
    "m6": ["ABCD", "BCD", "BCD", "BCD", "BCD"],
    "m7": ["BCD", "CD", "BCD", "CD"],
    "m8": ["CD", "ABCD", "BCD", "CD", "ABCD"],
}
every_module = pytest.mark.parametrize("module", modules(), ids=lambda module: module.data["slug"])
every_lesson = pytest.mark.parametrize(
    ("module", "lesson"), lessons(), ids=[lesson["slug"] for _m, lesson in lessons()]
)


def test_there_are_eight_modules_and_35_lessons_each_for_its_ages():
    found = {module.data["slug"]: [data["bands"] for m, data in lessons() if m is module] for module in modules()}

    assert found == BANDS
    assert sum(map(len, found.values())) == 35


def test_every_text_is_there_in_both_languages():
    missing = [place for place, text in all_texts() if any(not text[code].strip() for code in LANGUAGES)]
    assert missing == []


# --- a lesson ----------------------------------------------------------------------------------------------------
@every_lesson
def test_a_lesson_goes_from_a_scene_over_choices_to_a_key_line_and_help(module, lesson):
    kinds = [next(iter(block)) for block in lesson["body"]]
    asked = [questions(module)[key] for key in blocks(lesson, "question")]

    assert kinds[0] == "text"
    assert len([question for question in asked if question.get("choices")]) >= 2
    assert kinds.count("key_line") == 1
    assert kinds.index("key_line") > max(place for place, kind in enumerate(kinds) if kind == "question")
    assert kinds[-1] == "helplines"
    assert kinds.count("drawing") == 1


@every_lesson
def test_its_questions_are_for_whoever_reads_it(module, lesson):
    for key in blocks(lesson, "question"):
        assert set(questions(module)[key]["bands"]) >= set(lesson["bands"]), key


@every_lesson
def test_a_setting_has_a_goal_a_place_and_a_way_to_see_that_it_worked(module, lesson):
    """A menu path is a record: whoever moves the menu moves it in one place."""
    paths = {
        fact["key"] for name in ("settings", "m2") for fact in files.read(f"facts/{name}") if fact["kind"] == "path"
    }
    settings = [item for steps in blocks(lesson, "steps") for item in steps["items"] if item.get("fact") in paths]
    assert [item["goal"]["en"] for item in settings if "check" not in item] == []


# --- a question --------------------------------------------------------------------------------------------------
@every_module
def test_every_question_has_what_fits_and_words_for_each_choice(module):
    for key, question in questions(module).items():
        choices = question.get("choices") or []
        right = [choice for choice in choices if choice.get("right")]
        if question["reveals"] == "reflection":
            assert choices == [], key
            continue
        assert 2 <= len(choices) <= 6, key
        assert all(choice["feedback"][code].strip() for choice in choices for code in LANGUAGES), key
        assert {"single": len(right) == 1, "multiple": len(right) > 0, "ordering": not right}[question["kind"]], key


# --- a module ----------------------------------------------------------------------------------------------------
@every_module
def test_a_module_has_objectives_and_a_guide_to_teach_from_tomorrow(module):
    guide = module.data["guide"]

    assert len(module.data["objectives"]) >= 4
    assert set(guide) == {"ten_minutes", "forty_minutes", "discussion", "may_come_up"}
    assert all(len(entries) >= 4 for entries in guide.values())
    assert len(guide["ten_minutes"]) < len(guide["forty_minutes"])


@every_module
def test_its_quiz_has_eight_questions_of_every_kind(module):
    asked = [questions(module)[key] for key in quiz_of(module)["questions"]]
    counted = [question for question in asked if question["reveals"] != "reflection"]

    assert len(counted) >= 8
    assert {question["kind"] for question in counted} == {"single", "multiple", "ordering"}
    assert {"knowledge", "attitude"} <= {question["reveals"] for question in counted}
    youngest = quiz_of(module)["bands"][0]
    assert youngest == min(lesson["bands"][0] for m, lesson in lessons() if m is module)
    assert len([question for question in counted if youngest in question["bands"]]) >= 4


@every_module
def test_an_attitude_is_asked_before_and_after_of_the_same_readers(module):
    bank = questions(module)
    before = [key for m, lesson in lessons() if m is module for key in blocks(lesson, "question") if "-before" in key]
    after = [key for key in quiz_of(module)["questions"] if key.endswith("-after")]

    assert len(before) == 1 and [key.replace("-before", "-after") for key in before] == after
    first, second = bank[before[0]], bank[after[0]]
    assert first["reveals"] == second["reveals"] == "attitude"
    assert first["bands"] == second["bands"] == quiz_of(module)["bands"]
    assert first["topic"] == second["topic"]
    # The same replies in the same order, so that what is picked can be compared.
    assert [bool(c.get("right")) for c in first["choices"]] == [bool(c.get("right")) for c in second["choices"]]


@every_module
def test_what_happened_to_somebody_is_read_in_private(module):
    assert module.data["private_reading"] is (module.data["slug"] == "m6")
