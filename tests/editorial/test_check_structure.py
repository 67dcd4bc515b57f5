"""What a page needs round its words, links that lead somewhere, and sentences that a phone can hold."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

from lessons.content.models import Fact
from lessons.editorial.checking.findings import check_of, check_whole
from lessons.editorial.checking.reading import measure
from tests.editorial.checked import (
    found,
    helplines,
    leaf,
    lesson_saying,
    lesson_with,
    levels,
    load_words,
    question_with,
)
from tests.factories import make_fact, make_lesson, make_module, make_question, make_quiz

pytestmark = pytest.mark.django_db
BOTH = leaf("<p>So it is.</p>", "<p>یوں ہے۔</p>")


def picture(alt):
    image = get_image_model().objects.create(title="a", file=get_test_image_file())
    return ("image", {"image": image, "alt": alt, "caption": leaf()})


def document(name="a.mp4"):
    return get_document_model().objects.create(title=name, file=ContentFile(b"x", name=name))


def film(languages, transcript=None):
    captions = [{"language": code, "file": document(f"{code}.vtt")} for code in languages]
    video = {
        "file": document(),
        "title": leaf("A film", "فلم"),
        "captions": captions,
        "transcript": transcript or leaf(),
    }
    return ("video", video)


# --- pictures, sounds, films -------------------------------------------------------------------------------------
def test_a_picture_without_alternative_text_stops_in_each_language_that_lacks_it():
    lesson = lesson_with(picture(leaf("A phone on a table.", "")))

    (finding,) = found(lesson, "media.alt")

    assert (finding.level, finding.path[-2:]) == ("stop", ("alt", "ur"))
    assert finding.where == "1. Picture"


def test_a_page_in_one_language_needs_alternative_text_in_that_one():
    lesson = lesson_with(picture(leaf("A phone on a table.", "")), heading_ur="")

    assert levels(lesson, "media") == []


@pytest.mark.parametrize("words", ["IMG_2031.jpg", "photo.PNG", "img_2031", "Screenshot"])
def test_the_name_of_a_file_is_no_alternative_text(words):
    assert levels(lesson_with(picture(leaf(words, "میز پر فون"))), "media.alt") == ["stop"]


def test_a_sentence_that_mentions_a_picture_is_one():
    assert levels(lesson_with(picture(leaf("An image of 2 phones", "میز پر فون"))), "media.alt") == []


def test_a_sound_needs_a_transcript_in_each_language():
    sound = {"file": document("a.mp3"), "title": leaf("A", "الف"), "transcript": leaf("<p>Hello.</p>", "<p></p>")}

    assert [each.path[-1] for each in found(lesson_with(("audio", sound)), "media.transcript")] == ["ur"]


def test_a_film_needs_captions_and_a_transcript_softens_one_missing_language():
    assert levels(lesson_with(film(["en", "ur"])), "media.captions") == []
    assert levels(lesson_with(film(["en"])), "media.captions") == ["stop"]
    assert levels(lesson_with(film(["en"], BOTH)), "media.captions") == ["advice"]
    assert levels(lesson_with(film([], BOTH)), "media.captions") == ["stop", "stop"]


def test_a_picture_inside_a_text_needs_alternative_text_too():
    image = '<embed embedtype="image" id="1" format="left" alt="%s"/>'

    assert levels(lesson_saying(image % ""), "media.alt") == ["stop"]
    assert levels(lesson_saying(image % "A phone"), "media.alt") == []


# --- a hard subject ----------------------------------------------------------------------------------------------
NOTE = {"content_note_en": "One part is hard.", "content_note_ur": "ایک حصہ مشکل ہے۔"}


def test_a_hard_part_needs_a_content_note_in_each_language_and_helplines():
    lesson = lesson_with(("hard", {"text": BOTH}))

    assert [each.path for each in found(lesson, "sensitive", "stop")] == [
        ("content_note", "en"),
        ("content_note", "ur"),
        ("body",),
    ]
    assert levels(lesson_with(("hard", {"text": BOTH}), helplines(), **NOTE), "sensitive") == []


def test_a_content_note_alone_needs_its_other_language_and_helplines():
    lesson = lesson_with(("text", BOTH), content_note_en="One part is hard.")

    assert [each.path for each in found(lesson, "sensitive")] == [("content_note", "ur"), ("body",)]


def test_a_question_about_abuse_stops_one_about_an_attitude_only_advises_the_note():
    about_abuse, attitude, harmless = (make_question(reveals=kind) for kind in ("sensitive", "attitude", "knowledge"))

    assert levels(lesson_with(("question", about_abuse), helplines()), "sensitive") == ["stop", "stop"]
    assert levels(lesson_with(("question", attitude), helplines()), "sensitive") == ["advice", "advice"]
    assert levels(lesson_with(("question", attitude), ("text", BOTH), **NOTE), "sensitive") == ["stop"]
    assert levels(lesson_with(("question", harmless)), "sensitive") == []


def test_words_of_a_hard_subject_make_a_page_sensitive():
    load_words()

    assert set(levels(lesson_saying("It is about sexual abuse."), "sensitive")) == {"stop"}
    assert set(levels(lesson_saying("", "خودکشی کے خیالات"), "sensitive")) == {"stop"}
    assert levels(lesson_saying("Rapeseed and asexual plants.", "جنس اور قسم"), "sensitive") == []


# --- headings, empty blocks --------------------------------------------------------------------------------------
def test_a_heading_over_nothing_is_advice():
    lesson = lesson_with(("heading", leaf("One")), ("heading", leaf("Two")), ("text", BOTH), ("heading", leaf("Three")))

    assert [each.where for each in found(lesson, "headings.bare")] == ["1. Heading", "4. Heading"]


def test_headings_inside_a_text_come_one_step_at_a_time():
    assert levels(lesson_saying("a</p><h4>Too deep</h4><p>b"), "headings.order") == ["advice"]
    assert levels(lesson_saying("a</p><h1>Too high</h1><p>b"), "headings.order") == ["advice"]
    assert levels(lesson_saying("a</p><h3>Right</h3><h4>Right</h4><h3>Right</h3><p>b"), "headings.order") == []
    assert levels(lesson_saying("a</p><h3></h3><p>b"), "headings.empty") == ["advice"]


def test_an_empty_block_is_advice_and_one_with_words_in_either_language_is_none():
    lesson = lesson_with(("text", leaf("<p></p>")), ("heading", leaf()), ("text", leaf("", "<p>یوں ہے۔</p>")))

    assert [(each.rule, each.where) for each in found(lesson, "blocks")] == [("blocks.empty", "1. Text")]
    assert [each.where for each in found(lesson, "headings.empty")] == ["2. Heading"]


# --- links and records -------------------------------------------------------------------------------------------
def link_to(attributes):
    return lesson_saying(f"See <a {attributes}>there</a>.")


def test_a_link_to_a_page_that_is_there_is_fine_one_to_a_draft_a_private_or_a_deleted_one_stops():
    target, draft, private, gone = (make_lesson() for _n in range(4))
    draft.unpublish()
    restriction = PageViewRestriction.objects.create(page=private, restriction_type="groups")
    restriction.groups.add(Group.objects.create(name="some"))
    pk = gone.pk
    gone.delete()

    assert levels(link_to(f'linktype="page" id="{target.pk}"'), "links") == []
    for number in (draft.pk, private.pk, pk):
        assert levels(link_to(f'linktype="page" id="{number}"'), "links") == ["stop"]


def test_a_page_below_a_private_one_is_private():
    target = make_lesson()
    restriction = PageViewRestriction.objects.create(page=target.get_parent(), restriction_type="groups")
    restriction.groups.add(Group.objects.create(name="some"))

    assert levels(link_to(f'linktype="page" id="{target.pk}"'), "links") == ["stop"]


def test_a_link_to_a_deleted_document_stops():
    kept = document("a.pdf")

    assert levels(link_to(f'linktype="document" id="{kept.pk}"'), "links") == []
    assert levels(link_to(f'linktype="document" id="{kept.pk + 1}"'), "links") == ["stop"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/anything", []),
        ("mailto:a@example.org", []),
        ("http://localhost/en/help-me/", ["stop"]),
        ("/ur/help-me/", ["stop"]),
        ("/en/join/", []),
        ("http://localhost/ur/", []),
        ("#nowhere", ["stop"]),
        ("#main", []),
        ("", ["stop"]),
        ("http://[half", []),
    ],
)
def test_an_address_of_this_site_must_lead_somewhere(home, address, expected):
    assert levels(link_to(f'href="{address}"'), "links") == expected


def test_an_address_that_leads_to_a_page_is_fine_until_the_page_is_taken_down():
    target = make_lesson(make_module(slug="m9"), slug="m9-1")
    lesson = link_to('href="/ur/chiragh/m9/m9-1/"')
    assert levels(lesson, "links") == []

    target.unpublish()

    assert levels(lesson, "links") == ["stop"]


def test_a_link_within_the_page_leads_to_a_block_of_it():
    lesson = lesson_with(("heading", leaf("One")), ("text", leaf('<p><a href="#b-1">up</a></p>')))
    assert levels(lesson, "links") == []

    lesson.body = [("text", leaf('<p><a href="#b-3">down</a></p>'))]
    lesson.save()

    assert levels(lesson, "links") == ["stop"]


def test_a_record_that_readers_do_not_see_is_named():
    fact, draft = make_fact(), make_fact()
    Fact.objects.filter(pk=draft.pk).update(live=False)

    (finding,) = found(lesson_with(("fact", fact), ("fact", draft)), "blocks.missing")

    assert (finding.level, finding.where) == ("advice", "2. Fact")
    assert draft.key in finding.what


# --- reading -----------------------------------------------------------------------------------------------------
def test_a_sentence_that_is_too_long_is_advice_and_names_its_length():
    long = " ".join(["word"] * 21)
    (finding,) = found(lesson_saying(f"Short. {long}. Short."), "reading.sentence")

    assert (finding.level, "21" in finding.what) == ("advice", True)
    assert levels(lesson_saying(" ".join(["word"] * 20) + "."), "reading.sentence") == []
    assert levels(lesson_saying("", " ".join(["لفظ"] * 19) + "۔"), "reading.sentence") == ["advice"]
    assert levels(lesson_saying("", " ".join(["لفظ"] * 18) + "۔"), "reading.sentence") == []


def test_the_items_of_a_list_are_sentences_of_their_own():
    items = "".join(f"<li>{' '.join(['word'] * 12)}</li>" for _n in range(3))

    assert levels(lesson_saying(f"a</p><ul>{items}</ul><p>b"), "reading") == []


def test_the_measure_is_words_a_sentence_and_long_words_of_a_hundred():
    found_ = measure(["One two three. Four considerable."], "en")

    assert (found_.words, found_.mean, found_.long, found_.lix) == (5, 2.5, 20, 22.5)
    assert measure(["ایک دو تین۔ چار پانچ چھ سات!"], "ur").mean == 3.5


def test_a_hard_text_is_advised_against_as_a_whole_and_a_short_one_is_not_measured():
    hard = "Institutional considerations notwithstanding, organisational responsibilities remain unresolved. "

    assert levels(lesson_saying(hard * 12), "reading.level") == ["advice"]
    assert levels(lesson_saying(hard * 2), "reading.level") == []
    assert levels(lesson_saying("You can say no. " * 20), "reading.level") == []
    assert levels(lesson_saying("", (" ".join(["لفظ"] * 16) + "۔ ") * 5), "reading.level") == ["advice"]


# --- what it costs -----------------------------------------------------------------------------------------------
def test_the_check_of_a_page_takes_one_query_a_kind_however_many_blocks_it_has(django_assert_num_queries):
    def build(times):
        target, paper = make_lesson(), document("a.pdf")
        links = f'<p><a linktype="page" id="{target.pk}">a</a><a linktype="document" id="{paper.pk}">b</a></p>'
        blocks = [("text", leaf(links)), ("fact", make_fact()), picture(leaf("A", "الف")), helplines()]
        lesson = lesson_with(*(blocks + [("question", question_with())]) * times)
        lesson.save_revision()
        return type(lesson).objects.get(pk=lesson.pk)

    for times in (1, 5):
        lesson = build(times)
        # its draft; new questions, facts, helplines; words; helplines; who may see pages; pages; documents; facts;
        # pictures; questions
        with django_assert_num_queries(12):
            check_of(lesson)


def test_the_check_of_a_module_takes_no_more_for_more_activities_and_questions(django_assert_num_queries):
    for lessons in (1, 4):
        module = make_module()
        for _n in range(lessons):
            make_lesson(module, body=[("question", make_question())]).save_revision()
        make_quiz(module).save_revision()
        module.save_revision()
        module = type(module).objects.get(pk=module.pk)

        with django_assert_num_queries(9):
            checks = check_whole(module)
        assert len(checks) == 1 + lessons + 1 + lessons + 2
