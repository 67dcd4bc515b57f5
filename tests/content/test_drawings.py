"""The line drawings of lessons: small, without words, safe to mirror, in the colours of both schemes."""

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from lessons.content.blocks import Body
from lessons.content.drawings import DRAWINGS

LARGEST = 4096
SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {f"{SVG}{name}" for name in ("svg", "style", "defs", "g", "use", "path", "rect", "circle", "ellipse", "line")}
ALLOWED |= {f"{SVG}{name}" for name in ("polyline", "polygon", "symbol")}
every_drawing = pytest.mark.parametrize("name", DRAWINGS)


def source(name):
    return Path(finders.find(f"content/drawings/{name}.svg")).read_text(encoding="utf-8")


@every_drawing
def test_a_drawing_is_small_and_holds_nothing_but_lines(name):
    svg = source(name)
    tree = ElementTree.fromstring(svg)

    assert len(svg.encode()) <= LARGEST
    assert {element.tag for element in tree.iter()} <= ALLOWED
    assert not [a for element in tree.iter() for a in element.attrib if a.startswith("on") or a == "style"]
    assert all(value.startswith("#") for e in tree.iter() for a, value in e.attrib.items() if a.endswith("href"))
    assert tree.get("viewBox") == "0 0 640 320"


@every_drawing
def test_its_colours_are_those_of_both_schemes(name):
    svg = source(name)
    style = re.search("<style>(.*?)</style>", svg)[1]

    assert "@media (prefers-color-scheme:dark)" in style
    assert re.findall("#[0-9a-f]{3,6}", svg.replace(style, "")) == []
    assert shapes_without_colour(ElementTree.fromstring(svg)) == []


SHAPES = {f"{SVG}{name}" for name in ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon")}


def shapes_without_colour(tree):
    """Return the shapes that would stay black in the dark: no class of the style on them, above, or at their use."""
    named = {element.get("id"): element for element in tree.iter() if element.get("id")}

    def bare(element, coloured):
        coloured = coloured or "class" in element.attrib
        if element.tag in SHAPES:
            return [] if coloured else [element.attrib]
        if element.tag == f"{SVG}use":
            return bare(named[element.get("href").removeprefix("#")], coloured)
        drawn = [child for child in element if child.tag != f"{SVG}defs"]
        return [found for child in drawn for found in bare(child, coloured)]

    return bare(tree, False)


def render(name, alt="Two doors.", caption=""):
    value = [{"type": "drawing", "value": {"name": name, "alt": {"en": alt, "ur": ""}, "caption": {"en": caption}}}]
    return str(Body().to_python(value).render_as_block())


def test_a_drawing_is_said_in_words_and_comes_when_it_is_near():
    html = render("two-locks", alt='A door & a "lock"', caption="Two are better.")

    assert 'alt="A door &amp; a &quot;lock&quot;"' in html
    assert 'loading="lazy"' in html and 'width="640" height="320"' in html
    assert "Two are better." in html


def test_a_drawing_of_a_later_version_leaves_no_hole():
    assert "<img" not in render("not-drawn-yet") and "figure" not in render("not-drawn-yet")


def test_every_file_can_be_picked_and_every_choice_has_its_file():
    folder = Path(finders.find("content/drawings/two-locks.svg")).parent

    assert {path.stem for path in folder.glob("*.svg")} == set(DRAWINGS)
