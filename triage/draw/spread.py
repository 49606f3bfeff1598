"""Room in a large chart: ends beside their steps, and panels that lead to each other.

A picture of hundreds of boxes with an arrow from each to the same few ends
cannot be followed by anybody, nor laid out by Graphviz in time. So an end is
drawn again beside each step that leads to it; steps are drawn once. A chart
with too many arrows for one piece is cut into panels. An arrow from one panel
to another leads to a small box that says where to go on, and the step there
says where the arrow comes from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from triage.draw.chart import Arrow, Chart, Kind, Node

_MOST_ARROWS = 150
_MOST_NAMED = 4


def spread(chart: Chart, most: int = _MOST_ARROWS) -> Chart:
    """Return a chart in the form in which it is drawn.

    Args:
        chart: the chart, each step and end once.
        most: how many arrows a panel may hold; a step with more has a panel of its own.
    """
    panels = panels_of(chart, most)
    nodes = {node.name: node for node in chart.nodes}
    drawn = _drawn(chart, nodes, panels)
    ends: dict[str, Node] = {}
    for arrow, end in drawn:
        if end.beside:
            lit = arrow.lit or (end.key in ends and ends[end.key].lit)
            ends[end.key] = evolve(end, lit=lit)
    arrows = tuple(evolve(arrow, end=end.key) for arrow, end in drawn)
    steps = _with_origins(chart, nodes, panels)
    return evolve(chart, nodes=tuple(_in_order(steps, ends.values())), arrows=arrows)


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


def _in_reading_order(chart: Chart) -> list[Node]:
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


def _drawn(
    chart: Chart, nodes: Mapping[str, Node], panels: Mapping[str, int]
) -> list[tuple[Arrow, Node]]:
    """Return each arrow with the box that it is drawn to."""
    drawn = []
    for arrow in chart.arrows:
        end, here = nodes[arrow.end], panels[arrow.start]
        if not end.is_step:
            end = evolve(end, beside=arrow.start, panel=here, lit=False)
        elif panels[end.name] != here:
            end = _go_to(end, nodes[arrow.start], panels)
        drawn.append((arrow, end))
    return drawn


def _go_to(end: Node, start: Node, panels: Mapping[str, int]) -> Node:
    return Node(
        end.name,
        Kind.GO_TO,
        (f"go to {end.number} in panel {panels[end.name]}",),
        module=start.module,
        number=end.number,
        beside=start.name,
        panel=panels[start.name],
    )


def _with_origins(
    chart: Chart, nodes: Mapping[str, Node], panels: Mapping[str, int]
) -> Iterator[Node]:
    """Yield the steps; where there are panels, each with its number and who leads to it."""
    origins = defaultdict[str, dict[str, None]](dict)
    for arrow in chart.arrows:
        if arrow.end in panels and panels[arrow.end] != panels[arrow.start]:
            origins[arrow.end][arrow.start] = None
    has_panels = len(set(panels.values())) > 1
    for node in _in_reading_order(chart):
        come = sorted((nodes[name].number, panels[name]) for name in origins[node.name])
        head = f"{node.number}{_say_origins(come)}" if has_panels else ""
        yield evolve(node, panel=panels[node.name], head=head)


def _say_origins(come: Sequence[tuple[int, int]]) -> str:
    named = [f"{number} in panel {panel}" for number, panel in come[:_MOST_NAMED]]
    more = [f"{len(come) - len(named)} more"] if len(come) > len(named) else []
    return f", from {', '.join([*named, *more])}" if named else ""


def _in_order(steps: Iterable[Node], ends: Iterable[Node]) -> Iterator[Node]:
    """Yield each step, and behind it what is drawn beside it."""
    beside = defaultdict[str, list[Node]](list)
    for end in ends:
        beside[end.beside].append(end)
    for step in steps:
        yield step
        yield from beside[step.name]
