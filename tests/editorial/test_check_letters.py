"""Urdu is written with Urdu's letters and marks; what is certain is mended, and nothing else is touched."""

import pytest
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from lessons.core.bidi import isolate
from lessons.editorial.checking.letters import bare_runs, mend, mend_letters, mend_marks
from tests.editorial.checked import found, leaf, lesson_saying, lesson_with, levels

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("كتاب", "کتاب"),
        ("علي", "علی"),
        ("موسى", "موسی"),
        ("یه وہ", "یہ وہ"),
        ("ھم ھیں", "ہم ہیں"),
        ("گۓ", "گئے"),
        ("کتـــاب", "کتاب"),
        ("بے\u200cحیا", "بے حیا"),
        ("\u200fسبق\u200f", "سبق"),
        ("ﭘﺎﮐﺴﺘﺎﻥ", "پاکستان"),
        ("ا\u0653پ", "آپ"),
        ("👨\u200d👩\u200d👧 گھر", "👨\u200d👩\u200d👧 گھر"),
        ("جرأت، ﷺ، بھروسا، انھیں", "جرأت، ﷺ، بھروسا، انھیں"),
    ],
)
def test_letters_that_can_mean_only_one_are_mended_and_right_ones_stay(wrong, right):
    assert mend_letters(wrong) == right


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("رکیں, پوچھیں", "رکیں، پوچھیں"),
        ("کیا ہوا?", "کیا ہوا؟"),
        ("رکیں; پوچھیں", "رکیں؛ پوچھیں"),
        ("بس.", "بس۔"),
        ('کہا: "رکو"', "کہا: ”رکو“"),
        ("کہا: “رکو”", "کہا: ”رکو“"),
        ("کہا: «رکو»", "کہا: ”رکو“"),
        ("رکیں ، پوچھیں", "رکیں، پوچھیں"),
        ("۱۵ لوگ، ٢٠ پیغام", "15 لوگ، 20 پیغام"),
        ("10,000 روپے", "10,000 روپے"),
        ("www.example.org پر", "www.example.org پر"),
        ("WhatsApp, Facebook", "WhatsApp, Facebook"),
        ("”رکو۔“ اور ”چلو۔“", "”رکو۔“ اور ”چلو۔“"),
        ("اچھا... پھر", "اچھا... پھر"),
        ("Version 2.5 ہے۔", "Version 2.5 ہے۔"),
    ],
)
def test_marks_and_numbers_are_mended_only_where_urdu_is_meant(wrong, right):
    assert mend_marks(wrong) == right


def test_wrong_letters_stop_and_the_finding_holds_the_corrected_text():
    (finding,) = found(lesson_saying("", "علي نے كتاب پڑھی۔"), "letters")

    assert finding.level == "stop"
    assert "ي ك" in finding.what
    assert finding.better == "علی نے کتاب پڑھی۔"


def test_a_letter_that_may_be_either_is_shown_and_left_to_the_editor():
    lesson = lesson_saying("", "بهت اچھا۔")

    assert levels(lesson, "letters") == ["stop"]
    assert mend("بهت", "line") == "بهت"


def test_wrong_marks_are_advice():
    assert levels(lesson_saying("", "رکیں, پوچھیں۔"), "marks") == ["advice"]


@pytest.mark.parametrize("urdu", ["رکیں، پوچھیں، ”ہاں“ سنیں۔", "صورتِ حال، فوراً، بُلنگ، مصطفیٰ", "قدم 1: ہاتھ روک لیں۔"])
def test_urdu_that_is_written_right_is_left_alone(urdu):
    lesson = lesson_saying("", urdu)

    assert found(lesson, "letters") == found(lesson, "marks") == []


def test_english_is_not_held_against_the_rules_of_urdu():
    lesson = lesson_saying('Is it, "yes"? No.')

    assert found(lesson, "letters") == found(lesson, "marks") == []


def test_mending_a_rich_text_leaves_its_tags_links_and_entities():
    source = '<p><a href="https://x.pk/?a=1,2">كتاب</a>, &amp; <b>بس</b>.</p>'

    assert mend(source, "rich") == '<p><a href="https://x.pk/?a=1,2">کتاب</a>, &amp; <b>بس</b>.</p>'


LETTERS = st.text(alphabet='اآبپتھہیےنںکگ ،؟۔ “”ًُِ123ABC\u200cيكه,?.;"', max_size=40)


@given(LETTERS)
def test_mending_twice_changes_nothing_more(text):
    once = mend_marks(mend_letters(text))

    assert mend_marks(mend_letters(once)) == once


# --- what the site isolates by itself ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text", ["گروپ میں 40 لوگ", "WhatsApp کھولیں", "2-Step Verification", "(Privacy)", "11:42 پر", "x.pk"]
)
def test_what_the_site_holds_together_itself_is_no_finding(text):
    assert bare_runs(text) == []


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("ٹیگ #safe لگائیں", "#safe"),
        ("کوڈ *123# ملائیں", "*123#"),
        ("صرف 50% لوگ", "50%"),
        ("آپ کا Q&A حصہ", "Q&A"),
        ("Zoë کا", "Zoë"),
    ],
)
def test_what_would_turn_the_line_round_is_named(text, run):
    assert bare_runs(text) == [run]
    (finding,) = found(lesson_with(("heading", leaf("", text))), "direction")
    assert run in finding.what


FOREIGN = st.text(alphabet="aZé09#@%&*+-=./:_'()", min_size=1, max_size=8)
URDU = st.sampled_from(["سبق", "یہ", "ہے۔", "”ہاں“", "کیا؟"])


@given(st.lists(st.one_of(FOREIGN, URDU), min_size=1, max_size=6))
def test_where_nothing_is_found_no_latin_letter_or_number_stands_bare_on_the_page(parts):
    text = " ".join(parts)

    if not bare_runs(text):
        outside = strip_tags(_without_bdi(str(isolate(text))))
        assert not any(c.isascii() and c.isalnum() or c == "é" for c in outside)


def _without_bdi(html):
    import re

    return re.sub(r"&[#\w]+;", "", re.sub(r"<bdi[^>]*>.*?</bdi>", "", html))
