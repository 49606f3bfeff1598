"""One patient at a time: `assess`, with its answers checked and reasons read, and each engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from time import process_time
from typing import Any, Final

import triage
from benchmarks.deciding import asked_of, cases_of
from benchmarks.peers.engines import Engine, engines
from benchmarks.timing import in_turns
from triage.cohort.classes import classes_of
from triage.model.tree import Tree

ROUNDS: Final = 3
OURS: Final = "**triage**, every answer validated, every reason read"
SLOW: Final = 2e-4  # seconds
_CALLS, _OF_SLOW = 10, 10


def medians(tree: Tree) -> dict[str, float]:
    """Return the median over patients of the seconds that one takes, by the engine's name.

    Raises:
        AssertionError: an engine ends elsewhere than triage.
    """
    records = cases_of(tree)
    known = {OURS: Engine(lambda patient: _read(tree, patient)), **dict(engines(tree))}
    classes = classes_of(tree)
    patients: dict[bool, Sequence[Any]] = {
        False: [asked_of(tree, record) for record in records],
        True: [{f: each.code(record[f]) for f, each in classes.items()} for record in records],
    }
    ends = [triage.assess(tree, record, allow_draft=True).outcome for record in records]
    check_same(known, patients, ends)
    slow = {name for name, each in known.items() if _once(each, patients) > SLOW}
    taken = [_time(known, patients, number, slow) for number in range(len(records))]
    return {name: median(each[name] for each in taken if name in each) for name in known}


def _read(tree: Tree, patient: Mapping[str, Any]) -> str | None:
    result = triage.assess(tree, patient, allow_draft=True)
    _ = result.disposition, result.because
    return result.outcome


def check_same(
    known: Mapping[str, Engine], patients: Mapping[bool, Sequence[Any]], ends: Sequence[str | None]
) -> None:
    """Make sure that every engine decides the same tree.

    Raises:
        AssertionError: a patient ends elsewhere.
    """
    for name, engine in known.items():
        for patient, ours in zip(patients[engine.coded], ends, strict=True):
            theirs = engine.decide(patient)
            if ours != theirs:
                raise AssertionError(f"{theirs} by {name}, {ours} by triage: {patient}")


def _once(engine: Engine, patients: Mapping[bool, Sequence[Any]]) -> float:
    begun = process_time()
    engine.decide(patients[engine.coded][0])
    return process_time() - begun


def _time(
    known: Mapping[str, Engine], patients: Mapping[bool, Sequence[Any]], number: int, slow: set[str]
) -> dict[str, float]:
    """Time one patient; of slow engines one in ten, once in each round."""
    quick = {name: each for name, each in known.items() if name not in slow}
    found = in_turns(_bound(quick, patients, number), ROUNDS, _CALLS, process_time)
    if number % _OF_SLOW == 0:
        rest = {name: known[name] for name in slow}
        found |= in_turns(_bound(rest, patients, number), ROUNDS, 1, process_time)
    return found


def _bound(
    known: Mapping[str, Engine], patients: Mapping[bool, Sequence[Any]], number: int
) -> dict[str, Callable[[], object]]:
    def bind(engine: Engine) -> Callable[[], object]:
        patient = patients[engine.coded][number]
        return lambda: engine.decide(patient)

    return {name: bind(engine) for name, engine in known.items()}
