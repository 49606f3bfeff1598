"""How long trees take to load, and people to assess, beside an earlier commit on the same trees.

    git worktree add ../earlier COMMIT && make -C ../earlier .venv/installed
    python -m benchmarks.earlier ../earlier

Both run in turns, each in processes of its own; the least processor time counts. The trees and
the people are those of the earlier commit, which both can read.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.__main__ import show
from benchmarks.timing import Row

MOST_TIMES = 1.1
ROUNDS = 3
_PEER = "the earlier commit"
# Run by either Python, so it asks for no more than an early version had.
_MEASURED = """
import gc, json, random, sys, time, triage

def least(call, rounds):
    taken = []
    for _ in range(rounds):
        gc.collect()
        begun = time.process_time()
        call()
        taken.append(time.process_time() - begun)
    return min(taken)

def people(tree, number):
    chance = random.Random(7)
    for _ in range(number):
        yield {f.name: _answer(f, chance) for f in tree.facts.values()}

def _answer(fact, chance):
    if fact.well is not None and chance.random() < 0.95:
        return fact.well
    return chance.choice([*fact.domain.choices()] or [fact.domain.low, fact.domain.high])

found = {}
for file in sys.argv[1:]:
    tree = triage.load(file)
    name = tree.id
    found[f"load `{name}`"] = least(lambda: triage.load(file), 4)
    if tree.start and not tree.exits:
        some = [*people(tree, 120)]
        def decide(read):
            for person in some:
                read(triage.assess(tree, person, allow_draft=True))
        for what, read in (
            ("", lambda result: (result.disposition, result.because)),
            (", all read", lambda r: (r.disposition, r.at_least, r.because, r.advice)),
        ):
            decide(read)
            taken = least(lambda: decide(read), 8)
            found[f"assess `{name}`{what}"] = taken / len(some)
print(json.dumps(found))
"""


def main(earlier: Path) -> int:
    """Print both times and their ratio; fail where one is over the limit."""
    files = [str(path.resolve()) for path in sorted(earlier.glob("trees/*/tree.yaml"))]
    ours: dict[str, float] = {}
    theirs: dict[str, float] = {}
    for _ in range(ROUNDS):
        _keep_least(theirs, _measure(str(earlier / ".venv/bin/python"), earlier, files))
        _keep_least(ours, _measure(sys.executable, Path.cwd(), files))
    rows = [Row(what, ours[what], _PEER, theirs[what], most_times=MOST_TIMES) for what in ours]
    return 0 if all(row.is_met for row in show(rows)) else 1


def _measure(python: str, folder: Path, files: list[str]) -> dict[str, float]:
    command = [str(Path(python).absolute()), "-c", _MEASURED, *files]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, cwd=folder)
    measured: dict[str, float] = json.loads(ran.stdout)
    return measured


def _keep_least(kept: dict[str, float], found: dict[str, float]) -> None:
    for what, seconds in found.items():
        kept[what] = min(seconds, kept.get(what, seconds))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
