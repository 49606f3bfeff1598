"""People drawn from a population: the same ones again for the same seed.

Each answer is drawn by itself, from a hash of the seed, the group, the number
of the person and the fact. So a person keeps their answers when a fact is
added or other people are, and one tree is asked by the same people as another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Final, TypeAlias, cast

from attrs import field, frozen

from triage.errors import TriageError
from triage.model.domains import Number
from triage.model.evaluation import Test, prepare
from triage.model.facts import Fact
from triage.model.number_grid import NumberGrid
from triage.model.population import WHOLE, PeopleGroup, Population, ShareRow
from triage.model.tree import Tree
from triage.model.values import AnswerSet, Range, Value
from triage.words import _

Patient: TypeAlias = Mapping[str, Value]
MOST_ATTEMPTS: Final = 1_000
_STEPS: Final = 2**64


@frozen
class Drawn:
    """The people of a group.

    Attributes:
        contradictory: how many were drawn and thrown away, as their answers
            cannot all be so.
        unlike: how many were, as the meaning of the group does not hold.
    """

    group: PeopleGroup
    people: tuple[Patient, ...] = field(repr=False)
    contradictory: int = 0
    unlike: int = 0


def draw(population: Population, tree: Tree, people: int, seed: int) -> tuple[Drawn, ...]:
    """Return the people who come to a tree: some of each group.

    Args:
        population: who asks.
        tree: the tree that they are drawn for.
        people: how many in all; half of them are well where some are ill.
        seed: another one gives other people.

    Raises:
        TriageError: the population says nothing of a fact of the tree, or no
            person of some group can be drawn.
    """
    groups = population.groups_of(tree.id)
    if groups:
        refuse_unknown(tree, population)
    ruled_out = tuple(prepare(each.condition) for each in tree.impossible)
    sizes = _sizes(groups, people)
    return tuple(
        _Drawer(population, group, seed, ruled_out).draw(size)
        for group, size in zip(groups, sizes, strict=True)
    )


def refuse_unknown(tree: Tree, population: Population) -> None:
    """Refuse a tree with a fact of which a population says nothing.

    Raises:
        TriageError: there is one; it is named.
    """
    unknown = [name for name in tree.facts if name not in population.tree.facts]
    if unknown:
        raise TriageError(
            _(
                "found no shares for `{fact}`, a fact of `{tree}`, in `{file}`\n"
                "    help: ask it in `{whole}`, too, and add it under `facts:`",
                fact=unknown[0],
                tree=tree.id,
                file=population.file,
                whole=population.tree.id,
            )
        )


def _sizes(groups: Sequence[PeopleGroup], people: int) -> list[int]:
    """Divide people over groups: each kind gets as many, and each group by its weight."""
    kinds = {group.kind for group in groups}
    totals = {kind: sum(g.weight for g in groups if g.kind == kind) for kind in kinds}
    exact = [people * g.weight / (totals[g.kind] or 1) / len(kinds) for g in groups]
    sizes = [int(size) for size in exact]
    # The largest remainders get what is left, so that all are used.
    by_remainder = sorted(range(len(groups)), key=lambda i: sizes[i] - exact[i])
    for index in by_remainder[: people - sum(sizes)]:
        sizes[index] += 1
    return sizes


class _Drawer:
    """Draws the people of one group."""

    def __init__(
        self, population: Population, group: PeopleGroup, seed: int, ruled_out: Sequence[Test]
    ) -> None:
        meaning = population.means.get(group.means or "")
        self.group, self.ruled_out = group, ruled_out
        self.meaning = prepare(meaning.condition) if meaning else None
        self.base = blake2b(f"{seed}/{group.name}".encode(), digest_size=8)
        self.spreads = [
            (name.encode(), name, _picker(spread.rows, population.tree.facts[name]))
            for name, spread in group.spreads.items()
        ]

    def draw(self, people: int) -> Drawn:
        """Return some people."""
        kept: list[Patient] = []
        contradictory = unlike = 0
        for number in range(people):
            for patient in self.attempts(number):
                if any(test(patient) for test in self.ruled_out):
                    contradictory += 1
                elif self.meaning is not None and not self.meaning(patient):
                    unlike += 1
                else:
                    kept.append(patient)
                    break
        return Drawn(self.group, tuple(kept), contradictory, unlike)

    def attempts(self, number: int) -> Iterator[Patient]:
        """Yield one person after the other, each for the same number.

        Raises:
            TriageError: very many were not taken.
        """
        for attempt in range(MOST_ATTEMPTS):
            yield self.patient(number, attempt)
        raise TriageError(
            _(
                "found nobody in {attempts:,} draws who can be in `{group}`\n"
                "    help: its answers contradict each other or what it means; change its shares",
                attempts=MOST_ATTEMPTS,
                group=self.group.name,
            )
        )

    def patient(self, number: int, attempt: int) -> Patient:
        """Return the answers of one person."""
        person = self.base.copy()
        person.update(f"/{number}/{attempt}/".encode())
        patient: dict[str, Value] = {}
        for key, name, pick in self.spreads:
            one = person.copy()
            one.update(key)
            patient[name] = pick(patient, int.from_bytes(one.digest(), "big"))
        return patient


_Pick: TypeAlias = Callable[[Patient, int], Value]


def _picker(rows: Sequence[ShareRow], fact: Fact) -> _Pick:
    """Return what picks an answer by a number below 2**64."""
    prepared = [
        (None if row.condition is None else prepare(row.condition), _by_share(row, fact))
        for row in rows
    ]

    def pick(patient: Patient, position: int) -> Value:
        for test, choose in prepared:
            if test is None or test(patient):
                return choose(position)
        raise AssertionError(f"no row of `{fact.name}` holds")  # the reader ends with one for all

    return pick


def _by_share(row: ShareRow, fact: Fact) -> Callable[[int], Value]:
    slices: list[tuple[float, float, _Pool]] = []
    end = 0.0
    for share in row.shares:
        start, end = end, end + float(share.percent) / WHOLE * _STEPS
        slices.append((start, end, _Pool.of(share.answers, fact)))

    def choose(position: int) -> Value:
        # The last share takes what rounding leaves at the end.
        start, end, pool = next((each for each in slices if position < each[1]), slices[-1])
        return pool.at((position - start) / (end - start))

    return choose


@frozen
class _Pool:
    """The answers of one share, each as likely as the other.

    Attributes:
        values: those that are listed.
        spans: those of each range, as indices of the grid.
    """

    values: tuple[Value, ...]
    spans: tuple[range, ...]
    grid: NumberGrid | None

    @classmethod
    def of(cls, answers: AnswerSet, fact: Fact) -> _Pool:
        domain = fact.domain
        if not isinstance(domain, Number):
            return cls(answers.values, (), None)
        spans = tuple(_indices(span, domain) for span in answers.ranges)
        return cls(answers.values, spans, domain.grid)

    def at(self, part: float) -> Value:
        """Return the answer at a part, from 0 to 1, of all of them in a row."""
        size = len(self.values) + sum(map(len, self.spans))
        index = min(int(part * size), size - 1)
        if index < len(self.values):
            return self.values[index]
        index -= len(self.values)
        for span in self.spans:
            if index < len(span):
                break
            index -= len(span)
        return cast(NumberGrid, self.grid).value(span[index])


def _indices(span: Range, domain: Number) -> range:
    grid = domain.grid
    low = domain.low if span.low is None else span.low
    high = domain.high if span.high is None else span.high
    first, last = grid.at_or_above(low), grid.at_or_below(high)
    first += grid.value(first) not in span
    last -= grid.value(last) not in span
    return range(first, last + 1)
