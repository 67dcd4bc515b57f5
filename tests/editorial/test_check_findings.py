"""What the check has found is shown to the people of an organisation, and a click mends what can be mended."""

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.log_actions import registry
from wagtail.models import Page

from lessons.content.models import LessonPage, Question
from tests.editorial.checked import question_with
from tests.editorial.gate_desk import BLAME, draft_saying, gate_of, is_live, make_desk
from tests.factories import make_lesson, make_module, make_organisation, make_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(home):
    return make_desk()


@pytest.fixture
def moderator(desk, client):
    user = get_user_model().objects.get(username="moderator")
    client.force_login(user)
    return user


@pytest.fixture
def editor(desk, client):
    user = get_user_model().objects.get(username="editor")
    client.force_login(user)
    return user


# --- who ---------------------------------------------------------------------------------------------------------
def test_an_editor_sees_the_findings_and_has_no_gate(editor, client):
    page = draft_saying()

    assert "her own fault" in client.get(f"/cms/check/content.lessonpage/{page.pk}/").content.decode()
    assert client.get(gate_of(page)).status_code == 404
    assert client.post(gate_of(page), {"reason": "x", "revision": page.latest_revision_id}).status_code == 404
    assert not is_live(page)


@pytest.mark.parametrize("view", ["", "publish/", "mend/"])
def test_what_is_of_another_organisation_does_not_exist(moderator, client, view):
    theirs = make_organisation("roshni")
    page = draft_saying(module=make_module(theirs))
    question = question_with(organisation=theirs.organisation)
    question.save()

    for address in (f"content.lessonpage/{page.pk}", f"content.question/{question.pk}"):
        assert client.get(f"/cms/check/{address}/{view}").status_code in {404, 405}
        assert client.post(f"/cms/check/{address}/{view}").status_code == 404


@pytest.mark.parametrize("label", ["content.lessonpage", "content.nothing", "accounts.user", "nonsense", "a.b.c"])
def test_what_is_not_there_or_not_content_does_not_exist(moderator, client, label):
    assert client.get(f"/cms/check/{label}/999999/").status_code == 404
    assert client.get(f"/cms/check/{label}/1/").status_code == 404


def test_whoever_is_not_signed_in_is_sent_to_sign_in(home, client):
    page = draft_saying("All is well.")

    assert client.get(f"/cms/check/content.lessonpage/{page.pk}/").status_code == 302


# --- the page of findings ----------------------------------------------------------------------------------------
def test_a_module_lists_its_activities_and_their_questions(editor, client):
    module = make_module()
    page = draft_saying(module=module)
    question = question_with(explanation_en=BLAME)
    make_quiz(module, [question, question_with()])

    shown = client.get(f"/cms/check/content.modulepage/{module.pk}/").content.decode()

    for heading in (module.heading_en, page.heading_en, question.key):
        assert heading in shown
    assert f"/cms/pages/{page.pk}/edit/#:w:contentpath=body." in shown
    assert f"/cms/snippets/content/question/edit/{question.pk}/#:w:contentpath=explanation_en" in shown


def test_one_click_mends_the_urdu_letters_as_a_draft(editor, client):
    page = make_lesson(heading_ur="كتاب")
    page.save_revision().publish()

    assert "/mend/" in client.get(f"/cms/check/content.lessonpage/{page.pk}/").content.decode()
    client.post(f"/cms/check/content.lessonpage/{page.pk}/mend/")

    page = LessonPage.objects.get(pk=page.pk)
    assert page.get_latest_revision_as_object().heading_ur == "کتاب"
    assert page.heading_ur == "كتاب" and page.has_unpublished_changes
    assert registry.get_logs_for_instance(page).filter(action="editorial.check.mended").exists()
    assert "/mend/" not in client.get(f"/cms/check/content.lessonpage/{page.pk}/").content.decode()


def test_one_click_mends_a_question_and_its_choices(editor, client):
    question = question_with(changes={0: {"text_ur": "هاں"}}, prompt_ur="كيا؟")
    question.save()

    client.post(f"/cms/check/content.question/{question.pk}/mend/")

    draft = Question.objects.get(pk=question.pk).get_latest_revision_as_object()
    assert (draft.prompt_ur, draft.choices.first().text_ur) == ("کیا؟", "ہاں")


def test_mending_takes_a_post(editor, client):
    assert client.get(f"/cms/check/content.lessonpage/{draft_saying().pk}/mend/").status_code == 405


def test_what_somebody_else_has_locked_is_not_mended(editor, client):
    page = make_lesson(heading_ur="كتاب")
    page.save_revision()
    other = get_user_model().objects.get(username="moderator")
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=other, locked_at=timezone.now())

    client.post(f"/cms/check/content.lessonpage/{page.pk}/mend/")

    assert LessonPage.objects.get(pk=page.pk).get_latest_revision_as_object().heading_ur == "كتاب"
