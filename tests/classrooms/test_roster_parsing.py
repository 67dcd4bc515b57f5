"""Whatever list a teacher has, its names are found, or a sentence says what to do."""

import csv
import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from lessons.classrooms.roster import LONGEST_LINE, names_in_file, names_in_lines, names_in_text, problem_of
from lessons.classrooms.roster_files import LARGEST_FILE, NotAList

any_kind = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
EXCEL = [
    ["Govt. Girls High School, Lahore"],
    ["Class: 8-B"],
    [],
    ["Roll No", "Student's Name", "Father's Name", "Phone", "E-mail"],
    [1, "Ayesha Khan", "Imran Khan", "0300-1234567", "ayesha@example.pk"],
    [2, "عائشہ صدیقہ", "محمد صدیق", "03001234568", None],
    [3.0, "Bilal", "Asif", None, None],
]


def csv_of(rows, delimiter=","):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def xlsx_of(rows):
    book = Workbook()
    book.active.title = "Empty"
    sheet = book.create_sheet("Learners")
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class TestPlainLines:
    def test_numbers_bullets_and_quotes_before_a_name_are_dropped(self):
        text = '1. Ayesha\n2) Bilal Khan\n۳۔ حنا\n- Zain\n• Sana\n(7) Ali\n8 Omar\n"Mina",\n\n   \n'

        assert names_in_text(text).names == "Ayesha|Bilal Khan|حنا|Zain|Sana|Ali|Omar|Mina".split("|")

    def test_a_number_that_belongs_to_the_name_stays(self):
        assert names_in_text("Star 1\nStar 2").names == ["Star 1", "Star 2"]

    @pytest.mark.parametrize("text", ["Ayesha, Bilal, Hina", "Ayesha; Bilal; Hina", "Ayesha، Bilal، Hina"])
    def test_names_in_one_line(self, text):
        assert names_in_text(text).names == ["Ayesha", "Bilal", "Hina"]

    def test_a_comma_in_few_of_the_names_parts_nothing(self):
        assert names_in_text("Khan, Ayesha\nBilal\nHina\nZain").names == ["Khan, Ayesha", "Bilal", "Hina", "Zain"]

    def test_what_it_gives_is_read_again_as_the_same_names(self):
        names = names_in_text("1. 2. Ayesha\n١٢ - Bilal\u2028Khan\n  «حنا»  ").names

        assert names_in_lines("\n".join(names)) == names

    @pytest.mark.parametrize("text", ["", " \n \n", ",,,\n,,,", "\0\0"])
    def test_without_names_it_says_so(self, text):
        with pytest.raises(NotAList, match="No names were found"):
            names_in_text(text)

    def test_2000_names_and_no_more(self):
        lines = [f"Learner {number}" for number in range(2001)]
        assert len(names_in_text("\n".join(lines[:2000])).names) == 2000
        with pytest.raises(NotAList, match="2,000"):
            names_in_text("\n".join(lines))


class TestTables:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_excel_with_titles_above_and_a_fathers_name_beside(self, encoding, delimiter):
        found = names_in_file(csv_of(EXCEL, delimiter).encode(encoding))

        assert found.names == ["Ayesha Khan", "عائشہ صدیقہ", "Bilal"]
        assert found.columns == ["Student's Name"]
        assert found.left_out == 4

    def test_google_classroom(self):
        rows = [
            ["First Name", "Last Name", "Email"],
            ["Hina", "Tariq", "hina@school.example"],
            ["Zoë", "", "z@x.example"],
        ]

        found = names_in_file(csv_of(rows).encode())

        assert found.names == ["Hina Tariq", "Zoë"]
        assert found.columns == ["First Name", "Last Name"]

    def test_the_grades_of_google_classroom(self):
        rows = [
            ["Last Name", "First Name", "Email Address", "Quiz 1"],
            ["Date", "", "", "2026-09-01"],
            ["Points", "", "", "100"],
            ["Khan", "Ayesha", "ayesha@school.example", "70"],
            ["Ali", "Bilal", "bilal@school.example", ""],
        ]

        assert names_in_file(csv_of(rows).encode("utf-8-sig")).names == ["Ayesha Khan", "Bilal Ali"]

    @pytest.mark.parametrize(
        ("header", "names"),
        [
            (["رول نمبر", "نام", "ولدیت"], ["عائشہ خان", "علي كاظم"]),
            (["رول نمبر", "طالب علم کا نام", "والد کا نام"], ["عائشہ خان", "علي كاظم"]),
            (["رول نمبر", "اول نام", "دوسرا نام"], ["عائشہ خان عمران", "علي كاظم كاشف"]),
        ],
    )
    def test_headings_in_urdu_also_with_arabic_letters(self, header, names):
        rows = [header, ["1", "عائشہ خان", "عمران"], ["2", "علي كاظم", "كاشف"]]
        typed_on_an_arabic_keyboard = [[cell.replace("ی", "ي").replace("ک", "ك") for cell in rows[0]], *rows[1:]]

        assert names_in_text(csv_of(rows)).names == names
        assert names_in_text(csv_of(typed_on_an_arabic_keyboard)).names == names

    def test_the_code_pages_of_windows(self):
        arabic = csv_of([["نام"], ["عائشہ خان"], ["بلال"]]).encode("cp1256")
        latin = csv_of([["Name", "Class"], ["Zoë Müller", "8"], ["José Núñez", "8"]], ";").encode("cp1252")

        assert names_in_file(arabic).names == ["عائشہ خان", "بلال"]
        assert names_in_file(latin).names == ["Zoë Müller", "José Núñez"]

    def test_without_headings_the_column_with_words_is_taken(self):
        found = names_in_text("1,Ayesha Khan,Imran Khan,8-B\n2,Bilal Ali,Asif Ali,8-B\n3,Hina Tariq,Tariq Mir,8-B")

        assert found.names == ["Ayesha Khan", "Bilal Ali", "Hina Tariq"]
        assert found.columns == ["column 2"]

    def test_without_headings_first_and_second_name_stand_beside_each_other(self):
        assert names_in_text("Ayesha,Khan\nBilal,Ahmed\nHina,Tariq").names == [
            "Ayesha Khan",
            "Bilal Ahmed",
            "Hina Tariq",
        ]

    def test_no_number_no_address_and_no_father_comes_along(self):
        for rows in (EXCEL, EXCEL[4:]):
            for data in (csv_of(rows).encode(), xlsx_of(rows)):
                kept = "\n".join(names_in_file(data).names)
                assert not any(word in kept for word in ("@", "0300", "Imran", "محمد صدیق", "Asif"))


