"""Lessons and quizzes on paper, and the counts that come back."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from lessons.classrooms.models import ClassEvent, PaperCount
from lessons.classrooms.paper import paper_lesson, paper_quiz
from lessons.classrooms.paper_counts import enter_paper_count
from lessons.content.models import Choice
from tests import factories
from tests.classrooms import people

FOUR = [("One", False), ("Two", True), ("Three", False), ("Four", False)]


@pytest.fixture
def client(client, teacher):
    client.force_login(teacher)
    return client


@pytest.fixture
def questions(home):
    known = [factories.make_question(FOUR, key=f"k{n}", teaching_note_en=f"Say {n}.") for n in range(3)]
    known[0].teaching_note_ur = "یہ کہیں۔"
    known[0].save()
    Choice.objects.filter(question=known[0], is_right=False).update(misconception_en="Looking is harmless.")
    steps = [("Stop", False), ("Ask", False), ("Post", False)]
    known.append(factories.make_question(steps, key="order", kind="ordering"))
    return known


@pytest.fixture
def quiz(module, questions):
    others = [factories.make_question(key=kind, reveals=kind) for kind in ("attitude", "sensitive")]
    others.append(factories.make_question((), key="reflection", reveals="reflection"))
    return factories.make_quiz(module, [questions[0], *others, *questions[1:]])


@pytest.fixture
def classroom(teacher):
    classroom = people.make_class(teacher)
    classroom.language = "en"
    classroom.save()
    return classroom


def address(classroom, page, end="results/", language="en"):
    return f"/{language}/classes/{classroom.pk}/paper/{page.pk}/{end}"


def counts(quiz, learners="20", right="5", day="2026-11-20", **fields):
    data = {"taken_on": day, "learners": learners}
    asked = [link.question for link in quiz.quiz_questions.all() if link.question.reveals == "knowledge"]
    return data | {f"right-{question.pk}": right for question in asked} | fields


# --- the sheet and its key ---------------------------------------------------------------------------------------
def test_the_sheet_asks_knowledge_only(client, classroom, quiz):
    html = client.get(address(classroom, quiz, "quiz/")).content.decode()

    for key in ("k0", "k1", "k2", "order"):
        assert f"Prompt {key}?" in html
    for key in ("attitude", "sensitive", "reflection"):
        assert f"Prompt {key}?" not in html


def test_the_sheet_asks_only_what_fits_the_age(classroom, module):
    older = factories.make_question(key="older", bands="CD")
    quiz = factories.make_quiz(module, [older, factories.make_question(key="mine", bands="AB")])

    assert [item.question.key for item in paper_quiz(quiz, classroom)] == ["mine"]


def test_the_sheet_gives_no_answer_away(client, classroom, quiz):
    html = client.get(address(classroom, quiz, "quiz/")).content.decode()

    for words in ("Say 0.", "Looking is harmless.", "Why so.", "About Two."):
        assert words not in html
    assert len({choice.place for item in paper_quiz(quiz, classroom) for choice in item.choices if choice.is_right}) > 0


def test_the_order_stays_for_a_class_and_differs_between_classes(teacher, quiz):
    def order(classroom):
        return [[choice.choice.text_en for choice in item.choices] for item in paper_quiz(quiz, classroom)]

    classes = [people.make_class(teacher, name=str(n)) for n in range(6)]

    assert all(order(classroom) == order(classroom) for classroom in classes)
    assert len({str(order(classroom)) for classroom in classes}) > 1


def test_steps_to_put_in_order_never_stand_in_the_right_order(teacher, quiz):
    for n in range(8):
        item = paper_quiz(quiz, people.make_class(teacher, name=str(n)))[-1]

        assert [choice.step for choice in item.choices] != [1, 2, 3]
        assert [choice.choice.text_en for choice in item.right] == ["Stop", "Ask", "Post"]


def test_the_key_names_the_letter_that_stands_on_the_sheet(client, classroom, quiz):
    sheet = client.get(address(classroom, quiz, "quiz/")).content.decode()
    key = client.get(address(classroom, quiz, "key/")).content.decode()
    choice = re.compile(r'asked__key">(\w)(?:(?!asked__key).)*?</span><span>Two</span>', re.DOTALL)

    assert len(choice.findall(sheet)) == 3
    assert choice.findall(key) == choice.findall(sheet)


def test_the_key_says_what_to_say_and_what_stands_behind_a_wrong_choice(client, classroom, quiz):
    html = client.get(address(classroom, quiz, "key/")).content.decode()

    assert "Say 0." in html
    assert html.count("Looking is harmless.") == 3


@pytest.mark.parametrize("end", ["quiz/", "key/"])
def test_paper_is_in_the_language_of_the_class_whoever_prints_it(client, classroom, quiz, end):
    classroom.language = "ur"
    classroom.save()

    html = client.get(address(classroom, quiz, end)).content.decode()

    assert '<html lang="ur" dir="rtl"' in html
    assert "سوال k0؟" in re.sub("<[^>]*>", "", html)
    assert f'href="/en/classes/{classroom.pk}/teach/"' in html


def test_a_quiz_without_knowledge_questions_says_so(client, classroom, module):
    quiz = factories.make_quiz(module, [factories.make_question(reveals="attitude")])

    for end in ("quiz/", "key/", "results/"):
        assert "no question that can be asked on paper" in client.get(address(classroom, quiz, end)).content.decode()
    client.post(address(classroom, quiz), {"taken_on": "2026-11-20", "learners": "3"})
    assert not PaperCount.objects.exists()


@pytest.mark.parametrize("end", ["quiz/", "key/", "results/"])
def test_a_quiz_that_is_not_for_this_class_has_no_sheet(client, classroom, module, end):
    older = factories.make_quiz(module, bands="CD")
    draft = factories.make_quiz(module, live=False)

    assert client.get(address(classroom, older, end)).status_code == 404
    assert client.get(address(classroom, draft, end)).status_code == 404
    assert client.get(address(classroom, module, end)).status_code == 404


@pytest.mark.parametrize("end", ["quiz/", "key/", "results/"])
def test_a_sheet_takes_as_many_queries_for_forty_questions(
    client, classroom, module, questions, end, django_assert_max_num_queries
):
    small = factories.make_quiz(module, questions[:1])
    large = factories.make_quiz(module, [factories.make_question(FOUR) for _ in range(40)])
    client.get(address(classroom, small, end))
    with django_assert_max_num_queries(20) as one:
        client.get(address(classroom, small, end))
        taken = len(one)
    with django_assert_max_num_queries(taken):
        client.get(address(classroom, large, end))


# --- a lesson on paper -------------------------------------------------------------------------------------------
@pytest.fixture
def lesson(module, questions):
    both = {"en": "<p>Tap here to hear more.</p>", "ur": "<p>کچھ اور۔</p>"}
    attitude = factories.make_question(FOUR, key="feel", reveals="attitude")
    qa = {"items": [{"question": {"en": "And then?", "ur": "پھر؟"}, "answer": {"en": "<p>Then ask.</p>", "ur": ""}}]}
    body = [("text", both), ("question", questions[0]), ("question", attitude), ("qa", qa)]
    body += [("hard", {"text": {"en": "<p>A hard part.</p>", "ur": "<p>مشکل حصہ۔</p>"}})]
    return factories.make_lesson(module, body=body)


def test_a_lesson_on_paper_has_all_its_words_and_nothing_to_press(client, classroom, lesson):
    html = client.get(address(classroom, lesson, "")).content.decode()
    sheet = html[html.index('class="sheet__head"') : html.index("</main>")]

    for words in ("Tap here to hear more.", "Prompt k0?", "Prompt feel?", "And then?", "Then ask.", "A hard part."):
        assert words in sheet
    for tag in ("<details", "<summary", "<button", "<audio", "<video", "Skip this part"):
        assert tag not in sheet


def test_the_answers_of_a_lesson_stand_at_its_end(client, classroom, lesson):
    html = client.get(address(classroom, lesson, "")).content.decode()
    body, answers = html[: html.index('id="answers"')], html[html.index('id="answers"') :]

    assert "Why so." not in body
    assert "Why so." in answers


def test_what_somebody_thinks_gets_no_box_to_tick(client, classroom, lesson):
    html = client.get(address(classroom, lesson, "")).content.decode()

    assert html.count('class="box"') == len(FOUR)
    assert [part.item.number for part in paper_lesson(lesson, classroom) if part.item] == [1, 2]


def test_a_question_for_older_learners_is_left_out(teacher, module):
    young = people.make_class(teacher, band="A")
    older = factories.make_question(key="older", bands="BCD")
    lesson = factories.make_lesson(module, body=[("question", older)])

    assert paper_lesson(lesson, young) == []


# --- what came back ----------------------------------------------------------------------------------------------
def test_counts_are_kept_and_noted(client, classroom, quiz, teacher):
    answer = client.post(address(classroom, quiz), counts(quiz))

    count = PaperCount.objects.get()
    assert answer.status_code == 302
    assert (count.classroom, count.quiz, count.entered_by) == (classroom, quiz, teacher)
    assert (count.taken_on, count.learners) == (date(2026, 11, 20), 20)
    assert count.right == {"k0": 5, "k1": 5, "k2": 5, "order": 5}
    assert ClassEvent.objects.filter(classroom=classroom, kind="paper_entered", by=teacher).count() == 1


def test_urdu_digits_are_numbers_too(client, classroom, quiz):
    client.post(address(classroom, quiz, language="ur"), counts(quiz, learners="۲۰", right="۱۲"))

    assert PaperCount.objects.get().right["k0"] == 12


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"right": "21"}, "Only 20 learners took it, so it can&#x27;t be more."),
        ({"right": "-1"}, "This can&#x27;t be less than 0."),
        ({"right": "many"}, "Please type a number, such as 12."),
        ({"right": ""}, "Please fill this in."),
        ({"right": "9" * 5000}, "Please type a number, such as 12."),
        ({"learners": "0"}, "At least one learner must have taken it."),
        ({"learners": "9" * 30}, "This is more than any class. Please check the number."),
        ({"learners": "\0"}, "Please type a number, such as 12."),
        ({"day": "tomorrow"}, "Please give a day, such as 2026-11-21."),
        ({"day": "0001-01-01"}, "This day is too long ago. Please check the year."),
        ({"day": str(timezone.localdate() + timedelta(days=2))}, "This day is still to come."),
    ],
)
def test_an_impossible_number_is_told_in_a_sentence_and_nothing_typed_is_lost(
    client, classroom, quiz, changes, sentence
):
    answer = client.post(address(classroom, quiz), counts(quiz, **({"learners": "20", "right": "7"} | changes)))

    html = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in html
    assert f'value="{changes.get("right", "7")}"' in html or not changes.get("right", "7")
    assert not PaperCount.objects.exists()


def test_an_entry_is_deleted_after_asking_once(client, classroom, quiz, teacher):
    kept, gone = (
        enter_paper_count(
            classroom=classroom, quiz=quiz, by=teacher, taken_on=date(2026, 11, day), learners=20, right={"k0": day}
        )
        for day in (3, 4)
    )
    path = f"/en/classes/{classroom.pk}/paper/results/{gone.pk}/delete/"
    assert path in client.get(address(classroom, quiz)).content.decode()

    asked = client.get(path)
    assert asked.status_code == 200
    assert PaperCount.objects.count() == 2
    client.post(path)

    assert list(PaperCount.objects.all()) == [kept]
    assert ClassEvent.objects.filter(classroom=classroom, kind="paper_deleted").count() == 1


def test_a_teacher_deletes_no_entry_of_another_class(client, classroom, quiz):
    other = people.make_class(name="9-A")
    count = PaperCount.objects.create(
        classroom=other, quiz=quiz, taken_on=date(2026, 11, 3), learners=20, right={"k0": 1}
    )

    for pk in (classroom.pk, other.pk):
        assert client.post(f"/en/classes/{pk}/paper/results/{count.pk}/delete/").status_code == 404
    assert PaperCount.objects.exists()
