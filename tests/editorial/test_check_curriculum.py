"""The content that a new site starts with passes its own check; the list of words is kept as its editors want it."""

import shutil

import pytest
import yaml
from wagtail.models import Page

from lessons.content.models import Fact, Helpline, Question
from lessons.curriculum import files
from lessons.curriculum.loading import Loader
from lessons.editorial.checking.findings import findings_of
from lessons.editorial.checking.words import WatchedWord
from tests.curriculum.starter import put_starter_curriculum

pytestmark = pytest.mark.django_db


def test_nothing_in_the_starter_curriculum_would_be_stopped():
    put_starter_curriculum()
    pages = [page.specific for page in Page.objects.filter(depth__gt=1)]
    records = [record for model in (Question, Fact, Helpline) for record in model.objects.all()]

    stopped = [(str(obj), finding) for obj in [*pages, *records] for finding in findings_of(obj) if finding.is_stop]

    assert len(pages) > 20 and len(records) > 90
    assert stopped == []


def test_the_words_of_both_languages_are_loaded_with_what_to_write_instead():
    put_starter_curriculum()

    kinds = set(WatchedWord.objects.filter(organisation=None).values_list("language", "kind"))
    assert kinds == {(code, kind) for code in ("en", "ur") for kind in WatchedWord.Kind.values}
    assert not WatchedWord.objects.exclude(kind="hard").filter(better="").exists()


def test_loading_the_words_again_changes_nothing_and_brings_back_nothing_that_was_taken_off():
    put_starter_curriculum()
    count = WatchedWord.objects.count()
    WatchedWord.objects.filter(phrase="her fault").delete()
    WatchedWord.objects.filter(phrase="your fault").update(better="Nobody's but theirs.")

    Loader().load()

    assert WatchedWord.objects.count() == count - 1
    assert WatchedWord.objects.get(phrase="your fault").better == "Nobody's but theirs."


def test_a_better_word_in_the_file_reaches_the_list_unless_an_admin_has_changed_that_word(tmp_path):
    folder = tmp_path / "content"
    shutil.copytree(files.FOLDER, folder)
    put_starter_curriculum()
    WatchedWord.objects.filter(phrase="your fault").update(better="Ours.")
    path = folder / "watched_words.yaml"
    groups = yaml.safe_load(path.read_text(encoding="utf-8"))
    groups[0]["better"] = "New."
    path.write_text(yaml.safe_dump(groups, allow_unicode=True), encoding="utf-8")

    again = Loader(folder)
    again.load()

    assert WatchedWord.objects.get(phrase="her fault").better == "New."
    assert WatchedWord.objects.get(phrase="your fault").better == "Ours."
    assert "word:en:your fault" in again.kept


def test_no_word_of_the_list_is_a_part_of_what_the_list_itself_suggests():
    """A better word that is watched, too, would send an editor round in a circle."""
    from lessons.editorial.checking.prose import Folded
    from lessons.editorial.checking.subject import Word
    from lessons.editorial.checking.wording import hits, patterns_of

    rows = [Word(**row) for row in files.watched_words()]
    patterns = patterns_of(tuple(row for row in rows if row.kind != "hard"))

    circular = {
        (row.phrase, word.phrase)
        for row in rows
        for word, _start, _end in hits(Folded(row.better, row.language), patterns)
        if not Folded(row.better, row.language).is_denied(_start, _end)
    }
    assert circular == set()
