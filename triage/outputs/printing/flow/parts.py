"""A chart in the form in which paper takes it: numbered steps, in parts that fit on a page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, auto
from typing import TypeAlias

from attrs import field, frozen

from triage.model.tree import Tree
from triage.outputs.chart.chart import Chart, ChartNode
from triage.outputs.chart.look import START_HERE
from triage.outputs.printing.flow.drawing import BoxKey
from triage.phrasing.arrow_labels import ITEM, PART
from triage.words import N_, _

CONTINUED = N_("CONTINUED")
MORE = N_("this step goes on")
_LONGEST_PARAGRAPH = 600
_REMINDER = 80
_LONG = 240  # from here on, words on arrows and in ends get a wider place
_PIECE = re.compile(rf"\S.{{0,{_LONGEST_PARAGRAPH - 1}}}(?=\s|$)|\S{{{_LONGEST_PARAGRAPH}}}", re.S)


@frozen
class OutArrow:
    """An arrow out of a step.

    Attributes:
        arrow: its place among the branches of the step; None from a part of a
            step to the next part.
        words: the answers that take it.
        to: the key of the part or the end that it leads to.
    """

    arrow: int | None
    words: str
    to: BoxKey

    @property
    def is_long(self) -> bool:
        """Whether its words need more room than others."""
        return len(self.words) > _LONG


@frozen
class ArrowEnd:
    """An outcome or an exit; it is drawn beside each step that leads to it."""

    key: BoxKey
    node: ChartNode

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
class StepBox:
    """A step, or a part of one that would not fit on a page.

    Attributes:
        key: by which ways find it.
        node: the step.
        head: its question, or the heading of its checklist.
        items: those of its checklist.
        ways: the arrows that leave it, in the order of the branches.
    """

    key: BoxKey
    node: ChartNode
    head: str
    items: tuple[str, ...]
    ways: tuple[OutArrow, ...]

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
            return (_(CONTINUED),)
        return (_(START_HERE),) if self.node.is_start else ()


@frozen
class Steps:
    """All of a chart for paper.

    Attributes:
        parts: in reading order.
        ends: by their keys.
        come_from: for each part, the keys of those that lead to it.
        notes: what the names on arrows stand for, by the name.
    """

    parts: tuple[StepBox, ...]
    ends: Mapping[BoxKey, ArrowEnd]
    notes: Mapping[str, str]
    come_from: Mapping[BoxKey, tuple[BoxKey, ...]] = field(init=False)

    @come_from.default
    def _default_come_from(self) -> Mapping[BoxKey, tuple[BoxKey, ...]]:
        found = defaultdict[BoxKey, dict[BoxKey, None]](dict)
        for part in self.parts:
            for way in part.ways:
                found[way.to][part.key] = None
        return {key: tuple(sources) for key, sources in found.items()}

    def notes_of(self, parts: Iterable[StepBox]) -> tuple[str, ...]:
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
    ways = defaultdict[str, list[OutArrow]](list)
    for arrow in chart.arrows:
        go = tree.steps[arrow.start].branches[arrow.number].go
        ways[arrow.start].append(OutArrow(arrow.number, arrow.words, _key(nodes[go])))
    parts = (_part(node, ways[name]) for name, node in nodes.items() if node.is_step)
    ends = (ArrowEnd(_key(node), node) for node in nodes.values() if not node.is_step)
    return Steps(tuple(parts), {end.key: end for end in ends}, chart.groups)


def _key(node: ChartNode) -> BoxKey:
    return BoxKey(node.is_step, node.number)


def _part(node: ChartNode, ways: Sequence[OutArrow]) -> StepBox:
    listed = [text for text in node.text if text.startswith((ITEM, PART))]
    first, *rest = _pieces(" ".join(text for text in node.text if text not in listed))
    items = [piece for text in listed for piece in _pieces(text.removeprefix(ITEM))]
    return StepBox(_key(node), node, first, (*rest, *items), tuple(ways))


def _pieces(text: str) -> list[str]:
    """Divide a paragraph that could fill a page."""
    return _PIECE.findall(text) or [text]


# --- some steps, one below the other, with their arrows: where everything stands in a column
# The way on goes down the left. Ends stand to the right of the step that leads to
# them. An arrow that passes by steps runs down a lane at the right edge, as long as
# it crosses nothing; otherwise it ends in a letter, and goes on where that letter is.


class Course(Enum):
    """How an arrow runs: to an end, down to the next step, past others, or to a letter.

    AWAY leads to a letter at the right, DOWN_AWAY to one below the step.
    """

    END = auto()
    DOWN = auto()
    LANE = auto()
    AWAY = auto()
    DOWN_AWAY = auto()


Courses: TypeAlias = Sequence[Sequence[Course]]


def courses_of(parts: Sequence[StepBox], steps: Steps) -> Courses:
    """Return how each arrow of each step of a column runs."""
    places = {part.key: place for place, part in enumerate(parts)}
    courses: list[list[Course]] = []
    lane_to = -1
    for here, part in enumerate(parts):
        down = _down(part, here, places, steps)
        courses.append([])
        for index, way in enumerate(part.ways):
            to = places.get(way.to, -1)
            if way.to in steps.ends:
                course = Course.END
            elif index == down:
                course = Course.DOWN if to == here + 1 else Course.DOWN_AWAY
            elif to > here and (lane_to <= here or lane_to == to):
                course, lane_to = Course.LANE, to
            else:
                course = Course.AWAY
            courses[-1].append(course)
    return courses


def _down(part: StepBox, here: int, places: Mapping[BoxKey, int], steps: Steps) -> int | None:
    """Return which arrow goes down: one to the next step, or else the last if it leaves."""
    short = [(i, way.to) for i, way in enumerate(part.ways) if not way.is_long]
    to_next = [i for i, to in short if places.get(to) == here + 1]
    leaving = [i for i, to in short[-1:] if to not in places and to not in steps.ends]
    last = len(part.ways) - 1
    return to_next[-1] if to_next else last if last in leaving else None
