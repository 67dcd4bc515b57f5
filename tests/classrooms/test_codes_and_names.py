import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.classrooms.join_codes import ALPHABET, LENGTH, is_code, new_code, normalise_code
from lessons.classrooms.names import LONGEST, is_name, looks_like_contact, name_key, tidy_name

codes = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)


def test_the_code_of_the_demo_class_is_a_code():
    assert is_code("CHRGH7")
    assert normalise_code("chrgh7") == "CHRGH7"


def test_new_codes_are_codes():
    assert all(is_code(new_code()) for _ in range(500))


def test_no_letter_can_be_taken_for_another():
    assert not set(ALPHABET) & set("01ILOQAEIUSZB6")


@given(codes)
def test_a_code_stays_itself(code):
    assert normalise_code(code) == code


@given(codes, st.sampled_from([" ", "-", " – ", "\u200f", "\n"]))
def test_how_a_code_is_written_down_does_not_matter(code, gap):
    assert normalise_code(f" {code[:3].lower()}{gap}{code[3:]}") == code


@given(codes, st.sampled_from(["۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９"]))
def test_digits_of_any_script(code, digits):
    assert normalise_code(code.translate(str.maketrans("0123456789", digits))) == code


@pytest.mark.parametrize(("typed", "code"), [("S2Z345", "522345"), ("u6Ab77", "VG4877")])
def test_a_misread_letter_is_put_right(typed, code):
    assert normalise_code(typed) == code


@given(st.text())
def test_any_text_is_a_code_or_not(text):
    code = normalise_code(text)

    assert normalise_code(code) == code
    assert is_code(code) in {True, False}


@given(st.text())
def test_any_text_makes_a_tidy_name(text):
    name = tidy_name(text)

    assert tidy_name(name) == name
    assert "\0" not in name
    assert name == name.strip()


@given(st.text(max_size=LONGEST))
def test_the_key_of_a_key_is_itself(text):
    key = name_key(tidy_name(text))

    assert name_key(key) == key


@given(st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x12F), min_size=1, max_size=20))
def test_case_and_spaces_do_not_make_another_name(name):
    assert name_key(f"  {name.swapcase().swapcase()}  ") == name_key(name)
    assert name_key(name.upper()) == name_key(name.upper().lower())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hina Khan", "  hina   KHAN "),
        ("علي", "علی"),
        ("حِنا", "حنا"),
        ("كريم", "کریم"),
        ("Star ۱", "Star 1"),
        ("ه\u200cنا", "ہنا"),
    ],
)
def test_two_ways_to_type_one_name(one, other):
    assert name_key(one) == name_key(other)


def test_different_names_stay_different():
    assert len({name_key(name) for name in ("علی", "عالیہ", "Ali", "Ali 2", "Ali B")}) == 5


@pytest.mark.parametrize("name", ["a@b.pk", "0300 1234567", "۰۳۰۰۱۲۳۴۵۶۷", "Ali 03001234567"])
def test_contacts_are_told_from_names(name):
    assert looks_like_contact(name)


@pytest.mark.parametrize("name", ["Star 30", "علی 2", "Roll 123456"])
def test_numbers_in_names_are_fine(name):
    assert not looks_like_contact(name)
    assert is_name(name)
