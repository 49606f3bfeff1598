"""A tree as one rule, in the languages of engines that take answers as they are.

The rules say what the tree says of complete answers and nothing else: no
answer is validated, a missing one is not noticed, and there are no reasons.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from math import isfinite

from attrs import frozen

from triage.model.conditions import All, Any, Condition, Count, Is, Not, Score
from triage.model.tree import Tree
from triage.model.values import NOT_SURE, AnswerSet, Range, Value

Rule = object


def json_logic(tree: Tree, name: str) -> Rule:
    """Return what follows from a step, or an outcome, as JSON logic."""
    if name in tree.outcomes:
        return name
    parts: list[Rule] = []
    for branch in tree.steps[name].branches:
        if branch.condition is not None:
            parts.append(_logic(branch.condition))
        parts.append(json_logic(tree, branch.go))
    return {"if": parts} if len(parts) > 1 else parts[0]


def _logic(condition: Condition) -> Rule:
    match condition.core:
        case Is(fact=fact, answers=answers):
            return _any([*_equal(fact, answers.values), *_within(fact, answers.ranges)])
        case Count(facts=facts, answers=answers, low=low, high=high):
            each = [_logic(Is(fact, answers)) for fact in facts]
            if (low, high) == (0, 0):
                return {"!": [_any(each)]}
            if low == 1 and high >= len(facts):
                return _any(each)
            return _sum([(one, 1) for one in each], low, high)
        case Not(of=inner):
            return {"!": [_logic(inner)]}
        case All(of=parts):
            return {"and": [_logic(part) for part in parts]}
        case Any(of=parts):
            return _any([_logic(part) for part in parts])
        case Score(points=points) as score:
            counted = [(_logic(Is(each.fact, each.answers)), each.points) for each in points]
            return _sum(counted, *score.bounds)


def _sum(counted: Sequence[tuple[Rule, int]], low: float, high: float) -> Rule:
    """Say that what counts adds up to a number from low to high; either may be infinite."""
    many = {"+": [{"if": [one, points, 0]} for one, points in counted]}
    bounds = [(">=", low), ("<=", high)]
    return {"and": [{sign: [many, bound]} for sign, bound in bounds if isfinite(bound)]}


def _any(parts: Sequence[Rule]) -> Rule:
    return parts[0] if len(parts) == 1 else {"or": list(parts)}


def _equal(fact: str, values: Sequence[Value]) -> list[Rule]:
    return [{"===": [{"var": fact}, value]} for value in values]


def _within(fact: str, ranges: Sequence[Range]) -> list[Rule]:
    found: list[Rule] = []
    for each in ranges:
        parts: list[Rule] = [{"!==": [{"var": fact}, NOT_SURE]}]
        if each.low is not None:
            parts.append({">=" if each.low_included else ">": [{"var": fact}, each.low]})
        if each.high is not None:
            parts.append({"<=" if each.high_included else "<": [{"var": fact}, each.high]})
        found.append({"and": parts})
    return found


@frozen
class Infix:
    """The signs of a language in which a rule is one expression with ``? :``."""

    both: str
    either: str
    negation: str

    def rule(self, tree: Tree, name: str) -> str:
        """Return what follows from a step, or an outcome."""
        if name in tree.outcomes:
            return json.dumps(name)
        said = ""
        for branch in tree.steps[name].branches:
            test = "" if branch.condition is None else f"{self._say(branch.condition)} ? "
            said += f"{test}{self.rule(tree, branch.go)}{' : ' if test else ''}"
        return f"({said})"

    def _say(self, condition: Condition) -> str:
        match condition.core:
            case Is(fact=fact, answers=answers):
                return self._among(fact, answers)
            case Count(facts=facts, answers=answers, low=low, high=high):
                each = [self._among(fact, answers) for fact in facts]
                if (low, high) == (0, 0):
                    return f"{self.negation}({self.either.join(each)})"
                if low == 1 and high >= len(facts):
                    return f"({self.either.join(each)})"
                return self._sum([(one, 1) for one in each], low, high)
            case Not(of=inner):
                return f"{self.negation}({self._say(inner)})"
            case All(of=parts):
                return f"({self.both.join(map(self._say, parts))})"
            case Any(of=parts):
                return f"({self.either.join(map(self._say, parts))})"
            case Score(points=points) as score:
                counted = [(self._among(each.fact, each.answers), each.points) for each in points]
                return self._sum(counted, *score.bounds)

    def _sum(self, counted: Sequence[tuple[str, int]], low: float, high: float) -> str:
        many = " + ".join(f"({one} ? {points} : 0)" for one, points in counted)
        bounds = [(">=", low), ("<=", high)]
        said = [f"({many}) {sign} {bound}" for sign, bound in bounds if isfinite(bound)]
        return f"({self.both.join(said)})"

    def _among(self, fact: str, answers: AnswerSet) -> str:
        parts = [f"{fact} == {json.dumps(value)}" for value in answers.values]
        return f"({self.either.join([*parts, *(self._in(fact, r) for r in answers.ranges)])})"

    def _in(self, fact: str, numbers: Range) -> str:
        parts = [f"{fact} != {json.dumps(NOT_SURE)}"]
        if numbers.low is not None:
            parts.append(f"{fact} {'>=' if numbers.low_included else '>'} {numbers.low}")
        if numbers.high is not None:
            parts.append(f"{fact} {'<=' if numbers.high_included else '<'} {numbers.high}")
        return f"({self.both.join(parts)})"
