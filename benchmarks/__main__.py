"""Measure everything in one run and print a table; fail when a limit is not met."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterable
from datetime import date

from benchmarks import deciding, reading, start_up
from benchmarks.timing import Row


def main() -> int:
    print(f"{date.today():%Y-%m-%d}; {machine()}\n")
    loaded = start_up.optional_libraries()
    print(f"optional libraries that `import triage` loads: {', '.join(loaded) or 'none'}\n")
    rows = show([*start_up.measure(), *reading.measure(), *deciding.measure()])
    missed = [row for row in rows if not row.is_met]
    return 1 if missed or loaded else 0


def machine() -> str:
    return (
        f"{platform.python_implementation()} {platform.python_version()}, "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    )


def show(rows: Iterable[Row]) -> list[Row]:
    """Print a Markdown table of rows."""
    shown = list(rows)
    print("| what | triage | peer | peer takes | times | limit | met |")
    print("|---|---|---|---|---|---|---|")
    for row in shown:
        print("| " + " | ".join(cells(row)) + " |")
    return shown


def cells(row: Row) -> list[str]:
    has_limit = row.most_times is not None or row.most_seconds is not None
    limit = f"{row.most_times:g} times" if row.most_times is not None else ""
    return [
        row.what,
        duration(row.ours),
        row.peer,
        duration(row.theirs) if row.theirs is not None else "",
        f"{row.times:.2f}" if row.times is not None else "",
        duration(row.most_seconds) if row.most_seconds is not None else limit,
        ("yes" if row.is_met else "NO") if has_limit else "",
    ]


def duration(seconds: float) -> str:
    if seconds < 1e-3:
        return f"{seconds * 1e6:.2f} µs"
    return f"{seconds * 1e3:.1f} ms"


if __name__ == "__main__":
    sys.exit(main())
