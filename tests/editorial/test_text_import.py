"""A file of texts comes back: what is new is written as a draft, and nothing that changed meanwhile is lost."""

from datetime import timedelta

import polib
import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageLogEntry

from lessons.content.models import Helpline, Question
from lessons.editorial.exchange.uploads import HeldUpload, forget_old
from lessons.editorial.founding.actions import found_organisation
from lessons.editorial.units import units_of
from lessons.organisations.actions import add_member
from tests.factories import make_fact, make_helpline, make_lesson, make_module, make_organisation, make_question
from tests.factories import make_quiz as _make_quiz

pytestmark = pytest.mark.django_db


def make_editor(slug="chiragh", role="editor"):
    section = make_organisation(slug)
    found_organisation(name=slug.title(), slug=slug, page=section)
    user = get_user_model().objects.create_user(f"{slug}-{role}", f"{slug}-{role}@example.org", "a long password")
    add_member(organisation=section.organisation, user=user, role=role)
    return user


@pytest.fixture
def editor(client):
    """A signed-in editor of the organisation "chiragh"."""
    user = make_editor()
    client.force_login(user)
    return user


@pytest.fixture
def lesson(editor):
    """A published lesson of theirs with an English text that is not translated."""
    lesson = make_lesson(heading_ur="", body=[("text", {"en": "<p>A <b>lamp</b> & you.</p>", "ur": ""})])
    lesson.save_revision().publish()
    return latest(lesson)


def latest(page):
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def text_of(page):
    return next(unit for unit in units_of(latest(page)) if unit.key.startswith("body."))


def take_out(client, ref, form="po", which="all", language="ur"):
    return client.get(f"/cms/exchange/texts/out/{ref}/", {"language": language, "which": which, "format": form})


def filled(data, **translations):
    """Return the PO file `data` with the translation of each English text that is named."""
    po = polib.pofile(data.decode())
    for entry in po:
        for start, words in translations.items():
            if entry.msgid.startswith(start.replace("_", " ")):
                entry.msgstr = words
    return str(po).encode()


def send(client, data, language="ur", name="m.ur.po"):
    return client.post("/cms/exchange/texts/in/", {"language": language, "file": SimpleUploadedFile(name, data)})


def bring_in(client, data, **choices):
    """Send a file, confirm it with `choices`, and return the answer."""
    return client.post(send(client, data).url, choices)


# --- out -----------------------------------------------------------------------------------------------------------
def test_a_module_goes_out_whole_with_the_records_in_it_that_are_ours(client, editor):
    module = make_module()
    mine, used = make_fact(key="my-fact"), make_question(key="asked")
    theirs = make_fact(key="their-fact", organisation=make_organisation("roshni").organisation)
    make_lesson(module, heading_en="In a lesson", body=[("fact", mine), ("fact", theirs)])
    _make_quiz(module, questions=[used])
    make_question(key="elsewhere")

    data = take_out(client, f"page:{module.pk}").content.decode()

    assert "In a lesson" in data
    assert "question:asked|prompt" in data
    assert "fact:my-fact|text" in data
    assert "their-fact" not in data
    assert "question:elsewhere" not in data


def test_what_goes_out_is_the_latest_draft(client, lesson):
    lesson.heading_en = "A newer heading"
    lesson.save_revision()

    assert "A newer heading" in take_out(client, f"page:{lesson.pk}").content.decode()


def test_only_what_is_open_goes_out_when_that_is_asked(client, lesson):
    data = take_out(client, f"page:{lesson.pk}", which="open").content.decode()

    assert "lamp" in data
    make_lesson(heading_en="Done", heading_ur="مکمل", body=[])
    assert '"Done"' not in data


def test_nothing_open_is_said_and_no_empty_file_sent(client, editor):
    done = make_lesson(body=[])

    answer = take_out(client, f"page:{done.pk}", which="open")

    assert "all of it is translated" in answer.content.decode()


@pytest.mark.parametrize(("form", "ending"), [("po", "po"), ("xliff", "xlf")])
def test_the_file_is_named_after_what_it_holds(client, lesson, form, ending):
    answer = take_out(client, f"page:{lesson.pk}", form=form)

    assert f'filename="{lesson.slug}.ur.{ending}"' in answer["Content-Disposition"]


@pytest.mark.parametrize("ref", ["page:{page}", "question:{question}", "page:1", "page:x", "page:99999999999999999999"])
def test_what_is_not_mine_does_not_exist(client, editor, ref):
    other = make_organisation("roshni")
    page = make_lesson(make_module(other))
    question = make_question(organisation=other.organisation)

    assert take_out(client, ref.format(page=page.pk, question=question.key)).status_code == 404


@pytest.mark.parametrize("path", ["", "texts/in/", "texts/out/page:1/"])
def test_a_visitor_is_sent_to_sign_in(client, home, path):
    answer = client.get(f"/cms/exchange/{path}")

    assert answer.status_code == 302
    assert "login" in answer.url


