import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lessons.classrooms.models import Enrolment
from lessons.classrooms.results import results_of
from lessons.learning.actions import start_attempt, submit_answer
from tests import factories
from tests.classrooms.results_world import assign, attempt, days, grid, join, read, text_of
from tests.learning.playing import right_of


@pytest.fixture
def hina(classroom):
    return join(classroom, "Hina")


@pytest.fixture
def page(client, classroom, teacher):
    client.force_login(teacher)

    def get(query="", language="en"):
        response = client.get(f"/{language}/classes/{classroom.pk}/results/{query}")
        assert response.status_code == 200
        return response.content.decode()

    return get


def names(html):
    return [name for name in grid(html) if name not in {"Done by the class"}]


def test_a_lesson_is_not_begun_begun_done_or_done_late(page, classroom, module, hina):
    lessons = [factories.make_lesson(module) for _ in range(4)]
    assign(classroom, module, due=-5)
    read(hina, lessons[1], started=-9, seen=-8)
    read(hina, lessons[2], started=-9, done=-5)
    read(hina, lessons[3], started=-9, done=-4)

    words = ["Not begun, overdue", "Begun, overdue", "Done", "Done late"]
    assert [word for word, _ in grid(page())["Hina"]] == words


def test_a_quiz_that_is_only_kept_on_a_phone_is_not_begun(page, classroom, module, hina):
    quiz = factories.make_quiz(module)
    kept = start_attempt(learner=hina.learner, quiz=quiz, band=classroom.band, is_kept=True)
    assign(classroom, module, activity=quiz)
    assert grid(page())["Hina"] == [("Not begun", None)]

    submit_answer(attempt=kept, item=kept.items[0], picked=right_of(kept.items[0]))

    assert grid(page())["Hina"] == [("Begun", None)]


def test_before_the_due_day_is_over_nothing_is_overdue(page, classroom, lesson, hina):
    assign(classroom, lesson.module, due=0)

    assert grid(page())["Hina"] == [("Not begun", None)]


def test_a_quiz_is_done_when_it_was_passed_and_shows_the_best_result(page, classroom, module, hina):
    tried, done, unfinished = (factories.make_quiz(module) for _ in range(3))
    assign(classroom, module, due=5)
    attempt(hina, tried, at=-3, percent=40)
    attempt(hina, tried, at=-2, percent=20)
    attempt(hina, done, at=-4, percent=60)
    attempt(hina, done, at=-3, percent=100)
    attempt(hina, done, at=-2, percent=0)
    attempt(hina, unfinished, at=-1, finished=False)

    assert grid(page())["Hina"] == [("Begun", 40), ("Done", 100), ("Begun", None)]


def test_a_quiz_passed_in_time_is_not_late_for_a_second_try(page, classroom, module, hina):
    quiz, late = factories.make_quiz(module), factories.make_quiz(module)
    assign(classroom, module, due=-5)
    attempt(hina, quiz, at=-7, percent=60)
    attempt(hina, quiz, at=-1, percent=80)
    attempt(hina, late, at=-7, percent=20)
    attempt(hina, late, at=-1, percent=80)

    assert grid(page())["Hina"] == [("Done", 80), ("Done late", 80)]


def test_each_activity_is_one_column_however_often_it_is_assigned(page, classroom, module, hina):
    first, second = factories.make_lesson(module), factories.make_lesson(module)
    assign(classroom, module, made=-20, due=-10)
    assign(classroom, module, made=-5, due=3, activity=second)
    read(hina, first, started=-9, done=-9)
    read(hina, second, started=-15, done=-9)

    # The earliest day counts for the beginning, the latest for the end.
    assert grid(page())["Hina"] == [("Done late", None), ("Done", None)]


def test_a_second_assignment_without_a_due_day_takes_the_due_day_away(page, classroom, lesson, hina):
    assign(classroom, lesson.module, due=-10)
    assign(classroom, lesson.module)
    read(hina, lesson, started=-5, done=-5)

    assert grid(page())["Hina"] == [("Done", None)]


