"""Approving: every language that goes to the readers is named, confirmed, and written into the history."""

import json

import pytest
from wagtail.models import ModelLogEntry, PageLogEntry, TaskState

from lessons.content.models import LessonPage, Question
from lessons.editorial.translation.states import COMPLETE, UNCONFIRMED, state_of
from tests.editorial.translating import make_people, saved
from tests.factories import make_lesson, make_module, make_question

pytestmark = pytest.mark.django_db
AJAX = {"headers": {"x-requested-with": "XMLHttpRequest"}}


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def moderator(people, client):
    client.force_login(people[2])
    return people[2]


@pytest.fixture
def lesson(people):
    section, editor, _moderator = people
    lesson = saved(make_lesson(saved(make_module(section)), live=False))
    section.organisation.workflow.start(lesson, editor)
    return lesson


def now(obj):
    return type(obj).objects.get(pk=obj.pk)


def task_state(obj):
    return now(obj).current_workflow_task_state


def action_url(obj, name="approve"):
    place = "pages" if isinstance(obj, LessonPage) else "snippets/content/question"
    return f"/cms/{place}/workflow/action/{obj.pk}/{name}/{task_state(obj).pk}/"


def test_the_form_shows_each_language_of_the_draft_with_its_state(client, moderator, lesson):
    page = client.get(action_url(lesson)).json()["html"]

    assert "English – complete" in page
    assert "Urdu – complete, not confirmed yet" in page
    assert "checked" not in page


def test_a_language_that_the_draft_does_not_have_is_not_asked_for(client, moderator, lesson):
    draft = now(lesson).get_latest_revision_as_object()
    draft.heading_ur, draft.body = "", []
    draft.save_revision()

    assert "Urdu –" not in client.get(action_url(lesson)).json()["html"]
    client.post(action_url(lesson), {"languages": ["en"]})
    assert now(lesson).live


def test_approving_names_the_languages_confirms_them_and_says_so_in_the_history(client, moderator, lesson):
    state = task_state(lesson)
    assert state_of(now(lesson), "ur").kind == UNCONFIRMED

    client.post(action_url(lesson), {"languages": ["en", "ur"], "comment": "Well done."})

    state.refresh_from_db()
    entry = PageLogEntry.objects.filter(action="wagtail.workflow.approve").get()
    assert now(lesson).live
    assert state.comment == entry.comment == "Approved: English, Urdu\nWell done."
    assert (state.finished_by, entry.user) == (moderator, moderator)
    assert state_of(now(lesson), "ur").kind == COMPLETE
    assert state_of(now(lesson), "ur").check.checked_by == moderator


@pytest.mark.parametrize("named", [[], ["en"], ["ur"], ["xx"]])
def test_a_language_that_nobody_read_is_not_published(client, moderator, lesson, named):
    response = client.post(action_url(lesson), {"languages": named}, **AJAX)

    assert not now(lesson).live
    assert now(lesson).workflow_in_progress
    assert state_of(now(lesson), "ur").kind == UNCONFIRMED
    if named == ["en"]:
        assert "Unread: Urdu." in response.json()["html"]


def test_sending_back_names_no_language(client, moderator, lesson):
    client.post(action_url(lesson, "reject"), {"comment": "The Urdu is not there yet."})

    assert not now(lesson).workflow_in_progress
    assert TaskState.objects.get(status="rejected").comment == "The Urdu is not there yet."


def edit_data(question):
    data = {"key": question.key, "organisation": question.organisation_id, "kind": "single", "reveals": "reflection"}
    data |= {"topic": question.topic_id, "bands": list(question.bands)}
    data |= {"choices-TOTAL_FORMS": 0, "choices-INITIAL_FORMS": 0}
    for name in ("prompt", "explanation", "teaching_note"):
        data |= {f"{name}_{code}": getattr(question, f"{name}_{code}") or "" for code in ("en", "ur")}
    return data


@pytest.fixture
def question(people):
    section, editor, _moderator = people
    question = make_question(choices=(), reveals="reflection")
    section.organisation.workflow.start(question, editor)
    return question


def approve_with_edit(client, question, languages):
    data = edit_data(question) | {"action-workflow-action": "1", "workflow-action-name": "approve"}
    data["workflow-action-extra-data"] = json.dumps({"languages": languages, "comment": ""})
    return client.post(f"/cms/snippets/content/question/edit/{question.pk}/", data, follow=True)


def test_a_record_is_approved_by_its_languages_too(client, moderator, question):
    client.post(action_url(question), {"languages": ["en", "ur"]})

    entry = ModelLogEntry.objects.filter(action="wagtail.workflow.approve").get()
    assert entry.comment == "Approved: English, Urdu"
    assert state_of(now(question), "ur").kind == COMPLETE


def test_approving_with_an_edit_is_refused_with_a_sentence_and_the_edit_is_kept(client, moderator, question):
    question.teaching_note_ur = "نیا"

    page = approve_with_edit(client, question, ["en"]).content.decode()

    assert "Unread: Urdu." in page
    assert now(question).workflow_in_progress
    assert now(question).get_latest_revision_as_object().teaching_note_ur == "نیا"


def test_approving_with_an_edit_that_names_all_is_done(client, moderator, question):
    approve_with_edit(client, question, ["en", "ur"])

    assert not Question.objects.get(pk=question.pk).workflow_in_progress


def test_an_editor_approves_nothing(client, people, lesson):
    url = action_url(lesson)
    client.force_login(people[1])

    client.post(url, {"languages": ["en", "ur"]})

    assert not now(lesson).live


def test_the_languages_of_a_new_question_are_asked_for_with_its_page(client, moderator, people):
    section, editor, _moderator = people
    question = make_question(prompt_en="Is it?", prompt_ur="کیا ہے؟")
    Question.objects.filter(pk=question.pk).update(live=False, first_published_at=None)
    lesson = make_lesson(saved(make_module(section)), heading_ur="", live=False)
    lesson.body = [("question", question)]
    lesson.save_revision()  # the row itself does not hold it yet
    section.organisation.workflow.start(lesson, editor)

    client.post(action_url(lesson), {"languages": ["en"]})
    before = now(lesson).live
    client.post(action_url(lesson), {"languages": ["en", "ur"]})

    assert (before, now(lesson).live, now(question).live) == (False, True, True)
    assert state_of(now(question), "ur").check.checked_by == moderator


def test_what_is_in_moderation_is_changed_by_no_editor(client, people, question):
    _section, editor, _moderator = people
    client.force_login(editor)

    client.post(f"/cms/snippets/content/question/edit/{question.pk}/", edit_data(question) | {"prompt_en": "Unread"})

    assert now(question).get_latest_revision_as_object().prompt_en != "Unread"
