"""``make peers``: print tables of all peers, and draw them; each was found to end the same.

python -m benchmarks.peers --rows 10000000 --only columns
"""

from __future__ import annotations

import os

os.environ.setdefault("POLARS_MAX_THREADS", "1")  # before Polars is loaded

import argparse
from datetime import date
from pathlib import Path

import triage
from benchmarks.__main__ import duration, machine
from benchmarks.handwritten_calf import CALF
from benchmarks.peers import columns, single
from benchmarks.peers.picture import to_svg

PICTURE = Path(__file__).parent.parent / "peers.svg"
LEFT_OUT = """
Left out, with what they say of this tree:
- cel-expr-python (Google's CEL in C++): over 32 levels of `? :`
- durable-rules: error 303 for an event with an answer to each fact
- experta: does not load in Python 3.10 and later, nor does the frozendict that it pins
- json-logic-qubit: has the module name of panzi-json-logic
"""


def main() -> int:
    """Return 1 where a peer of columns comes nearer than it should."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers")
    parser.add_argument("--rows", type=int, default=1_000_000, help="people in columns")
    parser.add_argument("--only", choices=["single", "columns"])
    options = parser.parse_args()
    print(f"{date.today():%Y-%m-%d}; {machine()}; times are of the processor\n")
    parts, met = {}, True
    if options.only != "columns":
        parts |= _single()
    if options.only != "single":
        for gaps in (False, True):
            found, near = _columns(options.rows, gaps)
            parts |= found
            met = met and not near
    print(LEFT_OUT)
    if not options.only:
        PICTURE.write_text(to_svg(parts), "utf-8")
        print(f"drawn in {PICTURE.name}")
    return int(not met)


def _single() -> dict[str, dict[str, float]]:
    tree = triage.load(CALF, allow_draft=True)
    taken = single.medians(tree)
    title = f"One patient at a time, {tree.id} of 31717e3"
    print(f"{title}\n\n| engine | one patient | times ours |\n|---|---|---|")
    for name, seconds in sorted(taken.items(), key=lambda item: item[1]):
        print(f"| {name} | {duration(seconds)} | {seconds / taken[single.OURS]:.2f} |")
    return {f"{title}: patients a second": {name: 1 / each for name, each in taken.items()}}


def _columns(rows: int, gaps: bool) -> tuple[dict[str, dict[str, float]], list[str]]:
    rates = columns.rates(triage.load(CALF, allow_draft=True), rows, gaps)
    ours = rates[columns.OURS]
    what = "answers missing" if gaps else "whole records"
    title = f"{rows:,} rows of codes, {what}, one thread"
    print(f"\n{title}\n\n| peer | M rows/s | ours is faster by | at least |\n|---|---|---|---|")
    near = []
    for name, rate in sorted(rates.items(), key=lambda item: -item[1]):
        least = columns.LEAST.get(name, 0)
        near += [name] if ours < least * rate else []
        print(f"| {name} | {rate:.3g} | {ours / rate:.3g} times | {least or ''} |")
    each = {name: rate * 1e6 for name, rate in rates.items()}
    return {f"{title}: rows a second": each}, near


if __name__ == "__main__":
    raise SystemExit(main())
