"""Room in a large chart: ends beside their steps, and panels that lead to each other.

A picture of hundreds of boxes with an arrow from each to the same few ends
cannot be followed by anybody, nor laid out by Graphviz in time. So an end is
drawn again beside each step that leads to it; steps are drawn once. A chart
with too many arrows for one piece is cut into panels. An arrow from one panel
to another leads to a small box that says where to go on, and the step there
says where the arrow comes from. So does an arrow that would pass by many rows
of boxes, where nobody could follow it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from attrs import evolve, frozen

from triage.outputs.chart.chart import Arrow, Chart, ChartNode, NodeKind
from triage.words import _

# As many as stand below one another without a picture that is a strip.
_MOST_ARROWS = 30
# Mermaid lays out a picture itself, all panels at once.
MOST_IN_MERMAID = 150
_MOST_ROWS = 8
_MOST_NAMED = 4


def spread(chart: Chart, most: int = _MOST_ARROWS) -> Chart:
    """Return a chart in the form in which it is drawn.

    Args:
        chart: the chart, each step and end once.
        most: how many arrows a panel may hold; a step with more has a panel of its own.
    """
    cut = _Cut.of(chart, panels_of(chart, most))
    drawn = [(arrow, cut.end_of(arrow)) for arrow in chart.arrows]
    ends: dict[str, ChartNode] = {}
    for arrow, end in drawn:
        if end.beside:
            lit = arrow.highlighted or (end.key in ends and ends[end.key].highlighted)
            ends[end.key] = evolve(end, highlighted=lit)
    arrows = tuple(evolve(arrow, end=end.key) for arrow, end in drawn)
    steps = cut.with_origins(_in_reading_order(chart))
    reached = {arrow.end for arrow in chart.arrows}
    alone = [node for node in chart.nodes if not node.is_step and node.name not in reached]
    nodes = (*alone, *_in_order(steps, ends.values()))
    return evolve(chart, nodes=nodes, arrows=arrows)


def panels_of(chart: Chart, most: int) -> dict[str, int]:
    """Return the panel of each step, counted from 1 in the order of reading.

    Each step stands below the one of those leading to it that is read last.
    From the end backwards the largest branches that do not fit are cut off.
    """
    steps = [node.name for node in _in_reading_order(chart)]
    place = {name: number for number, name in enumerate(steps)}
    above: dict[str, str] = {}
    weight = dict.fromkeys(steps, 0)
    for arrow in chart.arrows:
        weight[arrow.start] += 1
        if arrow.end in place:
            last = above.setdefault(arrow.end, arrow.start)
            above[arrow.end] = max(last, arrow.start, key=place.__getitem__)
    if len(chart.arrows) <= most:
        return dict.fromkeys(steps, 1)
    roots = _roots(steps, above, weight, most)
    panel: dict[str, int] = {}
    count = 0
    for name in steps:
        count += name in roots
        panel[name] = count if name in roots else panel[above[name]]
    return panel


def _in_reading_order(chart: Chart) -> list[ChartNode]:
    return sorted((node for node in chart.nodes if node.is_step), key=lambda node: node.number)


def _roots(
    steps: Sequence[str], above: Mapping[str, str], weight: Mapping[str, int], most: int
) -> set[str]:
    """Return the steps with which panels begin."""
    below = defaultdict[str, list[str]](list)
    for name, over in above.items():
        below[over].append(name)
    held = dict(weight)
    roots = {name for name in steps if name not in above}
    for name in reversed(steps):
        for branch in sorted(below[name], key=held.__getitem__):
            if held[name] + held[branch] <= most:
                held[name] += held[branch]
            else:
                roots.add(branch)
    return roots


@frozen
class _Cut:
    """Which arrows of a chart are cut, and what stands in their place.

    Attributes:
        nodes: all boxes by their names.
        panels: of the steps.
        origins: for each step that cut arrows lead to, the steps where they begin.
        has_panels: whether there are several.
    """

    nodes: Mapping[str, ChartNode]
    panels: Mapping[str, int]
    origins: Mapping[str, Set[str]]
    has_panels: bool

    @classmethod
    def of(cls, chart: Chart, panels: Mapping[str, int]) -> _Cut:
        """Return the cuts between panels and those of arrows that are too long."""
        nodes = {node.name: node for node in chart.nodes}
        origins = defaultdict[str, set[str]](set)
        rows = _rows(chart, panels)
        for arrow in chart.arrows:
            if arrow.end in panels:
                is_near = panels[arrow.start] == panels[arrow.end]
                if not is_near or rows[arrow.end] - rows[arrow.start] > _MOST_ROWS:
                    origins[arrow.end].add(arrow.start)
        return cls(nodes, panels, dict(origins), len(set(panels.values())) > 1)

    def end_of(self, arrow: Arrow) -> ChartNode:
        """Return the box that an arrow is drawn to."""
        end, start = self.nodes[arrow.end], self.nodes[arrow.start]
        panel = self.panels[start.name]
        if not end.is_step:
            return evolve(end, beside=start.name, panel=panel, highlighted=False)
        if start.name not in self.origins.get(end.name, ()):
            return end
        text = (_("go to {place}", place=self._say(end)),)
        return ChartNode(
            end.name,
            NodeKind.GO_TO,
            text,
            module=start.module,
            number=end.number,
            beside=start.name,
            panel=panel,
        )

    def with_origins(self, steps: Iterable[ChartNode]) -> Iterator[ChartNode]:
        """Yield steps; where something is cut, each with its number and who leads to it."""
        for step in steps:
            head = self._head(step) if self.origins else ""
            yield evolve(step, panel=self.panels[step.name], head=head)

    def _head(self, step: ChartNode) -> str:
        names = self.origins.get(step.name, ())
        come = sorted((self.nodes[name] for name in names), key=lambda node: node.number)
        named = [self._say(node) for node in come[:_MOST_NAMED]]
        if not named:
            return f"{step.number}"
        more = [_("{count} more", count=len(come) - len(named))] if len(come) > len(named) else []
        return _("{number}, from {places}", number=step.number, places=", ".join([*named, *more]))

    def _say(self, step: ChartNode) -> str:
        if not self.has_panels:
            return f"{step.number}"
        return _("{number} in panel {panel}", number=step.number, panel=self.panels[step.name])


def _rows(chart: Chart, panels: Mapping[str, int]) -> Mapping[str, int]:
    """Return how many boxes stand above each step in its panel, at the least."""
    leaving = defaultdict[str, list[str]](list)
    for arrow in chart.arrows:
        if panels.get(arrow.end) == panels[arrow.start]:
            leaving[arrow.start].append(arrow.end)
    rows = dict.fromkeys(panels, 0)
    for step in _in_reading_order(chart):
        for end in leaving[step.name]:
            rows[end] = max(rows[end], rows[step.name] + 1)
    return rows


def _in_order(steps: Iterable[ChartNode], ends: Iterable[ChartNode]) -> Iterator[ChartNode]:
    """Yield each step, and behind it what is drawn beside it."""
    beside = defaultdict[str, list[ChartNode]](list)
    for end in ends:
        beside[end.beside].append(end)
    for step in steps:
        yield step
        yield from beside[step.name]
