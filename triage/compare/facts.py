"""The facts of two versions together, so that one patient can answer both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve, frozen

from triage.model.domains import Domain, Number, OneOf, Option, YesNo
from triage.model.facts import Fact
from triage.model.tree import Tree
from triage.model.values import NOT_SURE, AnswerSet, Range, Value

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
            together = evolve(fact, name=name, label=f"{fact.label} (as asked before)")
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
