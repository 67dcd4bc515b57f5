"""The map of a scenario: no boxes in each other's way, every way drawn, and the same in words."""

import re
from itertools import combinations

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override

from lessons.content.scenario_graph import Node, Way, layers
from lessons.editorial.scenarios.layout import BOX, draw
from lessons.editorial.scenarios.mapping import map_of
from tests.editorial import scenario_forms as forms
from tests.editorial.desk_people import make_person, make_section
from tests.editorial.scenario_forms import TROUBLES, changed, drafted
from tests.factories import make_module, scenario_ids, scenario_steps


def graph(**ways):
    """Return Nodes; each keyword names what its choices lead to, and a node without any is an ending."""
    return [
        Node(key, not ends, tuple(Way(f"{key}{place}", end) for place, end in enumerate(ends)))
        for key, ends in ((key, said.split()) for key, said in ways.items())
    ]


GRAPHS = {
    "one step": graph(a=" "),
    "a row of steps": graph(a="b b", b="c c", c=""),
    "long ways past others": graph(a="b c f f", b="c f", c="d e", d="e f", e="f f", f=""),
    "many at once": graph(a="b c d e", b="f g h i", c="f g h i", d="f g h i", e="f g h i", f="", g="", h="", i=""),
    "a loop and a step to itself": graph(a="b a", b="a c", c=""),
    "what nobody reaches": graph(a="b b", b="", x="y b", y="x z", z=""),
    "dead ends": graph(a="nowhere b", b="nowhere nowhere", c=""),
    "an ending first": graph(e="", a="e b", b="e e"),
}


def overlaps(one, other):
    apart_x = one.x + one.width <= other.x or other.x + other.width <= one.x
    apart_y = one.y + one.height <= other.y or other.y + other.height <= one.y
    return not (apart_x or apart_y)


def numbers(path):
    return [int(number) for number in re.findall(r"-?\d+", path)]


@pytest.mark.parametrize("is_mirrored", [False, True], ids=["ltr", "rtl"])
@pytest.mark.parametrize("nodes", GRAPHS.values(), ids=GRAPHS.keys())
def test_boxes_never_overlap_and_stand_on_the_map(nodes, is_mirrored):
    drawn = draw(nodes, layers(nodes), is_mirrored=is_mirrored)

    assert set(drawn.boxes) == {node.key for node in nodes}
    assert not [pair for pair in combinations(drawn.boxes.values(), 2) if overlaps(*pair)]
    for box in drawn.boxes.values():
        assert box.x >= 0 and box.x + box.width <= drawn.width
        assert box.y >= 0 and box.y + box.height <= drawn.height


@pytest.mark.parametrize("nodes", GRAPHS.values(), ids=GRAPHS.keys())
def test_every_way_is_drawn_from_its_box_to_the_next(nodes):
    depth = layers(nodes)
    drawn = draw(nodes, depth)

    assert set(drawn.arrows) == {(node.key, way.key) for node in nodes for way in node.ways}
    for node in nodes:
        for way in node.ways:
            arrow, box = drawn.arrows[node.key, way.key], drawn.boxes[node.key]
            assert arrow.y == box.y + box.height and box.x < arrow.x < box.x + box.width
            leads_on = depth.get(way.next, -1) > depth[node.key]
            assert arrow.is_stub is not leads_on
            if leads_on:
                end = drawn.boxes[way.next]
                tip_x, tip_y = numbers(arrow.head)[-2:]
                assert tip_y == end.y and end.x < tip_x < end.x + end.width


def test_two_ways_never_begin_or_end_at_the_same_point():
    drawn = draw(GRAPHS["many at once"], layers(GRAPHS["many at once"]))

    starts = [(arrow.x, arrow.y) for arrow in drawn.arrows.values()]
    tips = [tuple(numbers(arrow.head)[-2:]) for arrow in drawn.arrows.values()]
    assert len(set(starts)) == len(starts) and len(set(tips)) == len(tips)


def test_a_long_way_passes_no_box_of_the_rows_between():
    nodes = GRAPHS["long ways past others"]
    drawn = draw(nodes, layers(nodes))

    for arrow in drawn.arrows.values():
        for x, low in re.findall(r" (\d+) \d+V(\d+)", arrow.line):
            row = [box for box in drawn.boxes.values() if box.y + box.height == int(low)]
            assert not [box for box in row if box.x - 4 < int(x) < box.x + box.width + 4]


def test_the_mirrored_map_is_the_same_from_the_other_side():
    nodes = GRAPHS["many at once"]
    plain, mirrored = (draw(nodes, layers(nodes), is_mirrored=side) for side in (False, True))

    for key, box in plain.boxes.items():
        assert mirrored.boxes[key].x + BOX == plain.width - box.x
        assert mirrored.boxes[key].y == box.y


