"""Whether an independent program shows the questions that the engine asks.

``python -m benchmarks.visible``: LHC-Forms fills in the Questionnaire of each
shipped tree in a headless Chromium, once for every path class, by clicks and
typing. After each answer the questions on the screen must be those of a
session, in the same order. Names of trees may follow, to fill in those alone.
"""

from __future__ import annotations

import sys
import time

from tests.outputs.fhir.browser import missing
from tests.outputs.fhir.compared import moments
from tests.outputs.fhir.path_classes import path_classes
from triage import Tree, available, load


def main(names: list[str]) -> int:
    if missing():
        print(f"this cannot be measured without {missing()}")
        return 1
    print("| tree | path classes | answers looked at | differences | seconds |")
    print("|---|---:|---:|---:|---:|")
    differences = sum([measure(load(name)) for name in names or available()])
    return 1 if differences else 0


def measure(tree: Tree) -> int:
    """Print one line of the table; return how many moments differ."""
    began, people = time.perf_counter(), path_classes(tree)
    seen = [moment for each in moments(tree, people) for moment in each]
    differing = [moment for moment in seen if moment.shown != moment.asked]
    seconds = time.perf_counter() - began
    print(
        f"| {tree.id} | {len(people)} | {len(seen)} | {len(differing)} | {seconds:.0f} |",
        flush=True,
    )
    for moment in differing[:3]:
        print(f"    {moment}", file=sys.stderr)
    return len(differing)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
