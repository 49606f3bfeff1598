"""A chart in the form in which paper takes it: numbered steps, in parts that fit on a page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from attrs import field, frozen

from triage.draw.chart import Chart, Node
from triage.draw.words import ITEM
from triage.model.tree import Tree
from triage.paper.flow.drawing import Key

CONTINUED = ("CONTINUED",)
MORE = "this step goes on"
_LONGEST_PARAGRAPH = 600
_REMINDER = 80
_LONG = 240  # from here on, words on arrows and in ends get a wider place
_PIECE = re.compile(rf"\S.{{0,{_LONGEST_PARAGRAPH - 1}}}(?=\s|$)|\S{{{_LONGEST_PARAGRAPH}}}", re.S)


@frozen
class Way:
    """An arrow out of a step.

    Attributes:
        arrow: its place among the branches of the step; None from a part of a
            step to the next part.
        words: the answers that take it.
        to: the key of the part or the end that it leads to.
    """

    arrow: int | None
    words: str
    to: Key

    @property
    def is_long(self) -> bool:
        """Whether its words need more room than others."""
        return len(self.words) > _LONG


@frozen
class End:
    """An outcome or an exit; it is drawn beside each step that leads to it."""

    key: Key
    node: Node

    @property
    def number(self) -> int:
        """Its number among the ends."""
        return self.key.number

    @property
    def words(self) -> tuple[int, str, str]:
        """What stands in its box: its number, where it sends a person, and its title."""
        first, *others = self.node.text
        return self.number, first, " ".join(others)

    @property
    def is_long(self) -> bool:
        """Whether its words need more room than others."""
        return sum(map(len, self.node.text)) > _LONG


@frozen
class Part:
    """A step, or a part of one that would not fit on a page.

    Attributes:
        key: by which ways find it.
        node: the step.
        head: its question, or the heading of its checklist.
        items: those of its checklist.
        ways: the arrows that leave it, in the order of the branches.
    """

    key: Key
    node: Node
    head: str
    items: tuple[str, ...]
    ways: tuple[Way, ...]

    @property
    def number(self) -> int:
        """The number of the step."""
        return self.key.number

    @property
    def reminder(self) -> str:
        """Its head in the parts that continue it."""
        return self.head if len(self.head) <= _REMINDER else f"{self.head[: _REMINDER - 1]}…"

    @property
    def marks(self) -> tuple[str, ...]:
        """What stands beside its number."""
        if self.key.place:
            return CONTINUED
        return ("START HERE",) if self.node.is_start else ()


@frozen
class Steps:
    """All of a chart for paper.

    Attributes:
        parts: in reading order.
        ends: by their keys.
        come_from: for each part, the keys of those that lead to it.
        notes: what the names on arrows stand for, by the name.
    """

    parts: tuple[Part, ...]
    ends: Mapping[Key, End]
    notes: Mapping[str, str]
    come_from: Mapping[Key, tuple[Key, ...]] = field(init=False)

    @come_from.default
    def _default_come_from(self) -> Mapping[Key, tuple[Key, ...]]:
        found = defaultdict[Key, dict[Key, None]](dict)
        for part in self.parts:
            for way in part.ways:
                found[way.to][part.key] = None
        return {key: tuple(sources) for key, sources in found.items()}

    def notes_of(self, parts: Iterable[Part]) -> tuple[str, ...]:
        """Return what has to be explained of the words on the arrows of some parts."""
        words = [way.words for part in parts for way in part.ways]
        return tuple(n for name, n in self.notes.items() if any(name in w for w in words))


def steps_of(tree: Tree, chart: Chart) -> Steps:
    """Return the steps of a chart in the order of their numbers, each in one part.

    Args:
        tree: what is printed.
        chart: its chart.
    """
    nodes = {node.name: node for node in sorted(chart.nodes, key=lambda node: node.number)}
    ways = defaultdict[str, list[Way]](list)
    for arrow in chart.arrows:
        go = tree.steps[arrow.start].branches[arrow.number].go
        ways[arrow.start].append(Way(arrow.number, arrow.words, _key(nodes[go])))
    parts = (_part(node, ways[name]) for name, node in nodes.items() if node.is_step)
    ends = (End(_key(node), node) for node in nodes.values() if not node.is_step)
    return Steps(tuple(parts), {end.key: end for end in ends}, chart.groups)


def _key(node: Node) -> Key:
    return Key(node.is_step, node.number)


def _part(node: Node, ways: Sequence[Way]) -> Part:
    head, *others = node.text
    first, *rest = _pieces(head)
    items = [piece for text in others for piece in _pieces(text.removeprefix(ITEM))]
    return Part(_key(node), node, first, (*rest, *items), tuple(ways))


def _pieces(text: str) -> list[str]:
    """Divide a paragraph that could fill a page."""
    return _PIECE.findall(text) or [text]