def test_what_is_for_some_learners_is_not_missing_from_the_others(page, classroom, lesson, hina):
    bilal = join(classroom, "Bilal")
    assign(classroom, lesson.module, due=-2, to=[bilal])

    rows = grid(page())
    assert rows["Bilal"] == [("Not begun, overdue", None)]
    assert rows["Hina"] == [("Not assigned", None)]
    assert "1 overdue" in page()


def test_a_later_due_day_for_one_learner_is_theirs_alone(page, classroom, lesson, hina):
    bilal = join(classroom, "Bilal")
    assign(classroom, lesson.module, due=-5)
    assign(classroom, lesson.module, made=-3, due=4, to=[bilal])
    read(bilal, lesson, started=-2, done=-2)
    read(hina, lesson, started=-2, done=-2)

    rows = grid(page())
    assert rows["Bilal"] == [("Done", None)]
    assert rows["Hina"] == [("Done late", None)]


def test_what_opens_later_is_nobodys_fault(page, classroom, lesson, hina):
    assign(classroom, lesson.module, opens=3, due=9)

    html = page()
    assert grid(html)["Hina"] == [("Opens later", None)]
    assert "nothing is open yet" in html
    assert "Nobody needs a nudge today." in page("?show=nudge")


def test_only_what_is_published_and_fits_the_age_is_a_column(page, classroom, module, hina):
    factories.make_lesson(module, heading_en="For all")
    factories.make_lesson(module, heading_en="For adults", bands="D")
    factories.make_lesson(module, heading_en="A draft", live=False)
    assign(classroom, module)

    html = page()
    assert "For all" in html
    assert "For adults" not in html
    assert "A draft" not in html
    assert len(grid(html)["Hina"]) == 1


def test_a_withdrawn_assignment_leaves_the_grid(page, classroom, lesson, hina):
    assignment = assign(classroom, lesson.module)
    assignment.withdrawn_at = timezone.now()
    assignment.save()

    assert "Nothing is assigned yet." in page()


def test_who_needs_a_nudge_comes_first_and_nobody_is_ranked_by_results(page, classroom, module):
    lesson, quiz = factories.make_lesson(module), factories.make_quiz(module)
    _late, new, weak, strong, later = (join(classroom, name) for name in ("Eman", "Danish", "Bilal", "Asad", "Zara"))
    assign(classroom, module, due=-1, activity=lesson)
    assign(classroom, module, activity=quiz)
    for enrolment in (weak, strong, new):
        read(enrolment, lesson, started=-9, done=-9)
    attempt(weak, quiz, at=-5, percent=0)
    attempt(strong, quiz, at=-5, percent=100)
    read(later, lesson, started=-4, done=None)

    assert names(page()) == ["Eman", "Zara", "Asad", "Bilal", "Danish"]
    assert names(page("?sort=name")) == ["Asad", "Bilal", "Danish", "Eman", "Zara"]
    assert names(page("?show=nudge")) == ["Eman", "Zara"]


def test_who_has_begun_nothing_comes_after_who_is_overdue(page, classroom, module):
    first, second = factories.make_lesson(module), factories.make_lesson(module)
    _idle, busy, overdue = (join(classroom, name) for name in ("Noor", "Amna", "Tariq"))
    assign(classroom, module, activity=first)
    assign(classroom, module, activity=second, due=-1, to=[overdue])
    read(busy, first, started=-3, done=-3)

    html = page()
    assert names(html) == ["Tariq", "Noor", "Amna"]
    assert "Nothing begun" in html


def test_the_line_of_the_class(page, classroom, module, hina):
    first, second = factories.make_lesson(module), factories.make_lesson(module)
    others = [join(classroom, name) for name in ("Bilal", "Sara")]
    assign(classroom, module)
    for enrolment in (hina, *others):
        read(enrolment, first, started=-3, done=-3)
    read(hina, second, started=-3, done=-3)

    html = page()
    assert grid(html)["Done by the class"] == [(None, 100), (None, 33)]
    counts = text_of(html[html.index('<ul class="counts"') : html.index('<nav class="choices')])
    assert "3 learners" in counts
    assert "66% of the work is done" in counts
    assert "0 have begun nothing yet" in counts


