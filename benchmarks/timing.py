"""Clocks: everything that is compared is measured in turns, in one run."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from time import perf_counter

from attrs import frozen


@frozen
class Row:
    """One line of the table: a time of ours, a peer's, and the limit of their ratio or of ours."""

    what: str
    ours: float
    peer: str = ""
    theirs: float | None = None
    most_times: float | None = None
    most_seconds: float | None = None

    @property
    def times(self) -> float | None:
        return None if self.theirs is None else self.ours / self.theirs

    @property
    def is_met(self) -> bool:
        """Whether the limit holds; a row without one is only told."""
        if self.most_seconds is not None:
            return self.ours <= self.most_seconds
        return self.most_times is None or (self.times or 0.0) <= self.most_times


def in_turns(
    functions: Mapping[str, Callable[[], object]],
    rounds: int,
    calls: int = 1,
    clock: Callable[[], float] = perf_counter,
) -> dict[str, float]:
    """Return the median seconds of one call of each function, all called in turns."""
    taken: dict[str, list[float]] = {name: [] for name in functions}
    for _ in range(rounds):
        for name, function in functions.items():
            taken[name].append(_time(function, calls, clock) / calls)
    return {name: median(times) for name, times in taken.items()}


def _time(function: Callable[[], object], calls: int, clock: Callable[[], float]) -> float:
    begun = clock()
    for _ in range(calls):
        function()
    return clock() - begun


def program(*arguments: str, environment: Mapping[str, str]) -> Callable[[], object]:
    """Return a function that runs a Python program to its end."""
    command: Sequence[str] = (sys.executable, *arguments)
    return lambda: subprocess.run(command, check=True, capture_output=True, env=environment)
