import re

import pytest
from django.contrib.auth import get_user_model

from lessons.classrooms.models import Classroom, Enrolment
from lessons.learning.actions import complete_activity, note_position, start_attempt
from tests import factories
from tests.learning.playing import queries_of, right_of, take, wrong_of

pytestmark = pytest.mark.django_db


def words(response):
    return re.sub(r"\s+", " ", response.content.decode())


def enrol(learner, name="Star 1", band="B", code="CHRGH7"):
    classroom, _ = Classroom.objects.get_or_create(code=code, defaults={"name": "Class 8", "band": band})
    return Enrolment.objects.create(classroom=classroom, learner=learner, name=name)


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_visitor_is_told_how_to_begin(client, home, language):
    response = client.get(f"/{language}/me/")

    assert response.status_code == 200
    assert f"/{language}/join/" in words(response)
    assert response["Cache-Control"] == "private, no-store"
    assert not get_user_model().objects.exists()


def test_a_learner_without_a_record_is_told_to_begin(phone, learner, home):
    enrol(learner)
    page = words(phone.get("/en/me/"))

    assert "Nothing here yet." in page
    assert "Class 8" in page
    assert "Star 1" in page


def test_a_learner_sees_what_is_done_begun_and_open_and_where_to_go_on(phone, learner, module, lesson, quiz):
    begun = factories.make_lesson(module)
    complete_activity(learner=learner, activity=lesson)
    note_position(learner=learner, lesson=begun, position=begun.body.raw_data[0]["id"])

    page = words(phone.get("/en/me/"))

    assert '1</bdi> of <bdi dir="ltr">3</bdi> done' in page
    assert f'href="{begun.url}#b-1"' in page
    assert all(word in page for word in ("Done", "Begun", "Not begun"))


def test_tries_are_told_in_words(phone, learner, quiz):
    take(learner, quiz, wrong_of)
    take(learner, quiz, right_of)

    page = words(phone.get("/en/me/"))

    assert "Every answer fits." in page
    assert "2</bdi> tries so far; the best counts." in page
    assert "%" not in page.split("<main")[1].split("</main")[0]


def test_answers_are_never_on_ones_own_page(phone, learner, module):
    question = factories.make_question(reveals="attitude", choices=(("Tell all", False), ("Ask first", True)))
    take(learner, factories.make_quiz(module, [question]), wrong_of)

    page = words(phone.get("/en/me/"))

    assert "Tell all" not in page
    assert f"Prompt {question.key}" not in page


def test_the_band_of_a_class_decides_what_is_there_to_do(phone, learner, module):
    enrol(learner, band="A")
    complete_activity(learner=learner, activity=factories.make_lesson(module))
    older = factories.make_lesson(module, bands="CD")

    assert older.heading_en not in words(phone.get("/en/me/"))


def test_another_learners_record_is_not_shown(client, stranger, learner, lesson):
    complete_activity(learner=learner, activity=lesson)
    client.force_login(stranger)

    assert lesson.heading_en not in words(client.get("/en/me/"))


def test_the_page_takes_the_same_queries_however_many_modules(phone, learner, module, lesson, quiz):
    complete_activity(learner=learner, activity=lesson)
    take(learner, quiz)
    enrol(learner)
    few = len(queries_of(phone, "/en/me/"))
    for _ in range(5):
        more = factories.make_module()
        complete_activity(learner=learner, activity=factories.make_lesson(more))
        take(learner, factories.make_quiz(more))

    assert len(queries_of(phone, "/en/me/")) == few <= 20


def test_a_module_that_was_withdrawn_is_no_longer_there(phone, learner, module, lesson):
    complete_activity(learner=learner, activity=lesson)
    lesson.unpublish()

    assert phone.get("/en/me/").status_code == 200
    assert lesson.heading_en not in words(phone.get("/en/me/"))


def test_the_bar_leads_a_learner_home_and_shows_a_visitor_nothing(client, phone, home):
    assert "/en/me/" in words(phone.get("/en/"))
    assert "/en/me/" not in words(client.get("/en/"))


def test_the_bar_leads_a_teacher_to_the_classes(client, home):
    client.force_login(get_user_model().objects.create_user("teacher", "t@example.org", "a-long-password-1"))

    assert 'href="/en/classes/"' in words(client.get("/en/"))


def test_an_unfinished_quiz_is_begun(phone, learner, quiz):
    start_attempt(learner=learner, quiz=quiz)

    assert "Begun" in words(phone.get("/en/me/"))
