"""A lesson or a quiz on the wall: one idea a slide, nothing lost, the answer only when it is asked for."""

from html import escape

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.rich_text import RichText

from lessons.classrooms.presenting import slides_of
from lessons.classrooms.slide_parts import plain, split_rich
from lessons.classrooms.type_size import STEPS, Words, step_for
from tests import factories

words = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1, max_size=300)
words = words.filter(lambda text: text.strip())
paragraph = words.map(lambda text: f"<p>{escape(text)}</p>")
items = st.lists(words.map(lambda text: f"<li>{escape(text)}</li>"), min_size=1, max_size=6).map("".join)
listed = st.tuples(st.sampled_from(["ul", "ol"]), items).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>")
rich = st.lists(paragraph | listed, max_size=8).map("".join)


def squeezed(text):
    return "".join(plain(text).split())


@settings(deadline=None, max_examples=60)
@given(rich, rich)
def test_no_word_is_lost_and_both_languages_have_the_same_slides(english, urdu):
    parts = split_rich({"en": RichText(english), "ur": RichText(urdu)})

    for code, whole in (("en", english), ("ur", urdu)):
        kept = "".join(squeezed(part[code]) for part in parts if code in part)
        assert kept == squeezed(RichText(whole))
        # A language that has words has some on every slide, so that none is shown twice.
        assert not squeezed(RichText(whole)) or all(squeezed(part[code]) for part in parts)


def test_a_numbered_list_goes_on_counting_on_the_next_slide():
    entries = "".join(f"<li>{'word ' * 30}</li>" for _ in range(4))

    parts = split_rich({"en": RichText(f"<ol>{entries}</ol>"), "ur": RichText("")})

    assert len(parts) > 1
    assert '<ol start="' in parts[1]["en"].source


def test_what_stands_in_a_text_as_a_sign_stays_a_sign():
    parts = split_rich({"en": RichText("<p>1 &lt; 2 &amp; 3</p>&lt;b&gt;"), "ur": None})

    assert parts[0]["en"].source == "<p>1 &lt; 2 &amp; 3</p>&lt;b&gt;"


@settings(deadline=None)
@given(st.integers(0, 4000), st.integers(0, 4000))
def test_longer_words_are_never_set_larger(one, other):
    names = [name for name, _scale in STEPS]
    short, long = sorted([one, other])
    for language in ("en", "ur"):
        sizes = [names.index(step_for([Words({language: "x" * length})], language)) for length in (short, long)]
        assert sizes == sorted(sizes)


def kinds(lesson, band="B"):
    return [slide.kind for slide in slides_of(lesson, band)]


def leaf(text):
    return {"en": f"<p>{text}</p>", "ur": f"<p>{text} اردو</p>"}


def line(text):
    return {"en": text, "ur": f"{text} اردو"}


def test_a_heading_stands_with_what_follows_it(module):
    body = [("heading", line("When?")), ("text", leaf("Now.")), ("heading", line("Last"))]
    slides = slides_of(factories.make_lesson(module, body=body), "B")

    assert [slide.kind for slide in slides] == ["title", "text", "heading", "end"]
    assert slides[1].heading["en"] == "When?"


def test_a_hard_part_is_announced_and_can_be_skipped(module):
    body = [("hard", {"text": leaf("Hard.")}), ("text", leaf("After it."))]
    lesson = factories.make_lesson(module, body=body, content_note_en="A threat.", content_note_ur="دھمکی")
    slides = slides_of(lesson, "B")

    assert [slide.kind for slide in slides] == ["title", "note", "before_hard", "hard", "text", "end"]
    assert {slides[2].skip_to, slides[3].skip_to} == {5}


def test_each_step_and_each_answer_has_a_slide_of_its_own(module):
    steps = {"heading": line("Do this"), "items": [{"goal": line("One")}, {"goal": line("Two")}]}
    answers = {"items": [{"question": line("Why?"), "answer": leaf("So.")}]}
    lesson = factories.make_lesson(module, body=[("steps", steps), ("qa", answers), ("key_line", line("Ask first."))])

    slides = slides_of(lesson, "B")

    assert [slide.kind for slide in slides] == ["title", "step", "step", "qa", "key_line", "end"]
    assert [slide.place for slide in slides[1:3]] == [1, 2]


def test_a_quiz_asks_what_is_written_for_the_age_of_the_class(module):
    young = factories.make_question(bands="A")
    older = factories.make_question(bands="BCD")
    quiz = factories.make_quiz(module, [young, older])

    assert [slide.value.item["key"] for slide in slides_of(quiz, "B") if slide.kind == "question"] == [older.key]