# --- the words ---------------------------------------------------------------------------------------------------
@pytest.fixture
def editor(db, client):
    user = make_person("sana", make_section())
    client.force_login(user)
    return user


def shown(client, page):
    """Return the map as the editor of `page` shows it."""
    answer = client.get(f"/cms/pages/{page.pk}/edit/")
    return BeautifulSoup(answer.content, "html.parser").select_one(".story-map")


def drawing(drawn):
    return drawn.select_one(".story-map__drawing")


def words(node):
    return " ".join(node.text.split())


def test_the_words_name_each_step_its_choices_and_where_they_lead(editor, client):
    page = drafted(make_module(make_section()))

    drawn = shown(client, page)

    parts = drawn.select(".story-map__parts > li")
    assert [words(part.a) for part in parts] == [
        "The link drops",
        "Second thoughts",
        "The morning",
        "Together",
        "Apart",
    ]
    ways = [words(way) for way in parts[0].select(".story-map__ways > li")]
    assert ways[0] == "I look (reply in the group · harms) leads to 2: Second thoughts"
    assert ways[1] == "I report (report it) leads to 3: The morning"
    assert "begins here" in words(parts[0]) and "ending" in words(parts[3])
    assert "Every way leads to an ending." in words(drawn)


def test_the_drawing_holds_each_step_once_and_says_more_than_with_colours(editor, client):
    drawn = shown(client, drafted(make_module(make_section())))

    svg = drawing(drawn)
    assert svg["aria-hidden"] == "true"
    assert [words(name) for name in svg.select(".story-map__name")][:2] == ["1. The link drops", "2. Second thoughts"]
    assert [words(said) for said in svg.select(".story-map__said")] == ["harms", "puts it right"]
    assert len(svg.select(".story-map__line")) == 7
    assert len(svg.select("rect.story-map__box--ending")) == 2
    assert not drawn.select("[style]") and all(link["tabindex"] == "-1" for link in svg.select("a"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (forms.dead_end, "leads nowhere"),
        (forms.gone, "leads nowhere"),
        (forms.loop, "back to 1"),
        (forms.unreachable, "never reached"),
        (forms.no_repair, "harms · no way back"),
        (forms.one_choice, "number of choices"),
        (forms.ending_first, "begins with an ending"),
    ],
)
def test_what_is_wrong_stands_on_the_drawing_and_in_the_words_with_the_way_to_it(editor, client, change, said):
    page = drafted(make_module(make_section()), steps=changed(change))

    drawn = shown(client, page)

    on_it = [words(node) for node in drawing(drawn).select(".story-map__said, .story-map__tag")]
    assert said in on_it
    problems = drawn.select(".story-map__problem a")
    assert problems and drawn.select(".story-map__box--wrong, .story-map__way--wrong")
    names = {key: name for name, key in scenario_ids.items()}
    path = tuple(names.get(part, part) for part in problems[0]["data-path"].split(" "))
    assert path == ("steps", *TROUBLES[change][1])
    assert "to be mended" in words(drawn.summary)


def test_in_urdu_it_is_mirrored_and_speaks_urdu(editor, client):
    page = drafted(make_module(make_section()))

    with override("ur"):
        urdu = map_of(page)
    with override("en"):
        english = map_of(page)

    assert [part.name.text for part in urdu.parts][0] == "لنک آتا ہے"
    together, apart = (scenario_ids[name] for name in ("together", "apart"))
    assert english.drawing.boxes[together].x < english.drawing.boxes[apart].x
    assert urdu.drawing.boxes[together].x > urdu.drawing.boxes[apart].x


def test_what_an_author_writes_is_escaped(editor, client):
    steps = scenario_steps()
    forms.step(steps, "drop")["name"]["en"] = "<script>alert(1)</script>"
    forms.choice(steps, "look")["text"]["en"] = "<img src=x>"

    drawn = shown(client, drafted(make_module(make_section()), steps=steps))

    assert not drawn.select("script, img")
    assert "<script>alert(1)</script>" in drawn.text


def test_a_scenario_without_steps_has_no_map(editor, client):
    assert shown(client, drafted(make_module(make_section()), steps="[]")) is None


def test_an_unfinished_step_without_names_or_choices_is_drawn_all_the_same(db):
    raw = [{"type": "step", "id": "a", "value": {}}, {"type": "ending", "id": "b", "value": {}}]
    page = drafted(steps=raw)

    drawn = map_of(page.get_latest_revision_as_object())

    assert [part.name.text for part in drawn.parts] == ["", ""]
    assert drawn.problems == 2
