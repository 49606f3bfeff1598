"""A patient in words: what sets them apart, what they are asked, and where that leads."""

from __future__ import annotations

from collections.abc import Mapping

from triage.engine.prepared import engine_of
from triage.engine.walk import walk
from triage.model.tree import Step, Tree
from triage.model.values import Value


def say_patient(tree: Tree, patient: Mapping[str, Value]) -> str:
    """Say what sets a patient apart from an otherwise well person."""
    facts = tree.facts
    unusual = [
        f"{facts[n].label}: {facts[n].say(v)} ({n})"
        for n, v in patient.items()
        if v != facts[n].well
    ]
    return "; ".join([*unusual, "all else as in a well person"])


def say_way(tree: Tree, patient: Mapping[str, Value]) -> list[str]:
    """Return the questions that a patient would be asked, the answers, and the end."""
    way = walk(engine_of(tree), patient)
    lines = [line for step in way.steps() for line in _say_screen(tree, step, patient)]
    if way.outcome is None:
        return lines
    end = f"{way.outcome.name} ({way.outcome.disposition})"
    taken = way.path[-1].branch
    place = f", by {taken.at}" if taken and taken.at else ""
    return [*lines, f"leads to {end}{place}"]


def _say_screen(tree: Tree, step: Step, patient: Mapping[str, Value]) -> list[str]:
    """Say one screen: a question and its answer, or the items of a checklist that are not no."""
    if not step.heading:
        return [f"{tree.facts[f].ask} {tree.facts[f].say(patient[f])}" for f in step.ask]
    ticked = [
        f"{tree.facts[f].label}: {tree.facts[f].say(patient[f])}"
        for f in step.ask
        if patient[f] is not False
    ]
    return [f"{step.heading} {'; '.join(ticked) or 'none of these'}"]
