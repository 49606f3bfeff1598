"""A tree over the codes of its answers, in any language that knows "one of", and, or.

Not is said by the other codes, so everybody must have answered all. The codes
are those of the cohort's kernel: one for all answers that the tree does not
tell apart, which leaves a peer the least to compare.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import Any, Generic, TypeVar

from attrs import field, frozen

from triage.cohort.classes import MISSING, Classes, classes_of
from triage.model.conditions import All, Condition, Count, Is, Not
from triage.model.conditions import Any as AnyOf
from triage.model.tree import Tree

Said = TypeVar("Said")


@frozen
class Language(Generic[Said]):
    """How a language says what a tree says.

    Attributes:
        among: that a fact has one of some codes.
        both: that all parts hold.
        either: that one of them holds.
    """

    among: Callable[[str, Sequence[int]], Said]
    both: Callable[[Sequence[Said]], Said]
    either: Callable[[Sequence[Said]], Said]


@frozen(eq=False)
class Coded(Generic[Said]):
    """A tree in a language.

    Attributes:
        tree: a tree with one result.
        language: the language.
    """

    tree: Tree
    language: Language[Said]
    classes: Mapping[str, Classes] = field(init=False, repr=False)

    @classes.default
    def _classes(self) -> Mapping[str, Classes]:
        return classes_of(self.tree)

    def say(self, condition: Condition, holds: bool = True) -> Said:
        """Return what is so where a condition holds, or does not."""
        both, either = self.language.both, self.language.either
        match condition.core:
            case Is(fact=fact, answers=answers):
                codes = self.classes[fact].among(answers)
                wanted = codes if holds else self.classes[fact].all - codes
                return self.language.among(fact, sorted(wanted) or [MISSING])  # nobody has it
            case Not(of=inner):
                return self.say(inner, not holds)
            case All(of=parts):
                return _of(both if holds else either, [self.say(p, holds) for p in parts])
            case AnyOf(of=parts):
                return _of(either if holds else both, [self.say(p, holds) for p in parts])
            case Count() as count:
                return self.say(_spelt_out(count), holds)
        raise ValueError(f"{condition.core}: no peer counts points")

    def walk(
        self, choose: Callable[[Sequence[tuple[Said, Any]], Any], Any], end: Callable[[str], Any]
    ) -> Any:
        """Return what follows from the start, of each step once.

        Args:
            choose: takes what follows from each condition, in order, and from none of them.
            end: takes the name of an outcome.
        """
        known: dict[str, Any] = {}

        def follow(name: str) -> Any:
            if name in self.tree.outcomes:
                return end(name)
            if name not in known:
                some = [(b.condition, follow(b.go)) for b in self.tree.steps[name].branches]
                cases = [(self.say(condition), then) for condition, then in some if condition]
                known[name] = choose(cases, some[-1][1]) if cases else some[-1][1]
            return known[name]

        return follow(self.tree.start)

    def lines(self) -> list[tuple[tuple[Said, ...], str]]:
        """Return each way to an end; the first line of which all parts hold is somebody's own."""

        def ways(name: str, before: tuple[Said, ...]) -> list[tuple[tuple[Said, ...], str]]:
            if name in self.tree.outcomes:
                return [(before, name)]
            found = []
            for branch in self.tree.steps[name].branches:
                here = () if branch.condition is None else (self.say(branch.condition),)
                found += ways(branch.go, before + here)
            return found

        return ways(self.tree.start, ())


def _of(join: Callable[[Sequence[Said]], Said], parts: Sequence[Said]) -> Said:
    return parts[0] if len(parts) == 1 else join(parts)


def _spelt_out(count: Count) -> Condition:
    """Return a count as all the ways in which it may come about."""
    each = [Is(fact, count.answers) for fact in count.facts]
    parts: list[Condition] = []
    if count.low > 0:
        parts.append(AnyOf(tuple(All(some) for some in combinations(each, count.low))))
    if count.high < len(each):
        more = combinations(each, int(count.high) + 1)
        parts.append(Not(AnyOf(tuple(All(some) for some in more))))
    return All(tuple(parts))


# --- languages in which a tree is a text


def infix(both: str, either: str, among: Callable[[str, Sequence[int]], str]) -> Language[str]:
    """Return a language of signs between parts."""
    return Language(
        among, lambda some: f"({both.join(some)})", lambda some: f"({either.join(some)})"
    )


SQL = infix(" AND ", " OR ", lambda fact, codes: f"{fact} IN ({', '.join(map(str, codes))})")


def sql_case(coded: Coded[str], number: Callable[[str], int]) -> str:
    """Return the number of the outcome as nested CASE, of which databases look at one branch."""

    def choose(cases: Sequence[tuple[str, str]], last: str) -> str:
        said = " ".join(f"WHEN {condition} THEN {then}" for condition, then in cases)
        return f"CASE {said} ELSE {last} END"

    said: str = coded.walk(choose, lambda name: str(number(name)))
    return said


def ternary(tree: Tree, language: Language[str]) -> str:
    """Return the outcome as nested ``? :``."""

    def choose(cases: Sequence[tuple[str, str]], last: str) -> str:
        return f"({' : '.join(f'{c} ? {then}' for c, then in cases)} : {last})"

    said: str = Coded(tree, language).walk(choose, lambda name: f'"{name}"')
    return said
