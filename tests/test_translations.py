"""Urdu is complete, and what is committed is what is served."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[1]
CATALOGUES = [
    ROOT / "locale/ur/LC_MESSAGES/django.po",
    ROOT / "safety_site/locale_upstream/ur/LC_MESSAGES/django.po",
    ROOT / "safety_site/locale_upstream/ur/LC_MESSAGES/djangojs.po",
]
WRONG_LETTERS = re.compile("[يىكهةۓـ\u200c\u200d\u200e\u200f]")


def entries(po):
    """Return what msgattrib prints of `po`, without its header."""
    text = subprocess.run(["msgcat", "--no-wrap", po], capture_output=True, text=True, check=True).stdout
    return text.split("\n\n")[1:]


def msgids(po):
    return set(re.findall(r'^msgid "(.+)"$', "\n\n".join(entries(po)), re.MULTILINE))


@pytest.mark.parametrize("po", CATALOGUES, ids=lambda p: str(p.relative_to(ROOT)))
def test_the_compiled_catalogue_is_fresh(po, tmp_path):
    fresh = tmp_path / "fresh.mo"
    subprocess.run(["msgfmt", "--check-format", "-o", fresh, po], check=True)

    def messages(mo):
        return subprocess.run(["msgunfmt", "--no-wrap", mo], capture_output=True, text=True, check=True).stdout

    assert messages(po.with_suffix(".mo")) == messages(fresh)


@pytest.mark.parametrize("po", CATALOGUES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_entry_is_missing_or_fuzzy(po):
    for option in ("--untranslated", "--only-fuzzy"):
        left = subprocess.run(["msgattrib", option, po], capture_output=True, text=True, check=True).stdout
        assert left == "", left


@pytest.mark.parametrize("po", CATALOGUES, ids=lambda p: str(p.relative_to(ROOT)))
def test_urdu_is_written_with_urdu_letters(po):
    for entry in entries(po):
        for words in re.findall(r'^(?:msgstr.*|)"(.*)"$', entry, re.MULTILINE):
            assert not WRONG_LETTERS.search(words), words


def test_every_text_of_the_interface_is_in_the_catalogue(settings, tmp_path, monkeypatch):
    # Of a copy: where it finds a folder "locale" beside what it reads, makemessages writes into that one.
    left_out = shutil.ignore_patterns("static", "__pycache__", "locale_upstream")
    for name in ("lessons", "safety_site", "locale"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=left_out)
    settings.LOCALE_PATHS = [str(tmp_path / "locale")]
    monkeypatch.chdir(tmp_path)

    call_command("makemessages", "-l", "ur", "--no-location", "--no-wrap", verbosity=0)

    assert msgids(tmp_path / "locale/ur/LC_MESSAGES/django.po") == msgids(CATALOGUES[0])