# --- in ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("form", ["po", "xliff"])
def test_a_file_comes_back_and_is_a_draft(client, lesson, form):
    data = take_out(client, f"page:{lesson.pk}", form=form).content
    if form == "po":
        data = filled(data, **{"<p>A": "<p>ایک <b>چراغ</b> اور آپ۔</p>"})
    else:
        state = b'<target state="needs-translation" />'
        assert data.count(state) == 2
        data = data.replace(state, "<target>&lt;p&gt;ایک چراغ&lt;/p&gt;</target>".encode())

    preview = client.get(send(client, data).url).content.decode()
    before = text_of(lesson).texts["ur"]
    bring_in(client, data)

    assert "چراغ" in preview
    assert before == ""
    assert "چراغ" in text_of(lesson).texts["ur"]
    assert type(lesson).objects.get(pk=lesson.pk).has_unpublished_changes
    assert "چراغ" not in str(type(lesson).objects.get(pk=lesson.pk).body.raw_data[0])


def test_a_translation_of_a_question_and_its_choices_comes_back(client, editor):
    question = make_question([("Yes", True), ("No", False)], key="q-back")
    question.choices.update(text_ur="")
    data = take_out(client, "question:q-back").content

    bring_in(client, filled(data, Yes="ہاں", No="نہیں"))

    draft = Question.objects.get(key="q-back").get_latest_revision_as_object()
    assert [choice.text_ur for choice in draft.choices.all()] == ["ہاں", "نہیں"]
    assert not HeldUpload.objects.exists()


def test_a_source_that_changed_meanwhile_is_a_conflict_with_both_texts(client, lesson):
    data = filled(take_out(client, f"page:{lesson.pk}").content, **{"<p>A": "<p>ایک چراغ</p>"})
    lesson.body[0].value["en"].source = "<p>Quite another lamp.</p>"
    lesson.save_revision()

    sent = send(client, data)
    preview = client.get(sent.url).content.decode()
    client.post(sent.url, {})

    assert "The source has changed" in preview
    assert "Quite another lamp." in preview
    assert "<b>lamp</b>" in preview
    assert "ایک چراغ" in preview
    assert text_of(lesson).texts["ur"] == ""
    assert HeldUpload.objects.count() == 1, "it still waits for a choice"


def written_here_meanwhile(client, lesson):
    """Return where a file is previewed whose text has been translated here since it was made."""
    data = filled(take_out(client, f"page:{lesson.pk}").content, **{"<p>A": "<p>ان کا ترجمہ</p>"})
    lesson.body[0].value["ur"].source = "<p>ہمارا ترجمہ</p>"
    lesson.save_revision()
    return send(client, data).url


def choice_in(client, url):
    (line,) = client.get(url).context["comparison"].conflicts
    return line


def test_a_translation_written_here_meanwhile_is_kept_when_so_chosen(client, lesson):
    url = written_here_meanwhile(client, lesson)

    client.post(url, {choice_in(client, url).field: "ours"})

    assert "ہمارا" in text_of(lesson).texts["ur"]
    assert not HeldUpload.objects.exists()


def test_the_words_of_the_file_are_taken_when_so_chosen(client, lesson):
    url = written_here_meanwhile(client, lesson)
    line = choice_in(client, url)

    client.post(url, {line.field: line.choice})

    assert "ان کا" in text_of(lesson).texts["ur"]


def test_a_choice_holds_only_for_the_words_that_were_shown(client, lesson):
    url = written_here_meanwhile(client, lesson)
    line = choice_in(client, url)
    lesson.body[0].value["ur"].source = "<p>اور بھی نیا</p>"
    lesson.save_revision()

    answer = client.post(url, {line.field: line.choice}, follow=True)

    assert "اور بھی نیا" in text_of(lesson).texts["ur"]
    assert "1 text was not written" in answer.content.decode()


def test_an_entry_that_the_translator_left_alone_is_no_conflict(client, lesson):
    lesson.body[0].value["ur"].source = "<p>پہلا</p>"
    lesson.save_revision()
    data = take_out(client, f"page:{lesson.pk}").content
    lesson.body[0].value["ur"].source = "<p>دوسرا</p>"
    lesson.save_revision()

    comparison = client.get(send(client, data).url).context["comparison"]

    assert comparison.conflicts == []
    assert comparison.new_count == 0


def test_a_file_that_lost_its_marks_overwrites_nothing_unasked(client, lesson):
    data = filled(take_out(client, f"page:{lesson.pk}").content, **{"<p>A": "<p>نیا</p>"})
    lesson.body[0].value["ur"].source = "<p>پرانا</p>"
    lesson.save_revision()
    bare = b"\n".join(line for line in data.split(b"\n") if not line.startswith(b"#."))

    assert len(client.get(send(client, bare).url).context["comparison"].conflicts) == 1


