import csv
import io

import pytest
from openpyxl import load_workbook

from lessons.classrooms.models import Enrolment
from lessons.classrooms.result_files import safe
from tests import factories
from tests.classrooms.results_world import assign, attempt, grid, join, read


@pytest.fixture
def filled(client, classroom, teacher, module):
    """A class in which each state occurs, and its teacher in the browser."""
    lesson, late, quiz = factories.make_lesson(module), factories.make_lesson(module), factories.make_quiz(module)
    hina, bilal, sara = (join(classroom, name) for name in ("Hina", "Bilal", "سارہ"))
    assign(classroom, module, due=-3)
    assign(classroom, factories.make_lesson().module, opens=4)
    read(hina, lesson, started=-9, done=-9)
    read(hina, late, started=-9, done=-1)
    attempt(hina, quiz, at=-8, percent=83)
    read(bilal, lesson, started=-9)
    attempt(sara, quiz, at=-8, percent=33)
    client.force_login(teacher)
    return classroom


def csv_of(client, classroom, query="", language="en"):
    response = client.get(f"/{language}/classes/{classroom.pk}/results.csv{query}")
    assert response.status_code == 200
    content = b"".join(response.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def xlsx_of(client, classroom, query="", language="en"):
    response = client.get(f"/{language}/classes/{classroom.pk}/results.xlsx{query}")
    assert response.status_code == 200
    sheet = load_workbook(io.BytesIO(response.content)).active
    return sheet, [["" if cell.value is None else cell.value for cell in row] for row in sheet.iter_rows()]


def as_on_screen(row, quizzes=(2,)):
    """Return the cells of a file's row as `grid` returns those of the screen: a quiz has two columns there."""
    cells, values = [], list(row[2:])
    while values:
        word = values.pop(0)
        percent = values.pop(0) if len(cells) in quizzes else ""
        cells.append((word, None if percent == "" else int(percent)))
    return cells


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("query", ["", "?sort=name", "?show=nudge"])
def test_both_files_say_what_the_screen_says(client, filled, query, language):
    screen = grid(client.get(f"/{language}/classes/{filled.pk}/results/{query}").content.decode())
    whole = screen.pop(next(iter(screen)))

    _sheet, rows = xlsx_of(client, filled, query, language)
    assert [(row[0], as_on_screen(row)) for row in rows[2:]] == list(screen.items())
    assert [share for share in rows[1][2:] if share != ""] == [percent for _, percent in whole if percent is not None]
    assert csv_of(client, filled, query, language) == [[str(value) for value in row] for row in rows]


def test_one_module_in_the_files_as_on_the_screen(client, filled, module):
    _sheet, rows = xlsx_of(client, filled, f"?module={module.pk}")

    assert len(rows[0]) == 2 + 3 + 1


def test_all_learners_are_in_the_files_not_only_a_page(client, filled):
    for number in range(45):
        join(filled, f"Star {number}")

    assert len(csv_of(client, filled)) == len(xlsx_of(client, filled)[1]) == 2 + 48


def test_numbers_are_numbers_and_words_are_words(client, filled):
    sheet, rows = xlsx_of(client, filled)
    row = next(row for row in sheet.iter_rows() if row[0].value == "Hina")

    assert [cell.value for cell in row[2:6]] == ["Done", "Done late", "Done", 83]
    assert row[5].data_type == "n"
    assert {type(value) for value in rows[1][2:4]} == {int}


def test_the_sheet_runs_as_its_language_runs(client, filled):
    assert xlsx_of(client, filled, language="ur")[0].sheet_view.rightToLeft
    assert not xlsx_of(client, filled, language="en")[0].sheet_view.rightToLeft


@pytest.mark.parametrize(
    "name", ["=1+1", "+92", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", '=HYPERLINK("http://e.org")']
)
def test_no_cell_is_a_formula(client, filled, name):
    Enrolment.objects.filter(name="Hina").update(name=name)

    sheet, rows = xlsx_of(client, filled)
    found = [row[0] for row in sheet.iter_rows() if str(row[0].value).startswith("'")]
    assert [cell.data_type for cell in found] == ["s"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert [row[0] for row in csv_of(client, filled)] == [row[0] for row in rows]


def test_a_heading_that_looks_like_a_formula_is_a_text():
    assert safe("=1+1") == "'=1+1"
    assert safe(-5) == -5
    assert safe("1.2 = two") == "1.2 = two"


def test_letters_that_no_sheet_can_hold_are_left_out(client, filled):
    Enrolment.objects.filter(name="Hina").update(name="Hi\x0bna\x1f")

    assert "Hina" in [row[0] for row in xlsx_of(client, filled)[1]]


def test_the_files_have_neutral_names(client, filled):
    for kind in ("csv", "xlsx"):
        response = client.get(f"/ur/classes/{filled.pk}/results.{kind}")
        assert response["Content-Disposition"] == f'attachment; filename="results-{filled.pk}.{kind}"'
    assert client.get(f"/ur/classes/{filled.pk}/results.csv")["Content-Type"] == "text/csv; charset=utf-8"


def test_an_empty_class_has_an_empty_file(client, classroom, teacher):
    client.force_login(teacher)

    assert len(csv_of(client, classroom)) == 2
    assert len(xlsx_of(client, classroom)[1]) == 2
