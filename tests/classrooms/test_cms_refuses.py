"""What the CMS may not take away from classes: what was set, what was done on paper, their teacher."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lessons.classrooms.assignment_actions import assign
from lessons.classrooms.models import PaperCount
from lessons.content.models import LessonPage, ModulePage, QuizPage
from tests import factories
from tests.classrooms import people


@pytest.fixture
def given(classroom, teacher, module, lesson, quiz):
    """The module, set for the class."""
    return assign(classroom=classroom, by=teacher, module=module)


def words(response):
    return " ".join(response.content.decode().split())


class TestPages:
    """What is assigned can't be deleted; unpublishing tells the teacher."""

    @pytest.fixture
    def admin(self, home):
        client = Client()
        client.force_login(get_user_model().objects.create_superuser("boss", "boss@example.org", people.PASSWORD))
        return client

    def delete(self, admin, page):
        return words(admin.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True))

    def test_a_set_module_and_all_above_and_below_it_stay(self, admin, classroom, teacher, module, lesson):
        assign(classroom=classroom, by=teacher, module=module, activity=lesson)

        for page in (lesson, module, module.get_parent()):
            assert "Unpublish it instead" in self.delete(admin, page)
        assert LessonPage.objects.filter(pk=lesson.pk).exists()

    def test_several_pages_at_once_stay_too(self, admin, given, module):
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])

        assert "Unpublish it instead" in words(admin.post(f"{url}?id={module.pk}&next=/cms/", follow=True))
        assert ModulePage.objects.filter(pk=module.pk).exists()

    def test_a_quiz_that_was_taken_on_paper_stays(self, admin, classroom, quiz):
        PaperCount.objects.create(
            classroom=classroom, quiz=quiz, taken_on=timezone.localdate() - timedelta(days=1), learners=20, right={}
        )

        assert "Unpublish it instead" in self.delete(admin, quiz)
        assert QuizPage.objects.filter(pk=quiz.pk).exists()

    def test_what_no_class_has_met_can_go(self, admin, given, home):
        other = factories.make_lesson()

        self.delete(admin, other)

        assert not LessonPage.objects.filter(pk=other.pk).exists()


def test_a_teacher_of_a_class_is_not_deleted_from_under_it(client, classroom, teacher):
    client.force_login(get_user_model().objects.create_superuser("root"))
    address = reverse("wagtailusers_users:delete", args=[teacher.pk])

    refused = words(client.post(address, follow=True))
    assert "is the teacher of a class" in refused
    assert get_user_model().objects.filter(pk=teacher.pk).exists()

    classroom.removed_at = timezone.now()
    classroom.save()
    client.post(address)
    assert not get_user_model().objects.filter(pk=teacher.pk).exists()
