"""Shows of hands: numbers of a class, for knowledge only, side by side before and after, and nobody's own."""

from datetime import timedelta

import pytest
from django.utils import timezone

from lessons.classrooms.hands import NoHands, NotCountable, count_hands, counts_of_day
from lessons.classrooms.models import ClassEvent, HandCount
from lessons.classrooms.presenting import asked_of
from lessons.core.bidi import isolate
from tests import factories
from tests.classrooms import people


@pytest.fixture
def question(home):
    return factories.make_question()


@pytest.fixture
def quiz(module, question):
    return factories.make_quiz(module, [question])


@pytest.fixture
def asked(question):
    return asked_of([question])[question.key]


@pytest.fixture
def base(client, classroom, teacher, quiz):
    client.force_login(teacher)
    return f"/en/classes/{classroom.pk}/present/{quiz.pk}/2/"


def numbers(asked, *hands):
    return {f"hands-{key}": number for key, number in zip(asked.item["choices"], hands, strict=True)}


def counted(classroom, asked, *hands, **options):
    by_key = dict(zip(asked.item["choices"], hands, strict=True))
    return count_hands(classroom=classroom, asked=asked, hands=by_key, by=None, **options)


def test_a_count_is_kept_with_the_class_and_shown_as_bars(client, base, asked, classroom, teacher):
    response = client.post(f"{base}hands/", numbers(asked, "12", ""), follow=True)

    kept = HandCount.objects.get()
    assert kept.hands == dict(zip(asked.item["choices"], [12, 0], strict=True))
    assert (kept.classroom, kept.counted_by, kept.asked) == (classroom, teacher, asked.item)
    page = response.content.decode()
    assert 'width="100"' in page
    assert '<bdi dir="ltr">12</bdi>' in page
    assert "pick--fits" not in page
    event = ClassEvent.objects.get(kind="hands_counted")
    assert (event.by, event.enrolment) == (teacher, None)


def test_urdu_digits_count_too(client, base, asked):
    client.post(f"{base}hands/", numbers(asked, "۱۲", "۳"))

    assert sorted(HandCount.objects.get().hands.values()) == [3, 12]


def test_before_and_after_stand_side_by_side_on_the_same_day(client, base, asked, classroom):
    counted(classroom, asked, 9, 9, now=timezone.now() - timedelta(days=2))
    first = counted(classroom, asked, 5, 1)
    counted(classroom, asked, 3, 3)
    last = counted(classroom, asked, 1, 5)

    assert counts_of_day(classroom, asked) == [first, last]
    page = client.get(f"{base}?counts=1").content.decode()
    assert page.count('class="tallied bar--is"') == 2
    assert page.count('class="tallied"') == 2
    assert "after talking about it" in page


def test_another_class_sees_nothing_of_it(classroom, teacher, asked):
    counted(people.make_class(teacher, name="9-A"), asked, 5, 1)

    assert counts_of_day(classroom, asked) == []


@pytest.mark.parametrize("rubbish", ["x", "-1", "1000", "9" * 5000, "1.5", "\0", "1e400", "²"])
def test_what_is_no_number_is_told_beside_it_and_the_rest_stays(client, base, asked, rubbish):
    page = client.post(f"{base}hands/", numbers(asked, "7", rubbish)).content.decode()

    assert "Please type a number from 0 to 999." in page
    assert 'value="7"' in page
    assert not HandCount.objects.exists()


def test_a_count_of_nothing_is_not_kept(client, base, asked, classroom):
    page = client.post(f"{base}hands/", numbers(asked, "0", "")).content.decode()

    assert "No hands yet" in page
    with pytest.raises(NoHands):
        counted(classroom, asked, 0, 0)
    assert not HandCount.objects.exists()


@pytest.mark.parametrize("reveals", ["attitude", "sensitive", "reflection"])
@pytest.mark.parametrize("language", ["en", "ur"])
def test_nobody_raises_a_hand_about_what_they_think_or_lived_through(
    client, classroom, teacher, module, reveals, language
):
    choices = () if reveals == "reflection" else (("Yes", True), ("No", False))
    question = factories.make_question(choices, reveals=reveals)
    quiz = factories.make_quiz(module, [question])
    asked = asked_of([question])[question.key]
    client.force_login(teacher)

    address = f"/{language}/classes/{classroom.pk}/present/{quiz.pk}/2/hands/"
    response = client.post(address, numbers(asked, *["5"] * len(asked.item["choices"])))

    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()
    assert 'type="number"' not in client.get(address).content.decode()
    with pytest.raises(NotCountable):
        counted(classroom, asked, *[5] * len(asked.item["choices"]))
    assert not HandCount.objects.exists()


def test_a_slide_without_a_question_counts_nothing(client, base):
    assert client.post(base.replace("/2/", "/1/") + "hands/", {}).status_code == 404


def test_the_counts_of_a_class_are_listed_by_question_and_day(client, classroom, teacher, asked, question):
    counted(classroom, asked, 5, 1)
    counted(classroom, asked, 1, 5)
    client.force_login(teacher)

    page = client.get(f"/ur/classes/{classroom.pk}/hands/").content.decode()

    assert page.count("<h2") == 1
    assert isolate(question.prompt_ur) in page
    assert page.count("/delete/") == 2


def test_a_count_keeps_the_words_that_were_asked(client, classroom, teacher, asked, question):
    counted(classroom, asked, 5, 1)
    question.prompt_en = "Something else?"
    question.save_revision().publish()
    client.force_login(teacher)

    page = client.get(f"/en/classes/{classroom.pk}/hands/").content.decode()

    assert asked.shown.prompt["en"] in page
    assert "Something else?" not in page


def test_the_list_takes_no_more_queries_for_more_counts(client, classroom, teacher, django_assert_num_queries):
    client.force_login(teacher)
    address = f"/en/classes/{classroom.pk}/hands/"
    for question in [factories.make_question() for _ in range(3)]:
        counted(classroom, asked_of([question])[question.key], 1, 1)
    client.get(address)
    with django_assert_num_queries(7):
        client.get(address)

    for question in [factories.make_question() for _ in range(15)]:
        counted(classroom, asked_of([question])[question.key], 1, 1)
    client.get(address)  # what all pages share is read anew after each publication
    with django_assert_num_queries(7):
        client.get(address)


@pytest.mark.parametrize("page", ["2", "0", "x", "9" * 40, "%00"])
def test_any_page_of_the_list_answers(client, classroom, teacher, page):
    client.force_login(teacher)

    assert client.get(f"/en/classes/{classroom.pk}/hands/?page={page}").status_code == 200


def test_deleting_asks_once_and_then_it_is_gone(client, classroom, teacher, asked):
    kept, other = counted(classroom, asked, 5, 1), counted(classroom, asked, 1, 5)
    client.force_login(teacher)
    address = f"/en/classes/{classroom.pk}/hands/{kept.pk}/delete/"

    assert "These numbers go for good." in client.get(address).content.decode()
    assert HandCount.objects.count() == 2
    client.post(address)

    assert HandCount.objects.get() == other
    assert ClassEvent.objects.filter(kind="hands_deleted", by=teacher).exists()


def test_a_count_of_another_class_is_a_404(client, classroom, teacher, asked):
    foreign = counted(people.make_class(people.make_teacher()), asked, 5, 1)
    client.force_login(teacher)

    assert client.post(f"/en/classes/{classroom.pk}/hands/{foreign.pk}/delete/").status_code == 404
    assert HandCount.objects.exists()
