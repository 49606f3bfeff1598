"""Patients in words: one of them, and groups of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from triage.answer_space.groups import PatientGroup
from triage.engine.prepared import engine_of
from triage.engine.walk import walk
from triage.model.facts import Fact, unlike_well
from triage.model.screenfuls import is_form
from triage.model.tree import Step, Tree
from triage.model.values import AnswerSet, Value
from triage.phrasing.conditions import ALL_OF
from triage.phrasing.phrases import in_pairs
from triage.phrasing.signs import say_all
from triage.words import N_, _


def say_patient(tree: Tree, patient: Mapping[str, Value]) -> str:
    """Say what sets a patient apart from an otherwise well person."""
    facts = tree.facts
    unusual = unlike_well(patient, facts).items()
    said = [f"{facts[n].label}: {facts[n].say(v)} ({n})" for n, v in unusual]
    return "; ".join([*said, _("all else as in a well person")])


def say_way(tree: Tree, patient: Mapping[str, Value]) -> list[str]:
    """Return the questions that a patient would be asked, the answers, and the end."""
    way = walk(engine_of(tree), patient)
    asked = {f: v for f, v in patient.items() if f in way.asked()}
    lines = [line for step in way.steps() for line in _say_screen(tree, step, asked)]
    if way.outcome is None:
        return lines
    end = f"{way.outcome.name} ({way.outcome.disposition})"
    taken = way.path[-1].branch
    if taken and taken.at:
        return [*lines, _("leads to {end}, by {place}", end=end, place=taken.at)]
    return [*lines, _("leads to {end}", end=end)]


def _say_screen(tree: Tree, step: Step, asked: Mapping[str, Value]) -> list[str]:
    """Say one screen: questions and their answers, or the items of a checklist that are not no."""
    facts = [tree.facts[f] for f in step.ask if f in asked]
    if not step.heading or not facts or is_form(tree.facts[f] for f in step.ask):
        return [f"{fact.ask} {fact.say(asked[fact.name])}" for fact in facts]
    ticked = [
        f"{fact.label}: {fact.say(asked[fact.name])}"
        for fact in facts
        if asked[fact.name] is not False
    ]
    said = "; ".join(ticked) or _("none of these")
    return [f"{step.heading} {said}"]


# --- groups of patients in words: what all have in common, and what sets each group apart


Facts = Mapping[str, Fact]
Answers = Mapping[str, AnswerSet]

MOST_GROUPS = 12
WHATEVER = N_("whatever they answer")


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
    lines = say_all(shared, facts) or [_(WHATEVER)]
    if len(groups) == 1:
        return lines
    own = [{n: a for n, a in group.answers.items() if n not in shared} for group in groups]
    lines = [*(lines if shared else []), _("and one of these:") if shared else _("one of these:")]
    for number, answers in enumerate(own[:most], 1):
        answered = say_all(answers, facts) or [_("nothing else")]
        said = in_pairs(ALL_OF, answered)
        lines.append(f"  {number}. {said}")
    left = len(own) - most
    return [*lines, _("  … and {left} more, which --all shows", left=left)] if left > 0 else lines


def _shared(groups: Sequence[PatientGroup]) -> Answers:
    """Return the answers that all groups give alike."""
    first, *others = (group.answers for group in groups)
    return {n: a for n, a in first.items() if all(other.get(n) == a for other in others)}
