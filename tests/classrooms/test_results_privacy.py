"""A teacher sees what was assigned to this class and done after joining and after that; nothing else leaves."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from lessons.classrooms.models import Enrolment
from tests import factories
from tests.classrooms import people
from tests.classrooms.results_world import assign, attempt, days, grid, join, read, text_of


@pytest.fixture
def hina(classroom):
    return join(classroom, "Hina", at=-10)


@pytest.fixture
def everything(client, classroom, teacher):
    """All that a teacher can get of the results: the page, each learner's page and both files, as text."""
    client.force_login(teacher)

    def get():
        base = f"/en/classes/{classroom.pk}/results"
        answers = [client.get(f"{base}/"), client.get(f"{base}/?show=nudge")]
        enrolments = classroom.enrolments.current()
        answers += [client.get(f"{base}/learners/{enrolment.pk}/") for enrolment in enrolments]
        texts = [text_of(answer.content.decode()) for answer in answers]
        texts.append(b"".join(client.get(f"{base}.csv")).decode())
        sheet = load_workbook(io.BytesIO(client.get(f"{base}.xlsx").content)).active
        texts.append(str([[cell.value for cell in row] for row in sheet.iter_rows()]))
        return texts

    return get


def test_what_was_never_assigned_reaches_no_page_and_no_count(everything, classroom, module, hina):
    assigned, own = factories.make_lesson(module), factories.make_lesson(heading_en="By own choice")
    own_quiz = factories.make_quiz(heading_en="Tried alone")
    assign(classroom, module, activity=assigned)
    before = everything()
    read(hina, own, started=-3, done=-2)
    attempt(hina, own_quiz, at=-2, percent=100)

    after = everything()
    assert after == before
    assert not any("own choice</" in text or "By own choice" in text or "Tried alone" in text for text in after)


def test_the_rest_of_a_module_of_which_one_activity_is_assigned(everything, classroom, module, hina):
    assigned, beside = factories.make_lesson(module), factories.make_lesson(module, heading_en="Beside it")
    assign(classroom, module, activity=assigned)
    before = everything()
    read(hina, beside, started=-3, done=-2)

    assert everything() == before
    assert not any("Beside it" in text for text in before)


def test_changing_the_age_of_the_class_shows_nothing_that_was_not_set(everything, classroom, module, hina):
    factories.make_lesson(module, bands="B")
    older = factories.make_lesson(module, bands="C", heading_en="For older learners")
    assign(classroom, module)
    before = everything()
    read(hina, older, started=-3, done=-2)

    classroom.band = "C"
    classroom.save()

    assert everything() == before


@pytest.mark.parametrize(
    ("joined", "made", "opens", "counts_from"), [(-10, -20, None, -10), (-30, -12, None, -12), (-30, -20, -6, -7)]
)
def test_work_counts_after_joining_assigning_and_opening(
    everything, classroom, module, hina, joined, made, opens, counts_from
):
    lesson, quiz = factories.make_lesson(module), factories.make_quiz(module)
    Enrolment.objects.filter(pk=hina.pk).update(joined_at=days(joined))
    assign(classroom, module, made=made, opens=opens)
    before = everything()
    read(hina, lesson, started=counts_from - 2, done=counts_from - 0.5 if opens is None else counts_from - 2, seen=None)
    attempt(hina, quiz, at=counts_from - 2, percent=100)

    assert everything() == before


def test_reading_again_what_was_done_before_is_begun_and_marking_it_again_is_done(client, classroom, module, hina):
    again, seen = factories.make_lesson(module), factories.make_lesson(module)
    assign(classroom, module, made=-5)
    read(hina, again, started=-9, done=-8, again=-2)
    read(hina, seen, started=-9, done=-8, seen=-2)
    client.force_login(classroom.teachings.get().teacher)

    html = client.get(f"/en/classes/{classroom.pk}/results/").content.decode()
    assert grid(html)["Hina"] == [("Done", None), ("Begun", None)]


def test_a_try_begun_before_the_window_shows_neither_result_nor_question(everything, classroom, module, hina):
    question = factories.make_question(prompt_en="Asked too early?")
    quiz = factories.make_quiz(module, [question])
    assign(classroom, module, made=-5)
    before = everything()
    attempt(hina, quiz, at=-6, percent=80, items=[(question, "knowledge")], marks=[True])

    assert everything() == before
    assert not any("Asked too early?" in text for text in before)


