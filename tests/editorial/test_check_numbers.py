"""A law or a number in running text belongs into a fact or a helpline; an hour, a year, a count may stand."""

import pytest

from lessons.editorial.checking.numbers import found_in
from tests.editorial.checked import found, lesson_saying, levels, question_with
from tests.factories import make_fact, make_helpline

pytestmark = pytest.mark.django_db


def kinds(text, numbers=frozenset()):
    return [kind for kind, _start, _end in found_in(text, numbers)]


@pytest.mark.parametrize(
    "text",
    [
        "Ring 0800-39393 today.",
        "Write to 0311 1234567.",
        "WhatsApp: +92 300 1234567",
        "Call 15 if you are in danger.",
        "Text your CNIC to 668; SMS it to 668.",
        "Dial the helpline 1121 now.",
        "1799 پر کال کریں۔",
        "15 پر فوراً فون کریں۔",
        "نمبر 0800-39393 ہے۔",
        "۱۷۹۹ پر کال کریں۔",
    ],
)
def test_a_phone_number_is_found(text):
    assert kinds(text) == ["phone"]


@pytest.mark.parametrize(
    "text", ["Section 21 says so.", "See ss. 20 and more.", "دفعہ 21 کے تحت", "دفعات 20 اور 21", "سیکشن 24 میں"]
)
def test_a_section_of_a_law_is_found(text):
    assert kinds(text) == ["section"]


@pytest.mark.parametrize(
    "text",
    [
        "Up to five years in prison.",
        "3 years' imprisonment",
        "He was jailed for two years.",
        "A fine of up to Rs 50,000.",
        "fined 500,000 rupees",
        "پانچ سال تک قید ہو سکتی ہے۔",
        "3 سال کی سزا",
        "10 لاکھ روپے جرمانہ",
        "جرمانہ 50 ہزار تک",
    ],
)
def test_a_penalty_is_found(text):
    assert kinds(text) == ["penalty"]


@pytest.mark.parametrize(
    "text", ["Nearly 33% told nobody.", "33 percent", "33 per cent", "33 فیصد لوگ", "۳۳ فیصد", "33٪", "2.5 %"]
)
def test_a_percentage_is_found(text):
    assert kinds(text) == ["percentage"]


@pytest.mark.parametrize(
    "text", ["Settings › Privacy", "Settings > Privacy > Groups", "سیٹنگز ← پرائیویسی", "“Settings” → “Privacy”"]
)
def test_a_menu_path_is_found(text):
    assert kinds(text)[0] == "path"


@pytest.mark.parametrize(
    "text",
    [
        "Forty people have it; 40 people.",
        "At 11:42 pm, on 21 November 2026, 2026-11-21.",
        "It costs Rs 200, or 10,00,000 rupees.",
        "The code 482913, and 10 more.",
        "Call 15 friends. Call me in 10 minutes.",
        "He rang 3 times at 10 at night.",
        "Call at 10:30.",
        "A boy from another section writes.",
        "Section 2 of this lesson",
        "It's fine. 40 people saw it. Fine, then.",
        "He is 15 years old and afraid of jail.",
        "Two years ago she was sentenced to nothing.",
        "Nothing is 100% safe; 100 percent, 0 percent.",
        "5 > 3, and 3 < 4",
        "A → the arrow",
        "اس دفعہ 3 لوگ آئے۔",
        "پہلی دفعہ 5 پیغام آئے۔",
        "دو دفعہ 10 لوگ",
        "3 دفعہ 5 منٹ",
        "کوئی قدم 100 فیصد نہیں، سو فیصد نہیں۔",
        "رات کے 10 بجے، 15 سال کی عمر، 40 لوگ۔",
        "10 لاکھ روپے کا فون",
        "جرمانہ کوئی نہیں۔ 5 لوگ گئے۔",
    ],
)
def test_hours_years_counts_and_look_alikes_are_left_alone(text):
    assert kinds(text) == []


def test_the_number_of_a_helpline_is_known_wherever_it_stands():
    make_helpline(number="1799")

    assert levels(lesson_saying("There is 1799, too."), "numbers.phone") == ["stop"]
    assert levels(lesson_saying("There is 1798, and 21799, and 1799.5 too."), "numbers.phone") == []


def test_a_fact_and_a_helpline_are_where_such_things_belong():
    fact = make_fact(text_en="<p>Section 21: up to five years in prison.</p>")
    line = make_helpline(who_for_en="Call 1799 at any hour.")

    assert found(fact, "numbers") == found(line, "numbers") == []


def test_a_question_can_refer_to_no_fact_so_only_a_phone_number_outside_its_choices_stops_it():
    question = question_with(
        (("Settings › Privacy", True), ("Call 1799", False)),
        prompt_en="What does section 21 say?",
        explanation_en="Call 1799.",
    )

    by_path = {each.path: each.level for each in found(question, "numbers")}

    assert by_path.pop(("explanation", "en")) == "stop"
    assert set(by_path.values()) == {"advice"}
    assert set(by_path) == {("prompt", "en"), ("choices", "0", "text", "en"), ("choices", "1", "text", "en")}


def test_the_finding_shows_the_words_and_where_they_belong():
    (finding,) = found(lesson_saying("Ring 0800-39393 today."), "numbers")

    assert "0800-39393" in finding.what
    assert "Helplines" in finding.better
