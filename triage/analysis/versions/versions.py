"""The facts of two versions together, so that one patient can answer both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain

from attrs import evolve, frozen

from triage.analysis.versions.told import renamed
from triage.answer_space.budget import Budget
from triage.answer_space.classes import conditions_of
from triage.answer_space.diagram import Label, Node
from triage.answer_space.ends import Ends, space_of
from triage.answer_space.space import Space
from triage.model.conditions import Condition, Is, answer_sets
from triage.model.domains import Domain, Note, Number, OneOf, Option, YesNo
from triage.model.facts import Fact
from triage.model.tree import Tree
from triage.model.values import NOT_SURE, AnswerSet, Range, Value
from triage.words import _

NOTHING = AnswerSet()


@frozen
class Joined:
    """The facts of two versions under one set of names.

    A question whose kind of answer changed is two facts: nobody can say which
    of its answers mean the same.

    Attributes:
        facts: every fact, with the answers that either version knows.
        before: for questions that changed their kind, the name in ``facts``
            of what the old version asks.
        only_old: the answers that the new version does not know, by fact.
        only_new: the answers that the old version did not know, by fact.
    """

    facts: Mapping[str, Fact]
    before: Mapping[str, str]
    only_old: Mapping[str, AnswerSet]
    only_new: Mapping[str, AnswerSet]

    def name_in_old(self, fact: str) -> str:
        """Return the name in ``facts`` of what the old version calls so."""
        return self.before.get(fact, fact)


def join(old: Tree, new: Tree) -> Joined:
    """Return the facts of two versions together."""
    facts = dict(new.facts)
    before: dict[str, str] = {}
    for name, fact in old.facts.items():
        if name not in facts:
            facts[name] = fact
            continue
        together = _joined(fact, facts[name])
        if together is None:
            before[name] = name = _free(name, {*old.facts, *new.facts})
            together = evolve(
                fact, name=name, label=_("{label} (as asked before)", label=fact.label)
            )
        facts[name] = together
    shared = [n for n in old.facts if n in new.facts and n not in before]
    only_old = {n: _without(old.facts[n], new.facts[n]) for n in shared}
    only_new = {n: _without(new.facts[n], old.facts[n]) for n in shared}
    return Joined(facts, before, dict(_some(only_old)), dict(_some(only_new)))


def _free(name: str, taken: set[str]) -> str:
    """Return a name for what was asked under another's name before."""
    name = f"{name}_before"
    return name if name not in taken else _free(name, taken)


def _some(answers: Mapping[str, AnswerSet]) -> Iterator[tuple[str, AnswerSet]]:
    return ((name, each) for name, each in answers.items() if each != NOTHING)


def _joined(old: Fact, new: Fact) -> Fact | None:
    """Return a fact with the answers of both, or None where they are of different kinds."""
    domain = _both(new.domain, old.domain)
    return None if domain is None else evolve(new, domain=domain, sure=old.sure and new.sure)


def _both(new: Domain, old: Domain) -> Domain | None:
    """Return a domain with the answers of both, or None where they mean different things."""
    match new, old:
        case YesNo(), YesNo():
            return new
        case OneOf(options=options), OneOf(options=others):
            shared = set(new.choices()) & set(old.choices())
            return OneOf(_options(options, others)) if shared else None
        case Number(), Number():
            return _numbers(new, old)
        case Note(), Note():
            return new
    return None


def _numbers(new: Number, old: Number) -> Number | None:
    """Join ranges that meet, of numbers that are counted alike."""
    low, high = min(old.low, new.low), max(old.high, new.high)
    both = evolve(new, low=low, high=high, also=_options(new.also, old.also))
    numbers = both.grid
    on_grid = all(n in numbers.near(n) for n in (old.low, new.low))
    meet = max(old.low, new.low) <= min(old.high, new.high)
    alike = (old.unit, old.step) == (new.unit, new.step)
    return both if alike and on_grid and meet else None


def _options(new: tuple[Option, ...], old: tuple[Option, ...]) -> tuple[Option, ...]:
    known = {option.name for option in new}
    return (*new, *(option for option in old if option.name not in known))


def _without(one: Fact, other: Fact) -> AnswerSet:
    """Return the answers to one fact that another does not know."""
    known = set(other.domain.choices())
    values: list[Value] = [v for v in one.domain.choices() if v not in known]
    unsure: list[Value] = [NOT_SURE] if other.sure and not one.sure else []
    return AnswerSet((*values, *unsure), tuple(_outside(one.domain, other.domain)))


def _outside(one: Domain, other: Domain) -> Iterator[Range]:
    if isinstance(one, Number) and isinstance(other, Number):
        if one.low < other.low:
            yield Range(high=other.low, high_included=False)
        if one.high > other.high:
            yield Range(low=other.high, low_included=False)


# --- two versions of a tree over one set of patients


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
        digests: of each set that was named so far and of all below it.

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
        self.digests: dict[Node, str] = {}

    @property
    def trees(self) -> tuple[Tree, Tree]:
        """The old and the new version."""
        return self.old.tree, self.new.tree

    @property
    def several(self) -> bool:
        """Whether either version may come to several results at once."""
        return self.old.goes_each or self.new.goes_each

    @cached_property
    def both(self) -> Node:
        """The old and the new outcome of each possible patient, as a pair; None for others."""
        diagram = self.space.diagram
        both = diagram.combine(
            self.old.outcome, self.new.outcome, lambda one, other: (str(one), str(other))
        )
        return diagram.choose(self.possible, both, diagram.leaf(None))

    @cached_property
    def moving(self) -> Mapping[tuple[str, str], Node]:
        """The possible patients by their old and their new outcome."""
        sets = self.space.diagram.sets_of(self.both)
        return {pair: patients for pair, patients in sets.items() if isinstance(pair, tuple)}

    def pairs(self, patients: Node) -> list[tuple[str, str]]:
        """Return where some of the possible patients ended and where they end now."""
        diagram = self.space.diagram
        told = diagram.choose(patients, self.both, diagram.leaf(None))
        return sorted(label for label in diagram.labels(told) if isinstance(label, tuple))

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The new names of advice and outcomes that the old version called otherwise."""
        same = renamed(*self.trees)
        return {**same.advice, **same.outcomes}

    @cached_property
    def no_more_urgent(self) -> Node:
        """The possible patients who do not end more urgent than before."""
        old, new = self.old.tree.outcomes, self.new.tree.outcomes

        def falls(pair: Label) -> Label:
            if not isinstance(pair, tuple):
                return False
            return new[pair[1]].disposition.urgency <= old[pair[0]].disposition.urgency

        return self.space.diagram.relabel(self.both, falls)

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
