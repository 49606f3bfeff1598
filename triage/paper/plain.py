"""Conditions of advice in words for the patient who reads a sheet alone."""

from __future__ import annotations

from triage.model.conditions import Condition, Count, Is
from triage.model.tree import Tree
from triage.model.values import AnswerSet
from triage.model.words import either, say

_YES = AnswerSet((True,))


def say_plainly(condition: Condition, tree: Tree) -> str:
    """Return a condition in words; what is simply so is said without a yes."""
    match condition:
        case Is(fact=fact, answers=answers) if answers == _YES:
            return tree.facts[fact].label
        case Count(facts=facts, answers=answers, low=1) if answers == _YES and _is_any(condition):
            return f"any of these: {either([tree.facts[name].label for name in facts])}"
    return say(condition, tree.facts)


def _is_any(count: Count) -> bool:
    return count.high >= len(count.facts) > 1
