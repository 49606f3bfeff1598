"""What measurements of trees of growing size share: the clock, the sizes, and the table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from os import times
from typing import Protocol, TypeVar

from benchmarks.__main__ import machine

STEPS = (10, 30, 100, 300, 1_000, 3_000)


class Limited(Protocol):
    """A row that has a limit, or None, and says whether it is met."""

    @property
    def limit(self) -> float | None: ...

    @property
    def is_met(self) -> bool: ...


RowT = TypeVar("RowT", bound=Limited)


def spent() -> float:
    """Return the seconds of the processor until now, with those of other programs."""
    return sum(times()[:4])


def print_table(
    columns: Sequence[str], rows: Iterable[RowT], cells: Callable[[RowT], list[str]]
) -> int:
    """Print each row as soon as it is measured; return 1 where a limit is not met, else 0."""
    print(f"{date.today():%Y-%m-%d}; {machine()}\n")
    print(f"| {' | '.join(columns)} |\n{'|---' * len(columns)}|")
    is_met = True
    for row in rows:
        print("| " + " | ".join(cells(row)) + " |", flush=True)
        is_met = is_met and row.is_met
    return 0 if is_met else 1


def limit_cells(row: Limited) -> list[str]:
    """Return the last two cells of a row: the limit, and whether it is met."""
    if not row.limit:
        return ["", ""]
    return [f"{row.limit:g}", "yes" if row.is_met else "NO"]
