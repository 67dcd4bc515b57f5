import json
import re

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lessons.classrooms.models import Counted
from lessons.dashboards.exports import everything_about
from lessons.learning.actions import complete_activity
from lessons.learning.models import Answer, Attempt, Completion
from lessons.learning.queries import record_summary
from lessons.learning.scenario_actions import start_run
from tests import factories
from tests.classrooms import people
from tests.dashboards.test_me import enrol
from tests.learning.playing import right_of, take, wrong_of
from tests.learning.scenarios import choose

pytestmark = pytest.mark.django_db


def words(response):
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_visitor_is_told_that_nothing_is_kept(client, home, language):
    assert client.get(f"/{language}/me/data/").status_code == 200
    assert client.post(f"/{language}/me/data/file/").url == f"/{language}/me/data/"
    assert client.post(f"/{language}/me/data/erase/").url == f"/{language}/me/data/"


def test_everything_can_be_taken_in_words(phone, learner, lesson, quiz):
    enrol(learner)
    complete_activity(learner=learner, activity=lesson)
    take(learner, quiz, right_of)

    response = phone.post("/en/me/data/file/")

    data = json.loads(response.content)
    assert response["Content-Disposition"] == 'attachment; filename="record.json"'
    assert data["classes"][0]["name_in_class"] == "Star 1"
    assert data["lessons_and_scenarios"][0]["name"] == lesson.heading_en
    assert data["quizzes"][0]["percent"] == 100
    assert data["quizzes"][0]["answers"][0]["chosen"] == ["Yes"]
    assert data["quizzes"][0]["answers"][0]["question"].startswith("Prompt ")


def test_the_file_speaks_the_language_of_the_page(phone, learner, quiz):
    take(learner, quiz, wrong_of)

    data = json.loads(phone.post("/ur/me/data/file/").content)

    assert data["quizzes"][0]["answers"][0]["chosen"] == ["No (اردو)"]


def test_the_file_holds_attitudes_too_and_each_version_of_a_question(phone, learner, module):
    question = factories.make_question(reveals="attitude")
    quiz = factories.make_quiz(module, [question])
    take(learner, quiz, wrong_of)
    question.prompt_en = "A newer prompt?"
    question.save()
    question.save_revision().publish()
    take(learner, quiz, right_of)

    tries = json.loads(phone.post("/en/me/data/file/").content)["quizzes"]

    assert [tried["answers"][0]["question"] for tried in tries] == [f"Prompt {question.key}?", "A newer prompt?"]
    assert tries[0]["answers"][0]["fits"] is None


def test_a_file_is_only_given_on_request_with_a_token(learner, home):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(learner)

    assert strict.get("/en/me/data/file/").status_code == 405
    assert strict.post("/en/me/data/file/").status_code == 403
    assert strict.post("/en/me/data/erase/").status_code == 403
    assert get_user_model().objects.filter(pk=learner.pk).exists()


def test_erasing_asks_once_and_then_takes_everything_and_signs_out(phone, learner, lesson, quiz):
    enrol(learner)
    complete_activity(learner=learner, activity=lesson)
    take(learner, quiz)

    asked = words(phone.get("/en/me/data/erase/"))
    assert "go for good" in asked
    assert get_user_model().objects.filter(pk=learner.pk).exists()

    done = phone.post("/en/me/data/erase/")

    assert "It is erased" in words(done)
    assert not get_user_model().objects.filter(pk=learner.pk).exists()
    assert not (Completion.objects.exists() or Attempt.objects.exists() or Answer.objects.exists())
    assert "_auth_user_id" not in phone.session
    assert phone.post("/en/me/data/erase/").status_code == 302


def test_another_phone_of_someone_who_was_erased_is_a_visitors(phone, learner, home):
    other = Client()
    other.force_login(learner)
    phone.post("/en/me/data/erase/")

    assert other.get("/en/me/").status_code == 200
    assert "no account is needed" in words(other.get("/en/me/"))


def test_erasing_touches_nobody_else(phone, stranger, lesson):
    complete_activity(learner=stranger, activity=lesson)
    phone.post("/en/me/data/erase/")

    assert not record_summary(stranger).is_empty


def test_a_teacher_finds_their_address_and_classes_in_it(client, home):
    teacher = people.make_teacher(email="sana@school.example")
    people.make_class(teacher, name="8-B")
    client.force_login(teacher)

    taken = client.post("/en/me/data/file/").json()

    assert taken["account"]["email"] == "sana@school.example"
    assert taken["teaches"] == [{"class": "8-B", "as": "teacher"}]


def test_a_learner_is_told_of_the_figures_that_hold_an_answer_of_theirs(phone, learner, home):
    Counted.objects.create(learner=learner, item="m4-q8")

    taken = phone.post("/en/me/data/file/").json()

    assert taken["counted_in_figures_of_a_class"] == ["m4-q8"]
    assert "email" not in taken["account"]


def test_a_teacher_loses_the_record_and_keeps_the_account(client, lesson):
    teacher = get_user_model().objects.create_user("teacher", "t@example.org", "a-long-password-1")
    client.force_login(teacher)
    complete_activity(learner=teacher, activity=lesson)

    assert "Your account and your classes stay." in words(client.get("/en/me/data/erase/"))
    client.post("/en/me/data/erase/")

    assert record_summary(teacher).is_empty
    assert get_user_model().objects.filter(pk=teacher.pk).exists()


@pytest.mark.parametrize("reveals", ["attitude", "sensitive"])
def test_whoever_set_the_pin_anew_cannot_read_what_was_chosen_before(phone, learner, module, reveals):
    quiz = factories.make_quiz(module, [factories.make_question(reveals=reveals), factories.make_question()])
    take(learner, quiz, wrong_of)
    learner.pin_set_anew_at = timezone.now()
    learner.save()
    take(learner, quiz, wrong_of)

    before, after = json.loads(phone.post("/en/me/data/file/").content)["quizzes"]

    hidden = [answer for answer in before["answers"] if answer["chosen"] == []]
    assert len(hidden) == 1
    assert hidden[0]["left_out"].startswith("Left out: you chose this before your PIN was set anew")
    assert hidden[0]["fits"] is None
    assert [answer["chosen"] for answer in after["answers"]] == [["No"], ["No"]]


def play(learner, scenario):
    run = start_run(learner=learner, scenario=scenario)
    return choose(run, rating="protects")


def test_the_choices_in_scenarios_can_be_taken_in_words(phone, learner, module):
    play(learner, factories.make_scenario(module))

    [run] = json.loads(phone.post("/ur/me/data/file/").content)["scenarios"]

    assert run["choices"][0]["step"] == "لنک آتا ہے"
    assert run["choices"][0]["chosen"] == "انتخاب report"
    assert run["choices"][0]["what_if"] is False


def test_choices_from_before_the_pin_was_set_anew_are_left_out(phone, learner, module):
    play(learner, factories.make_scenario(module))
    learner.pin_set_anew_at = timezone.now()
    learner.save()

    assert json.loads(phone.post("/en/me/data/file/").content)["scenarios"] == []


def test_more_runs_take_no_more_queries(learner, module):
    play(learner, factories.make_scenario(module))
    with CaptureQueriesContext(connection) as few:
        everything_about(learner)
    for _number in range(4):
        play(learner, factories.make_scenario(module))
    with CaptureQueriesContext(connection) as many:
        everything_about(learner)

    assert len(many) == len(few)
