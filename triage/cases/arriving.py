"""Which answers can come to which place of a tree, so that nobody is asked for a case in vain.

Each fact is followed by itself: what is left out comes to no place for
certain, while answers that only exclude each other together are kept. That
is enough here, and takes no longer for a large tree than reading it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from attrs import frozen

from triage.cases.conditions import answers_looked_for
from triage.model.conditions import All, Any, Condition, Count, Is, Not, Score
from triage.model.domains import Number
from triage.model.facts import Fact
from triage.model.order import ends_first
from triage.model.thresholds import answer_sets, boundaries, grid
from triage.model.tree import Tree
from triage.model.values import NOT_SURE, AnswerSet, Value

# For each fact the answers that are possible; None where nobody is left.
Possible: TypeAlias = Mapping[str, frozenset[Value]]


@frozen
class Arriving:
    """The answers with which somebody may come to each place of a tree.

    Attributes:
        at: by the name of a step or outcome; a place to which nobody comes is not there.
        looking: by step and number of the branch: who has taken none before it.
        taken: the branches that somebody may take.
    """

    at: Mapping[str, Possible]
    looking: Mapping[tuple[str, int], Possible]
    taken: frozenset[tuple[str, int]]


def arriving(tree: Tree) -> Arriving:
    """Follow all answers from the start to the ends."""
    everybody: Possible | None = _everybody(tree)
    for each in tree.impossible:
        everybody = narrow(everybody, each.condition, holds=False)
    at = {} if everybody is None else {tree.start: everybody}
    looking: dict[tuple[str, int], Possible] = {}
    taken = set[tuple[str, int]]()
    for name in reversed(ends_first(tree)):
        left = at.get(name)
        for index, branch in enumerate(tree.steps[name].branches):
            if left is None:
                break
            looking[name, index] = left
            going, left = _part(left, branch.condition)
            if going is not None:
                taken.add((name, index))
                at[branch.go] = _either([going, at.get(branch.go)]) or going
    return Arriving(at, looking, frozenset(taken))


def _part(
    possible: Possible, condition: Condition | None
) -> tuple[Possible | None, Possible | None]:
    """Return who takes a branch, and who looks at the next."""
    if condition is None:
        return possible, None
    return narrow(possible, condition), narrow(possible, condition, holds=False)


def narrow(
    possible: Possible | None, condition: Condition, *, holds: bool = True
) -> Possible | None:
    """Return the answers that are left where a condition holds, or does not; None for nobody."""
    if possible is None:
        return None
    match condition:
        case Is(fact=fact, answers=answers):
            return _keep(possible, [fact], answers, among=holds)
        case Not(of=inner):
            return narrow(possible, inner, holds=not holds)
        case All(of=parts) if holds:
            return _each(possible, parts, holds=True)
        case Any(of=parts) if not holds:
            return _each(possible, parts, holds=False)
        case All(of=parts) | Any(of=parts):
            return _either([narrow(possible, part, holds=holds) for part in parts])
        case Count():
            return _either([_between(possible, condition, *b) for b in _bounds(condition, holds)])
        case Score():
            return possible if _can_score(possible, condition, holds) else None


def _keep(
    possible: Possible, facts: Iterable[str], answers: AnswerSet, *, among: bool
) -> Possible | None:
    """Keep the answers to some facts that are among others, or that are not."""
    kept = {f: frozenset(v for v in possible[f] if (v in answers) is among) for f in facts}
    return {**possible, **kept} if all(kept.values()) else None


def _each(possible: Possible, parts: Iterable[Condition], *, holds: bool) -> Possible | None:
    left: Possible | None = possible
    for part in parts:
        left = narrow(left, part, holds=holds)
    return left


def _either(ways: Iterable[Possible | None]) -> Possible | None:
    """Return the answers that are possible in one of some ways."""
    there = [way for way in ways if way is not None]
    if len(there) < 2:
        return there[0] if there else None
    return {fact: frozenset().union(*(way[fact] for way in there)) for fact in there[0]}


def _bounds(count: Count, holds: bool) -> list[tuple[int, int]]:
    """Return how many facts have to match for a count to hold, or not to."""
    if holds:
        return [(count.low, count.high)]
    return [(0, count.low - 1), (count.high + 1, len(count.facts))]


def _between(possible: Possible, count: Count, low: int, high: int) -> Possible | None:
    """Return the answers that are left where so many facts of a count match."""
    can = [f for f in count.facts if any(v in count.answers for v in possible[f])]
    must = [f for f in can if all(v in count.answers for v in possible[f])]
    if len(can) < low or len(must) > high:
        return None
    left: Possible | None = possible
    if len(can) == low:
        left = _keep(possible, can, count.answers, among=True)
    if left is not None and len(must) == high:
        others = [f for f in count.facts if f not in must]
        left = _keep(left, others, count.answers, among=False)
    return left


def _can_score(possible: Possible, score: Score, holds: bool) -> bool:
    """Say whether the points can come to a sum in the range, or outside of it."""
    sums = [
        [sum(p.points for p in score.points if p.fact == f and v in p.answers) for v in possible[f]]
        for f in dict.fromkeys(p.fact for p in score.points)
    ]
    least, most = sum(map(min, sums)), sum(map(max, sums))
    low, high = score.whole_bounds()
    return least <= high and most >= low if holds else least < low or most > high


def _everybody(tree: Tree) -> dict[str, frozenset[Value]]:
    sets: dict[str, list[AnswerSet]] = {name: [] for name in tree.facts}
    impossible = [pair for each in tree.impossible for pair in answer_sets(each.condition)]
    for fact, answers in [*answers_looked_for(tree), *impossible]:
        sets[fact].append(answers)
    return {name: frozenset(_answers(fact, sets[name])) for name, fact in tree.facts.items()}


def _answers(fact: Fact, sets: Iterable[AnswerSet]) -> list[Value]:
    """Return all answers; of numbers those next to a bound, as the others are like one of them."""
    named = [*fact.domain.choices(), *([] if fact.sure else [NOT_SURE])]
    if not isinstance(fact.domain, Number):
        return named
    numbers = grid(fact.domain)
    ends = [numbers.value(0), numbers.value(numbers.last)]
    near = [number for answers in sets for number in boundaries(fact.domain, answers)]
    return [*named, *ends, *near]
