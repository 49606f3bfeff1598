"""Conditions in fewer words, as an arrow stands beside the question that it answers."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from triage.model.conditions import Condition, Count, facts_of, leaves_of
from triage.model.tree import Step, Tree
from triage.model.words import Sayer


def say_at(step: Step, condition: Condition, tree: Tree) -> str:
    """Say a condition on an arrow out of a step.

    What the step itself asks is not named again, the items of its checklist
    are "these", and a group stands for its facts.
    """
    about_one = len(step.ask) == 1 and facts_of(condition) == step.ask
    sayer = _OnOneArrow(tree.facts) if about_one else _OnArrow(tree.facts, step, tree)
    return sayer.say(condition)


@frozen
class _OnOneArrow(Sayer):
    """Says conditions on the one fact that stands above: its label is left out."""

    def subject(self, _fact: str) -> str:
        return ""


@frozen
class _OnArrow(Sayer):
    """Says conditions beside a checklist: its items, and groups, have short names."""

    step: Step
    tree: Tree

    def together(self, count: Count) -> str:
        if set(count.facts) == set(self.step.ask):
            return "these"
        return say_group(count) if count.group in self.tree.groups else super().together(count)


def say_group(count: Count) -> str:
    """Return the name of a group as words, marked as a name."""
    return f"“{count.group.replace('-', ' ')}”"


def say_groups(tree: Tree, steps: Iterable[Step]) -> dict[str, str]:
    """Return what each group holds that an arrow out of some steps names, by its name there."""
    named: dict[str, str] = {}
    for step in steps:
        for leaf in (leaf for condition in step.conditions for leaf in leaves_of(condition)):
            if not isinstance(leaf, Count) or leaf.group not in tree.groups:
                continue
            if set(leaf.facts) != set(step.ask):
                labels = "; ".join(tree.facts[name].label for name in leaf.facts)
                named[say_group(leaf)] = f"{say_group(leaf)} are: {labels}"
    return named
