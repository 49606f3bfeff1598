"""Prove all claims about trees of growing size: ``python -m benchmarks.scale [STEPS]...``.

Prints a table and draws ``benchmarks/scale.svg``; fails when a limit is not met.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path
from time import process_time
from typing import TypeVar

from attrs import evolve, frozen

from benchmarks.__main__ import machine
from benchmarks.ladder import ladder
from benchmarks.shaped import Shape, adversarial, flow
from triage.analysis.proofs.by_diagram import ByDiagram
from triage.analysis.proofs.by_paths import ByPaths
from triage.analysis.proofs.claims import Group
from triage.analysis.proofs.properties import claims
from triage.analysis.proofs.prove import Proof, prove
from triage.answer_space.ends import Ends
from triage.model.graph import ends_first
from triage.model.tree import Tree

DRAWN = Shape(0, seed=1)
EARLY, FREE = evolve(DRAWN, early=True), evolve(DRAWN, thresholds=0)
STEPS = (100, 300, 1_000, 3_000, 10_000)
LIMITS = {1_000: 2.0, 10_000: 30.0}
# Trees that grow too large get so many seconds by the clock on the wall. Quick ones run again.
SECONDS, QUICK, RUNS = 60.0, 5.0, 3
T = TypeVar("T")
COLUMNS = (
    *("kind", "steps", "paths", "patients", "claims", "fail", "open", "nodes"),
    *("seconds", "making claims", "the tree as a function", "limit", "met"),
)
PLOT = Path(__file__).with_name("scale.svg")


@frozen
class Kind:
    """Trees that differ in size only."""

    name: str
    make: Callable[[Shape], Tree]
    shape: Shape = DRAWN
    has_limit: bool = False
    seconds: float | None = None

    def tree(self, steps: int) -> Tree:
        return self.make(evolve(self.shape, steps=steps))


KINDS = (
    Kind("flow", flow, has_limit=True),
    Kind("ladder", ladder, has_limit=True),
    Kind("flow, any thresholds", flow, FREE),
    Kind("ladder, any thresholds", ladder, FREE),
    Kind("flow, early facts again", flow, EARLY, seconds=SECONDS),
    Kind("ladder, early facts again", ladder, EARLY, seconds=SECONDS),
    Kind("adversarial", adversarial, seconds=SECONDS),
)


@frozen
class Measured:
    """What proving one tree took, in seconds of the processor: in all, and two parts of that."""

    kind: Kind
    steps: int
    paths: int
    proof: Proof
    total: float
    claiming: float
    following: float

    @property
    def limit(self) -> float | None:
        return LIMITS.get(self.steps) if self.kind.has_limit else None

    @property
    def is_met(self) -> bool:
        settled = self.proof.number("unknown") == 0
        return self.limit is None or (settled and self.total <= self.limit)


def main(arguments: Iterable[str]) -> int:
    print(f"{date.today():%Y-%m-%d}; {machine()}\n")
    print(f"| {' | '.join(COLUMNS)} |\n{'|---' * len(COLUMNS)}|")
    rows = []
    for row in measure(tuple(map(int, arguments)) or STEPS):
        print("| " + " | ".join(cells(row)) + " |", flush=True)
        rows.append(row)
    print()
    for line in beside_solver():
        print(line, flush=True)
    draw(rows)
    return 0 if all(row.is_met for row in rows) else 1


def measure(sizes: Iterable[int]) -> Iterator[Measured]:
    """Measure every kind in every size, up to the first of which most stays open."""
    for kind in KINDS:
        for steps in sizes:
            row = _measure(kind, steps)
            yield row
            if 2 * row.proof.number("unknown") > len(row.proof.verdicts):
                break


def _measure(kind: Kind, steps: int) -> Measured:
    tree = kind.tree(steps)
    proof, total = _least(lambda: prove(tree, seconds=kind.seconds))
    _, claiming = _least(lambda: claims(tree))
    following = 0.0 if proof.nodes == 0 else _least(lambda: Ends(tree))[1]
    return Measured(kind, steps, paths(tree), proof, total, claiming, following)


def _least(function: Callable[[], T]) -> tuple[T, float]:
    """Return what a function returns, and the least seconds of the processor that it took."""
    taken: list[float] = []
    while True:
        begun = process_time()
        result = function()
        taken.append(process_time() - begun)
        if len(taken) == RUNS or taken[0] > QUICK:
            return result, min(taken)


def paths(tree: Tree) -> int:
    """Count the ways from the start of a tree to an end."""
    ways = dict.fromkeys(tree.outcomes, 1)
    for name in ends_first(tree):
        ways[name] = sum(ways[branch.go] for branch in tree.steps[name].branches)
    return ways[tree.start]


def beside_solver() -> Iterator[str]:
    """Decide the demands of some trees by the diagram and by z3, on the same questions."""
    for kind in KINDS[:2]:
        for steps in (100, 300, 1_000):
            tree = kind.tree(steps)
            groups = [g for claim in claims(tree) if claim.kind == "demand" for g in claim.groups]
            ours, by_diagram = _least(partial(_by_diagram, tree, groups))
            theirs, by_solver = _least(partial(_by_solver, tree, groups))
            assert ours == theirs, "the diagram and the solver differ"
            yield (
                f"{kind.name}, {steps:,} steps, {len(groups)} demands: {by_diagram:.3f} s by the "
                f"diagram, {by_solver:.3f} s by z3, {by_solver / by_diagram:.0f} times as long"
            )


def _by_diagram(tree: Tree, groups: Iterable[Group]) -> list[bool]:
    decider = ByDiagram(Ends(tree))
    return [bool(decider.find(group)) for group in groups]


def _by_solver(tree: Tree, groups: Iterable[Group]) -> list[bool]:
    decider = ByPaths(tree)
    return [bool(decider.find(group)) for group in groups]


def cells(row: Measured) -> list[str]:
    proof = row.proof
    return [
        row.kind.name,
        f"{row.steps:,}",
        power(row.paths),
        power(proof.patients),
        f"{len(proof.verdicts):,}",
        f"{proof.number('fails'):,}",
        f"{proof.number('unknown'):,}",
        f"{proof.nodes:,}" if proof.nodes else "too many",
        f"{row.total:.2f}",
        f"{row.claiming:.2f}",
        f"{row.following:.2f}" if proof.nodes else "",
        f"{row.limit:g}" if row.limit else "",
        ("yes" if row.is_met else "NO") if row.limit else "",
    ]


def power(number: int) -> str:
    return f"10^{len(str(number)) - 1}"


def draw(rows: Iterable[Measured]) -> None:
    """Draw seconds and nodes against steps; sizes with open claims are left out."""
    from matplotlib import pyplot

    pyplot.rcParams["svg.hashsalt"] = "scale"
    figure, (above, below) = pyplot.subplots(2, figsize=(8, 9), sharex=True)
    for kind, some in groupby(rows, key=lambda row: row.kind):
        settled = [row for row in some if not row.proof.number("unknown")]
        steps, style = [row.steps for row in settled], "o-" if kind.has_limit else "o--"
        above.plot(steps, [row.total for row in settled], style, label=kind.name)
        below.plot(steps, [row.proof.nodes for row in settled], style, label=kind.name)
    above.plot(list(LIMITS), list(LIMITS.values()), "k_", markersize=20, label="limit")
    above.set(xscale="log", yscale="log", ylabel="seconds to prove every claim")
    below.set(xscale="log", yscale="log", xlabel="steps", ylabel="nodes of the diagram")
    above.legend(loc="lower right", fontsize="small")
    figure.savefig(PLOT, metadata={"Date": None}, bbox_inches="tight")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
