"""The graph of a scenario: whether a learner comes from its first step to an ending by every way. No database.

A node is a step or an ending, a way is a choice with the node that it leads to. `problems` is the rule of what can't
be published; `layers` is the order in which the map is drawn.
"""

from collections import deque
from dataclasses import dataclass
from enum import StrEnum

REPAIR, HARMS = "repair", "harms"
FEWEST, MOST = 2, 4


class Trouble(StrEnum):
    EMPTY = "empty"  # there is no step at all
    STARTS_WITH_ENDING = "starts-with-ending"
    CHOICES = "choices"  # a step has fewer than two choices, or more than four
    DEAD_END = "dead-end"  # a choice leads nowhere
    UNREACHABLE = "unreachable"
    LOOP = "loop"  # a choice leads back to where the learner has been
    NO_REPAIR = "no-repair"  # after a choice that harms, an ending comes without a way to put it right


@dataclass(frozen=True)
class Way:
    key: str
    next: str
    kind: str = ""
    rating: str = ""

    @property
    def harms(self):
        return self.rating == HARMS


@dataclass(frozen=True)
class Node:
    key: str
    is_ending: bool = False
    ways: tuple = ()

    @property
    def offers_repair(self):
        return any(way.kind == REPAIR for way in self.ways)


@dataclass(frozen=True)
class Problem:
    """`node` and `way` are keys; `way` is empty when the trouble is the node's, both when it is the whole's."""

    trouble: Trouble
    node: str = ""
    way: str = ""


def read_nodes(raw):
    """Return the Nodes in `raw`, the stored form of a scenario's steps, in their order."""
    return [_node(block) for block in raw if block.get("type") in {"step", "ending"}]


def _node(block):
    value = block.get("value") or {}
    if block["type"] == "ending":
        return Node(str(block.get("id")), is_ending=True)
    return Node(str(block.get("id")), ways=tuple(_way(item) for item in value.get("choices") or []))


def _way(item):
    value = item.get("value") or {}
    return Way(str(item.get("id")), value.get("next") or "", value.get("kind") or "", value.get("rating") or "")


def problems(nodes):
    """Return the Problems of the Nodes `nodes`, of which the first is the start; none when it can be played."""
    if not any(not node.is_ending for node in nodes):
        return [Problem(Trouble.EMPTY)]
    by_key = {node.key: node for node in nodes}
    found = [Problem(Trouble.STARTS_WITH_ENDING, nodes[0].key)] if nodes[0].is_ending else []
    reached, back = _reached(by_key, nodes[0]), loops(nodes)
    for node in nodes:
        if node.key not in reached:
            found.append(Problem(Trouble.UNREACHABLE, node.key))
        if not node.is_ending and not FEWEST <= len(node.ways) <= MOST:
            found.append(Problem(Trouble.CHOICES, node.key))
        for way in node.ways:
            if trouble := _trouble(way, node, by_key, back):
                found.append(Problem(trouble, node.key, way.key))
    return found


def _trouble(way, node, by_key, back):
    if way.next not in by_key:
        return Trouble.DEAD_END
    if (node.key, way.key) in back:
        return Trouble.LOOP
    if way.harms and _ends_without_repair(way, by_key):
        return Trouble.NO_REPAIR
    return None


def _reached(by_key, start):
    reached, waiting = {start.key}, deque([start])
    while waiting:
        for way in waiting.popleft().ways:
            if way.next in by_key and way.next not in reached:
                reached.add(way.next)
                waiting.append(by_key[way.next])
    return reached


def _ends_without_repair(way, by_key):
    """Return whether an ending can be reached from `way` without coming past a step that offers a way to repair."""
    seen, waiting = {way.next}, deque([by_key[way.next]])
    while waiting:
        node = waiting.popleft()
        if node.is_ending:
            return True
        if node.offers_repair:
            continue
        for each in node.ways:
            if each.next in by_key and each.next not in seen:
                seen.add(each.next)
                waiting.append(by_key[each.next])
    return False


def loops(nodes):
    """Return the ways, as (node key, way key), that lead back to a node that the learner has come through."""
    by_key, back, done = {node.key: node for node in nodes}, set(), set()
    for root in nodes:
        if root.key in done:
            continue
        path, stack = {root.key}, [(root, iter(root.ways))]
        while stack:
            node, ways = stack[-1]
            way = next(ways, None)
            if way is None:
                stack.pop()
                path.discard(node.key)
                done.add(node.key)
            elif way.next in path:
                back.add((node.key, way.key))
            elif way.next in by_key and way.next not in done:
                path.add(way.next)
                stack.append((by_key[way.next], iter(by_key[way.next].ways)))
    return back


def layers(nodes):
    """Return how many steps at most come before each node, by key; what is never reached is put below all else."""
    if not nodes:
        return {}
    by_key, back = {node.key: node for node in nodes}, loops(nodes)
    reached = _reached(by_key, nodes[0])
    depth = {nodes[0].key: 0}
    for node in _in_order(nodes[0], by_key, back):
        for way in node.ways:
            if way.next in by_key and (node.key, way.key) not in back:
                depth[way.next] = max(depth.get(way.next, 0), depth[node.key] + 1)
    below = max(depth.values()) + 1
    return {node.key: depth[node.key] if node.key in reached else below for node in nodes}


def _in_order(start, by_key, back):
    """Return the nodes reached from `start` so that each comes after all that lead to it; ways back don't count."""
    order, state, stack = [], {start.key}, [(start, iter(start.ways))]
    while stack:
        node, ways = stack[-1]
        way = next(ways, None)
        if way is None:
            stack.pop()
            order.append(node)
        elif way.next in by_key and way.next not in state and (node.key, way.key) not in back:
            state.add(way.next)
            stack.append((by_key[way.next], iter(by_key[way.next].ways)))
    return order[::-1]
