"""Whoever changes a fact, a helpline or a question sees on which pages it stands, and no draft of others."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ReferenceIndex

from lessons.content.models import Helpline
from lessons.content.uses import uses_of
from tests.editorial.upkeep_pages import edit_url, shown, words
from tests.factories import make_fact, make_help, make_helpline, make_lesson, make_module, make_question, make_quiz

pytestmark = pytest.mark.django_db


def test_records_are_found_wherever_they_can_stand():
    step, block, listed, help_line, question = (
        make_fact(),
        make_fact(),
        make_helpline(),
        make_helpline(),
        make_question(),
    )
    steps = ("steps", {"heading": {}, "items": [{"goal": {"en": "Do it"}, "fact": step}]})
    lesson = make_lesson(body=[steps, ("fact", block), ("helplines", [listed]), ("question", question)])
    page = make_help()
    page.emergency = help_line
    page.save()
    quiz = make_quiz(questions=[question])

    uses = uses_of([step, block, listed, help_line, question])

    for record, pages in [(step, {lesson}), (block, {lesson}), (listed, {lesson}), (help_line, {page})]:
        assert uses[type(record), record.pk].live == {each.pk for each in pages}
    assert uses[type(question), question.pk].live == {lesson.pk, quiz.pk}
    assert all(not use.drafts for use in uses.values())


def test_what_readers_see_and_what_drafts_would_show_are_told_apart():
    line, dropped, waiting = make_helpline(), make_helpline(), make_helpline()
    lesson = make_lesson(body=[("helplines", [line, dropped])])
    lesson.body = [("helplines", [line, waiting])]
    lesson.save_revision()
    new = make_lesson(body=[("helplines", [waiting])], live=False)

    uses = uses_of([line, dropped, waiting])

    assert uses[Helpline, line.pk].live == {lesson.pk} and not uses[Helpline, line.pk].drafts
    assert uses[Helpline, dropped.pk].live == {lesson.pk}
    assert not uses[Helpline, waiting.pk].live and uses[Helpline, waiting.pk].drafts == {lesson.pk, new.pk}


def test_a_question_in_the_draft_of_a_quiz_is_found():
    quiz, question = make_quiz(), make_question()
    quiz.quiz_questions.add(quiz.quiz_questions.model(question=question))
    quiz.save_revision()

    assert uses_of([question])[type(question), question.pk].drafts == {quiz.pk}


def test_the_usage_page_names_pages_but_no_draft_of_others(editor, client, theirs):
    line = make_helpline()
    body = [("helplines", [line])]
    mine = make_lesson(heading_en="Mine", body=body)
    make_lesson(heading_en="My draft", body=body, live=False)
    their_module = make_module(theirs)
    make_lesson(their_module, heading_en="Theirs", body=body)
    make_lesson(their_module, heading_en="Their secret draft", body=body, live=False)

    page = shown(client, f"/cms/snippets/content/helpline/usage/{line.pk}/")

    rows = [words(row) for row in page.select("tbody tr")]
    assert [row.split(" Lesson ")[0] for row in rows] == ["Mine", "Theirs", "My draft"]
    assert page.find("a", href=f"/cms/pages/{mine.pk}/edit/")
    assert "Readers see it on 2 pages. 2 drafts would show it too. 1 of them belongs to another" in words(page)
    assert "Their secret draft" not in page.text


def test_the_usage_page_of_what_is_used_nowhere_says_so(editor, client):
    page = shown(client, f"/cms/snippets/content/fact/usage/{make_fact().pk}/")

    assert "No page shows it to readers." in words(page)


def test_the_usage_page_asks_no_more_for_more_pages(editor, client, django_assert_num_queries):
    line = make_helpline()
    url = f"/cms/snippets/content/helpline/usage/{line.pk}/"
    make_lesson(body=[("helplines", [line])])
    client.get(url)
    with CaptureQueriesContext(connection) as for_one:
        client.get(url)
    for _ in range(3):
        make_lesson(body=[("helplines", [line])])
    with django_assert_num_queries(len(for_one)):
        client.get(url)


def test_the_editor_counts_the_pages_and_leads_to_them(editor, client):
    fact = make_fact()
    make_lesson(body=[("fact", fact)])
    make_lesson(body=[("fact", fact)], live=False)

    link = shown(client, edit_url(fact)).find(class_="upkeep").find("a")

    assert link["href"] == f"/cms/snippets/content/fact/usage/{fact.pk}/"
    assert words(link) == "Readers see it on 1 page · 1 draft"


def test_old_addresses_are_no_use_of_a_page():
    lesson = make_lesson()

    assert not ReferenceIndex.get_references_to(lesson).exists()
