"""A lesson takes five to eight minutes, and says how many."""

import pytest

from lessons.core.bilingual import LANGUAGES
from lessons.curriculum import files
from tests.curriculum.texts import blocks, lessons, questions, texts_in

# Words a minute. Adults read easy English silently at about 238 (Brysbaert 2019, 190 studies); twelve-year-olds on a
# phone, many in their second language, at less than two thirds of it. Urdu says the same in a tenth more words, which
# are shorter: 165 of them take as long.
PACE = {"en": 150, "ur": 165}
# Choosing before looking.
SECONDS_A_QUESTION = 30
# Cards with a menu path or a law are looked over, and read when one needs them.
SHARE_OF_FACTS = 1 / 3
FACTS = {fact["key"]: fact for fact in files.facts()}


def count(value, language):
    return sum(len(text[language].split()) for _place, text in texts_in(value))


def _of_question(question, language):
    """Return the words that a reader meets: of the feedback, only what belongs to one choice."""
    choices = question.get("choices") or []
    feedback = sum(count(choice["feedback"], language) for choice in choices) / max(len(choices), 1)
    read = [question["prompt"], question.get("explanation") or {}, *(choice["text"] for choice in choices)]
    return feedback + sum(count(part, language) for part in read)


def minutes_of(module, lesson, language):
    """Return how long `lesson` takes, in minutes."""
    asked = [questions(module)[key] for key in blocks(lesson, "question")]
    steps = [item for value in blocks(lesson, "steps") for item in value["items"]]
    cards = blocks(lesson, "fact") + [item["fact"] for item in steps if "fact" in item]
    running = [block for block in lesson["body"] if "drawing" not in block]
    words = count(running, language) + sum(_of_question(question, language) for question in asked)
    words += SHARE_OF_FACTS * sum(count(FACTS[key]["text"], language) for key in cards)
    return words / PACE[language] + len(asked) * SECONDS_A_QUESTION / 60


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("module", "lesson"), lessons(), ids=[lesson["slug"] for _module, lesson in lessons()])
def test_a_lesson_takes_the_minutes_that_it_says(module, lesson, language):
    measured = minutes_of(module, lesson, language)

    assert 5 <= round(measured) <= 8
    assert abs(measured - lesson["minutes"]) <= 1
