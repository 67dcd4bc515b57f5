import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.core.bidi import isolate, isolate_html
from lessons.core.urdu import normalise_urdu

URDU = st.text(alphabet="ابپتٹجچدڈرزسشعفقکگلمنوہھیےءئؤًَُِّ يىكهةۓ 0123456789.,:-abcXYZ'&<>", max_size=60)


def test_letters_from_arabic_keyboards_and_vowel_marks_find_the_same_word():
    assert normalise_urdu("كيا") == normalise_urdu("کیا")
    assert normalise_urdu("اُن") == normalise_urdu("ان")
    assert normalise_urdu("ہی") == normalise_urdu("هي")


@given(URDU)
def test_normalising_twice_changes_nothing(text):
    assert normalise_urdu(normalise_urdu(text)) == normalise_urdu(text)


def test_numbers_and_latin_words_are_isolated_inside_urdu():
    html = isolate("WhatsApp میں Privacy Checkup کھولیں، 0800-39393 پر کال کریں۔")

    assert '<bdi lang="en" dir="ltr">WhatsApp</bdi>' in html
    assert '<bdi lang="en" dir="ltr">Privacy Checkup</bdi>' in html
    assert '<bdi dir="ltr">0800-39393</bdi>' in html


def test_a_name_with_its_number_stays_whole():
    assert isolate("لائسنس: CC BY 4.0") == 'لائسنس: <bdi lang="en" dir="ltr">CC BY 4.0</bdi>'


@pytest.mark.parametrize("word", ["2-Step Verification", "8-B", "2FA", "5G"])
def test_a_word_that_begins_with_a_digit_stays_whole(word):
    assert isolate(f"یہ {word} ہے") == f'یہ <bdi lang="en" dir="ltr">{word}</bdi> ہے'


def test_a_full_stop_after_a_latin_word_stays_with_the_sentence():
    assert isolate("دیکھیں StopNCII.org.").endswith("StopNCII.org</bdi>.")
    assert isolate("دیکھیں https://pta.gov.pk/en۔").endswith('dir="ltr">https://pta.gov.pk/en</bdi>۔')


def test_markup_and_entities_are_left_alone():
    assert isolate_html('<a href="https://x.org">یہ</a> &amp; وہ') == '<a href="https://x.org">یہ</a> &amp; وہ'


@given(URDU)
def test_isolating_escapes_and_changes_no_word(text):
    html = isolate(text)
    bare = re.sub(r"</?bdi[^>]*>", "", html)

    assert "<" not in bare
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&#x27;", "'"), ("&amp;", "&")):
        bare = bare.replace(entity, sign)
    assert bare == text
