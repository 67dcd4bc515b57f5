import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.content.models import Question
from lessons.learning.actions import start_attempt, submit_answer
from lessons.learning.frozen import read_item, read_items, shuffled
from tests import factories
from tests.learning.playing import right_of, take, url_of, wrong_of

pytestmark = pytest.mark.django_db


@given(st.lists(st.uuids().map(str), min_size=2, max_size=6, unique=True), st.text())
def test_an_ordering_is_never_shown_in_the_right_order(keys, seed):
    shown = shuffled(keys, seed, never=keys)

    assert shown != keys
    assert sorted(shown) == sorted(keys)
    assert shown == shuffled(keys, seed, never=keys)


def test_a_later_edit_changes_neither_words_nor_marking(learner, quiz):
    attempt = start_attempt(learner=learner, quiz=quiz)
    item = attempt.items[0]
    question = Question.objects.get(key=item["key"])
    question.prompt_en = "Another prompt?"
    for choice in question.choices.all():
        choice.is_right = not choice.is_right
    question.save()
    question.save_revision().publish()

    answer = submit_answer(attempt=attempt, item=item, picked=right_of(item))

    assert answer.is_right
    assert read_item(item).prompt["en"] == f"Prompt {item['key']}?"


def test_a_pass_mark_that_changes_later_does_not_touch_a_running_try(learner, module):
    quiz = factories.make_quiz(module, pass_mark=50)
    attempt = start_attempt(learner=learner, quiz=quiz)
    quiz.pass_mark = 100
    quiz.save()

    submit_answer(attempt=attempt, item=attempt.items[0], picked=right_of(attempt.items[0]))
    submit_answer(attempt=attempt, item=attempt.items[1], picked=wrong_of(attempt.items[1]))

    attempt.refresh_from_db()
    assert (attempt.percent, attempt.passed) == (50, True)


def test_a_retired_question_is_still_asked_in_a_running_try_and_in_no_new_one(phone, learner, quiz):
    attempt = start_attempt(learner=learner, quiz=quiz)
    Question.objects.get(key=attempt.items[1]["key"]).unpublish()

    page = phone.get(url_of(attempt, 2))
    newer = take(factories.make_guest(), quiz)

    assert f"Prompt {attempt.items[1]['key']}?" in page.content.decode()
    assert [item["key"] for item in newer.items] == [attempt.items[0]["key"]]


def test_when_the_revision_is_gone_todays_words_do(learner, quiz):
    attempt = start_attempt(learner=learner, quiz=quiz)
    item = attempt.items[0] | {"revision": 987654}

    shown = read_item(item)

    assert shown.prompt["ur"] == f"سوال {item['key']}؟"
    assert [choice.key for choice in shown.choices] == item["choices"]


def test_words_that_no_longer_have_these_choices_do_not(learner, quiz):
    attempt = start_attempt(learner=learner, quiz=quiz)
    item = attempt.items[0] | {"revision": 987654, "choices": ["gone"]}

    assert read_item(item) is None


def test_the_words_of_a_whole_try_take_one_query(attempt, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(read_items(attempt.items)) == 2


def test_a_question_whose_words_are_gone_is_passed_over(phone, learner, module):
    quiz = factories.make_quiz(module, [factories.make_question() for _ in range(3)])
    attempt = start_attempt(learner=learner, quiz=quiz)
    for item in attempt.items[1:]:
        item.update(question=999999, revision=999999)
    attempt.save()

    first = phone.post(url_of(attempt, 1), {"choice": attempt.items[0]["right"]}, follow=True)
    second = phone.get(url_of(attempt, 2), follow=True)

    assert first.status_code == 200
    assert second.redirect_chain[-1][0] == f"/en/attempts/{attempt.pk}/end/"
    phone.post(f"/en/attempts/{attempt.pk}/end/")
    attempt.refresh_from_db()
    assert (attempt.percent, attempt.passed) == (100, True)


def test_a_stranger_post_to_a_gone_question_never_breaks(phone, attempt):
    attempt.items[0].update(question=999999, revision=999999)
    attempt.save()

    assert phone.post(url_of(attempt, 1), {"choice": "x"}).status_code == 302
