"""Where a tree sends the people of a population, and what sends them higher than home."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import sqrt
from typing import Final

from attrs import field, frozen

from triage.analysis.cases.drawing import Drawn, Patient, draw
from triage.analysis.cases.lifts import Causes, Lift, lifts_of
from triage.engine.assess import assess
from triage.engine.result import Result
from triage.model.dispositions import Disposition
from triage.model.population import Population
from triage.model.tree import Tree
from triage.model.values import Value
from triage.words import N_

INTERVAL: Final = N_("95 % intervals after Wilson")
_Z: Final = 1.959964  # of the normal distribution, 95 % lie within so many deviations


def wilson(count: int, of: int) -> tuple[float, float]:
    """Return the 95 % interval of a share after Wilson (1927), from 0 to 1."""
    if not of:
        return 0.0, 1.0
    share, z2 = count / of, _Z * _Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z / (1 + z2 / of) * sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    low = 0.0 if count == 0 else middle - half
    return low, (1.0 if count == of else middle + half)


@frozen
class Sent:
    """Where the people of one or more groups were sent.

    Attributes:
        ended: how many were sent to each disposition.
        lifts: what sent people higher than home, most first.
        lower: of ill people, how many were sent lower than they need.
    """

    name: str
    title: str
    kind: str
    people: int
    ended: Mapping[Disposition, int]
    lifts: tuple[Lift, ...] = field(repr=False)
    at_least: Disposition | None = None
    lower: int = 0
    contradictory: int = 0
    unlike: int = 0

    def unsure(self, disposition: Disposition) -> int:
        """Return how many would not have been sent there had they been sure."""
        sent = (lift for lift in self.lifts if lift.disposition == disposition)
        return sum(lift.people for lift in sent if lift.is_unsure)

    def judged(self, disposition: Disposition) -> int:
        """Return how many were sent there by what rests on judgement."""
        sent = (lift for lift in self.lifts if lift.disposition == disposition)
        return sum(lift.people for lift in sent if lift.judgement)


@frozen
class Survey:
    """What came of the people who were sent through one tree.

    Attributes:
        together: all well people of each meaning.
        groups: each group by itself.
    """

    tree: Tree
    seed: int
    people: int
    together: tuple[Sent, ...]
    groups: tuple[Sent, ...]

    @property
    def dispositions(self) -> tuple[Disposition, ...]:
        """Those that the tree can send somebody to, the least urgent first."""
        every = {outcome.disposition for outcome in self.tree.outcomes.values()}
        return tuple(sorted(every, key=lambda each: (each.urgency, str(each))))


def survey(population: Population, tree: Tree, people: int, seed: int) -> Survey:
    """Send people of a population through a tree.

    Raises:
        TriageError: the people cannot be drawn.
    """
    drawn = draw(population, tree, people, seed)
    counted = [_Counted(one, [*_results(tree, one)]) for one in drawn]
    causes: Causes = {}
    together = [
        _sent(name, meaning.title, [o for o in counted if o.drawn.group.means == name], causes)
        for name, meaning in population.means.items()
        if any(one.drawn.group.means == name for one in counted)
    ]
    groups = [_sent(o.drawn.group.name, o.drawn.group.title, [o], causes) for o in counted]
    number = sum(len(one.people) for one in drawn)
    return Survey(tree, seed, number, tuple(together), tuple(groups))


def _results(tree: Tree, drawn: Drawn) -> Iterator[Result]:
    for patient in drawn.people:
        yield assess(tree, answers_for(tree, patient))


def answers_for(tree: Tree, patient: Patient) -> dict[str, Value]:
    """Return the answers of somebody to the facts of one tree."""
    return {name: patient[name] for name in tree.facts}


@frozen
class _Counted:
    drawn: Drawn
    results: Sequence[Result]


def _sent(name: str, title: str, counted: Sequence[_Counted], causes: Causes) -> Sent:
    results = [result for one in counted for result in one.results]
    groups = [one.drawn.group for one in counted]
    least = groups[0].at_least if len(groups) == 1 else None
    urgencies = [result.urgency or 0 for result in results]
    return Sent(
        name=name,
        title=title,
        kind=groups[0].kind,
        people=len(results),
        ended=Counter(r.disposition for r in results if r.disposition is not None),
        lifts=lifts_of(results, causes),
        at_least=least,
        lower=0 if least is None else sum(urgency < least.urgency for urgency in urgencies),
        contradictory=sum(one.drawn.contradictory for one in counted),
        unlike=sum(one.drawn.unlike for one in counted),
    )
