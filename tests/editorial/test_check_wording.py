"""Words that blame or advertise are found as whole words, in what the text itself says, and nowhere else."""

from time import process_time

import pytest

from lessons.editorial.checking.prose import Folded
from lessons.editorial.checking.subject import Word
from lessons.editorial.checking.wording import hits, patterns_of
from lessons.editorial.checking.words import WatchedWord
from tests.editorial.checked import found, leaf, lesson_saying, lesson_with, levels, load_words, question_with
from tests.factories import make_fact, make_module, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _words():
    load_words()


@pytest.mark.parametrize(
    "english",
    [
        "It was her own fault.",
        "Now it is YOUR FAULT, of course.",
        "She should have known.",
        "She shouldn’t have trusted him.",
        "She should never have sent it.",
        "A careless girl in the next class.",
        "The family says she brought shame on them.",
        "They call it revenge-porn.",
        "A leaked video of a classmate.",
        "The video of her was leaked.",
        "He wanted to commit suicide.",
        "One click, and her life is ruined.",
    ],
)
def test_blame_and_sensation_in_english_stop(english):
    assert levels(lesson_saying(english), "words") == ["stop"]


@pytest.mark.parametrize(
    "urdu",
    [
        "یہ لڑکی کا قصور تھا۔",
        "سچ یہ ہے کہ قصور آپ کا ہے۔",
        "یہ تمہارا قصور ہے۔",
        "اُس کو تصویر بھیجنی ہی نہیں چاہیے تھی۔",
        "یہ تصویریں نہیں بھیجنی چاہیے تھیں۔",
        "وہ بدنام ہو گئی۔",
        "کیسی بےحیا لڑکی ہے۔",
        "کیسی بے حیا لڑکی ہے۔",
        "وہ مُنہ دکھانے کے قابل نہ رہی۔",
        "ایک غلط کلک اور زندگی برباد!",
        "شہر میں فحش ویڈیوز کا شور ہے۔",
        "اُس کی ویڈیو لیک ہو گئی۔",
        "ایک نیا سکینڈل سامنے آیا۔",
        "مباشرتی تصویر",
    ],
)
def test_blame_and_sensation_in_urdu_stop_whatever_the_ending_and_the_letters(urdu):
    assert levels(lesson_saying("", urdu), "words") == ["stop"]


@pytest.mark.parametrize(
    ("english", "urdu"),
    [
        ("The default setting. Faulty lines.", ""),
        ("It isn't your fault.", "آپ کا کوئی قصور نہیں۔"),
        ("It was never her own fault.", "قصور آپ کا نہیں۔"),
        ("Nobody says that it is your fault.", "یہ آپ کا قصور نہیں ہے۔"),
        ("The fault lies with whoever passed it on.", "قصور اُس کا ہے جس نے پھیلائی۔"),
        ("He should not have sent it on.", "اُسے آگے نہیں بھیجنی چاہیے تھی۔"),
        ("He shouldn't have sent the picture round.", ""),
        ("A scarf, a scanner, a lovely day.", "لیکن سب نے لیکچر سنا۔"),
        ("Ask for it to be deleted.", "بدنامی کا خوف"),
        ("We were careful.", "یہ پتھر ہے، شرمندگی نہیں۔"),
    ],
)
def test_what_only_looks_like_it_or_says_the_opposite_is_left_alone(english, urdu):
    assert levels(lesson_saying(english, urdu), "words") == []


@pytest.mark.parametrize(
    ("english", "urdu"),
    [
        ("In the van they say: “It's her own fault.” Nobody answers.", ""),
        ('In the van they say: "It\'s her own fault." Nobody answers.', ""),
        ("", "وین میں سب کہتے ہیں: ”اپنا ہی قصور ہے۔“ کوئی جواب نہیں دیتا۔"),
        ("", "وین میں سب کہتے ہیں: “اپنا ہی قصور ہے۔” کوئی جواب نہیں دیتا۔"),
        ("Is it her own fault?", ""),
        ("", "کیا یہ لڑکی کا قصور تھا؟"),
    ],
)
def test_what_somebody_says_or_asks_is_advice(english, urdu):
    assert levels(lesson_saying(english, urdu), "words.blame") == ["advice"]


def test_a_quotation_ends_where_it_ends():
    lesson = lesson_saying("“Why?” It was her own fault. “No.”", "”کیوں؟“ یہ لڑکی کا قصور تھا۔ ”نہیں۔“")

    assert levels(lesson, "words.blame") == ["stop", "stop"]


def test_a_denial_ends_with_its_sentence():
    lesson = lesson_saying("She did not sleep. It was her own fault.", "وہ نہیں سوئی۔ یہ لڑکی کا قصور تھا۔ نہیں؟")

    assert levels(lesson, "words.blame") == ["stop", "stop"]


