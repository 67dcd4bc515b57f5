import re
import uuid

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from lessons.learning.actions import start_attempt
from lessons.learning.models import Answer, Attempt
from tests import factories
from tests.learning.playing import OUR_PAGE, answer, right_of, take, url_of, wrong_of

pytestmark = pytest.mark.django_db


def words(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_a_visitor_becomes_a_guest_who_is_at_the_first_question(client, quiz):
    response = client.post(f"/en/activities/{quiz.pk}/attempts/", headers=OUR_PAGE, follow=True)

    attempt = Attempt.objects.get()
    assert attempt.learner.is_guest
    assert response.redirect_chain[-1][0] == url_of(attempt, 1)
    assert response["Cache-Control"] == "private, no-store"


def test_a_question_says_which_of_how_many_it_is(phone, attempt):
    assert 'Question <bdi dir="ltr">1</bdi> of <bdi dir="ltr">2</bdi>' in words(phone.get(url_of(attempt, 1)))


def test_a_post_from_another_site_begins_nothing(quiz):
    browser = Client(enforce_csrf_checks=True)

    response = browser.post(f"/en/activities/{quiz.pk}/attempts/", headers={"sec-fetch-site": "cross-site"})

    assert response.status_code == 403
    assert not get_user_model().objects.exists()


def test_two_taps_begin_one_try(phone, quiz):
    phone.post(f"/en/activities/{quiz.pk}/attempts/")
    phone.post(f"/en/activities/{quiz.pk}/attempts/")

    assert Attempt.objects.count() == 1


def test_the_chosen_answer_gets_its_own_feedback_in_words(phone, attempt):
    item = attempt.items[0]
    response = answer(phone, attempt, 1, wrong_of)

    assert response.url == f"{url_of(attempt, 1)}#answer"
    page = words(phone.get(url_of(attempt, 1)))
    assert "About No." in page
    assert page.index("About No.") < page.index("Next question") < page.index("What fits better")
    assert page.index("What fits better") < page.index("About Yes.")
    assert Answer.objects.get().picked == wrong_of(item)


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_first_answer_counts_however_often_it_is_sent(phone, attempt, language):
    answer(phone, attempt, 1, right_of)
    again = answer(phone, attempt, 1, wrong_of, language)

    kept = Answer.objects.get()
    assert kept.is_right
    assert again.status_code == 302
    assert "About Yes." in words(phone.get(url_of(attempt, 1)))


def test_back_after_an_answer_shows_its_feedback_and_no_form(phone, attempt):
    answer(phone, attempt, 1)

    assert "<form" not in words(phone.get(url_of(attempt, 1))).split("<main")[1].split("</main")[0]


def test_a_second_tab_that_is_still_at_the_question_does_no_harm(phone, attempt):
    answer(phone, attempt, 1)
    answer(phone, attempt, 2)
    late = answer(phone, attempt, 1, wrong_of)

    attempt.refresh_from_db()
    assert late.status_code == 302
    assert (attempt.percent, Answer.objects.count()) == (100, 2)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Choose an answer first."),
        ({"choice": "nobody-knows-this"}, "This answer did not arrive whole."),
        ({"choice": "\x00"}, "This answer did not arrive whole."),
    ],
)
def test_an_answer_that_is_none_gets_a_sentence_beside_the_choices(phone, attempt, data, sentence):
    response = phone.post(url_of(attempt, 1), data)

    assert response.status_code == 200
    assert sentence in words(response)
    assert not Answer.objects.exists()


def test_two_picks_of_a_single_choice_are_refused(phone, attempt):
    response = phone.post(url_of(attempt, 1), {"choice": attempt.items[0]["choices"]})

    assert response.status_code == 200
    assert not Answer.objects.exists()


def test_the_last_answer_finishes_the_try(phone, attempt):
    answer(phone, attempt, 1)
    answer(phone, attempt, 2, wrong_of)

    attempt.refresh_from_db()
    assert (attempt.percent, attempt.passed) == (50, False)
    assert attempt.finished_at


def test_switching_language_in_the_middle_loses_nothing(phone, attempt):
    answer(phone, attempt, 1, language="ur")
    in_urdu = words(phone.get(url_of(attempt, 1, "ur")))
    in_english = words(phone.get(url_of(attempt, 1)))

    assert "Yes (اردو) کے" not in in_english
    assert "کے بارے میں" in in_urdu
    assert "About Yes." in in_english
    assert phone.get(f"/en/attempts/{attempt.pk}/").url == url_of(attempt, 2)
    assert phone.get(f"/ur/attempts/{attempt.pk}/").url == url_of(attempt, 2, "ur")