def test_who_was_removed_is_gone_and_comes_back_without_the_past(everything, client, classroom, lesson, hina):
    assign(classroom, lesson.module, made=-20)
    read(hina, lesson, started=-6, done=-6)
    assert any("100" in text for text in everything())
    Enrolment.objects.filter(pk=hina.pk).update(removed_at=days(-4))

    assert not any("Hina" in text for text in everything())
    assert client.get(f"/en/classes/{classroom.pk}/results/learners/{hina.pk}/").status_code == 404

    Enrolment.objects.filter(pk=hina.pk).update(removed_at=None, joined_at=days(-2))
    html = client.get(f"/en/classes/{classroom.pk}/results/").content.decode()
    assert grid(html)["Hina"] == [("Not begun", None)]
    assert "Done" not in text_of(client.get(f"/en/classes/{classroom.pk}/results/learners/{hina.pk}/").content.decode())


def test_who_waits_to_be_let_in_is_not_in_the_results(everything, client, classroom, lesson, hina):
    join(classroom, "Bilal")
    assign(classroom, lesson.module)
    Enrolment.objects.filter(pk=hina.pk).update(approved_at=None)

    assert not any("Hina" in text for text in everything())
    assert client.get(f"/en/classes/{classroom.pk}/results/learners/{hina.pk}/").status_code == 404


def test_work_for_another_class_stays_there(everything, classroom, lesson, hina):
    other = people.make_class(people.make_teacher(), name="9-A")
    Enrolment.objects.create(classroom=other, learner=hina.learner, name="Hina", joined_at=days(-30))
    assign(other, lesson.module, made=-20)
    assign(classroom, factories.make_lesson().module)
    before = everything()
    read(hina, lesson, started=-3, done=-3)

    assert everything() == before


def test_a_learner_page_of_another_class_is_a_404(client, classroom, teacher, hina):
    other = people.make_class(teacher, name="9-A")
    client.force_login(teacher)

    for pk in (hina.pk, 0, 10**9, 10**30):
        assert client.get(f"/en/classes/{other.pk}/results/learners/{pk}/").status_code == 404


def test_a_learner_page_tells_days_results_and_what_was_known_at_first(client, classroom, teacher, module, hina):
    right, wrong = (factories.make_question(prompt_en=text) for text in ("Known?", "Unknown?"))
    quiz, lesson = factories.make_quiz(module, [right, wrong]), factories.make_lesson(module)
    assign(classroom, module, due=3)
    attempt(hina, quiz, at=-4, percent=50, items=[(right, "knowledge"), (wrong, "knowledge")], marks=[True, False])
    attempt(hina, quiz, at=-3, percent=100, items=[(right, "knowledge"), (wrong, "knowledge")], marks=[True, True])
    read(hina, lesson, started=-2, done=-2)
    client.force_login(teacher)

    text = text_of(client.get(f"/en/classes/{classroom.pk}/results/learners/{hina.pk}/").content.decode())
    day = timezone.localdate(days(-2))
    assert f"Done {day.day} {day:%B} {day.year}" in text
    assert "Best result: 100 %" in text
    assert "2 tries" in text
    assert "Right Known?" in text
    assert "Not yet Unknown?" in text


@pytest.mark.parametrize("reveals", ["attitude", "sensitive", "reflection"])
def test_only_knowledge_is_told_of_a_learner(everything, client, classroom, teacher, module, hina, reveals):
    known, private = factories.make_question(prompt_en="Known?"), factories.make_question(prompt_en="Felt?")
    quiz = factories.make_quiz(module, [known, private])
    assign(classroom, module)
    items = [(known, "knowledge"), (private, reveals)]
    attempt(hina, quiz, at=-3, percent=100, items=items, marks=[True, None])

    texts = everything()
    assert any("Known?" in text for text in texts)
    assert not any("Felt?" in text for text in texts)
    assert not any("Yes" in text for text in texts)


def test_a_learner_page_takes_the_same_queries_however_much_was_done(client, classroom, teacher, module, hina):
    def queries():
        path = f"/en/classes/{classroom.pk}/results/learners/{hina.pk}/"
        client.get(path)
        with CaptureQueriesContext(connection) as found:
            client.get(path)
        return len(found)

    def add(count):
        for _ in range(count):
            question = factories.make_question()
            quiz = factories.make_quiz(module, [question])
            attempt(hina, quiz, at=-3, percent=0, items=[(question, "knowledge")], marks=[False])

    client.force_login(teacher)
    assign(classroom, module)
    add(1)
    few = queries()
    add(5)
    assert queries() == few
    assert few <= 16


def test_results_are_kept_by_no_cache(client, classroom, teacher, lesson, hina):
    assign(classroom, lesson.module)
    client.force_login(teacher)

    for path in ("/", ".csv", ".xlsx", f"/learners/{hina.pk}/"):
        response = client.get(f"/en/classes/{classroom.pk}/results{path}")
        assert "no-store" in response["Cache-Control"]
