"""Conditions of advice in words for the patient who reads a sheet alone."""

from __future__ import annotations

from collections.abc import Iterable

from triage.model.conditions import All, Any, Condition, Count, Is
from triage.model.phrases import either
from triage.model.tree import Tree
from triage.model.values import NOT_SURE, AnswerSet
from triage.model.words import Sayer


def say_plainly(condition: Condition, tree: Tree) -> str:
    """Return a condition in words; what is simply so is said without a yes.

    Parts that must come together stand around *together with*, and a
    semicolon parts what is enough by itself.
    """
    sayer = Sayer(tree.facts)
    if own := condition.said(sayer):
        return own
    match condition.core:
        case Is(fact=fact, answers=answers) if _is_so(answers):
            return f"{tree.facts[fact].label}{_unsure(answers)}"
        case Count(facts=facts, answers=answers) as count if _is_so(answers) and _is_any(count):
            labels = either([tree.facts[name].label for name in facts])
            return f"any of these: {labels}{_unsure(answers)}"
        case All(of=parts):
            return " together with ".join(_bracketed(parts, tree))
        case Any(of=parts):
            return any_of(parts, tree)
    return sayer.say(condition)


def any_of(conditions: Iterable[Condition], tree: Tree) -> str:
    """Return conditions of which any one is enough, in words."""
    return "; ".join(say_plainly(condition, tree) for condition in conditions)


def _is_so(answers: AnswerSet) -> bool:
    return not answers.ranges and set(answers.values) in ({True}, {True, NOT_SURE})


def _unsure(answers: AnswerSet) -> str:
    return " (or you are not sure)" if NOT_SURE in answers else ""


def _is_any(count: Count) -> bool:
    return count.low == 1 and count.high >= len(count.facts) > 1


def _bracketed(parts: Iterable[Condition], tree: Tree) -> Iterable[str]:
    for part in parts:
        said = say_plainly(part, tree)
        yield f"({said})" if isinstance(part.core, Any) else said