def test_a_wrong_choice_may_blame_but_its_feedback_may_not():
    said = {"text_en": "It was her own fault.", "text_ur": "اپنا ہی قصور ہے۔"}
    question = question_with(changes={1: {**said, "misconception_en": "It is her own fault.", **leaf_feedback()}})

    by_place = {each.path: each.level for each in found(question, "words.blame")}

    assert by_place == {
        ("choices", "1", "text", "en"): "advice",
        ("choices", "1", "text", "ur"): "advice",
        ("choices", "1", "misconception", "en"): "advice",
        ("choices", "1", "feedback", "en"): "stop",
    }


def leaf_feedback():
    return {"feedback_en": "True, it is your fault."}


def test_a_right_choice_and_a_step_of_an_order_may_not_blame():
    blaming = {"text_en": "It was her own fault."}
    single = question_with(changes={0: blaming})
    ordering = question_with((("One", False), ("Two", False)), kind="ordering", changes={0: blaming})

    assert levels(single, "words.blame") == ["stop"]
    assert levels(ordering, "words.blame") == ["stop"]


def test_a_guide_may_say_what_may_come_up_but_not_answer_with_blame():
    said, answer = leaf("It's her own fault."), leaf("Yes, it was her own fault.")
    module = make_module(guide=[("may_come_up", {"said": said, "answer": answer})])

    assert [(each.level, each.path[-2]) for each in found(module, "words")] == [("stop", "answer"), ("advice", "said")]


def test_a_law_may_use_the_older_word_and_is_told_the_better_one():
    fact = make_fact(text_en="<p>The law says child pornography.</p>")

    (finding,) = found(fact, "words")

    assert (finding.level, finding.better) == ("advice", "child sexual abuse material")


def test_the_finding_names_the_place_the_words_the_reason_and_the_better_ones():
    lesson = lesson_with(("heading", leaf("One")), ("text", leaf("<p>A <b>leaked</b> video.</p>")))

    (finding,) = found(lesson, "words.sensation")

    block = lesson.body[1]
    assert finding.path == ("body", block.id, "en")
    assert finding.where == "2. Text"
    assert "leaked video" in finding.what
    assert "passed on without consent" in finding.better
    assert finding.why
    assert finding.fragment == f"#:w:contentpath=body.{block.id}.en"


def test_words_do_not_run_from_one_paragraph_into_the_next():
    assert levels(lesson_saying("It is revenge</p><p>Porn is another word"), "words.sensation") == []


def test_spelling_is_advice_and_a_word_that_is_written_right_is_none():
    assert levels(lesson_saying("", "بھروسہ رکھیں۔ سو فیصد۔"), "words") == ["advice"]
    assert levels(lesson_saying("", "بھروسا رکھیں۔ سو فیصد۔"), "words") == []


def test_an_organisation_has_words_of_its_own_that_others_do_not_meet():
    theirs = make_organisation("roshni")
    WatchedWord.objects.create(organisation=theirs.organisation, language="en", phrase="kiteflying", kind="blame")
    mine = lesson_saying("Kiteflying it was.")
    their_lesson = lesson_saying("Kiteflying it was.", module=make_module(theirs))

    assert levels(mine, "words") == []
    assert levels(their_lesson, "words") == ["stop"]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        (" … ".join(["aa"] * 24 + ["b"]), "aa " * 300),
        ("aa " + "… " * 40 + "bb", "aa " * 300),
        ("aa* " + "a* " * 30 + "b", "a" * 2000),
        ("aa " + "* " * 40 + "b", "aa" + " -" * 300),
        ("aa " + "- " * 40 + "b", "aa" + "-" * 300),
    ],
)
@pytest.mark.parametrize("language", ["en", "ur"])
def test_no_phrase_makes_the_search_endless(phrase, text, language):
    patterns = patterns_of((Word(language, phrase, "blame"),))

    begun = process_time()
    assert list(hits(Folded(text, language), patterns)) == []
    assert process_time() - begun < 1


def test_a_phrase_with_many_gaps_that_was_stored_before_is_still_found():
    word = Word("en", "she … sent … the … picture", "blame")
    text = Folded("Then she has sent him all the old pictures, she sent you the picture.", "en")

    assert [text.original(start, end) for _word, start, end in hits(text, patterns_of((word,)))] == [
        "she sent you the picture"
    ]


@pytest.mark.parametrize("phrase", ["she … … sent", "she ...… sent", "she … sent … the … picture", "a1……b"])
def test_a_phrase_that_leaves_too_much_open_is_refused_next_to_it(admin_client, phrase):
    form = {"organisation": "", "language": "en", "kind": "blame", "phrase": phrase, "better": "", "why": ""}

    response = admin_client.post("/cms/watched-words/new/", form)

    assert "at most twice" in str(response.context["form"].errors["phrase"])
    admin_client.post("/cms/watched-words/new/", form | {"phrase": "she … sent … it"})
    assert WatchedWord.objects.filter(phrase="she … sent … it").exists()


def test_the_latest_draft_is_checked_not_the_published_page():
    lesson = lesson_saying("All is well.")
    lesson.heading_en = "Her own fault"
    lesson.save_revision()

    assert [each.path for each in found(lesson, "words")] == [("heading", "en")]
