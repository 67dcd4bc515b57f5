"""Practice brings back what was met: five at a time, mistakes sooner, nothing lost by staying away."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lessons.learning.actions import AnswerRefused, start_attempt, submit_answer
from lessons.learning.joining import erase_record, move_record
from lessons.learning.models import PracticeCard, PracticeReview, PracticeRound
from lessons.learning.practising import NothingReady, practice_of, start_round, submit_review
from tests.factories import make_guest, make_question, make_quiz

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def day(number):
    return NOW + timedelta(days=number)


@pytest.fixture
def learner(home):
    return make_guest()


def answer_quiz(learner, questions, *, rightly=True, now=NOW):
    attempt = start_attempt(learner=learner, quiz=make_quiz(questions=questions))
    for item in attempt.items:
        wrong = [key for key in item["choices"] if key not in item["right"]]
        submit_answer(attempt=attempt, item=item, picked=item["right"] if rightly else wrong[:1], now=now)


def practise(learner, number, *, rightly=True):
    practice_round = start_round(learner=learner, now=day(number))
    for item in practice_round.items:
        wrong = [key for key in item["choices"] if key not in item["right"]]
        picked = item["right"] if rightly else wrong[:1]
        submit_review(practice_round=practice_round, item=item, picked=picked, now=day(number))
    return practice_round


def test_nothing_is_ready_on_the_day_of_the_quiz(learner):
    answer_quiz(learner, [make_question()], rightly=False)

    assert practice_of(learner, now=NOW).ready == 0
    assert practice_of(learner, now=NOW).met == 1


def test_what_was_wrong_comes_back_before_what_was_right(learner):
    wrong, right = make_question(), make_question()
    answer_quiz(learner, [wrong], rightly=False)
    answer_quiz(learner, [right])

    tomorrow = start_round(learner=learner, now=day(1))

    assert [item["key"] for item in tomorrow.items] == [wrong.key]
    assert practice_of(learner, now=day(10)).ready == 2


def test_a_card_is_due_in_the_learners_own_day(learner):
    midnight = timezone.make_aware(datetime(2026, 11, 10, 23, 50))
    answer_quiz(learner, [make_question()], rightly=False, now=midnight)

    assert practice_of(learner, now=midnight + timedelta(minutes=5)).ready == 0
    assert practice_of(learner, now=midnight + timedelta(minutes=15)).ready == 1


def test_a_round_has_five_questions_those_that_waited_longest(learner):
    for number in range(7):
        answer_quiz(learner, [make_question()], rightly=False, now=day(number))

    practice_round = practise(learner, 20)

    assert len(practice_round.items) == 5
    assert practice_of(learner, now=day(20)).ready == 2


def test_attitudes_sensitive_and_withdrawn_questions_never_come_back(learner):
    gone = make_question()
    answer_quiz(learner, [gone, make_question(reveals="attitude"), make_question(reveals="sensitive")])
    gone.unpublish()

    assert practice_of(learner, now=day(30)).met == 0
    with pytest.raises(NothingReady):
        start_round(learner=learner, now=day(30))


def test_an_answer_counts_once_however_often_it_arrives(learner):
    answer_quiz(learner, [make_question()], rightly=False)
    practice_round = start_round(learner=learner, now=day(1))
    item = practice_round.items[0]
    first = submit_review(practice_round=practice_round, item=item, picked=item["right"], now=day(1))
    due = PracticeCard.objects.get().due_on

    again = submit_review(practice_round=practice_round, item=item, picked=[], now=day(2))

    assert again == first
    assert PracticeCard.objects.get().due_on == due


def test_no_choice_is_refused_and_nothing_is_kept(learner):
    answer_quiz(learner, [make_question()], rightly=False)
    practice_round = start_round(learner=learner, now=day(1))

    with pytest.raises(AnswerRefused):
        submit_review(practice_round=practice_round, item=practice_round.items[0], picked=[], now=day(1))

    assert not PracticeReview.objects.exists()


def test_the_whole_log_is_kept_with_the_state_before_each_answer(learner):
    answer_quiz(learner, [make_question()], rightly=False)
    practise(learner, 1, rightly=False)
    practise(learner, 2)

    log = PracticeReview.objects.order_by("reviewed_at")

    assert [review.is_right for review in log] == [False, True]
    assert log[0].state_before != log[1].state_before
    assert log[1].state_before["last_review"] == day(1).astimezone(UTC).isoformat()


def test_whoever_comes_back_after_weeks_has_lost_nothing_and_is_welcomed(learner):
    answer_quiz(learner, [make_question()], rightly=False)
    practise(learner, 1)

    late = practice_of(learner, now=day(60))

    assert (late.ready, late.is_back) == (1, True)
    assert not practice_of(learner, now=day(5)).is_back


def test_practice_moves_with_the_record_and_is_erased_with_it(learner):
    question = make_question()
    answer_quiz(learner, [question], rightly=False)
    practise(learner, 1)
    other = make_guest()

    move_record(source=learner, target=other)
    assert practice_of(other, now=day(9)).met == 1
    assert PracticeReview.objects.get().learner == other

    erase_record(learner=other)
    assert not (PracticeCard.objects.exists() or PracticeReview.objects.exists() or PracticeRound.objects.exists())


def test_an_answer_that_arrives_after_its_record_moved_is_kept_for_its_new_owner(learner):
    answer_quiz(learner, [make_question()], rightly=False)
    practice_round, other = start_round(learner=learner, now=day(1)), make_guest()
    item = practice_round.items[0]
    move_record(source=learner, target=other)

    review = submit_review(practice_round=practice_round, item=item, picked=item["right"], now=day(1))

    assert review.learner == other == PracticeCard.objects.get().learner
    assert PracticeCard.objects.get().state != review.state_before


@pytest.mark.parametrize(
    "act", [lambda old: move_record(source=old, target=make_guest()), lambda old: erase_record(learner=old)]
)
def test_a_record_moves_or_goes_only_after_an_answer_to_a_round_is_done(learner, act):
    answer_quiz(learner, [make_question()], rightly=False)
    start_round(learner=learner, now=day(1))

    with CaptureQueriesContext(connection) as queries:
        act(learner)

    of_practice = [query["sql"] for query in queries if "learning_practice" in query["sql"]]
    assert of_practice[0].startswith("SELECT") and "learning_practiceround" in of_practice[0]
    assert connection.vendor == "sqlite" or "FOR UPDATE" in of_practice[0]


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_learner_practises_on_the_pages(client, learner, language):
    answer_quiz(learner, [make_question()], rightly=False, now=day(-3))
    client.force_login(learner)
    assert client.get(f"/{language}/me/").context["ready"] == 1

    page = client.post(f"/{language}/practice/rounds/", follow=True)
    item = PracticeRound.objects.get().items[0]
    where = page.redirect_chain[-1][0]
    refused = client.post(where, {})
    answered = client.post(where, {"choice": item["right"]}, follow=True)
    end = client.get(f"/{language}/practice/{PracticeRound.objects.get().pk}/end/")

    assert refused.context["error"]
    assert answered.templates[0].name == "learning/practice_feedback.html"
    assert (end.context["right"], end.context["answered"], end.context["practice"].ready) == (1, 1, 0)


def test_a_visitor_learns_what_practice_is_and_gets_no_account(client, home):
    assert client.get("/en/practice/").status_code == 200
    assert client.post("/en/practice/rounds/", headers={"sec-fetch-site": "same-origin"}).status_code == 302
    assert client.get("/en/practice/").context["practice"].met == 0


def test_a_round_is_its_learners_alone(client, learner):
    answer_quiz(learner, [make_question()], rightly=False, now=day(-3))
    practice_round = start_round(learner=learner)
    client.force_login(make_guest())

    for path in (f"/en/practice/{practice_round.pk}/1/", f"/en/practice/{practice_round.pk}/end/"):
        assert client.get(path).status_code == 404
    assert client.post(f"/en/practice/{practice_round.pk}/1/", {"choice": "x"}).status_code == 404


def test_the_page_takes_the_same_queries_for_many_questions(client, learner, django_assert_num_queries):
    answer_quiz(learner, [make_question() for _ in range(12)], rightly=False, now=day(-3))
    client.force_login(learner)
    client.get("/en/practice/")

    with django_assert_num_queries(8):
        client.get("/en/practice/")
