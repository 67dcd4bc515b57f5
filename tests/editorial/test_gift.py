"""GIFT as Moodle reads and writes it: what is kept, what is listed as lost, and nothing that breaks it."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.editorial.exchange.gift import read_gift, write_gift
from lessons.editorial.exchange.neutral import NeutralChoice, NeutralQuestion, NotQuestions
from lessons.editorial.exchange.question_files import read_questions
from tests.editorial.question_files import SAMPLES, by_key, found_or_refusal, lists_of, many, questions, why_of

SAMPLE = (SAMPLES / "features.gift.txt").read_text(encoding="utf-8")


@pytest.fixture
def found():
    return read_questions(SAMPLE.encode(), "en")


def choices_of(question, language="en"):
    return [(c.text[language], c.feedback.get(language, ""), c.right) for c in question.choices]


def read_one(text, language="en"):
    """The only question of a text."""
    [question] = read_gift(text, language).questions
    return question


class TestSamples:
    def test_a_name_the_choices_their_feedback_and_the_general_feedback(self, found):
        question = by_key(found)["whose-picture"]

        assert question.prompt == {"en": "Who decides about a picture?"}
        assert choices_of(question) == [
            ("The person in it", "Yes, nobody else.", True),
            ("Whoever took it", "The camera gives no right.", False),
            ("Whoever has it", "Having it is no yes.", False),
        ]
        assert question.explanation == {"en": "Ask the one in the picture."}

    def test_answers_in_the_middle_leave_a_blank_in_the_sentence(self, found):
        prompts = [question.prompt["en"] for question in found.questions]

        assert "A picture that came to you _____ from your phone." in prompts

    def test_weights_without_a_right_one_make_several_choices(self, found):
        question = next(q for q in found.questions if q.prompt["en"].startswith("Several people"))

        assert (question.kind, question.rights) == ("multiple", (True, True, False))

    def test_part_marks_are_listed_and_count_as_not_right(self, found):
        question = next(q for q in found.questions if q.prompt["en"] == "Hard to say.")

        assert question.rights == (False, False, True)
        assert "Part marks (33.3 percent)" in [loss.what for loss in found.losses if loss.question == question.key]

    def test_true_and_false_become_two_choices_with_their_feedback(self, found):
        question = next(q for q in found.questions if q.prompt["en"] == "It was your fault.")

        assert choices_of(question) == [("True", "It never is.", False), ("False", "Right, it never is.", True)]
        assert question.explanation == {"en": "Fault lies with whoever passed it on."}

    def test_html_becomes_words_and_says_what_it_loses(self, found):
        question = next(q for q in found.questions if q.prompt["en"].startswith("Is this bold"))

        assert question.prompt["en"] == "Is this bold?\nLook:"
        assert choices_of(question) == [("Yes", "", True), ("1 < 2 & <b>", "", False)]
        lost = {loss.what for loss in found.losses if loss.question == question.key}
        assert lost == {"Formatting", "Pictures, sound and video"}

    def test_signs_behind_a_backslash_are_letters(self, found):
        question = by_key(found)["control-signs"]

        assert question.prompt["en"] == "Which sign needs a backslash? {x} at 5:00"
        assert [choice.text["en"] for choice in question.choices] == ["~", "=", "none # of \\these", "one\ntwo lines"]

    def test_a_number_and_a_tag_in_the_comment_are_the_key_and_the_topic(self, found):
        question = by_key(found)["own-id"]

        assert (question.topic, question.is_named) == ("consent", True)

    def test_steps_are_read_in_their_order(self, found):
        question = by_key(found)["steps"]

        assert question.kind == "ordering"
        assert [choice.text["en"] for choice in question.choices] == ["Stop", "Report = tell", "Talk"]

    def test_a_named_text_without_answers_is_a_reflection(self, found):
        assert by_key(found)["just-words"].is_reflection
        assert "A description" in [loss.what for loss in found.losses]

    def test_urdu_and_blank_lines_inside_braces(self):
        found = read_questions(SAMPLE.encode(), "ur")
        question = next(q for q in found.questions if q.prompt["ur"].startswith("یہ"))

        assert question.prompt == {"ur": "یہ تصویر کس کی ہے؟ ”بتائیں“"}
        assert choices_of(question, "ur") == [("جس کی تصویر ہے", "جی ہاں۔", True), ("سب کی", "", False)]

    def test_categories_are_listed_once(self, found):
        assert [loss.question for loss in found.losses if loss.what == "Categories"] == [""]

    def test_what_is_no_choice_is_refused_with_its_line_and_the_reason(self, found):
        reasons = why_of(found.refusals)

        assert len(reasons) == 8
        for part in (
            "written answer",
            "a number",
            "word to be typed",
            "match pairs",
            "brace",
            "fully right",
            "no answers",
        ):
            assert any(part in reason for reason in reasons.values()), part
        assert all(name.startswith("line ") for name in reasons)

    def test_several_that_are_right_alone_have_to_be_chosen_together(self, found):
        question = by_key(found)["two-right"]

        assert (question.kind, question.rights) == ("multiple", (True, True, False))
        assert "One of several right choices" in [loss.what for loss in found.losses]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace("\n", "  \n"),
    ],
)
def test_marks_and_line_ends_of_other_programs_change_nothing(change, found):
    assert read_questions(change(SAMPLE).encode(), "en").questions == found.questions


def test_a_brace_that_is_never_closed_costs_one_question():
    found = read_gift("::a::One?{=x ~y\n\n::b::Two?{=x ~y}\n\nThree?{=x\n\nFour?{=x ~y}", "en")

    assert [question.key for question in found.questions if question.key == "b"] == ["b"]
    assert len(found.questions) == 2
    assert len(found.refusals) == 2


def test_a_less_than_sign_is_no_tag_and_an_entity_is_its_letter():
    assert read_one("Is 1 < 2 &amp; 3 > 2?{=yes ~no}").prompt == {"en": "Is 1 < 2 & 3 > 2?"}


def test_a_weight_of_all_makes_several_choices_with_one_right():
    question = read_one("Which?{~%100%this ~%-100%that}")

    assert (question.kind, question.rights) == ("multiple", (True, False))


@pytest.mark.parametrize("text", ["", "\n\n//only a comment\n", "$CATEGORY: only", "A letter.\n\nSincerely."])
def test_a_file_without_questions_says_so(text):
    with pytest.raises(NotQuestions, match="no questions"):
        read_gift(text, "en")


class TestWriting:
    def test_moodle_can_tell_the_right_ones(self):
        choices = tuple(
            NeutralChoice({"en": text}, {"en": "so"}, right=right) for text, right in (("A", True), ("B", False))
        )
        question = NeutralQuestion("k", prompt={"en": "Which?"}, choices=choices, explanation={"en": "Why: so"})

        text = write_gift([question, replace(question, key="m", kind="multiple", topic="consent")], "en").text

        assert "// [id:k]\n::k::[plain]Which?{\n\t=A#so\n\t~B#so\n\t####Why\\: so\n}\n" in text
        assert "// [id:m] [tag:consent]\n::m::[plain]Which?{\n\t~%100%A#so\n\t~%-100%B#so\n" in text

    def test_what_it_leaves_out_is_listed(self):
        choices = tuple(
            NeutralChoice({"en": text, "ur": "ا"}, {}, {"en": "belief"}, text == "A") for text in ("A", "B")
        )
        question = NeutralQuestion(
            "k", prompt={"en": "Which?", "ur": "؟"}, choices=choices, reveals="attitude", bands="B"
        )
        question = replace(question, teaching_note={"en": "Say."})

        lost = {loss.what for loss in write_gift([question], "en").losses}

        assert lost == {
            "The other language",
            "What to say in class",
            "Misconceptions",
            "What the answer reveals",
            "Age bands",
        }

    def test_what_it_cannot_carry_is_refused_with_the_reason(self):
        whole = NeutralQuestion(
            "k", prompt={"en": "?"}, choices=(NeutralChoice({"en": "A"}, right=True), NeutralChoice())
        )
        step = NeutralChoice({"en": "a {brace}"})
        refused = [
            replace(whole, prompt={"ur": "؟"}),
            replace(whole, choices=()),
            whole,
            replace(whole, choices=(NeutralChoice({"en": "A"}), NeutralChoice({"en": "B"}))),
            replace(whole, kind="ordering", choices=(step, step)),
        ]

        written = [write_gift([question], "en") for question in refused]

        assert [w.text for w in written] == [""] * 5
        assert len({w.refusals[0].why for w in written}) == 5


def as_gift_keeps(question):
    """An ordering has no place for feedback, nor has a text without answers."""
    if question.kind != "ordering":
        return question
    return replace(question, explanation={}, choices=tuple(replace(c, feedback={}) for c in question.choices))


@many
@given(lists_of(questions(["ur"], extras=False)))
def test_what_goes_out_comes_back(some):
    written = write_gift(some, "ur")
    refused = {refusal.question for refusal in written.refusals}
    expected = tuple(as_gift_keeps(question) for question in some if question.key not in refused)

    assert all(q.kind == "ordering" for q in some if q.key in refused)
    if expected:
        found = read_gift(written.text, "ur")
        assert found.questions == expected
        assert not found.refusals


@many
@given(st.text())
def test_any_text_is_read_or_refused_in_words(text):
    found, refusal = found_or_refusal(read_gift, text, "en")

    assert refusal or found.questions or found.refusals


@many
@given(st.integers(), st.integers(1, 12))
def test_a_damaged_file_is_read_or_refused_in_words(seed, count):
    dice = random.Random(seed)
    letters = list(SAMPLE)
    for _ in range(count):
        letters[dice.randrange(len(letters))] = dice.choice(
            ["{", "}", "~", "=", "#", "\\", "\n\n", "%", "::", "", "[html]"]
        )

    found = read_questions("".join(letters).encode(), "en")

    assert found.questions
