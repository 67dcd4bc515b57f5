"""What a page weighs, and what it leaves behind."""

import re
import urllib.request

import pytest

from bench.page_weight import BEGIN, GOAL_BYTES, GOAL_REQUESTS, GOAL_SCENARIO, GOAL_SCRIPT, LESSON, SCENARIO, weigh
from tests.browser import site_map

GOAL_FONT = 130 * 1024


@pytest.fixture(scope="module")
def paths(site):
    return {language: site_map.public_pages(site, language) for language in ("ur", "en")}


def test_a_first_visit_to_a_lesson_is_light(chromium, site, language):
    weight = weigh(chromium, site, LESSON.format(language=language))
    assert weight.elsewhere == []
    assert weight.total <= GOAL_BYTES, weight.sizes
    assert weight.requests <= GOAL_REQUESTS, weight.sizes
    assert weight.script <= GOAL_SCRIPT, weight.sizes
    assert weight.total > 4_000, "Something that belongs to the page was not counted."


def test_a_first_visit_to_a_scenario_is_light_up_to_its_first_decision(chromium, site, language):
    weight = weigh(chromium, site, SCENARIO.format(language=language), BEGIN)
    assert weight.elsewhere == []
    assert weight.total <= GOAL_SCENARIO, weight.sizes
    assert any("/runs/" in name for name in weight.sizes), weight.sizes


def test_the_urdu_font_is_small_and_kept_for_a_year(chromium, site):
    fonts = weigh(chromium, site, LESSON.format(language="ur")).fonts
    assert len(fonts) == 1
    path, size = fonts.popitem()
    assert 20_000 < size <= GOAL_FONT
    with urllib.request.urlopen(site + path) as answer:
        age = re.search(r"max-age=(\d+)", answer.headers["Cache-Control"])
        assert int(age[1]) >= 31_536_000
        assert "immutable" in answer.headers["Cache-Control"]


def test_english_pages_load_no_font_though_they_hold_urdu_words(chromium, site):
    assert weigh(chromium, site, LESSON.format(language="en")).fonts == {}


def test_every_file_of_a_page_is_kept_for_a_year_and_compressed(site, language):
    with urllib.request.urlopen(site + LESSON.format(language=language)) as answer:
        html = answer.read().decode()
    files = set(re.findall(r'(?:src|href)="(/static/[^"#]+)', html))
    assert len(files) >= 3
    for path in files:
        request = urllib.request.Request(site + path, headers={"Accept-Encoding": "br"})
        with urllib.request.urlopen(request) as answer:
            assert int(re.search(r"max-age=(\d+)", answer.headers["Cache-Control"])[1]) >= 31_536_000, path
            assert answer.headers["Content-Encoding"] == "br", path


def test_a_first_read_sets_no_cookie(new_page, language, paths):
    page = new_page()
    forms = re.compile(r"/(join|sign-in|sign-up|password|confirm|sign-out|who)/")
    for path in paths[language]:
        if not forms.search(path):
            page.goto(path)
    assert page.context.cookies() == []