def test_one_module_at_a_time(page, classroom, module, hina):
    lesson, other = factories.make_lesson(module), factories.make_lesson()
    assign(classroom, module, due=-1)
    assign(classroom, other.module)
    read(hina, lesson, started=-3, done=-3)

    assert len(grid(page())["Hina"]) == 2
    assert grid(page(f"?module={module.pk}"))["Hina"] == [("Done", None)]
    assert grid(page(f"?module={other.module.pk}"))["Hina"] == [("Not begun", None)]


@pytest.mark.parametrize(
    "query", ["module=x", "module=%00", "module=" + "9" * 40, "page=x", "page=-1", "page=" + "9" * 5000]
)
@pytest.mark.parametrize("more", ["", "&sort=%ff", "&show=nudge&sort=name"])
def test_rubbish_in_the_address_shows_the_page(page, classroom, lesson, hina, query, more):
    assign(classroom, lesson.module, due=-1)

    assert "Hina" in grid(page(f"?{query}{more}"))


def test_forty_learners_a_page_and_every_choice_goes_along(page, classroom, lesson):
    for number in range(1, 46):
        join(classroom, f"Star {number}")
    assign(classroom, lesson.module, due=-1)

    first, second = page("?sort=name"), page("?sort=name&page=2")
    assert names(first) == [f"Star {number}" for number in range(1, 41)]
    assert names(second) == [f"Star {number}" for number in range(41, 46)]
    assert 'href="?sort=name&amp;page=2"' in first
    assert "45" in text_of(second[second.index('<ul class="counts"') :])


def test_the_page_in_urdu(page, classroom, lesson, hina):
    Enrolment.objects.filter(pk=hina.pk).update(name="حنا")
    assign(classroom, lesson.module)
    read(hina, lesson, started=-3, done=-3)

    html = page(language="ur")
    assert grid(html)["حنا"] == [("مکمل", None)]
    assert "<bdi>حنا</bdi>" in html
    assert "style=" not in html


def test_every_mark_on_the_page_is_drawn_and_explained(page, classroom, module, hina):
    lessons = [factories.make_lesson(module) for _ in range(8)]
    assign(classroom, module, due=-5)
    read(hina, lessons[0], started=-9, done=-5)
    read(hina, lessons[1], started=-9, done=-2)
    html = page()

    used = set(re.findall(r'href="#(m-\w+)"', html))
    legend = text_of(html[html.index('<ul class="legend"') : html.index('<div class="scroll')])
    assert used <= set(re.findall(r'<symbol id="(m-\w+)"', html))
    assert {"m-due", "m-done", "m-late"} <= used
    assert legend == "Not begun, overdue Done Done late"


def test_ten_queries_however_many_learners(client, classroom, teacher, module):
    lesson, quiz = factories.make_lesson(module), factories.make_quiz(module)
    bilal = join(classroom, "Bilal")
    assign(classroom, module, due=-3)
    assign(classroom, module, activity=quiz, to=[bilal])
    client.force_login(teacher)

    def queries(path):
        client.get(path)
        with CaptureQueriesContext(connection) as found:
            response = client.get(path)
            b"".join(response) if response.streaming else response.content
        return len(found)

    paths = [f"/en/classes/{classroom.pk}/results{end}" for end in ("/", "/?show=nudge", ".csv", ".xlsx")]
    few = [queries(path) for path in paths]
    for number in range(30):
        star = join(classroom, f"Star {number}")
        read(star, lesson, started=-9, done=-9)
        attempt(star, quiz, at=-8, percent=number)
    assert [queries(path) for path in paths] == few
    assert max(few) <= 10


def test_the_clock_is_a_parameter(classroom, lesson, hina):
    assign(classroom, lesson.module, due=2)

    later = results_of(classroom, now=days(0) + timedelta(days=4))
    assert [learner.overdue for learner in results_of(classroom).learners] == [0]
    assert [learner.overdue for learner in later.learners] == [1]
