"""What a learner may rely on: from the first step every way ends, and after harm there is a way to put it right."""

from hypothesis import given
from hypothesis import strategies as st

from lessons.content.scenario_graph import Node, Problem, Trouble, Way, layers, loops, problems

END = Node("end", is_ending=True)


def step(key, *ways):
    """A step with a choice for each (next, rating, kind) of `ways`; the rest of a choice is harmless."""
    made = []
    for number, way in enumerate(ways):
        goal, rating, kind = (*way, "neutral", "reply")[:3] if isinstance(way, tuple) else (way, "neutral", "reply")
        made.append(Way(f"{key}{number}", goal, kind, rating))
    return Node(key, ways=tuple(made))


def troubles(*nodes):
    return {(each.trouble, each.node, each.way) for each in problems(nodes)}


def test_a_scenario_that_ends_by_every_way_has_no_problem():
    assert not troubles(step("a", "b", "end"), step("b", "end", "end"), END)


def test_nothing_can_be_played_without_a_step():
    assert problems([]) == problems([END]) == [Problem(Trouble.EMPTY)]


def test_a_choice_that_leads_nowhere_is_a_dead_end():
    assert troubles(step("a", "", "end"), END) == {(Trouble.DEAD_END, "a", "a0")}
    assert troubles(step("a", "gone", "end"), END) == {(Trouble.DEAD_END, "a", "a0")}


def test_a_step_that_no_choice_leads_to_is_unreachable():
    assert troubles(step("a", "end", "end"), step("b", "end", "end"), END) == {(Trouble.UNREACHABLE, "b", "")}


def test_a_way_back_is_a_loop():
    assert troubles(step("a", "b", "end"), step("b", "a", "end"), END) == {(Trouble.LOOP, "b", "b0")}
    assert troubles(step("a", "a", "end"), END) == {(Trouble.LOOP, "a", "a0")}


def test_a_circle_that_is_never_reached_is_found_too():
    found = troubles(step("a", "end", "end"), step("b", "c", "end"), step("c", "b", "end"), END)

    assert {(Trouble.UNREACHABLE, "b", ""), (Trouble.UNREACHABLE, "c", ""), (Trouble.LOOP, "c", "c0")} == found


def test_a_step_asks_for_two_to_four_choices():
    assert troubles(step("a", "end"), END) == {(Trouble.CHOICES, "a", "")}
    assert troubles(step("a", *["end"] * 5), END) == {(Trouble.CHOICES, "a", "")}


def test_an_ending_is_no_beginning():
    assert (Trouble.STARTS_WITH_ENDING, "end", "") in troubles(END, step("a", "end", "end"))


def test_a_choice_that_harms_needs_a_way_to_put_it_right():
    bad = step("a", ("end", "harms"), "b")
    assert troubles(bad, step("b", "end", "end"), END) == {(Trouble.NO_REPAIR, "a", "a0")}


def test_one_way_round_the_repair_is_enough_to_be_refused():
    nodes = [
        step("a", ("b", "harms"), "end"),
        step("b", "mend", "end"),
        step("mend", ("end", "protects", "repair"), "end"),
        END,
    ]

    assert troubles(*nodes) == {(Trouble.NO_REPAIR, "a", "a0")}


def test_a_step_that_offers_repair_right_after_the_harm_is_enough():
    nodes = [step("a", ("mend", "harms"), "end"), step("mend", ("end", "protects", "repair"), "end"), END]

    assert not troubles(*nodes)


def test_layers_put_each_step_below_all_that_lead_to_it():
    nodes = [step("a", "b", "end"), step("b", "c", "end"), step("c", "end", "end"), END, step("x", "end", "end")]

    assert layers(nodes) == {"a": 0, "b": 1, "c": 2, "end": 3, "x": 4}


KEYS = "abcdef"


@st.composite
def graphs(draw):
    goals = st.sampled_from([*KEYS, "end", "", "gone"])
    count = draw(st.integers(1, len(KEYS)))
    kinds, ratings = st.sampled_from(["reply", "repair"]), st.sampled_from(["harms", "neutral"])
    ways = st.lists(st.tuples(goals, ratings, kinds), min_size=2, max_size=4)
    return [*(step(key, *draw(ways)) for key in KEYS[:count]), END]


def walks(nodes, node, harmed=False):
    """Yield for each way to play on from `node` whether it came to an ending with harm that could not be repaired."""
    by_key = {each.key: each for each in nodes}
    if node.is_ending:
        yield harmed
        return
    harmed = harmed and not node.offers_repair
    for way in node.ways:
        yield from walks(nodes, by_key[way.next], harmed or way.rating == "harms")


@given(graphs())
def test_whoever_plays_a_graph_without_problems_always_ends_and_never_without_repair(nodes):
    if not problems(nodes):
        assert not any(walks(nodes, nodes[0]))


@given(graphs())
def test_without_the_loops_every_layer_leads_downwards(nodes):
    back, depth = loops(nodes), layers(nodes)
    unreached = max(depth.values()) + 1
    reached = {each.node for each in problems(nodes) if each.trouble == Trouble.UNREACHABLE}
    for node in nodes:
        for way in node.ways:
            if way.next in depth and (node.key, way.key) not in back and node.key not in reached:
                assert depth[node.key] < depth.get(way.next, unreached)
