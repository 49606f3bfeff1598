"""``triage prove``: the properties of a tree, for every possible patient."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from triage.commands.output import count, print_lines
from triage.commands.trees import every_askable, load_askable
from triage.model.tree import Tree
from triage.model.values import Value
from triage.prove.prove import Verdict, prove
from triage.run.result import Result

PROVED, REFUTED, UNKNOWN = 0, 3, 4


def run(names: tuple[str, ...], *, verbose: bool) -> int:
    """Print what holds for every patient of some trees, or of all.

    Returns 3 when a property fails, 4 when one is not known, else 0.

    Raises:
        TriageError: a tree cannot be used.
    """
    found: Counter[str] = Counter()
    for name in names or every_askable():
        tree = load_askable(name)
        verdicts = prove(tree)
        shown = [v for v in verdicts if verbose or v.status != "holds"]
        print_lines([*(line for v in shown for line in _say(tree, v)), _summary(tree, verdicts)])
        found.update(v.status for v in verdicts)
    if found["fails"]:
        return REFUTED
    return UNKNOWN if found["unknown"] else PROVED


def _summary(tree: Tree, verdicts: tuple[Verdict, ...]) -> str:
    number = Counter(v.status for v in verdicts)
    claimed = count(len(verdicts), "claim")
    if number["holds"] == len(verdicts):
        return f"{tree.id}: {claimed}, and each holds for every possible patient"
    held = f"{number['holds']} hold, {number['fails']} fail, {number['unknown']} unknown"
    return f"{tree.id}: {claimed}, {held}"


def _say(tree: Tree, verdict: Verdict) -> list[str]:
    place = f"{verdict.place}: " if verdict.place else ""
    lines = [f"{place}{verdict.status}: {verdict.name}: {verdict.text}"]
    if verdict.reason:
        lines.append(f"    not known, as the search needs {verdict.reason}")
    for patient, result in zip(verdict.patients, verdict.results, strict=True):
        lines += [f"    patient: {_say_patient(tree, patient)}", f"    {_say_way(result)}"]
    return lines


def _say_patient(tree: Tree, patient: Mapping[str, Value]) -> str:
    """Say what sets a patient apart from an otherwise well person."""
    facts = tree.facts
    unusual = [f"{n}: {facts[n].say(v)}" for n, v in patient.items() if v != facts[n].well]
    return "; ".join([*unusual, "all else as in a well person"])


def _say_way(result: Result) -> str:
    steps = [reason.step for reason in result.because]
    if result.outcome is None or result.disposition is None:
        return f"contradicts: {'; '.join(found.text for found in result.contradictions)}"
    return f"leads to {result.outcome} ({result.disposition}): {' > '.join(steps)}"
