"""The prover agrees with the engine and with enumeration, and shows real patients."""

from __future__ import annotations

from itertools import product
from math import prod

from attrs import evolve
from hypothesis import assume, given

import triage
from triage.model.tree import Tree
from triage.model.values import NOT_SURE, Value
from triage.prove.classes import AnswerClass, classes_of
from triage.prove.diagram import Node
from triage.prove.examples import count, plainest
from triage.prove.patients import Patients
from triage.prove.prove import prove
from triage.run.assess import assess
from triage.run.engine import walk
from triage.run.prepared import engine_of
from triage.testing import trees

Patient = dict[str, Value]

MOST = 2_000


def small(tree: Tree) -> dict[str, tuple[AnswerClass, ...]]:
    """Return the classes of a tree that is small enough to try every patient."""
    classes = classes_of(tree)
    assume(prod(len(each) for each in classes.values()) <= MOST)
    return classes


def everybody(classes: dict[str, tuple[AnswerClass, ...]]) -> list[tuple[Patient, int]]:
    """List one patient for each combination of classes, with how many there are like it."""
    return [
        (
            dict(zip(classes, (c.value for c in combination), strict=True)),
            prod(c.size for c in combination),
        )
        for combination in product(*classes.values())
    ]


def outcome_of(tree: Tree, patient: Patient) -> str:
    """Return where the engine's walk ends, contradiction or not."""
    outcome = walk(engine_of(tree), patient).outcome
    assert outcome is not None
    return outcome.name


def label_of(patients: Patients, function: Node, patient: Patient) -> object:
    """Follow a patient, given by the values of classes, through a diagram."""
    diagram = patients.diagram
    while diagram.children(function):
        fact = patients.facts[diagram.level(function)]
        values = [each.value for each in patients.classes[fact]]
        function = diagram.children(function)[values.index(patient[fact])]
    return diagram.label(function)


@given(trees())
def test_the_diagram_ends_every_patient_where_the_engine_does(tree: Tree) -> None:
    classes = small(tree)
    patients = Patients(tree)
    for patient, _ in everybody(classes):
        assert label_of(patients, patients.outcome, patient) == outcome_of(tree, patient)


@given(trees())
def test_counts_are_those_of_counting_one_by_one(tree: Tree) -> None:
    classes = small(tree)
    patients = Patients(tree)
    for urgency in range(4):
        function = patients.diagram.relabel(patients.urgency, lambda u, at=urgency: u == at)
        counted = sum(
            like_it
            for patient, like_it in everybody(classes)
            if tree.outcomes[outcome_of(tree, patient)].disposition.urgency == urgency
        )
        assert count(patients, function) == counted


@given(trees())
def test_the_plainest_patient_differs_least_from_a_well_one(tree: Tree) -> None:
    classes = small(tree)
    patients = Patients(tree)
    for name in tree.outcomes:
        function = patients.diagram.relabel(patients.outcome, lambda o, it=name: o == it)
        found = plainest(patients, function)
        costs = [
            changes(classes, patient)
            for patient, _ in everybody(classes)
            if outcome_of(tree, patient) == name
        ]
        if found is None:
            assert not costs
        else:
            assert outcome_of(tree, found) == name
            assert changes(classes, found) == min(costs)


def changes(classes: dict[str, tuple[AnswerClass, ...]], patient: Patient) -> int:
    """Count the answers that a well person gives otherwise."""
    well = {name: [c.value for c in each if c.well] for name, each in classes.items()}
    return sum(bool(well[name]) and value not in well[name] for name, value in patient.items())


@given(trees())
def test_demands_get_the_verdict_that_trying_everybody_gives(tree: Tree) -> None:
    classes = small(tree)
    verdicts = {v.name: v for v in prove(tree) if v.name.startswith("demand")}
    for fact in tree.facts.values():
        broken = [
            patient
            for patient, _ in everybody(classes)
            if (least := fact.demand(patient[fact.name])) is not None
            and tree.outcomes[outcome_of(tree, patient)].disposition.urgency < least.urgency
        ]
        if fact.demands:
            named = [v for v in verdicts.values() if v.name == f"demand of {fact.name}"]
            assert bool(broken) == any(v.status == "fails" for v in named)


@given(trees())
def test_worse_and_not_sure_get_the_verdict_that_trying_everybody_gives(tree: Tree) -> None:
    classes = small(tree)
    assume(not tree.impossible)
    for verdict in prove(tree):
        if verdict.status == "fails" and verdict.name.startswith(("order", "not sure")):
            one, other = (dict(patient) for patient in verdict.patients)
            differing = [name for name in one if one[name] != other[name]]

            assert len(differing) == 1
            assert outcome_of(tree, one) != outcome_of(tree, other)
    for fact in tree.facts.values():
        if not fact.sure and fact.not_sure_as is None and fact.demand(NOT_SURE) is None:
            names = [v for v in prove(tree) if v.name == f"not sure of {fact.name}"]
            milder = any(
                urgency(tree, patient | {fact.name: NOT_SURE}) < urgency(tree, patient)
                for patient, _ in everybody(classes)
            )
            assert milder == any(v.status == "fails" for v in names)


def urgency(tree: Tree, patient: Patient) -> int:
    """Return the urgency of a complete patient."""
    return tree.outcomes[outcome_of(tree, patient)].disposition.urgency


def test_a_number_is_cut_just_where_the_tree_cuts_it() -> None:
    tree = triage.load("calf-soreness")
    days = classes_of(tree)["days_since_onset"]
    first = {each.value: each.size for each in days}

    assert sum(first.values()) == 3651 + 1  # 0 to 3650 days, and not sure
    assert {4, 15} <= set(first)


def test_too_large_a_diagram_is_unknown_and_no_success() -> None:
    verdicts = prove(triage.load("calf-soreness"), limit=50)

    assert [v.status for v in verdicts] == ["unknown"]
    assert "50 nodes" in verdicts[0].reason


def test_every_claim_of_the_shipped_trees_holds() -> None:
    for name in triage.available():
        verdicts = prove(triage.load(name))

        assert verdicts
        assert [(v.name, v.patients) for v in verdicts if v.status != "holds"] == []


def test_a_weakened_demand_names_the_plainest_patient() -> None:
    tree = triage.load("calf-soreness")
    step = tree.steps["lower-leg-red-flags.whole-body"]
    weak = evolve(step, branches=tuple(evolve(b, go=step.branches[-1].go) for b in step.branches))
    broken = evolve(tree, steps={**tree.steps, step.name: weak})
    found = next(
        v for v in prove(broken) if v.name == "demand of dark_urine" and v.status == "fails"
    )
    well = {name: fact.well for name, fact in tree.facts.items()}

    assert {n: v for n, v in found.patients[0].items() if v != well[n]} == {"dark_urine": True}
    assert found.results[0].urgency is not None
    assert found.results[0].urgency < 3


@given(trees())
def test_advice_is_given_to_just_whom_the_engine_gives_it(tree: Tree) -> None:
    classes = small(tree)
    patients = Patients(tree)
    functions = {name: patients.is_given(name) for name in tree.advice}
    for patient, _ in everybody(classes):
        result = assess(tree, patient)
        given_to = {advice.id for advice in result.advice}
        for name, function in functions.items():
            if result.status == "complete":
                assert label_of(patients, function, patient) == (name in given_to)
