"""The map of a scenario in words: each step with its choices, where they lead, and what is wrong with them."""

from dataclasses import dataclass, field

from django.utils.translation import get_language_bidi, pgettext
from django.utils.translation import gettext as _

from lessons.content.scenario_blocks import Kind
from lessons.content.scenario_graph import REPAIR, layers, loops, read_nodes
from lessons.content.scenario_script import read_script
from lessons.core.bilingual import LocalText, choose
from lessons.editorial.checking.scenarios import graph_findings
from lessons.editorial.scenarios.layout import STUB, Arrow, Box, Drawing, draw


@dataclass(frozen=True)
class MapWay:
    """A choice: `words` is what is written beside its arrow, `arrow` None where there is nothing to draw it from."""

    number: int
    text: LocalText
    kind: str
    is_harmful: bool
    is_repair: bool
    words: str
    next: object
    findings: list
    path: tuple
    arrow: Arrow

    @property
    def shape(self):
        """How its arrow is drawn: "harm", "repair" or "plain"."""
        return "harm" if self.is_harmful else "repair" if self.is_repair else "plain"

    @property
    def end_y(self):
        """Where a stub ends."""
        return self.arrow.y + STUB

    @property
    def words_y(self):
        """Where its words stand: neighbours in turns, so that they do not run into each other."""
        return self.arrow.y + (STUB + 14 if self.arrow.is_stub else 26) + 17 * (self.arrow.place % 2)


@dataclass
class MapPart:
    """A step or ending. `tags` are the words on its box, `is_wrong` whether they tell of something to be mended."""

    number: int
    name: LocalText
    is_ending: bool
    is_start: bool
    box: Box
    path: tuple
    findings: list
    tags: list
    ways: list = field(default_factory=list)

    @property
    def is_wrong(self):
        return bool(self.findings)


@dataclass(frozen=True)
class Map:
    """What is drawn, and the same in words; `problems` counts what has to be mended."""

    parts: list
    drawing: Drawing
    problems: int

    @property
    def size(self):
        return f"0 0 {self.drawing.width} {self.drawing.height}"


def map_of(page):
    """Return the Map of a scenario as it stands in memory, or None while it has no step and no ending."""
    raw = list(page.steps.raw_data)
    nodes = list({node.key: node for node in read_nodes(raw)}.values())
    return _Mapping(page, raw, nodes).map() if nodes else None


class _Mapping:
    def __init__(self, page, raw, nodes):
        self.script = read_script(page.cast.raw_data, raw)
        self.nodes = nodes
        self.back = loops(nodes)
        places = {
            ("steps", node.key): (number, choose(self._script_part(node).name).text)
            for number, node in enumerate(nodes, 1)
        }
        self.findings = {}
        for finding in graph_findings(raw, places):
            self.findings.setdefault(finding.path, []).append(finding)
        self.drawing = draw(nodes, layers(nodes), is_mirrored=get_language_bidi())

    def _script_part(self, node):
        return self.script.part(node.key)

    def map(self):
        parts = {node.key: self._part(number, node) for number, node in enumerate(self.nodes, 1)}
        for node in self.nodes:
            parts[node.key].ways = [self._way(number, node, way, parts) for number, way in enumerate(node.ways, 1)]
        return Map(list(parts.values()), self.drawing, sum(map(len, self.findings.values())))

    def _part(self, number, node):
        path = ("steps", node.key)
        findings = [*self.findings.get(path, []), *self.findings.get((*path, "choices"), [])]
        is_start = number == 1
        tags = [TAGS[finding.rule]() for finding in findings if finding.rule in TAGS]
        tags += [_("begins here")] if is_start and not node.is_ending else []
        tags += [_("ending")] if node.is_ending else []
        name = choose(self._script_part(node).name)
        return MapPart(number, name, node.is_ending, is_start, self.drawing.boxes[node.key], path, findings, tags)

    def _way(self, number, node, way, parts):
        path = ("steps", node.key, "choices", way.key, "next")
        choice = self._script_part(node).choice(way.key)
        following = parts.get(way.next)
        findings = self.findings.get(path, [])
        return MapWay(
            number=number,
            text=choose(choice.text),
            kind=str(Kind(way.kind).label) if way.kind in Kind.values else "",
            is_harmful=way.harms,
            is_repair=way.kind == REPAIR,
            words=self._words(node, way, following, findings),
            next=following,
            findings=findings,
            path=path,
            arrow=self.drawing.arrows[node.key, way.key],
        )

    def _words(self, node, way, following, findings):
        words = []
        if way.harms:
            words.append(pgettext("on a map", "harms"))
        elif way.kind == REPAIR:
            words.append(pgettext("on a map", "puts it right"))
        if following is None:
            words.append(_("leads nowhere"))
        elif (node.key, way.key) in self.back:
            words.append(_("back to %(number)s") % {"number": following.number})
        elif self.drawing.arrows[node.key, way.key].is_stub:
            words.append(_("to %(number)s") % {"number": following.number})
        elif findings:
            words.append(_("no way back"))
        return " · ".join(words)


TAGS = {
    "scenario.unreachable": lambda: _("never reached"),
    "scenario.choices": lambda: _("number of choices"),
    "scenario.starts-with-ending": lambda: _("begins with an ending"),
}
