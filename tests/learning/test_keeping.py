"""Editors can't destroy what learners have done."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from lessons.content.models import LessonPage, Question, QuizPage
from lessons.learning.actions import complete_activity, start_attempt
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    person = get_user_model().objects.create_superuser("boss", "boss@example.org", "a-long-password-1")
    client.force_login(person)
    return client


def delete_page(admin, page):
    return admin.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)


def delete_question(admin, question):
    return admin.post(reverse("wagtailsnippets_content_question:delete", args=[question.pk]), follow=True)


def test_a_lesson_with_a_record_and_all_above_it_stay(admin, learner, module, lesson):
    complete_activity(learner=learner, activity=lesson)

    for page in (lesson, module, module.get_parent()):
        assert "Unpublish it instead" in delete_page(admin, page).content.decode()
    assert LessonPage.objects.filter(pk=lesson.pk).exists()


def test_a_quiz_that_somebody_has_begun_stays(admin, learner, quiz):
    start_attempt(learner=learner, quiz=quiz)

    assert "Unpublish it instead" in delete_page(admin, quiz).content.decode()
    assert QuizPage.objects.filter(pk=quiz.pk).exists()


def test_pages_that_nobody_has_met_can_go(admin, lesson):
    delete_page(admin, lesson)

    assert not LessonPage.objects.filter(pk=lesson.pk).exists()


def test_several_pages_at_once_stay_too(admin, learner, module, lesson):
    complete_activity(learner=learner, activity=lesson)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])

    response = admin.post(f"{url}?id={lesson.pk}&next=/cms/", follow=True)

    assert "Unpublish it instead" in response.content.decode()
    assert LessonPage.objects.filter(pk=lesson.pk).exists()


def test_a_question_that_was_asked_stays_also_when_no_quiz_names_it_any_more(admin, learner, module):
    question = factories.make_question()
    quiz = factories.make_quiz(module, [question])
    start_attempt(learner=learner, quiz=quiz)
    quiz.quiz_questions.all().delete()
    quiz.quiz_questions = []
    quiz.save()

    assert "Unpublish it instead" in delete_question(admin, question).content.decode()
    assert Question.objects.filter(pk=question.pk).exists()


def test_a_question_that_was_asked_under_another_key_stays(admin, learner, module):
    question = factories.make_question()
    start_attempt(learner=learner, quiz=factories.make_quiz(module, [question]))
    question.key = "renamed"
    question.quiz_places.all().delete()
    question.save()

    delete_question(admin, question)

    assert Question.objects.filter(pk=question.pk).exists()


def test_a_question_that_nobody_was_asked_can_go(admin, home):
    question = factories.make_question()
    delete_question(admin, question)

    assert not Question.objects.filter(pk=question.pk).exists()
