"""Whether sessions on every path class of the shipped trees end as their records do.

    python -m benchmarks.path_classes --processes 2

On each path class somebody answers a session, completing each list, and once
more ticking only what is so. The outcome and the advice must be those of
``assess`` on what the session gathered, and on the whole record; whoever only
ticks may be given less advice than the whole record is.

Exit code 1 where any differs. Names of trees may follow.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from time import monotonic

from tests.engine.answering import records_of_all_paths, what_differs
from triage.tree_files.library import available, load

COUNTED = ("path classes", "sessions", "differing")


def main() -> int:
    parser = ArgumentParser(prog="python -m benchmarks.path_classes", description=__doc__)
    parser.add_argument("trees", nargs="*", metavar="TREE")
    parser.add_argument("--processes", type=int, default=1, help="how many share the trees")
    given = parser.parse_args()
    began = monotonic()
    found = compare(given.trees or available(), given.processes)
    print("| tree | path classes | sessions | differing |")
    print("|---|---:|---:|---:|")
    for name, counts in found.items():
        print(f"| {name} | {' | '.join(f'{counts[what]:,}' for what in COUNTED)} |")
    print(f"{sum(c['sessions'] for c in found.values()):,} sessions", end=" ")
    print(f"in {monotonic() - began:.0f} seconds")
    return 1 if any(counts["differing"] for counts in found.values()) else 0


def compare(names: Sequence[str], processes: int) -> dict[str, Counter[str]]:
    """Return for each tree what was counted; the largest tree is begun first."""
    first = sorted(names, key=lambda name: len(load(name).facts), reverse=True)
    with ProcessPoolExecutor(processes) as pool:
        found = dict(zip(first, pool.map(counted, first), strict=True))
    return {name: found[name] for name in names}


def counted(name: str) -> Counter[str]:
    """Compare on each path class of a shipped tree, and print those that differ."""
    tree, counts = load(name), Counter[str]()
    for record in records_of_all_paths(tree):
        counts["path classes"] += 1
        for ticks_only in (False, True):
            counts["sessions"] += 1
            if differing := what_differs(tree, record, ticks_only):
                counts["differing"] += 1
                print(f"{name}: {differing}: {record}", file=sys.stderr)
    return counts


if __name__ == "__main__":
    sys.exit(main())
