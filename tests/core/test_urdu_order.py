"""Names in the order of the alphabet, the same in every database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.core.urdu import alphabetical_key

# As an Urdu primer has them.
ALPHABET = "ا ب پ ت ٹ ث ج چ ح خ د ڈ ذ ر ڑ ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن ں و ہ ھ ء ی ے".split()
WORDS = st.text(alphabet=ALPHABET, min_size=1, max_size=8)


def in_order(*names):
    return sorted(reversed(names), key=alphabetical_key) == list(names)


def test_letters_follow_the_primer():
    assert in_order(*ALPHABET)


@given(st.lists(WORDS, max_size=8))
def test_words_follow_the_primer_letter_by_letter(words):
    by_letters = sorted(words, key=lambda word: [ALPHABET.index(letter) for letter in word])

    assert sorted(words, key=alphabetical_key) == by_letters


@pytest.mark.parametrize(
    "names",
    [
        ("پرویز", "تنویر", "ٹیپو", "ثنا"),
        ("چراغ", "حنا", "ڈالی", "راشد"),
        ("کامران", "گل", "لائبہ"),
        ("نور", "واصف", "ہما", "یاسر"),
        ("علی خان", "علیا"),
        ("Ali", "ali B", "Alia", "Zoya"),
        ("Star 2", "Star 10", "Star 100"),
        ("ستارہ ۲", "ستارہ 10"),
        ("12 نور", "نور", "Noor"),
    ],
)
def test_lists_as_a_teacher_would_write_them(names):
    assert in_order(*names)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_numbers_go_by_their_size(one, other):
    assert (alphabetical_key(f"Star {one}") < alphabetical_key(f"Star {other}")) == (one < other)


@given(st.text(max_size=40))
def test_a_key_is_made_of_digits_which_every_database_sorts_alike(text):
    key = alphabetical_key(text)

    assert key == "" or (key.isascii() and key.isdigit())


@pytest.mark.parametrize(
    ("one", "other"), [("علي", "علی"), ("كريم", "کریم"), ("هما", "ہما"), ("حِنا", "حنا"), ("ALI", "ali"), ("Zoë", "Zoe")]
)
def test_spellings_of_one_name_stand_together(one, other):
    assert alphabetical_key(one) == alphabetical_key(other)
