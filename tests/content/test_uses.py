"""Where a record is used is found without reading every draft of the site."""

import pytest

from lessons.content import uses
from lessons.content.uses import FEW, uses_of
from tests.factories import make_fact, make_help, make_helpline, make_lesson, make_question, make_quiz

pytestmark = pytest.mark.django_db


def drafted(page):
    page.save_revision()
    return page


@pytest.fixture
def read(monkeypatch):
    """The slugs of the drafts that were read."""
    slugs, really = [], uses.records_in

    def records_in(value):
        if isinstance(value, dict) and "slug" in value:
            slugs.append(value["slug"])
        return really(value)

    monkeypatch.setattr(uses, "records_in", records_in)
    return slugs


def test_a_draft_that_names_no_such_record_is_not_read(read):
    fact, line = make_fact(), make_helpline()
    using = drafted(make_lesson(slug="using", body=[("fact", fact)], live=False))
    drafted(make_lesson(slug="words", live=False))
    drafted(make_lesson(slug="line", body=[("helplines", [line])], live=False))

    assert uses_of([fact])[type(fact), fact.pk].drafts == {using.pk}
    assert read == ["using"]


def test_of_many_records_each_is_still_found_in_drafts(read):
    facts, lines, question = [make_fact() for _ in range(FEW)], [make_helpline(), make_helpline()], make_question()
    lesson = drafted(make_lesson(body=[("fact", facts[0]), ("helplines", lines[:1])], live=False))
    page = make_help()
    page.emergency = lines[1]
    drafted(page)
    quiz = make_quiz()
    quiz.quiz_questions.add(quiz.quiz_questions.model(question=question))
    drafted(quiz)
    drafted(make_lesson(slug="words", live=False))

    found = uses_of([*facts, *lines, question])

    assert {key[1]: use.drafts for key, use in found.items() if use.drafts and key[0] is type(facts[0])} == {
        facts[0].pk: {lesson.pk}
    }
    assert found[type(lines[0]), lines[0].pk].drafts == {lesson.pk}
    assert found[type(lines[1]), lines[1].pk].drafts == {page.pk}
    assert found[type(question), question.pk].drafts == {quiz.pk}
    assert "words" not in read
