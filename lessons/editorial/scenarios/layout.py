"""Where the boxes and arrows of a scenario's map stand: arithmetic in whole pixels. No database.

What comes next stands below. An arrow that passes by a row of boxes has a place of its own in that row, so that it
crosses none. A way that leads on to nothing, back, or from what nobody reaches is a short stub.
"""

from dataclasses import dataclass
from itertools import pairwise

BOX, HIGH = 184, 96  # width and height of a box
LANE = 20  # width of the place of an arrow in a row that it passes
GAP = 24  # between places of a row
BETWEEN = 96  # between rows
MARGIN = 28
STUB = 34
UNDER = 80  # a stub with its words
HEAD = 9
SWEEPS = 4


@dataclass(frozen=True)
class Box:
    key: str
    x: int
    y: int
    width: int = BOX
    height: int = HIGH


@dataclass(frozen=True)
class Arrow:
    """A way from the lower edge of its box at `x`, `y`. `line` and `head` are paths of SVG; a stub has no head.

    `place` counts the ways of a box along its edge, so that their words can be put in turns.
    """

    node: str
    way: str
    x: int
    y: int
    line: str
    head: str
    is_stub: bool
    place: int


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    boxes: dict
    arrows: dict


def draw(nodes, depth, *, is_mirrored=False):
    """Return the Drawing of the Nodes `nodes`, with their row by key in `depth`: boxes by key, arrows by (node, way).

    `is_mirrored`: it begins at the right.
    """
    return _Drawer(nodes, depth, is_mirrored).drawing()


class _Drawer:
    def __init__(self, nodes, depth, is_mirrored):
        self.nodes = list({node.key: node for node in nodes}.values())
        self.depth = depth
        self.is_mirrored = is_mirrored
        # Each way as the places that it comes through: its box, a lane in each row that it passes, the next box.
        self.tracks = {(node.key, way.key): self._track(node, way) for node in self.nodes for way in node.ways}
        self.rows = self._rows()
        self.place = {item: place for row in self.rows for place, item in enumerate(row)}
        for sweep in range(SWEEPS):
            self._untangle(is_upward=sweep % 2 == 1)
        self.width = max(map(_row_width, self.rows), default=0) + 2 * MARGIN
        self.middle = {item: x for row in self.rows for item, x in self._middles(row)}

    def _track(self, node, way):
        first, last = self.depth[node.key], self.depth.get(way.next, -1)
        if last <= first:
            return [node.key]
        lanes = [(node.key, way.key, row) for row in range(first + 1, last)]
        return [node.key, *lanes, way.next]

    def _row(self, item):
        return item[2] if isinstance(item, tuple) else self.depth[item]

    def _rows(self):
        rows = [[] for _row in range(max(self.depth.values(), default=-1) + 1)]
        for node in self.nodes:
            rows[self.depth[node.key]].append(node.key)
        for track in self.tracks.values():
            for lane in track[1:-1]:
                rows[lane[2]].append(lane)
        return rows

    # --- order in the rows ---------------------------------------------------------------------------------------
    def _untangle(self, is_upward):
        """Put each item of a row at about the middle of what it is tied to in the row before, or after."""
        tied = {}
        for track in self.tracks.values():
            for upper, lower in pairwise(track):
                here, there = (upper, lower) if is_upward else (lower, upper)
                tied.setdefault(here, []).append(there)
        for row in self.rows[::-1] if is_upward else self.rows:
            row.sort(key=lambda item: self._wish(item, tied.get(item, [])))
            self.place |= {item: place for place, item in enumerate(row)}

    def _wish(self, item, tied):
        places = [self.place[other] / max(1, len(self.rows[self._row(other)])) for other in tied]
        own = self.place[item] / max(1, len(self.rows[self._row(item)]))
        return sum(places) / len(places) if places else own

    def _middles(self, row):
        """Yield (item, the x of its middle), the row itself in the middle of the map."""
        x = (self.width - _row_width(row)) // 2
        for item in row:
            width = _width(item)
            yield item, x + width // 2
            x += width + GAP

    # --- the drawing ---------------------------------------------------------------------------------------------
    def drawing(self):
        boxes = {node.key: self._box(node.key) for node in self.nodes}
        arrows = {}
        arriving = self._arriving()
        for node in self.nodes:
            for place, way in enumerate(sorted(node.ways, key=lambda way: self._side(node, way))):
                x = _along(self.middle[node.key], place, len(node.ways))
                arrows[node.key, way.key] = self._arrow(node, way, x, place, arriving)
        last = self._top(len(self.rows)) - BETWEEN + MARGIN
        lowest = max((arrow.y + UNDER for arrow in arrows.values() if arrow.is_stub), default=0)
        return Drawing(self.width, max(last, lowest), boxes, arrows)

    def _side(self, node, way):
        track = self.tracks[node.key, way.key]
        return self.middle[track[1]] if len(track) > 1 else self.width

    def _arriving(self):
        """Return the x at which each way ends at the upper edge of its last box."""
        ending = {}
        for key, track in self.tracks.items():
            if len(track) > 1:
                ending.setdefault(track[-1], []).append((self.middle[track[-2]], key))
        return {
            key: _along(self.middle[box], place, len(ways))
            for box, ways in ending.items()
            for place, (_x, key) in enumerate(sorted(ways))
        }

    def _arrow(self, node, way, x, place, arriving):
        track = self.tracks[node.key, way.key]
        y = self._top(self.depth[node.key]) + HIGH
        if len(track) == 1:
            line, head = f"M{self._x(x)} {y}V{y + STUB}", ""
        else:
            line, head = self._line(track, x, y, arriving[node.key, way.key])
        return Arrow(node.key, way.key, self._x(x), y, line, head, len(track) == 1, place)

    def _line(self, track, x, y, end):
        line = f"M{self._x(x)} {y}"
        for item in track[1:-1]:
            top, lane = self._top(item[2]), self.middle[item]
            line += self._curve(x, y, lane, top) + f"V{top + HIGH}"
            x, y = lane, top + HIGH
        top = self._top(self.depth[track[-1]])
        line += self._curve(x, y, end, top - HEAD)
        tip = self._x(end)
        return line, f"M{tip - 6} {top - HEAD - 1}H{tip + 6}L{tip} {top}Z"

    def _curve(self, x, y, to_x, to_y):
        half = (y + to_y) // 2
        return f"C{self._x(x)} {half} {self._x(to_x)} {half} {self._x(to_x)} {to_y}"

    def _box(self, key):
        middle = self._x(self.middle[key])
        return Box(key, middle - BOX // 2, self._top(self.depth[key]))

    def _top(self, row):
        return MARGIN + row * (HIGH + BETWEEN)

    def _x(self, x):
        return self.width - x if self.is_mirrored else x


def _width(item):
    return LANE if isinstance(item, tuple) else BOX


def _row_width(row):
    return sum(map(_width, row)) + GAP * max(0, len(row) - 1)


def _along(middle, place, count):
    """Return where along the edge of a box the way at `place` of `count` begins or ends."""
    return middle - BOX // 2 + BOX * (2 * place + 1) // (2 * count)
