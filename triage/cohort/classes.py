"""The answers to a fact as small numbers: answers that nothing in the tree tells apart share one.

0 is not answered. Whatever reads a fact of a cohort, reads these codes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import field, frozen

from triage.model.conditions import Condition, answer_sets
from triage.model.domains import Number
from triage.model.facts import Fact
from triage.model.thresholds import boundaries
from triage.model.tree import Tree
from triage.model.values import NOT_SURE, AnswerSet, Numeric, Value, is_number

MISSING: Final = 0
UNSURE: Final = AnswerSet((NOT_SURE,))


@frozen(eq=False)
class Classes:
    """The codes of one fact.

    Attributes:
        fact: the fact.
        words: the code of each answer that is no number; of a note, any text has code 1.
        starts: for a number, where a class begins, ascending.
        codes: the code from each of these on.
        answers: one answer of each class, beginning with code 1.
    """

    fact: Fact
    words: Mapping[Value, int]
    starts: tuple[Numeric, ...]
    codes: tuple[int, ...]
    answers: tuple[Value, ...]
    bits: int = field(init=False)

    @bits.default
    def _bits(self) -> int:
        return len(self.answers).bit_length()

    @property
    def all(self) -> frozenset[int]:
        """The codes of all answers; 0 is none of them."""
        return frozenset(range(1, len(self.answers) + 1))

    def among(self, answers: AnswerSet) -> frozenset[int]:
        """Return the codes of a set of answers that the tree tells apart from the others."""
        return frozenset(n for n, value in enumerate(self.answers, 1) if value in answers)

    def code(self, value: Value | None) -> int:
        """Return the code of an answer that its fact accepted; None is not answered."""
        if value is None:
            return MISSING
        if self.fact.is_note:
            return 1
        if is_number(value):
            return self.codes[bisect_right(self.starts, value) - 1]
        return self.words[value]


def classes_of(tree: Tree) -> dict[str, Classes]:
    """Return the codes of every fact of a tree."""
    looked_for: dict[str, dict[AnswerSet, None]] = defaultdict(dict)
    for fact, answers in _sets(tree):
        looked_for[fact][answers] = None
    return {name: _classes(fact, [*looked_for[name]]) for name, fact in tree.facts.items()}


def _sets(tree: Tree) -> Iterator[tuple[str, AnswerSet]]:
    """Yield each set of answers that anything looks for."""
    impossible = (each.condition for each in tree.impossible)
    for condition in (*tree.conditions, *impossible):
        yield from answer_sets(condition)
    for fact in tree.facts.values():
        yield from ((fact.name, demand.answers) for demand in fact.demands)
    for advice in tree.advice.values():
        yield from ((fact, UNSURE) for fact in _ruled_out(advice.never_when))


def _ruled_out(never: Iterable[Condition]) -> Iterator[str]:
    return (fact for condition in never for fact, _ in answer_sets(condition))


def _classes(fact: Fact, sets: list[AnswerSet]) -> Classes:
    if fact.is_note:
        return Classes(fact, {}, (), (), ("",))
    known: dict[tuple[bool, ...], int] = {}
    first: list[Value] = []

    def code(value: Value) -> int:
        kind = tuple(value in each for each in sets)
        if kind not in known:
            first.append(value)
            known[kind] = len(first)
        return known[kind]

    numbers = _numbers(fact, sets)
    codes = [code(number) for number in numbers]
    words = {value: code(value) for value in _mildest_first(fact)}
    begins = [n for n, c in enumerate(codes) if n == 0 or c != codes[n - 1]]
    return Classes(
        fact,
        words,
        tuple(numbers[n] for n in begins),
        tuple(codes[n] for n in begins),
        tuple(first),
    )


def _mildest_first(fact: Fact) -> tuple[Value, ...]:
    """Return the answers that are no numbers; no before yes makes shorter planes."""
    choices = fact.choices()
    return (False, *(c for c in choices if c is not False)) if fact.is_yes_no else choices


def _numbers(fact: Fact, sets: Iterable[AnswerSet]) -> list[Numeric]:
    """Return the lowest number, and those at which some set begins or ends, ascending."""
    if not isinstance(fact.domain, Number):
        return []
    found = {n for answers in sets for n in boundaries(fact.domain, answers)}
    return sorted({fact.domain.grid.value(0), *found})
