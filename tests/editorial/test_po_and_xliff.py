"""Texts go out as PO and XLIFF and come back the same, through whatever a translator's tool does to the file."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessons.editorial.exchange import po, xliff
from lessons.editorial.exchange.entries import EMPTY, FUZZY, OBSOLETE, Entry, FileRefused, carried
from lessons.editorial.units import digest

FORMATS = [po, xliff]
MADE_AT = datetime(2026, 11, 25, tzinfo=UTC)
unhurried = settings(deadline=None, suppress_health_check=list(HealthCheck))
TEXTS = st.one_of(
    st.text(min_size=1, max_size=80),
    st.text("\"\\\n\t&<>'اآبپںہھیے۔؟ \u2028\x85\u200f%{}]", min_size=1, max_size=60),
).map(carried)


def make_entry(obj="page:12", key="heading", source="A lamp", target="ایک چراغ", **fields):
    return Entry(obj, key, source, target, digest(source), digest(target), **fields)


def write(form, *entries, target="ur"):
    return form.write(entries, source_language="en", target_language=target, made_at=MADE_AT)


def assert_is_read_or_refused(form, data):
    with suppress(FileRefused):
        assert form.read(data).entries is not None


@pytest.mark.parametrize("form", FORMATS)
@unhurried
@given(pairs=st.lists(st.tuples(TEXTS.filter(bool), TEXTS), max_size=4))
def test_any_text_comes_back_as_it_went(form, pairs):
    entries = [make_entry(key=f"body.{place}", source=s, target=t) for place, (s, t) in enumerate(pairs)]

    found = form.read(write(form, *entries))

    assert [(e.id, e.source, e.target, e.source_digest, e.target_digest) for e in found.entries] == [
        (e.id, e.source.strip(), e.target, e.source_digest, e.target_digest) for e in entries if e.target
    ]
    assert found.passed_over[EMPTY] == sum(not e.target for e in entries)
    assert found.refused == []


@pytest.mark.parametrize("form", FORMATS)
@unhurried
@given(data=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))))
def test_no_bytes_do_more_harm_than_a_refusal(form, data):
    assert_is_read_or_refused(form, data)


@pytest.mark.parametrize("form", FORMATS)
@unhurried
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(form, data):
    whole = write(form, make_entry(), make_entry(key="summary", source="Two\nlines", target=""))
    start = data.draw(st.integers(0, len(whole)))
    broken = whole[:start] + data.draw(st.binary(max_size=6)) + whole[start + data.draw(st.integers(0, 30)) :]

    assert_is_read_or_refused(form, broken)


@pytest.mark.parametrize("form", FORMATS)
def test_two_units_with_the_same_words_stay_two_entries(form):
    data = write(form, make_entry(key="heading", target="ایک"), make_entry(key="summary", target="دو"))

    assert [(e.key, e.target) for e in form.read(data).entries] == [("heading", "ایک"), ("summary", "دو")]


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_said_twice_is_taken_once_and_told(form):
    found = form.read(write(form, make_entry(target="ایک"), make_entry(target="دو")))

    assert [e.target for e in found.entries] == ["ایک"]
    assert "twice" in found.refused[0][1]


@pytest.mark.parametrize("form", FORMATS)
def test_a_byte_order_mark_and_windows_line_ends_change_nothing(form):
    entries = [make_entry(source="One\ntwo", target="ایک\nدو"), make_entry(key="summary")]
    plain = write(form, *entries)

    found = form.read(b"\xef\xbb\xbf" + plain.replace(b"\n", b"\r\n"))

    assert found.entries == form.read(plain).entries
    assert found.target_language == "ur"


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_says_its_languages_whatever_the_country(form):
    found = form.read(write(form, make_entry(), target="ur-PK"))

    assert (found.source_language, found.target_language) == ("en", "ur")


@pytest.mark.parametrize("form", FORMATS)
def test_the_label_and_the_note_go_along(form):
    data = write(form, make_entry(label="Steps › Goal", note="Keep the tags.")).decode()

    assert "Steps › Goal" in data
    assert "Keep the tags." in data


def test_a_po_file_in_another_encoding_is_refused_with_what_to_do():
    with pytest.raises(FileRefused, match="UTF-8"):
        po.read(write(po, make_entry()).decode().encode("utf-16"))


def test_fuzzy_and_obsolete_entries_of_a_po_file_are_counted_and_not_taken():
    data = write(po, make_entry(), make_entry(key="summary", source="Other")).decode()
    fuzzy = data.replace('msgctxt "page:12|heading"', '#, fuzzy\nmsgctxt "page:12|heading"')
    fuzzy += '\n#~ msgctxt "page:12|old"\n#~ msgid "Old"\n#~ msgstr "پرانا"\n'

    found = po.read(fuzzy.encode())

    assert [e.key for e in found.entries] == ["summary"]
    assert found.passed_over == {FUZZY: 1, OBSOLETE: 1}


def test_an_entry_of_another_program_is_told_and_left():
    found = po.read(b'msgid ""\nmsgstr "Language: ur\\n"\n\nmsgid "File"\nmsgstr "X"\n')

    assert found.entries == []
    assert found.refused == [("File", "This entry is not from this site.")]


def test_a_po_file_without_its_comments_says_nothing_of_what_was_there():
    data = "\n".join(line for line in write(po, make_entry()).decode().split("\n") if not line.startswith("#."))

    (entry,) = po.read(data.encode()).entries

    assert (entry.source, entry.source_digest, entry.target_digest) == ("A lamp", "", "")
    assert not entry.is_untouched


RESAVED = """<?xml version="1.0" encoding="UTF-8"?>
<x:xliff xmlns:x="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><x:file source-language="en-GB"
 target-language="ur-PK" original="a" datatype="html"><x:header/><x:body><x:group id="g">
  <x:trans-unit id="page:12|heading" approved="no"><x:source><![CDATA[<p>A & b</p>]]></x:source>
   <x:target state="{state}">{target}</x:target><x:note>{mark}</x:note></x:trans-unit>
