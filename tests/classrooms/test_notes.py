"""A note to the class is plain words: nothing in it leads a learner to somebody elsewhere."""

import string

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from lessons.accounts.forms import PlainForm
from lessons.classrooms.assignment_forms import NoteField
from lessons.classrooms.assignments import NOTE_LENGTH
from lessons.classrooms.notes import CONTACT, LINK, NUMBER, find_contact, tidy_note

PLAIN = [
    "",
    "Read lesson 2 first. Then do the quiz: ten minutes!",
    "سبق 2 پہلے پڑھیں۔ پھر کوئز کریں۔",
    "8 lessons by 26 November, 10 minutes a day",
    "M3.2 and M3.3 go together, e.g. at home.",
    "Take your place. In class we talk about it; one or two will read aloud.",
    "ایک دو سبق آج، باقی کل۔ 2026 کی چھٹیوں سے پہلے۔",
    "At the rate of one a day you're done on Friday.",
    "Your answers are yours. Me too I had some wrong.",
    "Use TikTok's settings page, as in the lesson.",
]
FORBIDDEN = {
    LINK: [
        *("http://x", "https://چراغ", "see www.chiragh", "bit.ly/abc", "wa.me/x", "chiragh.pk", "CHIRAGH．PK"),
        *("chiragh dot pk", "chiragh (dot) com", "chiragh[.]com", "chiragh . com", "چراغ ڈاٹ کام", "چراغ ڈاٹ پی کے"),
        *("chi\u200bragh.p\u200bk", "join t.me/class", "چراغ۔com"),
    ],
    NUMBER: [
        *("03001234567", "0300 1234567", "0300-123-4567", "0 3 0 0 1", "+92 (300) 12", "۰۳۰۰۱۲۳۴۵۶۷", "٠٣٠٠١"),
        *("۰ ۳ ۰ ۰ ۱", "0۳0۰1", "①②③④⑤", "zero three zero zero one", "صفر تین صفر صفر ایک", "0.3.0.0.1", "03\u200b001"),
        *("call 0300، 1234", "oh three double 1 2 3 4 5"),
    ],
    CONTACT: [
        *("a@b.pk", "@sana", "＠sana", "sana @ b", "sana_99", "_sana", "write me at gmail", "sana(at)yahoo"),
        *("insta: sana", "انسٹا: ثنا", "snap = sana", "whatsapp id sana", "sana at the rate b", "ثنا ایٹ جی میل"),
    ],
}


@pytest.mark.parametrize("note", PLAIN)
def test_plain_words_are_welcome(note):
    assert find_contact(note) is None


@pytest.mark.parametrize(("kind", "note"), [(kind, note) for kind, notes in FORBIDDEN.items() for note in notes])
def test_what_leads_elsewhere_is_found_and_named(kind, note):
    found = find_contact(note)

    assert found.kind == kind
    assert found.words


digits = st.characters(whitelist_categories=["Nd"])
between = st.text(" -./()–·،,+\u200b\t", max_size=3)


@given(st.lists(st.tuples(digits, between), min_size=5, max_size=14), st.sampled_from(PLAIN))
def test_five_digits_of_any_script_are_found_however_they_are_spaced(parts, before):
    number = "".join(digit + gap for digit, gap in parts)

    assert find_contact(f"{before} x {number}") is not None


@given(st.text(string.ascii_letters, min_size=1, max_size=20), st.sampled_from(["@", "＠", "﹫"]))
def test_an_at_sign_is_never_kept(name, sign):
    assert find_contact(f"write {sign}{name} please").kind == CONTACT


@given(st.lists(st.sampled_from(["سبق", "پڑھیں", "lesson", "quiz", "12", "٣", "and", "؟", "۔", "!"]), max_size=30))
def test_words_with_short_numbers_between_them_are_plain(words):
    note = " ".join(part for word in words for part in (word, "then"))

    assert find_contact(note) is None


@given(st.text(max_size=NOTE_LENGTH))
def test_any_text_gets_an_answer(text):
    tidy = tidy_note(text)
    find_contact(text)

    assert tidy_note(tidy) == tidy
    assert "\u202e" not in tidy
    assert "\n" not in tidy


class NoteForm(PlainForm):
    note = NoteField(label="Note")


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("note", ["0300 1234567", "chiragh.pk", "sana@b.pk"])
def test_a_refusal_says_what_it_found_and_keeps_what_was_typed(note, language):
    with override(language):
        form = NoteForm({"note": f"Hello {note}"})

        assert not form.is_valid()
        assert any(word in form.errors["note"][0] for word in (note, "03001234567"))
        assert f"Hello {note}" in str(form["note"])


def test_a_note_has_280_characters_at_most():
    assert NoteForm({"note": "ں" * NOTE_LENGTH}).is_valid()
    assert not NoteForm({"note": "ں" * (NOTE_LENGTH + 1)}).is_valid()
