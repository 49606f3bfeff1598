"""How long one patient takes, beside every rule engine that Python can call, in one run.

Each engine gets the same tree as one rule, compiled once. It has to end where
triage ends for every case before the clock starts.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from statistics import median

import cel
import datalogic_py
import json_logic
import rule_engine
import zen

import triage
from benchmarks.__main__ import duration, machine
from benchmarks.as_rules import Infix
from benchmarks.as_rules import json_logic as as_json_logic
from benchmarks.deciding import Patient, asked_of, cases_of
from benchmarks.handwritten_calf import outcome_of
from benchmarks.timing import in_turns
from triage.tree_files.library import load

ROUNDS, CALLS = 5, 20
OURS = "**triage**, every answer validated, every reason read"
Decide = Callable[[Patient], object]


def main() -> int:
    tree = load("calf-soreness")
    patients = [asked_of(tree, record) for record in cases_of(tree)]
    deciders = dict(engines(tree))
    check_same(tree, deciders, patients)
    print(f"{machine()}; `{tree.id}` {tree.version}, {len(patients)} cases\n")
    print("| engine | one patient | times ours |\n|---|---|---|")
    taken = medians(tree, deciders, patients)
    for name, seconds in sorted(taken.items(), key=lambda item: item[1]):
        print(f"| {name} | {duration(seconds)} | {seconds / taken[OURS]:.2f} |")
    return 0


def engines(tree: triage.Tree) -> Iterator[tuple[str, Decide]]:
    """Yield each engine with the function that decides one patient."""
    logic = as_json_logic(tree, tree.start)
    words = Infix(" and ", " or ", "not ").rule(tree, tree.start)
    signs = Infix(" && ", " || ", "!").rule(tree, tree.start)
    empty = dict.fromkeys(tree.facts)
    yield "hand-written if/else in Python", outcome_of
    yield "datalogic-py: JSON logic in Rust", datalogic_py.Engine().compile(logic).evaluate
    yield "zen-engine: an expression in Rust", zen.compile_expression(words).evaluate
    yield "zen-engine: a decision graph in Rust", _zen_graph(words)
    program = cel.compile(signs)
    yield "common-expression-language: CEL in Rust", lambda p: program.execute({**empty, **p})
    yield "panzi-json-logic: JSON logic in Python", lambda p: json_logic.jsonLogic(logic, p)
    rule = rule_engine.Rule(words, context=rule_engine.Context(default_value=None))
    yield "rule-engine, in Python", rule.evaluate


def _zen_graph(words: str) -> Decide:
    """Return a decision graph of three nodes, of which the middle one holds the rule."""
    rule = {"id": "1", "key": "outcome", "value": words}
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {"id": "do", "type": "expressionNode", "name": "do", "content": {"expressions": [rule]}},
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    edges = [
        {"id": "a", "sourceId": "in", "targetId": "do", "type": "edge"},
        {"id": "b", "sourceId": "do", "targetId": "out", "type": "edge"},
    ]
    decision = zen.ZenEngine().create_decision({"nodes": nodes, "edges": edges})
    return lambda patient: decision.evaluate(patient)["result"]["outcome"]


def check_same(tree: triage.Tree, deciders: dict[str, Decide], patients: list[Patient]) -> None:
    """Make sure that every engine decides the same tree.

    Raises:
        AssertionError: a patient ends elsewhere.
    """
    for name, decide in deciders.items():
        for patient in patients:
            ours, theirs = triage.assess(tree, patient, allow_draft=True).outcome, decide(patient)
            if ours != theirs:
                raise AssertionError(f"{theirs} by {name}, {ours} by triage: {patient}")


def medians(
    tree: triage.Tree, deciders: dict[str, Decide], patients: list[Patient]
) -> dict[str, float]:
    """Return the median over patients of the seconds that one of them takes."""
    deciders = {
        **deciders,
        OURS: lambda patient: _read(triage.assess(tree, patient, allow_draft=True)),
    }
    taken = [_time(deciders, patient) for patient in patients]
    return {name: median(each[name] for each in taken) for name in deciders}


def _time(deciders: dict[str, Decide], patient: Patient) -> dict[str, float]:
    bound = {name: _bind(decide, patient) for name, decide in deciders.items()}
    return in_turns(bound, ROUNDS, CALLS)


def _bind(decide: Decide, patient: Patient) -> Callable[[], object]:
    return lambda: decide(patient)


def _read(result: triage.Result) -> object:
    return result.disposition, result.because


if __name__ == "__main__":
    sys.exit(main())
