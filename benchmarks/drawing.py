"""Draw trees of growing size: ``python -m benchmarks.drawing [STEPS]...``.

Prints a table; fails when a limit is not met.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from math import inf
from resource import RLIMIT_CPU, setrlimit
from shutil import which

from attrs import field, frozen
from graphviz import Digraph

from benchmarks.charted import FAMILIES
from benchmarks.growing import STEPS, limit_cells, print_table, spent
from triage.locales.regions import region_for
from triage.model.tree import Tree
from triage.outputs.chart.chart import Chart, chart_of
from triage.outputs.chart.dot import blocks_of, to_dot
from triage.outputs.chart.layout import places_of
from triage.outputs.chart.layout_engine import render
from triage.outputs.chart.panels import spread
from triage.outputs.chart.writing import WRITERS

# Seconds of the processor, in this program and in Graphviz.
LIMITS = {300: 10.0, 3_000: 30.0}
# Pictures of dots take memory by their area, so the largest are left out.
MOST_STEPS = {".png": 100, ".pdf": 300}
# Each of the many branches of a wide step counts.
MOST_WIDE, SMALLEST = 300, {"flow": 100, "ladder": 100, "adversarial": 10}
ENDINGS = (".txt", ".dot", ".mmd", ".pdf", ".png")
PEER_SECONDS, QUICK, RUNS = 10, 1.0, 3
COLUMNS = (
    *("kind", "steps", "arrows", "panels", ".svg", "of it Graphviz"),
    *(*ENDINGS, "bare `dot`, .svg", "limit", "met"),
)


@frozen
class Drawn:
    """What drawing one tree took, in seconds of the processor; None where that was not tried."""

    kind: str
    tree: Tree
    chart: Chart
    panels: int
    svg: float
    graphviz: float
    others: dict[str, float] = field(factory=dict)
    bare: float | None = None

    @property
    def limit(self) -> float | None:
        return LIMITS.get(len(self.tree.steps))

    @property
    def is_met(self) -> bool:
        return self.limit is None or self.svg <= self.limit


def main(arguments: Iterable[str]) -> int:
    return print_table(COLUMNS, measure(tuple(map(int, arguments)) or STEPS), cells)


def measure(sizes: Iterable[int]) -> Iterator[Drawn]:
    wanted = tuple(sizes)
    for kind in FAMILIES:
        is_quick = True
        for steps in wanted:
            if steps >= SMALLEST.get(kind, 0) and not (kind == "wide" and steps > MOST_WIDE):
                row = _measure(kind, FAMILIES[kind](steps), beside_peer=is_quick)
                is_quick = is_quick and row.bare != inf
                yield row


def _written(tree: Tree, ending: str) -> object:
    return WRITERS[ending](chart_of(tree, region_for(None)))


def _measure(kind: str, tree: Tree, *, beside_peer: bool) -> Drawn:
    chart = chart_of(tree, region_for(None))
    drawn = spread(chart)
    places = places_of(drawn)
    pieces, whole = "".join(blocks_of(drawn)), to_dot(drawn, places)
    steps = len(tree.steps)
    others = {
        ending: _least(partial(_written, tree, ending))
        for ending in ENDINGS
        if steps <= MOST_STEPS.get(ending, steps) and (kind, ending) != ("wide", ".png")
    }
    return Drawn(
        kind,
        tree,
        chart,
        panels=max(node.panel for node in drawn.nodes),
        svg=_least(lambda: WRITERS[".svg"](chart_of(tree, region_for(None)))),
        graphviz=_least(lambda: (render(pieces, "json0"), render(whole, "svg"))),
        others=others,
        bare=_bare(tree) if beside_peer else None,
    )


def _least(function: Callable[[], object]) -> float:
    """Return the least seconds of the processor that a function takes, and what it starts."""
    taken: list[float] = []
    while len(taken) < RUNS and (not taken or taken[0] < QUICK):
        begun = spent()
        function()
        taken.append(spent() - begun)
    return min(taken)


def _bare(tree: Tree) -> float | None:
    """Return how long `dot` takes for boxes and arrows without words, each end once.

    That is ``inf`` when it takes too long, and None where there is no `dot`.
    """
    names = {name: f"n{number}" for number, name in enumerate([*tree.steps, *tree.outcomes])}
    graph = Digraph(node_attr={"label": ""})
    graph.edges(
        (names[step.name], names[branch.go])
        for step in tree.steps.values()
        for branch in step.branches
    )
    program = which("dot")
    if program is None:
        return None

    def draw() -> None:
        subprocess.run(
            [program, "-Tsvg"],
            input=graph.source.encode(),
            capture_output=True,
            check=True,
            preexec_fn=lambda: setrlimit(RLIMIT_CPU, (PEER_SECONDS, PEER_SECONDS)),
        )

    try:
        return _least(draw)
    except subprocess.CalledProcessError:
        return inf


def cells(row: Drawn) -> list[str]:
    return [
        row.kind,
        f"{len(row.tree.steps):,}",
        f"{len(row.chart.arrows):,}",
        f"{row.panels:,}",
        f"{row.svg:.2f}",
        f"{row.graphviz:.2f}",
        *(f"{row.others[e]:.2f}" if e in row.others else "" for e in ENDINGS),
        _say_bare(row.bare),
        *limit_cells(row),
    ]


def _say_bare(seconds: float | None) -> str:
    if seconds is None:
        return ""
    return f"over {PEER_SECONDS}" if seconds == inf else f"{seconds:.2f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
