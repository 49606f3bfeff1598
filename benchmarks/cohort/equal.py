"""Row for row: what the kernel says of somebody is what `assess` says."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from time import perf_counter

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

import triage
from benchmarks.handwritten_calf import CALF
from tests import profiles
from tests.cohort.people import assessed, people, worked_out
from triage.model.tree import Tree
from triage.testing import documents, load_library, trees

ROWS = {CALF: 1_000_000, "calf-soreness": 100_000, "start": 100_000, "showcase": 100_000}
CHUNK = 2_000


def compare(tree: Tree, number: int, first: int) -> Counter[str]:
    """Compare some people, and count them and those of whom different things are said.

    The first of these is printed, with the tree.
    """
    rows, counts = people(tree, number, first), Counter[str]()
    for answers, ours in zip(rows, worked_out(tree, rows), strict=True):
        counts["rows"] += 1
        counts["complete"] += ours.outcome is not None
        theirs = assessed(tree, answers)
        if ours != theirs:
            if not counts["different"]:
                print(f"{tree}\n{answers}\n{ours}\n{theirs}", file=sys.stderr, flush=True)
            counts["different"] += 1
    return counts


def _chunk(task: tuple[str, int]) -> Counter[str]:
    return compare(triage.load(task[0], allow_draft=True), CHUNK, task[1])


def _made_up(task: tuple[int, int]) -> Counter[str]:
    """Compare 20 people of each of some made-up trees, a third of them with several results."""
    profiles.draw_alike()
    several = documents(several=True).map(lambda one: load_library({"made-up": one}))
    counts = Counter[str]()

    @seed(task[0])
    @settings(
        max_examples=task[1],
        phases=[Phase.generate],
        deadline=None,
        database=None,
        suppress_health_check=[*HealthCheck],
    )
    @given(st.one_of(trees(), trees(), several))
    def meet(tree: Tree) -> None:
        counts.update(compare(tree, 20, 0))
        counts["trees"] += 1

    meet()
    return counts


def measure(options: Namespace) -> int:
    """Print a line for each shipped tree; return 1 where something differs."""
    different = 0
    with ProcessPoolExecutor(options.processes) as pool:
        for name, rows in ROWS.items():
            number = min(rows, options.rows or rows)
            tasks = [(name, first) for first in range(-(-number // CHUNK))]
            different += _tell(name, pool.map(_chunk, tasks))
    return int(different > 0)


def measure_made_up(options: Namespace) -> int:
    """Print a line about made-up trees; return 1 where something differs."""
    with ProcessPoolExecutor(options.processes) as pool:
        made = [(first, 100) for first in range(-(-options.trees // 100))]
        return int(_tell("made-up trees", pool.map(_made_up, made)) > 0)


def _tell(name: str, counts: Iterable[Counter[str]]) -> int:
    begun, total = perf_counter(), Counter[str]()
    for each in counts:
        total.update(each)
        if total["trees"] % 1_000 == 100:
            print(f"  {total['trees']:,} trees, {total['different']} different", flush=True)
    trees_met = f"{total['trees']:,} trees, " if total["trees"] else ""
    print(
        f"{name}: {trees_met}{total['rows']:,} rows, {total['complete']:,} complete, "
        f"{total['different']} different, {perf_counter() - begun:.0f} s",
        flush=True,
    )
    return total["different"]
