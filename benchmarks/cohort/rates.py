"""Rows a second from codes in memory, in one thread; ``make peers`` compares them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

import triage
from benchmarks.handwritten_calf import CALF
from benchmarks.shaped import Shape, flow
from triage.cohort.compiled import Compiled, compile_tree
from triage.cohort.told import Kernel, Part

WANTED: dict[str, tuple[Part, ...]] = {
    "outcome": ("outcome",),
    "with at_least and next": ("outcome", "at_least", "next_step", "next_asks"),
    "with all advice": ("outcome", "at_least", "next_step", "next_asks", "advice"),
}
LIMITS = {CALF: (40, 20, 10), "showcase": (100, 0, 0)}
Codes = Mapping[str, Any]


def random_codes(compiled: Compiled, rows: int, gaps: bool = True) -> Codes:
    """Make up codes: one answer in ten is any, or lacks, the others are those of a well person."""
    random = np.random.default_rng(0)
    return {name: _column(each, rows, random, gaps) for name, each in compiled.classes.items()}


def _column(classes: Any, rows: int, random: np.random.Generator, gaps: bool) -> Any:
    well = classes.fact.well
    found = np.full(rows, classes.code(well) if well is not None else 1, np.uint8)
    odd = np.flatnonzero(random.random(rows, np.float32) < 0.1)
    found[odd] = random.integers(1 - gaps, len(classes.answers) + 1, len(odd), np.uint8)
    return found


def rate(compiled: Compiled, codes: Codes, rows: int, parts: tuple[Part, ...]) -> float:
    """Return millions of rows a second, the best of three."""
    kernel = Kernel(compiled, parts)
    return rows / _best(lambda: [None for _ in kernel.run(codes, rows)]) / 1e6


def _best(run: Callable[[], object], times: int = 3) -> float:
    found = []
    for _ in range(times):
        begun = perf_counter()
        run()
        found.append(perf_counter() - begun)
    return min(found)


def measure(options: Namespace) -> int:
    """Print the rates of the kernel; return 1 where a limit is not met."""
    rows, met = options.rows or 10_000_000, True
    for name in (CALF, "calf-soreness", "start", "showcase"):
        compiled = compile_tree(triage.load(name, allow_draft=True))
        codes = random_codes(compiled, rows)
        limits = LIMITS.get(name, (0, 0, 0))
        for (what, parts), limit in zip(WANTED.items(), limits, strict=True):
            found = rate(compiled, codes, rows, parts)
            met = met and found >= limit
            shown = f"{Path(name).name}{' of 31717e3' if name == CALF else ''}, {what}"
            least = f" (at least {limit})" if limit else ""
            print(f"{shown}: {found:.1f} M rows/s{least}", flush=True)
    return int(not met)


def measure_steps(options: Namespace) -> int:
    """Print how compiling and running grow with the steps; return 1 where a limit is not met."""
    met, rows = True, min(options.rows or 1_000_000, 1_000_000)
    for steps in (100, 300, 1_000, 3_000):
        tree = flow(Shape(steps, seed=1))
        begun = perf_counter()
        compiled = compile_tree(tree)
        spent = perf_counter() - begun
        kernel = Kernel(compiled, ("outcome",))
        found = rate(compiled, random_codes(compiled, rows), rows, ("outcome",))
        if steps == 1_000:
            met = spent <= 2 and found >= 3
        each = f"{kernel.operations:,} operations ({kernel.operations / steps:.1f} a step)"
        print(f"{steps:,} shared steps: {spent:.2f} s to compile, {each}, {found:.1f} M rows/s")
    return int(not met)