def test_another_device_goes_on_at_the_same_question_in_the_same_order(phone, learner, attempt):
    answer(phone, attempt, 1)
    other = Client()
    other.force_login(learner)

    here, there = words(phone.get(url_of(attempt, 2))), words(other.get(url_of(attempt, 2)))

    assert other.get(f"/en/attempts/{attempt.pk}/").url == url_of(attempt, 2)
    values = re.compile(r'name="choice" value="([^"]+)"')
    assert values.findall(here) == values.findall(there) == attempt.items[1]["choices"]


def test_a_withdrawn_quiz_can_be_finished_but_not_begun(phone, attempt, quiz):
    quiz.unpublish()

    answer(phone, attempt, 1)
    last = answer(phone, attempt, 2)
    ending = phone.get(f"/en/attempts/{attempt.pk}/end/")

    assert (last.status_code, ending.status_code) == (302, 200)
    assert "Try again" not in words(ending)
    assert phone.post(f"/en/activities/{quiz.pk}/attempts/").status_code == 404


@pytest.mark.parametrize("path", ["", "1/", "end/"])
@pytest.mark.parametrize("who", ["visitor", "stranger"])
def test_nobody_else_finds_a_try(client, stranger, attempt, who, path):
    if who == "stranger":
        client.force_login(stranger)

    assert client.get(f"/en/attempts/{attempt.pk}/{path}").status_code == 404
    if path:
        assert client.post(f"/en/attempts/{attempt.pk}/{path}", {"choice": "x"}).status_code == 404


@pytest.mark.parametrize("number", [0, 3, 10**30])
def test_a_question_that_is_not_there_is_a_404(phone, attempt, number):
    assert phone.get(url_of(attempt, number)).status_code == 404
    assert phone.post(url_of(attempt, number), {"choice": "x"}).status_code == 404


@pytest.mark.parametrize("pk", [0, 10**30])
def test_a_quiz_that_is_not_there_is_a_404(phone, pk):
    assert phone.post(f"/en/activities/{pk}/attempts/").status_code == 404
    assert phone.get(f"/en/attempts/{uuid.uuid4()}/").status_code == 404


def test_reading_a_start_address_begins_nothing(phone, quiz):
    assert phone.get(f"/en/activities/{quiz.pk}/attempts/").status_code == 405


def test_a_visitor_may_take_only_the_questions_for_everyone(client, module):
    quiz = factories.make_quiz(module, [factories.make_question(), factories.make_question(bands="BCD")])
    page = words(client.get(quiz.url))

    client.post(f"/en/activities/{quiz.pk}/attempts/", {"group": "youngest"}, headers=OUR_PAGE)

    assert "For everyone: <bdi" in page
    assert "13</bdi> and over" in page
    assert len(Attempt.objects.get().items) == 1


def test_the_other_group_is_a_try_of_its_own(phone, learner, module):
    quiz = factories.make_quiz(module, [factories.make_question(), factories.make_question(bands="BCD")])
    phone.post(f"/en/activities/{quiz.pk}/attempts/", {"group": "youngest"})
    phone.post(f"/en/activities/{quiz.pk}/attempts/")

    assert sorted(len(attempt.items) for attempt in Attempt.objects.all()) == [1, 2]


def test_a_quiz_without_questions_begins_nothing(client, module):
    quiz = factories.make_quiz(module, [])
    response = client.post(f"/en/activities/{quiz.pk}/attempts/", headers=OUR_PAGE)

    assert response.url == quiz.url
    assert not get_user_model().objects.exists()
    assert "Its questions are being written." in words(client.get(quiz.url))


def test_all_tries_are_kept_and_the_best_counts(phone, learner, quiz):
    take(learner, quiz, right_of)
    take(learner, quiz, wrong_of)

    page = words(phone.get(quiz.url))

    assert "Every answer fits." in page
    assert "2</bdi> tries so far; the best counts." in page


def test_a_running_try_is_offered_on_the_quiz_page(phone, attempt, quiz):
    assert f"/en/attempts/{attempt.pk}/" in words(phone.get(quiz.url))


def test_an_answer_takes_few_queries(phone, attempt, django_assert_max_num_queries):
    phone.get(url_of(attempt, 1))
    with django_assert_max_num_queries(12):
        answer(phone, attempt, 1)
    with django_assert_max_num_queries(12):
        answer(phone, attempt, 2)


def test_a_question_and_its_feedback_take_few_queries(phone, attempt, django_assert_max_num_queries):
    phone.get(url_of(attempt, 2))  # what is kept for an edition of the content is kept now
    with django_assert_max_num_queries(12):
        phone.get(url_of(attempt, 1))
    answer(phone, attempt, 1)
    with django_assert_max_num_queries(12):
        phone.get(url_of(attempt, 1))


def test_the_choices_of_an_attempt_stay_when_a_new_one_begins(learner, quiz):
    first = take(learner, quiz)
    second = start_attempt(learner=learner, quiz=quiz)

    assert first.pk != second.pk
    assert Attempt.objects.finished().get() == first
