"""Moodle XML as Moodle exports it, read without what makes an XML file dangerous."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.editorial.exchange.moodle_xml import read_moodle_xml, write_moodle_xml
from lessons.editorial.exchange.neutral import NeutralChoice, NeutralQuestion, NotQuestions
from lessons.editorial.exchange.question_files import read_questions
from tests.editorial.question_files import SAMPLES, by_key, found_or_refusal, lists_of, many, questions, why_of

SAMPLE = (SAMPLES / "features.moodle.xml").read_bytes()


@pytest.fixture
def found():
    return read_questions(SAMPLE, "en")


def choices_of(question):
    return [(c.text["en"], c.feedback.get("en", ""), c.right) for c in question.choices]


def quiz_of(inner):
    return f"<quiz>{inner}</quiz>".encode()


class TestSamples:
    def test_a_single_choice_with_its_number_tag_and_feedback(self, found):
        question = by_key(found)["whose-1"]

        assert (question.kind, question.topic, question.is_named) == ("single", "consent", True)
        assert question.prompt == {"en": "Who decides about a picture?"}
        assert question.explanation == {"en": "Ask the one in it."}
        assert choices_of(question) == [
            ("The person in it", "Yes, nobody else.", True),
            ("Whoever took it", "", False),
            ("Both", "Partly.", False),
        ]

    def test_several_choices_by_their_fractions(self, found):
        question = by_key(found)["several"]

        assert (question.kind, question.rights) == ("multiple", (True, True, False))
        assert question.prompt == {"en": "Who helps?\nLook: 1 < 2"}

    def test_true_or_false(self, found):
        assert choices_of(by_key(found)["fault"]) == [("True", "It never is.", False), ("False", "Right.", True)]

    def test_an_ordering_by_its_fractions(self, found):
        question = by_key(found)["steps"]

        assert choices_of(question) == [("Stop", "Yes.", False), ("Report", "", False), ("Talk", "", False)]

    def test_a_description_is_a_reflection(self, found):
        assert by_key(found)["just-words"].is_reflection

    def test_plain_text_is_taken_as_it_is(self):
        question = next(
            q for q in read_questions(SAMPLE, "ur").questions if "ur" in q.prompt and "یہ" in q.prompt["ur"]
        )

        assert question.choices[0].text == {"ur": "جس کی ہے & <b>"}

    def test_losses_of_every_question_are_listed_once(self, found):
        whole_file = [loss.what for loss in found.losses if not loss.question]

        assert whole_file == [
            "Categories",
            "Words for right, partly right and wrong",
            "Marks, penalties, shuffling and numbering",
            "Hints",
            "More than one tag",
        ]

    def test_losses_of_one_question_name_it(self, found):
        lost = {(loss.question, loss.what) for loss in found.losses if loss.question}

        assert lost == {
            ("whose-1", "Formatting"),
            ("whose-1", "Part marks (33.3 percent)"),
            ("several", "Pictures, sound and video"),
            ("fault", "Pictures, sound and video"),
            ("steps", "Asking only some of the steps"),
            ("just-words", "A description"),
        }

    def test_other_kinds_are_refused_by_name(self, found):
        reasons = why_of(found.refusals)

        assert list(reasons) == [
            *("8: Essay", "9: Short", "10: Number", "11: Match", "12: Cloze"),
            "13: Only a picture (only-a-picture)",
        ]
        assert "cloze" in reasons["12: Cloze"]


BILLION = b"""<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<quiz><question type="description"><name><text>&b;</text></name></question></quiz>"""
OUTSIDE = b'<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz><question>&x;</question></quiz>'


@pytest.mark.parametrize("data", [BILLION, OUTSIDE, b"<!DOCTYPE quiz><quiz></quiz>"])
def test_entities_and_document_types_are_refused(data):
    with pytest.raises(NotQuestions, match="can do harm"):
        read_moodle_xml(data, "en")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<quiz>\n<question>\n</quiz>", "broken in line 3"),
        (b"<html><body/></html>", "has no quiz"),
        (b"<quiz></quiz>", "no questions"),
        (b'<?xml version="1.0" encoding="klingon"?><quiz/>', "encoding"),
        (b'<?xml version="1.0" encoding="utf-7"?><quiz/>', "XML file"),
    ],
)
def test_a_file_that_is_no_quiz_says_what_is_wrong(data, words):
    with pytest.raises(NotQuestions, match=words):
        read_moodle_xml(data, "en")


def test_a_very_deep_file_does_no_harm():
    with pytest.raises(NotQuestions):
        read_moodle_xml(b"<quiz>" + b"<a>" * 200_000, "en")
    deep = b"<quiz>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</quiz>"
    with pytest.raises(NotQuestions, match="no questions"):
        read_moodle_xml(deep, "en")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1256"])
def test_the_encoding_that_the_file_names_is_used(encoding, found):
    name = encoding.removesuffix("-sig")
    data = (
        SAMPLE.decode().replace('encoding="UTF-8"', f'encoding="{name}"').encode(encoding, errors="xmlcharrefreplace")
    )

    assert read_questions(data, "en").questions == found.questions


def test_an_old_file_names_true_and_false_in_its_own_language():
    answers = '<answer fraction="100"><text>صواب</text></answer><answer fraction="0"><text>خطأ</text></answer>'
    question = f'<question type="truefalse"><questiontext><text>So?</text></questiontext>{answers}</question>'

    [found] = read_moodle_xml(quiz_of(question), "en").questions

    assert found.rights == (True, False)


def test_a_fraction_that_is_no_number_counts_nothing():
    answers = "".join(f'<answer fraction="{f}"><text>{f}</text></answer>' for f in ("100", "nan", "inf", "much"))
    question = f'<question type="multichoice"><questiontext><text>So?</text></questiontext>{answers}</question>'

    [found] = read_moodle_xml(quiz_of(question), "en").questions

    assert found.rights == (True, False, False, False)


def test_what_goes_out_says_what_moodle_needs():
    steps = tuple(NeutralChoice({"en": text}) for text in ("Stop", "Talk"))
    order = NeutralQuestion("steps", "ordering", {"en": "Order <these> & those"}, steps, topic="consent")

    text = write_moodle_xml([order], "en").text

    assert '<question type="ordering">' in text
    assert "<idnumber>steps</idnumber>" in text
    assert "<gradingtype>ALL_OR_NOTHING</gradingtype>" in text
    assert '<answer fraction="2" format="plain_text">' in text
    assert "Order &lt;these&gt; &amp; those" in text


@many
@given(lists_of(questions(["ur"], extras=False)))
def test_what_goes_out_comes_back(some):
    written = write_moodle_xml(some, "ur")

    found = read_moodle_xml(written.text.encode(), "ur")

    assert found.questions == tuple(some)
    assert not found.refusals and not written.refusals


@many
@given(st.binary())
def test_any_bytes_are_read_or_refused_in_words(data):
    for each in (data, b"<quiz>" + data + b"</quiz>", b"<quiz><question type='multichoice'>" + data):
        with pytest.raises(NotQuestions) as refusal:
            read_moodle_xml(each, "en")
        assert str(refusal.value)


@many
@given(st.integers(), st.integers(1, 6))
def test_a_damaged_file_is_read_or_refused_in_words(seed, count):
    dice = random.Random(seed)
    text = SAMPLE.decode()
    for _ in range(count):
        start = dice.randrange(len(text))
        text = text[:start] + dice.choice(["<", ">", "&", "<text>", "</answer>", "]]>", "0", ""]) + text[start + 1 :]

    found, refusal = found_or_refusal(read_moodle_xml, text.encode(), "en")

    assert refusal or found.questions


@many
@given(st.text("<>/!-[]=\"' abpimg&;#\n", max_size=80))
def test_any_html_becomes_words(html):
    text = f'<questiontext format="html"><text><![CDATA[{html}x]]></text></questiontext>'

    found, refusal = found_or_refusal(read_moodle_xml, quiz_of(f'<question type="description">{text}</question>'), "en")

    assert "broken" in refusal or found.questions
