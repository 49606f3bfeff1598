"""Two versions of a tree over one set of patients."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from triage.compare.facts import Joined, join
from triage.model.conditions import Condition, Is, answer_sets
from triage.model.dispositions import Disposition
from triage.model.tree import Tree
from triage.model.values import AnswerSet, Value
from triage.patients.budget import Budget
from triage.patients.classes import conditions_of
from triage.patients.diagram import Node
from triage.patients.ends import Ends, space_of
from triage.patients.space import Space

Patient = Mapping[str, Value]


class Versions:
    """An old and a new version of a tree, and all who can be asked by both.

    Attributes:
        joined: the facts of both.
        space: patients who have an answer to every fact of both.
        old: where they end in the old version.
        new: where they end in the new version.
        apart: those with an answer that only one version knows.
        possible: those whose answers both know and neither calls impossible.

    Raises:
        TooLarge: the search took all that it may.
    """

    def __init__(self, old: Tree, new: Tree, budget: Budget | None = None) -> None:
        self.joined = join(old, new)
        self.space = _space(old, new, self.joined, budget)
        self.old = Ends(old, _Renamed(self.space, self.joined.before))
        self.new = Ends(new, self.space)
        self.apart = self.space.any_of(
            *(self.space.having(n, answers) for n, answers in _known_to_one(self.joined))
        )
        ruled_out = self.old.ruled_out, self.new.ruled_out
        self.possible = self.space.without(self.space.diagram.true, self.apart, *ruled_out)

    @property
    def trees(self) -> tuple[Tree, Tree]:
        """The old and the new version."""
        return self.old.tree, self.new.tree

    def for_old(self, patient: Patient) -> dict[str, Value]:
        """Return a patient's answers to the questions of the old version, by its names."""
        return {n: patient[self.joined.name_in_old(n)] for n in self.old.tree.facts}

    def for_new(self, patient: Patient) -> dict[str, Value]:
        """Return a patient's answers to the questions of the new version."""
        return {name: patient[name] for name in self.new.tree.facts}

    def known(self, patients: Node) -> Node:
        """Return those of some patients whose answers both versions know."""
        return self.space.without(patients, self.apart)


class _Renamed(Space):
    """The same patients for a version that calls some facts by other names."""

    def __init__(self, space: Space, names: Mapping[str, str]) -> None:
        self.facts, self.classes, self.levels = space.facts, space.classes, space.levels
        self.diagram, self._names = space.diagram, names
        self._found: dict[Condition, Node] = {}

    def having(self, fact: str, answers: AnswerSet) -> Node:
        return super().having(self._names.get(fact, fact), answers)


def _space(old: Tree, new: Tree, joined: Joined, budget: Budget | None) -> Space:
    """Return the patients of both; numbers are cut wherever either version cuts them."""
    read = (answer_sets(condition) for condition in conditions_of(old))
    cuts = chain(
        (Is(joined.name_in_old(n), answers) for n, answers in chain.from_iterable(read)),
        conditions_of(new),
        (Is(n, answers) for n, answers in _known_to_one(joined)),
    )
    # The order in which they are asked keeps diagrams small.
    order = [*space_of([old]).facts, *space_of([new]).facts]
    names = dict.fromkeys(chain.from_iterable((joined.name_in_old(n), n) for n in order))
    return Space((joined.facts[n] for n in names if n in joined.facts), cuts, budget)


def _known_to_one(joined: Joined) -> list[tuple[str, AnswerSet]]:
    return [*joined.only_old.items(), *joined.only_new.items()]


def dispositions(versions: Versions, ends: Ends, patients: Node) -> tuple[Disposition, ...]:
    """Return where a version sends some patients, most urgent first."""
    diagram = versions.space.diagram
    told = diagram.choose(patients, ends.outcome, diagram.leaf(None))
    found = {ends.disposition_of(outcome) for outcome in diagram.labels(told) if outcome}
    return tuple(sorted(found, key=list(Disposition).index, reverse=True))