class TestXlsx:
    def test_the_first_sheet_with_something_in_it(self):
        found = names_in_file(xlsx_of(EXCEL))

        assert found.names == ["Ayesha Khan", "عائشہ صدیقہ", "Bilal"]
        assert found.columns == ["Student's Name"]

    def test_2000_rows(self):
        rows = [["Name"], *[[f"Learner {number}"] for number in range(2000)]]

        assert len(names_in_file(xlsx_of(rows)).names) == 2000

    def test_a_cell_far_out_costs_nothing(self):
        book = Workbook()
        book.active["XFD1048576"] = "far"
        out = io.BytesIO()
        book.save(out)

        with pytest.raises(NotAList):
            names_in_file(out.getvalue())

    def test_a_bomb_is_not_unpacked(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for number in range(4):
                packed.writestr(f"xl/worksheets/sheet{number}.xml", b"0" * 30_000_000)
        assert len(out.getvalue()) < LARGEST_FILE

        with pytest.raises(NotAList, match="can't be read"):
            names_in_file(out.getvalue())

    def test_entities_are_not_expanded(self):
        whole, out = io.BytesIO(xlsx_of([["Name"], ["Hina"]])), io.BytesIO()
        with zipfile.ZipFile(whole) as packed, zipfile.ZipFile(out, "w") as bad:
            for part in packed.infolist():
                body = packed.read(part)
                if part.filename.startswith("xl/worksheets/"):
                    body = body.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1)
                bad.writestr(part, body)

        with pytest.raises(NotAList):
            names_in_file(out.getvalue())


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", "can't be read"),
        (b"%PDF-1.7\n1 0 obj", "can't be read"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old or has a password"),
        (b"PK\x03\x04 and then nothing", "can't be read"),
        (b"", "No names"),
        (b"A\n" * (LARGEST_FILE // 2 + 1), "larger than 1 MB"),
    ],
)
def test_a_file_that_is_no_list(data, sentence):
    with pytest.raises(NotAList, match=sentence):
        names_in_file(data)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Hina", None),
        ("حنا", None),
        ("Star 30", None),
        ("hina@school.example", "contact"),
        ("Hina 0300 1234567", "contact"),
        ("۰۳۰۰۱۲۳۴۵۶۷", "contact"),
        ("17", "no_name"),
        ("…", "no_name"),
        ("x" * 40, None),
        ("x" * 41, "too_long"),
    ],
)
def test_what_a_learner_can_be_called(line, problem):
    assert problem_of(line) == problem


words = st.text(max_size=30) | st.sampled_from(
    ["Name", "نام", "First Name", "Last Name", "1.", '"', "\0", "a@b.c", "\ud800"]
)
tables = st.builds(
    lambda rows, delimiter: "\n".join(delimiter.join(row) for row in rows),
    st.lists(st.lists(words, max_size=5), max_size=12),
    st.sampled_from(",;\t،|"),
)


def names_or_sentence(read, source):
    names = []
    with suppress(NotAList):
        names = read(source).names
        assert names
    assert all(name and len(name) <= LONGEST_LINE and "\n" not in name and "\0" not in name for name in names)
    assert not names or names_in_lines("\n".join(names)) == names
    assert {problem_of(name) for name in names} <= {None, "contact", "no_name", "too_long"}


@any_kind
@given(st.binary(max_size=300) | st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail))
def test_any_bytes_are_read_or_refused_in_words(data):
    names_or_sentence(names_in_file, data)


@any_kind
@given(tables | st.text(max_size=200))
def test_any_text_is_read_or_refused_in_words(text):
    names_or_sentence(names_in_text, text)


@any_kind
@given(tables, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp1256"]))
def test_any_table_in_any_encoding(text, encoding):
    names_or_sentence(names_in_file, text.encode(encoding, errors="replace"))


@any_kind
@given(st.data())
def test_a_damaged_xlsx(data):
    whole = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(4, len(whole) - 1))] = data.draw(st.integers(0, 255))
    names_or_sentence(names_in_file, bytes(whole))


WHOLE = xlsx_of(EXCEL)