def test_script_and_foreign_links_in_a_file_never_reach_a_page(client, lesson):
    bad = '<p onclick="x()">ایک<script>alert(1)</script> <a href="javascript:alert(1)">دو</a>'
    bad += ' <a linktype="page" id="1">تین</a></p>'
    data = filled(take_out(client, f"page:{lesson.pk}").content, **{"<p>A": bad})

    bring_in(client, data)

    found = text_of(lesson).texts["ur"]
    assert "ایک" in found and "تین" in found
    for harm in ("script", "alert", "onclick", "linktype", "javascript"):
        assert harm not in found


def test_a_heading_that_is_too_long_is_told_and_the_rest_taken(client, lesson):
    data = filled(take_out(client, f"page:{lesson.pk}").content, **{"<p>A": "<p>ایک</p>", lesson.heading_en: "ا" * 200})

    answer = client.get(send(client, data).url)
    bring_in(client, data)

    assert "too long" in answer.content.decode()
    assert "ایک" in text_of(lesson).texts["ur"]
    assert latest(lesson).heading_ur == ""


def test_texts_of_others_are_told_without_a_word_about_them(client, editor, lesson):
    theirs = make_lesson(make_module(make_organisation("roshni")), heading_en="A secret plan", heading_ur="")
    data = take_out(client, f"page:{lesson.pk}").content.replace(
        f"page:{lesson.pk}|".encode(), f"page:{theirs.pk}|".encode()
    )
    data = filled(data, **{lesson.heading_en: "چوری"})

    preview = client.get(send(client, data).url).content.decode()
    bring_in(client, data)

    assert "isn&#x27;t here, or isn&#x27;t yours" in preview
    assert "A secret plan" not in preview
    assert latest(theirs).heading_ur == ""


def test_a_locked_page_is_told_and_left(client, editor, lesson):
    data = filled(take_out(client, f"page:{lesson.pk}").content, **{"<p>A": "<p>ایک</p>"})
    type(lesson).objects.filter(pk=lesson.pk).update(locked=True, locked_by=make_editor(role="moderator"))

    preview = client.get(send(client, data).url).content.decode()
    bring_in(client, data)

    assert "locked" in preview
    assert text_of(lesson).texts["ur"] == ""


def test_a_text_that_is_gone_is_told(client, lesson):
    data = filled(take_out(client, f"page:{lesson.pk}").content, **{"<p>A": "<p>ایک</p>"})
    lesson.body = []
    lesson.save_revision()

    assert "no longer there" in client.get(send(client, data).url).content.decode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00", "UTF-8"),
        (b'<?xml version="1.0"?><html/>', "XLIFF 1.2"),
        (b"once upon a time", "not a PO file"),
        (b"# nothing\n", "no text in this file"),
        (b'msgid ""\nmsgstr "Language: sd\\n"\n\nmsgctxt "page:1|a"\nmsgid "a"\nmsgstr "b"\n', "The file is for sd"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_beside_its_field(client, editor, data, said):
    answer = send(client, data)

    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not HeldUpload.objects.exists()


def test_a_file_that_is_too_large_is_refused(client, editor):
    assert "larger than" in send(client, b"#" * (5 * 1024 * 1024 + 1)).content.decode()


def test_a_file_is_opened_by_whoever_sent_it_and_kept_a_day(client, lesson):
    url = send(client, take_out(client, f"page:{lesson.pk}").content).url

    client.force_login(make_editor("roshni"))
    assert client.get(url).status_code == 404
    forget_old(now=timezone.now() + timedelta(hours=25))
    assert not HeldUpload.objects.exists()


def test_the_history_says_who_brought_texts_in(client, editor, lesson):
    bring_in(client, filled(take_out(client, f"page:{lesson.pk}").content, **{"<p>A": "<p>ایک</p>"}))

    assert PageLogEntry.objects.filter(action="editorial.texts_in", user=editor, page_id=lesson.pk).exists()


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as taken:
        client.get(url)
    return len(taken)


def test_the_list_of_modules_takes_as_many_queries_for_ten_as_for_one(client, editor):
    make_module()
    one = queries(client, "/cms/exchange/")
    for _number in range(9):
        make_module()

    assert queries(client, "/cms/exchange/") == one <= 16


def test_a_preview_takes_as_many_queries_for_ten_texts_as_for_one(client, editor):
    taken = []
    for count in (1, 10):
        body = [("text", {"en": f"<p>A lamp {number}</p>", "ur": ""}) for number in range(count)]
        lesson = make_lesson(heading_ur="", body=body)
        data = filled(take_out(client, f"page:{lesson.pk}").content, **{"<p>A": "<p>ایک</p>"})
        taken.append(queries(client, send(client, data).url))

    assert taken[0] == taken[1] <= 24


def test_a_helpline_has_its_file_too(client, editor):
    make_helpline(key="a-line", hours_en="All day", hours_ur="")

    bring_in(client, filled(take_out(client, "helpline:a-line").content, All_day="چوبیس گھنٹے"))

    assert Helpline.objects.get(key="a-line").get_latest_revision_as_object().hours_ur == "چوبیس گھنٹے"
