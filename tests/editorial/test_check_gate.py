"""What the content check stops is published by nobody without a moderator's reason, whichever way they go."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry
from wagtail.models import Page, Task, TaskState
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from lessons.content.models import LessonPage, Question
from lessons.editorial.checking.actions import CheckRefused, pass_check
from lessons.editorial.checking.words import WatchedWord
from tests.editorial.checked import question_with
from tests.editorial.gate_desk import BANDS, BLAME, draft_saying, gate_of, is_live, lesson_form, make_desk
from tests.factories import make_module, make_quiz

pytestmark = pytest.mark.django_db
BOTH = ["en", "ur"]


@pytest.fixture
def desk(home):
    return make_desk()


@pytest.fixture
def moderator(desk, client):
    user = get_user_model().objects.get(username="moderator")
    client.force_login(user)
    return user


def words_of(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


# --- publishing --------------------------------------------------------------------------------------------------
def test_publishing_blame_ends_at_the_gate_with_what_was_typed_kept_as_a_draft(moderator, client):
    page = draft_saying("All is well.")

    answer = client.post(f"/cms/pages/{page.pk}/edit/", lesson_form(**{"action-publish": "1"}))

    assert answer.status_code == 302 and answer.url == gate_of(page)
    assert not is_live(page)
    assert BLAME in str(LessonPage.objects.get(pk=page.pk).get_latest_revision_as_object().body)


def test_publishing_what_is_well_is_not_held_up(moderator, client):
    page = draft_saying()

    client.post(f"/cms/pages/{page.pk}/edit/", lesson_form("All is well.", **{"action-publish": "1"}))

    assert is_live(page)


def test_a_new_page_that_is_stopped_is_never_live(moderator, client):
    module = make_module()

    answer = client.post(f"/cms/pages/add/content/lessonpage/{module.pk}/", lesson_form(**{"action-publish": "1"}))

    page = LessonPage.objects.get(slug="one")
    assert answer.url == gate_of(page)
    assert not page.live and page.has_unpublished_changes


def test_an_unchanged_live_page_is_checked_again(moderator, client):
    page = draft_saying("All is well.")
    page.get_latest_revision().publish()
    WatchedWord.objects.create(language="en", phrase="well", kind="blame")

    answer = client.post(f"/cms/pages/{page.pk}/edit/", lesson_form("All is well.", **{"action-publish": "1"}))

    assert answer.url == gate_of(page)


def test_what_is_to_be_published_at_a_time_is_checked_when_the_time_is_set(moderator, client):
    page = draft_saying("All is well.")
    later = timezone.localtime(timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")

    answer = client.post(f"/cms/pages/{page.pk}/edit/", lesson_form(**{"action-publish": "1", "go_live_at": later}))

    assert answer.url == gate_of(page)
    assert LessonPage.objects.get(pk=page.pk).scheduled_revision is None
    call_command("publish_scheduled")
    assert not is_live(page)


def test_a_reason_publishes_it_and_stays_in_the_history(moderator, client):
    page = draft_saying()
    shown = client.get(gate_of(page)).content.decode()
    assert "her own fault" in shown and "Somebody passed it on." in shown

    client.post(gate_of(page), {"reason": "It is a quotation.", "revision": page.latest_revision_id})

    assert is_live(page)
    entry = registry.get_logs_for_instance(page).get(action="editorial.check.passed")
    assert (entry.user, entry.revision_id, entry.data["reason"]) == (
        moderator,
        page.latest_revision_id,
        "It is a quotation.",
    )
    assert "her own fault" in entry.message
    assert "It is a quotation." in client.get(f"/cms/pages/{page.pk}/history/").content.decode()


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_is_published(moderator, client, reason):
    page = draft_saying()

    answer = client.post(gate_of(page), {"reason": reason, "revision": page.latest_revision_id})

    assert answer.status_code == 200
    assert not is_live(page)


def test_a_reason_for_an_older_version_is_kept_but_does_not_count(moderator, client):
    page = draft_saying()
    draft = page.get_latest_revision_as_object()
    draft.heading_en = "her own fault"
    draft.save_revision()

    answer = client.post(gate_of(page), {"reason": "It is a quotation.", "revision": page.latest_revision_id})

    assert "It is a quotation." in answer.content.decode()
    assert not is_live(page)
    latest = LessonPage.objects.get(pk=page.pk).latest_revision_id
    assert f'value="{latest}"' in answer.content.decode()


def test_what_was_passed_in_this_version_is_not_asked_for_again_and_a_new_version_is(moderator):
    from lessons.editorial.checking.passed import open_checks

    page = draft_saying()
    pass_check(obj=page, user=moderator, reason="A quotation.")
    assert open_checks(page) == []

    page.get_latest_revision_as_object().save_revision()

    assert open_checks(LessonPage.objects.get(pk=page.pk)) != []


def test_a_pass_without_a_reason_is_refused(moderator):
    with pytest.raises(CheckRefused):
        pass_check(obj=draft_saying(), user=moderator, reason=" ")


def test_an_unfinished_draft_is_not_published_from_the_gate(moderator, client):
    page = draft_saying()
    draft = page.get_latest_revision_as_object()
    draft.heading_en = draft.heading_ur = ""
    draft.save_revision(clean=False)
    page.refresh_from_db()

    answer = client.post(gate_of(page), {"reason": "A quotation.", "revision": page.latest_revision_id})

    assert answer.status_code == 200
    assert not is_live(page)


def test_a_new_question_that_goes_live_with_a_quiz_is_passed_with_it(moderator, client):
    question = question_with(changes={0: {"feedback_en": BLAME}})
    Question.objects.filter(pk=question.pk).update(live=False, first_published_at=None)
    quiz = make_quiz(questions=[question, question_with()], live=False)
    quiz.save_revision()
    kind = "content.quizpage"
    assert "her own fault" in client.get(gate_of(quiz, kind)).content.decode()

    revision = type(quiz).objects.get(pk=quiz.pk).latest_revision_id
    client.post(gate_of(quiz, kind), {"reason": "A quotation.", "revision": revision})

    assert is_live(quiz)


# --- records -----------------------------------------------------------------------------------------------------
def test_a_question_is_stopped_and_passed_in_the_same_way(moderator, client):
    question = question_with(explanation_en=BLAME)
    question.save()
    Question.objects.filter(pk=question.pk).update(live=False)
    draft = question.get_latest_revision_as_object()
    rows = [
        {"text_en": c.text_en, "feedback_en": c.feedback_en, "text_ur": c.text_ur, "feedback_ur": c.feedback_ur}
        | {"is_right": "on" if c.is_right else "", "key": str(c.key)}
        for c in draft.choices.all()
    ]
    values = {name: getattr(draft, name) for name in ("key", "kind", "reveals", "prompt_en", "prompt_ur")}
    values |= {"organisation": draft.organisation_id, "topic": draft.topic_id}
    values |= {"explanation_en": BLAME, "choices": inline_formset(rows), "action-publish": "1"}

    address = reverse(Question.snippet_viewset.get_url_name("edit"), args=[question.pk])
    answer = client.post(address, nested_form_data(values) | BANDS)

    assert answer.status_code == 302 and answer.url == gate_of(question, "content.question")
    question = Question.objects.get(pk=question.pk)
    assert not question.live
    client.post(answer.url, {"reason": "A quotation.", "revision": question.latest_revision_id})
    assert Question.objects.get(pk=question.pk).live


# --- several at once ---------------------------------------------------------------------------------------------
def bulk_publish(client, page, **data):
    return client.post(f"/cms/bulk/wagtailcore/page/publish/?id={page.pk}&next=/cms/", data)


def test_publishing_several_stops_at_one_and_names_it(moderator, client):
    page = draft_saying()

    answer = bulk_publish(client, page)

    assert not is_live(page)
    assert f"/cms/check/content.lessonpage/{page.pk}/" in " ".join(words_of(answer))


def test_publishing_a_module_with_its_drafts_stops_at_a_draft_below(moderator, client):
    module = make_module(live=False)
    page = draft_saying(module=module)

    bulk_publish(client, module, include_descendants="on")

    assert not is_live(module) and not is_live(page)
    bulk_publish(client, module)
    assert is_live(module) and not is_live(page)


def test_a_copy_that_would_be_live_at_once_is_stopped(moderator, client):
    page = draft_saying()
    page.get_latest_revision().publish()
    parent = page.get_parent()
    form = {"new_title": "Two", "new_slug": "two", "new_parent_page": parent.pk}

    client.post(f"/cms/pages/{page.pk}/copy/", form | {"publish_copies": "on"})
    assert not Page.objects.filter(slug="two").exists()

    client.post(f"/cms/pages/{page.pk}/copy/", form)
    assert not Page.objects.get(slug="two").live


# --- a workflow --------------------------------------------------------------------------------------------------
def submitted(words=BLAME):
    page = draft_saying(words)
    page.get_workflow().start(page, None)
    return LessonPage.objects.get(pk=page.pk)


def action_of(page, name):
    return reverse("wagtailadmin_pages:workflow_action", args=[page.pk, name, page.current_workflow_task_state.pk])


def test_what_is_well_is_approved_as_ever(moderator, client):
    page = submitted("All is well.")

    client.post(action_of(page, "approve"), {"comment": "", "languages": BOTH})

    assert is_live(page)


def test_a_page_that_is_stopped_is_approved_only_with_a_reason(moderator, client):
    page = submitted()
    names = [name for name, *_rest in page.current_workflow_task.get_actions(page, moderator)]
    assert "approve" not in names

    client.post(action_of(page, "approve"), {"comment": ""})
    assert not is_live(page)
    client.post(action_of(page, "approve-despite-check"), {"comment": "", "check_reason": " "})
    assert not is_live(page)
    assert TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).exists()

    client.post(
        action_of(page, "approve-despite-check"),
        {"comment": "Yes", "check_reason": "A quotation."} | {"languages": BOTH},
    )

    assert is_live(page)
    assert registry.get_logs_for_instance(page).filter(action="editorial.check.passed").count() == 1


def test_blame_that_is_written_while_approving_is_not_approved_and_said_so(moderator, client):
    page = submitted("All is well.")
    approve = {"action-workflow-action": "1", "workflow-action-name": "approve", "workflow-action-extra-data": "{}"}

    answer = client.post(f"/cms/pages/{page.pk}/edit/", lesson_form(**approve))

    assert answer.url == f"/cms/check/content.lessonpage/{page.pk}/"
    assert not is_live(page)
    assert words_of(answer)[-1].startswith("It isn't approved.")
    reason = json.dumps({"check_reason": "A quotation.", "languages": BOTH})
    approve |= {"workflow-action-name": "approve-despite-check", "workflow-action-extra-data": reason}
    client.post(f"/cms/pages/{page.pk}/edit/", lesson_form(**approve))
    assert is_live(page)


def test_sending_back_needs_no_reason_for_the_check(moderator, client):
    page = submitted()

    client.post(action_of(page, "reject"), {"comment": "Please mend"})

    assert LessonPage.objects.get(pk=page.pk).current_workflow_state.status == "needs_changes"
    assert Task.objects.exists()


def test_no_program_publishes_moves_or_deletes_past_the_gate(moderator, client):
    page = draft_saying()

    for action in ("publish", "unpublish", "move", "delete", "copy"):
        assert client.post(f"/cms/api/main/pages/{page.pk}/action/{action}/", {}).status_code == 404
    assert not is_live(page)
