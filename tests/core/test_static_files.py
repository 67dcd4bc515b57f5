"""Scripts are made small without a word that an old phone does not know."""

import re

import pytest

from lessons.core.static_files import made_small
from tests.test_house_rules import ROOT

SITE_SCRIPT = ROOT / "lessons/core/static/core/js/site.js"


def test_the_script_of_every_page_is_written_for_old_phones():
    small = made_small(SITE_SCRIPT.read_text(encoding="utf-8"))

    assert len(small) < 0.6 * SITE_SCRIPT.stat().st_size
    assert re.findall(r"catch\{|\?\.[a-z]|\?\?|=>|`|\b(?:let|const)\s", small) == []


@pytest.mark.parametrize("kind", ["try { a() } catch (error) { b() }", "if (a === null || a === undefined) b()"])
def test_no_newer_word_comes_in(kind):
    assert re.findall(r"catch\{|\?\?|\?\.", made_small(kind)) == []
