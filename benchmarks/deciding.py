"""How long one patient takes, beside a hand-written if/else function of the same tree."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from attrs import evolve, frozen

import triage
from benchmarks.handwritten_calf import CALF, outcome_of
from benchmarks.timing import Row, in_turns
from triage.analysis.cases.running import patient_of
from triage.model.domains import Number
from triage.model.facts import Fact
from triage.model.values import NOT_SURE, Value
from triage.strategies.answering import conditions_of, notable_numbers
from triage.tree_files.cases import load_cases
from triage.tree_files.library import load

ROUNDS, CALLS = 7, 200
PATIENTS = 10_000
Patient = dict[str, Value]
_PEER = "hand-written if/else, no checks, no reasons"


@frozen
class Taken:
    """One patient's medians, in seconds: ours with reasons, ours with all read, the peer's."""

    disposition: triage.Disposition | None
    ours: float
    read: float
    hand: float


def measure() -> Iterator[Row]:
    tree = load(CALF)
    records = cases_of(tree)
    strangers = random_patients(tree, PATIENTS)
    check_same(tree, [*records, *strangers])
    gathered = [asked_of(tree, record) for record in records]
    yield from _rows(tree, "the answers a session gathers", gathered, most_times=8)
    yield from _rows(tree, f"whole records of {len(tree.facts)} facts", records)
    yield _all_different(tree, strangers)


def _rows(
    tree: triage.Tree, what: str, patients: list[Patient], most_times: float | None = None
) -> Iterator[Row]:
    taken = [_time(tree, patient) for patient in patients]
    yield _row(f"`assess`, {what}, median of {len(taken)} cases", taken, most_times)
    for disposition in tree.scale.dispositions:
        some = [each for each in taken if each.disposition is disposition]
        yield _row(f"the same, {len(some)} cases of {disposition}", some)
    everything = [evolve(each, ours=each.read) for each in taken]
    yield _row("the same, all cases, the advice and all else read too", everything)


def _time(tree: triage.Tree, patient: Patient) -> Taken:
    taken = in_turns(
        {
            "ours": lambda: _decided(triage.assess(tree, patient, allow_draft=True)),
            "read": lambda: _read(triage.assess(tree, patient, allow_draft=True)),
            "hand": lambda: outcome_of(patient),
        },
        ROUNDS,
        CALLS,
    )
    return Taken(triage.assess(tree, patient, allow_draft=True).disposition, **taken)


def _decided(result: triage.Result) -> object:
    return result.disposition, result.because


def _read(result: triage.Result) -> object:
    return result.disposition, result.at_least, result.because, result.advice


def _all_different(tree: triage.Tree, patients: list[Patient]) -> Row:
    """Take each patient once a round, so that nothing is found as the last one left it."""
    taken = in_turns(
        {
            "ours": lambda: [
                _decided(triage.assess(tree, patient, allow_draft=True)) for patient in patients
            ],
            "hand": lambda: [outcome_of(patient) for patient in patients],
        },
        ROUNDS,
    )
    what = f"`assess`, {PATIENTS:,} random patients, each once, mean"
    return Row(what, taken["ours"] / PATIENTS, _PEER, taken["hand"] / PATIENTS)


def cases_of(tree: triage.Tree) -> list[Patient]:
    """Return the patients of the tree's own cases, as an app would hand them in."""
    cases = load_cases(Path(tree.file).with_name("cases.yaml"), tree)
    return [
        dict(triage.assess(tree, patient_of(case, tree), allow_draft=True).answers)
        for case in cases
    ]


def asked_of(tree: triage.Tree, record: Patient) -> Patient:
    """Return only the answers that a session would gather, refining ones left out."""
    session = triage.start(tree, allow_draft=True)
    while (screen := session.next) is not None and not screen.optional:
        session = session.answer({fact: record[fact] for fact in screen.facts})
    return session.answers


def _row(what: str, taken: list[Taken], most_times: float | None = None) -> Row:
    ours = median(each.ours for each in taken)
    return Row(what, ours, _PEER, median(each.hand for each in taken), most_times)


def check_same(tree: triage.Tree, patients: list[Patient]) -> None:
    """Make sure that the peer really is the same tree.

    Raises:
        AssertionError: a patient ends elsewhere.
    """
    for patient in patients:
        ours, theirs = triage.assess(tree, patient, allow_draft=True).outcome, outcome_of(patient)
        if ours != theirs:
            raise AssertionError(f"{theirs} by hand, {ours} by the engine: {patient}")


def random_patients(tree: triage.Tree, number: int) -> list[Patient]:
    """Return complete patients, half of them well but for a few facts, always the same."""
    chance = random.Random(20_261_120)
    values = {name: values_of(tree, name) for name in tree.facts}
    well = {name: fact.well for name, fact in tree.facts.items() if fact.well is not None}
    patients = []
    for _ in range(number):
        drawn = {name: chance.choice(some) for name, some in values.items()}
        unwell = chance.sample(sorted(drawn), chance.choice([1, 2, 4, 8, len(drawn)]))
        patients.append(drawn | well | {name: drawn[name] for name in unwell})
    return patients


def values_of(tree: triage.Tree, name: str) -> list[Value]:
    """Return the answers to a fact; of the numbers those around the tree's thresholds."""
    fact: Fact = tree.facts[name]
    notable = notable_numbers(tree.facts, conditions_of(tree))
    numbers: list[Value] = list(notable[name]) if isinstance(fact.domain, Number) else []
    return [*numbers, *fact.domain.choices(), *([] if fact.sure else [NOT_SURE])]
