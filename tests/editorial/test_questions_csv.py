"""Our own CSV carries everything, and comes back out of any spreadsheet."""

import csv
import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.editorial.exchange.neutral import NeutralChoice, NeutralQuestion, NotQuestions
from lessons.editorial.exchange.question_files import encoded, read_questions
from lessons.editorial.exchange.questions_csv import columns, read_csv, write_csv
from tests.editorial.question_files import SAMPLES, by_key, found_or_refusal, lists_of, many, questions, why_of

SAMPLE = (SAMPLES / "features.csv").read_text(encoding="utf-8")


@pytest.fixture
def found():
    return read_questions(SAMPLE.encode(), "en")


class TestSamples:
    def test_both_languages_stand_side_by_side(self, found):
        question = by_key(found)["whose-1"]

        assert question.prompt == {"en": "Whose picture is it?", "ur": "یہ تصویر کس کی ہے؟"}
        assert [choice.text for choice in question.choices] == [
            {"en": "The person's in it", "ur": "جس کی ہے"},
            {"en": "Everybody's", "ur": "سب کی"},
        ]
        assert question.rights == (True, False)
        assert (question.topic, question.reveals, question.bands) == ("consent", "knowledge", "ABCD")

    def test_words_are_read_in_any_case_and_bands_with_commas(self, found):
        question = by_key(found)["steps-1"]

        assert (question.kind, question.reveals, question.bands) == ("ordering", "attitude", "BC")
        assert question.prompt == {"en": "Put them\nin order."}

    def test_an_apostrophe_before_a_formula_is_taken_off(self, found):
        question = by_key(found)["sum-1"]

        assert question.prompt == {"en": "=1+1 is?"}
        assert question.choices[0] == NeutralChoice({"en": "-2"}, right=True)

    def test_a_reflection_has_no_choices(self, found):
        assert by_key(found)["think-1"].is_reflection

    def test_a_column_that_is_not_known_is_listed(self, found):
        assert [(loss.question, loss.what) for loss in found.losses] == [("", "The column “colour”")]

    def test_a_word_that_is_not_known_is_refused_with_line_and_column(self, found):
        reasons = why_of(found.refusals)

        assert "“kind” says “oral”" in reasons["line 9"]
        assert "“bands” says “XYZ”" in reasons["line 10"]
        assert "“choice1_right” says “perhaps”" in reasons["line 11"]

    def test_a_name_that_stands_twice_is_refused(self, found):
        assert "twice" in why_of(found.refusals)["line 12 (whose-1)"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_any_spreadsheet_s_encoding_and_separator(encoding, delimiter, found):
    rows = list(csv.reader(io.StringIO(SAMPLE.partition("\n")[2], newline=""), delimiter=";"))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    # Windows's Arabic code page has no Urdu full stop, but all letters of the sample and "✓" not.
    data = (
        out.getvalue().replace("✓", "x").replace("ی", "ى" if encoding == "cp1256" else "ی").encode(encoding, "replace")
    )

    read = read_questions(data, "en")

    assert [question.key for question in read.questions] == [question.key for question in found.questions]
    assert by_key(read)["steps-1"] == by_key(found)["steps-1"]
    assert "تص" in by_key(read)["whose-1"].prompt["ur"]


def test_a_file_for_excel_begins_with_the_mark_of_utf_8():
    data = encoded(write_csv([NeutralQuestion("k", prompt={"ur": "؟"})]).text, "csv")

    assert data.startswith(b"\xef\xbb\xbfkey,kind,reveals,")
    assert data.endswith(b"\r\n")


@pytest.mark.parametrize("text", ["=1+1", "+92", "-1", "@SUM(A1)", "'=1", "＝1"])
def test_no_cell_is_a_formula_and_each_comes_back(text):
    question = NeutralQuestion("k", prompt={"en": text})

    written = write_csv([question]).text

    cells = next(csv.DictReader(io.StringIO(written, newline="")))
    assert cells["prompt_en"] == f"'{text}"
    assert read_csv(written).questions == (question,)


def test_an_apostrophe_before_words_is_left_alone():
    assert "'Tis so" in write_csv([NeutralQuestion("k", prompt={"en": "'Tis so"})]).text.split("\r\n")[1].split(",")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name,question,answer,right\na,b,c,d\n", "names no column prompt_en / prompt_ur"),
        ("key,prompt_en\n,\n", "no row has a text"),
        ('key,prompt_en\nk,"never closed\n', "Give at least two choices"),
        ("key,prompt_en\nk," + "x" * 200_000, "Line 2 can't be read"),
    ],
)
def test_a_file_that_is_none_of_ours_says_what_is_missing(text, words):
    found, refusal = found_or_refusal(read_questions, text.encode(), "en")

    assert words in (refusal or found.refusals[0].why)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"x" * (2 * 1024 * 1024 + 1), "2 MB"),
        (b"PK\x03\x04whatever", "CSV UTF-8"),
        (b"%PDF-1.7 ...", "can't be read"),
        (b"\x89PNG\r\n\x1a\n\0\0\1\2\3\4\5\6", "can't be read"),
        (b"".join(b"Q%d?{=a ~b}\n\n" % number for number in range(501)), "500"),
    ],
)
def test_what_is_no_file_of_questions_says_so(data, words):
    with pytest.raises(NotQuestions, match=words):
        read_questions(data, "en")


def test_the_page_of_documentation_names_every_column():
    page = (SAMPLES.parents[2] / "docs" / "question-files.md").read_text(encoding="utf-8")

    firsts = [name for name in columns() if not name.startswith("choice") or name.startswith("choice1_")]
    assert [name for name in firsts if f"`{name}`" not in page] == []


@many
@given(lists_of(questions()))
def test_what_goes_out_comes_back(some):
    written = write_csv(some)

    found = read_questions(encoded(written.text, "csv"), "en")

    assert found.questions == tuple(some)
    assert not written.losses and not found.losses and not found.refusals


@many
@given(st.binary())
def test_any_bytes_are_read_or_refused_in_words(data):
    for each in (data, b"key,prompt_en,choice1_text_en\n" + data, b"\xff\xfe" + data):
        found, refusal = found_or_refusal(read_questions, each, "en")
        assert refusal or found.questions or found.refusals


@many
@given(st.integers(), st.integers(1, 12))
def test_a_damaged_file_is_read_or_refused_in_words(seed, count):
    dice = random.Random(seed)
    letters = list(SAMPLE)
    for _ in range(count):
        letters[dice.randrange(len(letters))] = dice.choice(['"', ";", ",", "\n", "\t", "", "'", "="])

    found, refusal = found_or_refusal(read_questions, "".join(letters).encode(), "en")

    assert refusal or found.questions or found.refusals
