"""No Urdu letter is cut off in any component of our style sheets: each is looked at where it is first met."""

from functools import cache

import pytest

from tests.browser import ink, urdu_map
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_urdu_type import ACROSS

SHEETS = sorted(urdu_map.LESSONS.rglob("*.css"))
OURS = set().union(*map(urdu_map.names_in, SHEETS))
ON_PHONES_AND_DESKS = (DESKTOP["width"], PHONE["width"])
# In which widths each way is looked at; it is gone in the last.
WAYS = {
    urdu_map.public_pages: ON_PHONES_AND_DESKS,
    urdu_map.learner_pages: ON_PHONES_AND_DESKS,
    urdu_map.offline_pages: ON_PHONES_AND_DESKS,
    urdu_map.teacher_pages: ON_PHONES_AND_DESKS,
    urdu_map.slides: (PHONE["width"], DESKTOP["width"]),
    urdu_map.results_on_paper: (ACROSS,),
    urdu_map.cms_screens: (DESKTOP["width"],),
}


def to_look_at(page, way, names, met):
    """Yield those pages of a way on which words stand in a class that is not in `met`, and put it there.

    What a phone shows without a network is built by scripts: of that, each page.
    """
    for name in names:
        here = OURS & set(page.evaluate(urdu_map.SHOWN_WITH_TEXT))
        if here - met or way is urdu_map.offline_pages:
            met |= here
            for width in WAYS[way]:
                yield name, width


@pytest.fixture(scope="module")
def walked(launched, site, site_folder):
    """Return a function that goes a way, once, and returns what is wrong on it; `walked.met` are the classes seen."""

    @cache
    def walk(way):
        context = launched().new_context(
            base_url=site, viewport={"width": WAYS[way][-1], "height": 800}, reduced_motion="reduce"
        )
        context.set_default_timeout(20_000)
        page = context.new_page()
        names = way(page, site_folder)
        letters = ["naskh"] if way is urdu_map.cms_screens else ["nastaliq", "naskh"]  # the CMS has no others
        wrong = ink.seen(page, to_look_at(page, way, names, walk.met), letters)
        context.close()
        return wrong

    walk.met = set()
    return walk


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_no_tall_word_is_cut_off_or_leaves_its_box(walked, way):
    assert walked(way) == {}


def test_each_component_that_holds_words_was_looked_at(walked):
    for way in WAYS:
        walked(way)
    met = {urdu_map.component(name) for name in walked.met}
    left = {str(sheet.relative_to(urdu_map.LESSONS)): urdu_map.components(sheet) - met for sheet in SHEETS}

    assert {name: found for name, found in left.items() if found} == {}
