"""What a page weighs, what it asks for and leaves behind, and what a history list or a glance would tell."""

import io
import re
import urllib.request
from functools import partial

import pytest
from PIL import Image, ImageChops

from bench.page_weight import GOAL_BYTES, GOAL_REQUESTS, GOAL_SCRIPT, LESSON, weigh
from tests.browser import site_map, steps, teacher_map
from tests.browser.mail import mails_to

GOAL_FONT = 130 * 1024
# None of these may be read in a title, an address or a history list, in either language.
TELLING = """
    abuse harass blackmail sextort leak nude porn sex rape assault victim consent private privacy intimate revenge
    cyber crime threat danger report police violence suicide
    ہراس بلیک لیک فحش برہنہ جنسی زیادتی ریپ متاثر رضامندی پرائیویسی ذاتی نجی جرم سائبر دھمکی خطر تشدد رپورٹ پولیس خودکش
""".split()


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


@pytest.fixture
def watched(new_page, site):
    """A page and what is wrong on the way: what it tells on the console, and what it asks for elsewhere.

    A Content-Security-Policy that is broken is told on the console, as any error of a script is.
    """
    page, wrong = new_page(), []

    def tell(text):
        if "404 (Not Found)" not in text:
            wrong.append(f"{page.url} {text}")

    page.on("console", lambda message: tell(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: tell(str(error)))
    page.on("request", lambda request: None if request.url.startswith((site, "data:")) else tell(request.url))
    return page, wrong


def test_no_page_breaks_its_own_rules_or_asks_elsewhere(watched, language, paths):
    page, wrong = watched
    for path in paths[language]:
        page.goto(path)
    for _name in site_map.learner_pages(page, language):
        assert wrong == []


@pytest.mark.parametrize("part", teacher_map.PARTS)
def test_no_page_of_a_teacher_breaks_its_own_rules_or_asks_elsewhere(watched, site_folder, language, part):
    page, wrong = watched
    for _name in part(page, language, partial(mails_to, site_folder)):
        assert wrong == []


def test_a_first_read_sets_no_cookie(new_page, language, paths):
    page = new_page()
    forms = re.compile(r"/(join|sign-in|sign-up|password|confirm|sign-out)/")
    for path in paths[language]:
        if not forms.search(path):
            page.goto(path)
    assert page.context.cookies() == []


def test_titles_and_addresses_tell_nothing(new_page, language, paths):
    page = new_page(script=False)
    titles = {}
    for path in paths[language]:
        page.goto(path)
        titles[path] = page.title()
    for name in site_map.learner_pages(page, language):
        titles[f"{name} {steps.path_of(page)}"] = page.title()
    assert all(titles.values())
    # Every site has a page on what it keeps, and it is called so.
    told = {(where, title): f"{where} {title}".lower().replace("/privacy/", "/") for where, title in titles.items()}
    telling = {key: word for key, text in told.items() for word in TELLING if word in text}
    assert telling == {}


TALL = ["ایکسیسبیلٹی", "سیٹنگز", "مصطفیٰ"]
PLACES = {"heading": "main h1", "button": "main a.btn", "body": "main .prose p"}


@pytest.mark.parametrize("naskh", [False, True], ids=["nastaliq", "naskh"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("word", TALL)
def test_tall_words_are_not_clipped(new_page, place, word, naskh):
    """The same word in the same box, once as it is and once with nothing that could cut it: the same picture."""
    page = new_page(device_scale_factor=2)
    page.goto(steps.LESSON.format(language="ur"))
    page.evaluate("naskh => document.documentElement.classList.toggle('naskh', naskh)", naskh)
    box = page.locator(PLACES[place]).first
    box.evaluate("(element, word) => { element.textContent = word; element.scrollIntoView({block: 'center'}); }", word)
    page.evaluate("document.fonts.ready")
    shown = picture(page, box)
    box.evaluate(
        """element => {
          for (let one = element; one; one = one.parentElement) {
            for (const name of ["overflow", "clip-path", "contain", "mask"]) {
              one.style.setProperty(name, {overflow: "visible", contain: "none"}[name] ?? "none", "important");
            }
          }
        }"""
    )
    assert ImageChops.difference(shown, picture(page, box)).getbbox() is None, f"“{word}” is cut off."
    # Between lines there is room above and below; a button has an edge.
    assert place != "button" or ink_stays_inside(page, box), f"“{word}” leaves its button."


def picture(page, box, room=40):
    """Return the box with some room around it."""
    at = box.bounding_box()
    clip = {
        "x": max(0, at["x"] - room),
        "y": max(0, at["y"] - room),
        "width": at["width"] + 2 * room,
        "height": at["height"] + 2 * room,
    }
    return Image.open(io.BytesIO(page.screenshot(clip=clip, animations="disabled"))).convert("RGB")


def ink_stays_inside(page, box):
    """Return whether the word is drawn within its own box: what changes when it is made unseen lies inside."""
    room = 40
    with_word = picture(page, box, room)
    box.evaluate("element => element.style.setProperty('color', 'transparent', 'important')")
    without = picture(page, box, room)
    drawn = ImageChops.difference(with_word, without).getbbox()
    assert drawn, "Nothing was drawn."
    at = box.bounding_box()
    left, top = (min(at["x"], room) * 2, min(at["y"], room) * 2)
    slack = 2
    return (
        drawn[0] >= left - slack
        and drawn[1] >= top - slack
        and drawn[2] <= left + at["width"] * 2 + slack
        and drawn[3] <= top + at["height"] * 2 + slack
    )
