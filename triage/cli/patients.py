"""Patients in words: one of them, and groups of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from triage.answer_space.groups import PatientGroup
from triage.engine.prepared import engine_of
from triage.engine.walk import walk
from triage.model.facts import Fact, unlike_well
from triage.model.tree import Step, Tree
from triage.model.values import AnswerSet, Value
from triage.phrasing.conditions import say_answers


def say_patient(tree: Tree, patient: Mapping[str, Value]) -> str:
    """Say what sets a patient apart from an otherwise well person."""
    facts = tree.facts
    unusual = unlike_well(patient, facts).items()
    said = [f"{facts[n].label}: {facts[n].say(v)} ({n})" for n, v in unusual]
    return "; ".join([*said, "all else as in a well person"])


def say_way(tree: Tree, patient: Mapping[str, Value]) -> list[str]:
    """Return the questions that a patient would be asked, the answers, and the end."""
    way = walk(engine_of(tree), patient)
    asked = {f: v for f, v in patient.items() if f in way.asked()}
    lines = [line for step in way.steps() for line in _say_screen(tree, step, asked)]
    if way.outcome is None:
        return lines
    end = f"{way.outcome.name} ({way.outcome.disposition})"
    taken = way.path[-1].branch
    place = f", by {taken.at}" if taken and taken.at else ""
    return [*lines, f"leads to {end}{place}"]


def _say_screen(tree: Tree, step: Step, asked: Mapping[str, Value]) -> list[str]:
    """Say one screen: a question and its answer, or the items of a checklist that are not no."""
    facts = [tree.facts[f] for f in step.ask if f in asked]
    if not step.heading or not facts:
        return [f"{fact.ask} {fact.say(asked[fact.name])}" for fact in facts]
    ticked = [
        f"{fact.label}: {fact.say(asked[fact.name])}"
        for fact in facts
        if asked[fact.name] is not False
    ]
    return [f"{step.heading} {'; '.join(ticked) or 'none of these'}"]


# --- groups of patients in words: what all have in common, and what sets each group apart


Facts = Mapping[str, Fact]
Answers = Mapping[str, AnswerSet]

MOST_GROUPS = 12
WHATEVER = "whatever they answer"


def say_groups(
    groups: Sequence[PatientGroup], facts: Facts, *, most: int = MOST_GROUPS
) -> list[str]:
    """Return lines that describe everybody who is in any of some groups.

    Args:
        groups: at least one.
        facts: the facts that they speak of.
        most: how many groups to describe; the rest is counted.
    """
    shared = _shared(groups)
    lines = _say_answers(shared, facts) or [WHATEVER]
    if len(groups) == 1:
        return lines
    own = [{n: a for n, a in group.answers.items() if n not in shared} for group in groups]
    lines = [*(lines if shared else []), "and one of these:" if shared else "one of these:"]
    for number, answers in enumerate(own[:most], 1):
        said = "; and ".join(_say_answers(answers, facts)) or "nothing else"
        lines.append(f"  {number}. {said}")
    left = len(own) - most
    return [*lines, f"  … and {left} more, which --all shows"] if left > 0 else lines


def _shared(groups: Sequence[PatientGroup]) -> Answers:
    """Return the answers that all groups give alike."""
    first, *others = (group.answers for group in groups)
    return {n: a for n, a in first.items() if all(other.get(n) == a for other in others)}


def _say_answers(answers: Answers, facts: Facts) -> list[str]:
    """Say answers, those to yes-no questions together where they are the same."""
    together: dict[str, list[str]] = {}
    lines = []
    for name, each in answers.items():
        said = say_answers(each, facts[name])
        if facts[name].is_yes_no:
            together.setdefault(said, []).append(facts[name].label)
        else:
            lines.append(f"{facts[name].label}: {said}")
    return [*(f"{said}: {'; '.join(labels)}" for said, labels in together.items()), *lines]
