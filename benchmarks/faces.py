"""Whether one patient ends the same at every face, for many patients; prints the counts.

``python -m benchmarks.faces`` tries every path class of every shipped tree,
as many made-up patients as ``--patients`` says, some of whom leave answers
out or are not sure, and made-up trees. Names of trees may follow.
"""

from __future__ import annotations

import random
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.faces.faces import Patient, ends_of
from tests.outputs.fhir.path_classes import path_classes
from triage.model.tree import Tree
from triage.testing import answers, patients, trees
from triage.tree_files.library import available, load

CHANCE = random.Random(20_261_121)


class Tally:
    """Counts of what was compared, and those who end differently."""

    def __init__(self) -> None:
        self.by_face: Counter[str] = Counter()
        self.people, self.undecided = 0, 0
        self.differing: list[object] = []

    def add(self, tree: Tree, patient: Patient) -> None:
        """Put one patient before each face."""
        ends = ends_of(tree, patient, CHANCE)
        self.people += 1
        self.undecided += ends["assess"].outcome is None
        self.by_face.update(ends.keys())
        if len(set(ends.values())) > 1:
            self.differing.append((patient, ends))


def main() -> int:
    parser = ArgumentParser(prog="python -m benchmarks.faces", description=__doc__)
    parser.add_argument("trees", nargs="*", metavar="TREE")
    parser.add_argument("--patients", type=int, default=500, help="for each tree; usually 500")
    parser.add_argument("--made-up", type=int, default=300, help="made-up trees; usually 300")
    wanted = parser.parse_args()
    print("| tree | people | undecided | seen by each face | differences | seconds |")
    print("|---|---:|---:|---|---:|---:|")
    tallies = [_told(name, _of_shipped, wanted.patients) for name in wanted.trees or available()]
    tallies.append(_told("made-up trees", _of_made_up, wanted.made_up))
    for differing in [each for tally in tallies for each in tally.differing][:5]:
        print(differing)
    return 1 if any(tally.differing for tally in tallies) else 0


def _told(name: str, people: Callable[[str, int, Tally], None], many: int) -> Tally:
    """Count, and print one line of the table."""
    tally, began = Tally(), time.perf_counter()
    people(name, many, tally)
    seen = ", ".join(f"{face} {number:,}" for face, number in tally.by_face.items())
    cells = [name, f"{tally.people:,}", f"{tally.undecided:,}", seen, f"{len(tally.differing)}"]
    print(f"| {' | '.join(cells)} | {time.perf_counter() - began:.0f} |", flush=True)
    return tally


def _of_shipped(name: str, many: int, tally: Tally) -> None:
    tree = load(name)
    for patient in path_classes(tree):
        tally.add(tree, patient)

    @_settings(many)
    @given(patients(tree, impossible=True) | answers(tree))
    def add(patient: Patient) -> None:
        tally.add(tree, patient)

    add()


def _of_made_up(_name: str, many: int, tally: Tally) -> None:
    @_settings(many)
    @given(st.data())
    def add(data: st.DataObject) -> None:
        tree = data.draw(trees())
        tally.add(tree, data.draw(patients(tree, impossible=True) | answers(tree)))

    add()


def _settings(many: int) -> settings:
    return settings(
        max_examples=many, deadline=None, database=None, derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
