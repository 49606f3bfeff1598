"""Conditions in fewer words, as an arrow stands beside the question that it answers."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, field, frozen

from triage.model.conditions import All, Any, Condition, Count, Not, facts_of
from triage.model.facts import Fact
from triage.model.tree import Step, Tree
from triage.model.words import say

# No file can hold this character, so no label is mistaken for a mark.
_MARK = "\0"


def say_at(step: Step, condition: Condition, tree: Tree) -> str:
    """Say a condition on an arrow out of a step.

    What the step itself asks is not named again, the items of its checklist
    are "these", and a group stands for its facts.
    """
    if len(step.ask) == 1 and facts_of(condition) == step.ask:
        fact = evolve(tree.facts[step.ask[0]], label=_MARK)
        return say(condition, {fact.name: fact}).replace(f"{_MARK}: ", "")
    marks = _Marks(step, tree)
    said = say(marks.put(condition), {**tree.facts, **marks.facts})
    for labels, words in marks.words.items():
        said = said.replace(labels, words)
    return said


@frozen
class _Marks:
    """Stands marks in for the facts of counts, and knows the words for each mark."""

    step: Step
    tree: Tree
    facts: dict[str, Fact] = field(factory=dict)
    words: dict[str, str] = field(factory=dict)

    def put(self, condition: Condition) -> Condition:
        match condition:
            case Count() if len(condition.facts) > 1:
                return self._count(condition)
            case Not(of=inner):
                return Not(self.put(inner))
            case All(of=parts):
                return All(tuple(map(self.put, parts)))
            case Any(of=parts):
                return Any(tuple(map(self.put, parts)))
        return condition

    def _count(self, count: Count) -> Count:
        if set(count.facts) == set(self.step.ask):
            words = "these"
        elif count.group in self.tree.groups:
            words = say_group(count)
        else:
            return count
        mark = f"{_MARK}{len(self.facts)}{_MARK}"
        self.facts[mark] = evolve(self.tree.facts[count.facts[0]], name=mark, label=mark)
        self.words[", ".join([mark] * len(count.facts))] = words
        return evolve(count, facts=(mark,) * len(count.facts))


def say_group(count: Count) -> str:
    """Return the name of a group as words, marked as a name."""
    return f"“{count.group.replace('-', ' ')}”"


def say_groups(tree: Tree, steps: Iterable[Step]) -> dict[str, str]:
    """Return what each group holds that an arrow out of some steps names, by its name there."""
    named: dict[str, str] = {}
    for step in steps:
        for count in (c for b in step.branches if b.condition for c in _counts(b.condition)):
            if count.group in tree.groups and set(count.facts) != set(step.ask):
                labels = "; ".join(tree.facts[name].label for name in count.facts)
                named[say_group(count)] = f"{say_group(count)} are: {labels}"
    return named


def _counts(condition: Condition) -> list[Count]:
    match condition:
        case Count():
            return [condition]
        case Not(of=inner):
            return _counts(inner)
        case All(of=parts) | Any(of=parts):
            return [count for part in parts for count in _counts(part)]
    return []