def test_the_order_of_choices_is_settled_and_the_right_one_is_not_always_first(module):
    choices = (("Right", True), ("No", False), ("Never", False))
    quiz = factories.make_quiz(module, [factories.make_question(choices) for _ in range(8)])

    def orders():
        return [slide.value.item["choices"] for slide in slides_of(quiz, "B") if slide.kind == "question"]

    with override("ur"):
        in_urdu = orders()
    assert orders() == in_urdu
    rights = [slide.value.right[0][0] for slide in slides_of(quiz, "B") if slide.kind == "question"]
    assert len(set(rights)) > 1


@pytest.fixture
def screen(client, classroom, teacher):
    client.force_login(teacher)

    def show(activity, number, query="", language="en"):
        return client.get(f"/{language}/classes/{classroom.pk}/present/{activity.pk}/{number}/{query}")

    return show


def text_of(response):
    return response.content.decode()


def test_it_begins_in_the_language_of_the_class(client, classroom, teacher, lesson):
    client.force_login(teacher)

    response = client.get(f"/en/classes/{classroom.pk}/present/{lesson.pk}/")

    assert response.url == f"/ur/classes/{classroom.pk}/present/{lesson.pk}/1/"


def test_a_slide_leads_on_back_and_into_the_other_language(screen, lesson):
    page = text_of(screen(lesson, 2))

    base = f"/en/classes/{page.split('/en/classes/')[1].split('/')[0]}/present/{lesson.pk}"
    for href in (f"{base}/1/", f"{base}/3/", f"/ur{base[3:]}/2/"):
        assert f'href="{href}"' in page
    assert "Words of the lesson." in page
    assert "2</bdi> of" in page
    assert "style=" not in page


def test_the_other_language_shows_the_same_slide(screen, lesson):
    page = text_of(screen(lesson, 2, language="ur"))

    assert "سبق کے الفاظ۔" in page
    assert 'dir="rtl"' in page


@pytest.mark.parametrize("reveals", ["knowledge", "sensitive"])
def test_the_answer_is_shown_only_when_it_is_asked_for(screen, module, reveals):
    quiz = factories.make_quiz(module, [factories.make_question(reveals=reveals)])

    before, after = text_of(screen(quiz, 2)), text_of(screen(quiz, 2, "?answer=1"))

    assert "?answer=1" in before
    for told in ("About Yes.", "Why so.", "pick--fits"):
        assert told not in before
        assert told in after
    assert "About No." not in after


def test_an_attitude_has_no_right_answer_and_no_hands(screen, module):
    quiz = factories.make_quiz(module, [factories.make_question(reveals="attitude")])

    before, after = text_of(screen(quiz, 2)), text_of(screen(quiz, 2, "?answer=1"))

    assert "Think it over; nobody needs to say theirs." in before
    assert "Why so." not in before
    assert "Why so." in after
    for page in (before, after):
        assert "About Yes." not in page
        assert "pick--fits" not in page
        assert "/hands/" not in page


def test_a_reflection_is_only_thought_about(screen, module):
    question = factories.make_question(choices=(), reveals="reflection")
    page = text_of(screen(factories.make_quiz(module, [question]), 2))

    assert question.prompt_en in page
    assert "nobody needs to say theirs" in page
    assert "?answer=1" not in page


def test_the_right_order_is_shown_when_it_is_asked_for(screen, module):
    question = factories.make_question((("First", False), ("Then", False), ("Last", False)), kind="ordering")
    page = text_of(screen(factories.make_quiz(module, [question]), 2, "?answer=1"))

    assert page.index("First") < page.index("Then") < page.index("Last")


@pytest.mark.parametrize("number", ["0", "9", "9" * 40])
def test_a_slide_that_is_not_there_is_a_404(screen, lesson, number):
    assert screen(lesson, number).status_code == 404


def test_only_what_is_published_is_presented(screen, module):
    draft = factories.make_lesson(module, live=False)
    lesson = factories.make_lesson(module)
    assert screen(draft, 1).status_code == 404
    assert screen(module, 1).status_code == 404
    module.refresh_from_db()
    module.unpublish()

    assert screen(lesson, 1).status_code == 404


def test_a_question_that_was_retired_is_no_longer_shown(module):
    question = factories.make_question()
    lesson = factories.make_lesson(module, body=[("question", question)])
    assert "question" in kinds(lesson)

    question.unpublish()
    lesson.refresh_from_db()

    assert "question" not in kinds(lesson)


def test_more_questions_take_no_more_queries(screen, module, django_assert_num_queries):
    few = factories.make_lesson(module, body=[("question", factories.make_question())])
    many = factories.make_lesson(module, body=[("question", factories.make_question()) for _ in range(9)])
    screen(few, 2)

    for lesson in (few, many):
        with django_assert_num_queries(12):
            assert screen(lesson, 2).status_code == 200