</x:group></x:body></x:file></x:xliff>"""


def resaved(target="<![CDATA[<p>ایک</p>]]>", state="translated"):
    mark = f"chiragh:{digest('<p>A & b</p>')}:{digest('')}"
    return xliff.read(RESAVED.format(target=target, state=state, mark=mark).encode())


def test_an_xliff_file_that_a_tool_saved_anew_says_the_same():
    (entry,) = resaved().entries

    assert (entry.id, entry.source, entry.target) == ("page:12|heading", "<p>A & b</p>", "<p>ایک</p>")
    assert entry.source_digest == digest(entry.source)


def test_marks_around_a_text_of_xliff_leave_the_text():
    assert resaved("<x:mrk mtype='seg'>ایک</x:mrk> <x:g id='1'>دو</x:g>").entries[0].target == "ایک دو"


def test_tags_that_a_tool_has_put_in_the_place_of_something_are_not_taken():
    found = resaved("ایک <x:x id='1'/> دو")

    assert found.entries == []
    assert "tags of its own" in found.refused[0][1]


def test_what_a_translator_is_not_sure_of_is_counted_and_not_taken():
    found = resaved(state="needs-review-translation")

    assert found.entries == []
    assert found.passed_over == {FUZZY: 1}


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE x [<!ENTITY a "b">]><xliff version="1.2">&a;</xliff>',
        b'<!DOCTYPE x SYSTEM "http://example.org/x.dtd"><xliff version="1.2"/>',
        b'<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"/>',
        b'<?xml version="1.0" encoding="nonsense"?><xliff version="1.2"/>',
        b"<html><body>Signed out</body></html>",
        b"",
    ],
)
def test_what_is_no_safe_xliff_is_refused_with_a_sentence(data):
    with pytest.raises(FileRefused, match=r"\."):
        xliff.read(data)


def test_a_file_with_two_pairs_of_languages_is_refused():
    one = write(xliff, make_entry()).decode()
    other = one.replace('target-language="ur"', 'target-language="sd"')
    both = one.replace("</file>", "</file>" + other[other.index("<file") : other.index("</xliff>")])

    with pytest.raises(FileRefused, match="more than one pair"):
        xliff.read(both.encode())
