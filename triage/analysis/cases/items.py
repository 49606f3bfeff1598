"""What of a tree the cases ought to reach: one item for each thing that can go wrong alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, TypeAlias, get_args

from attrs import frozen

from triage.model.conditions import Condition, Not, answer_sets
from triage.model.domains import Number
from triage.model.facts import Fact
from triage.model.provenance import Location
from triage.model.thresholds import boundaries
from triage.model.tree import Advice, Step, Tree
from triage.model.values import NOT_SURE, Value
from triage.phrasing.conditions import say, say_answers
from triage.words import N_, _

Kind: TypeAlias = Literal["step", "branch", "threshold", "answer", "outcome", "advice"]
KINDS: tuple[Kind, ...] = get_args(Kind)
GIVEN, LEFT_OUT, WITHHELD = "given", "left out", "withheld"


@frozen
class CoverageItem:
    """One thing that some case ought to reach.

    Attributes:
        name: the step, fact, outcome or advice that it is about.
        at: where it stands.
        words: what a case that reaches it does; ``no case`` goes before them.
        detail: for an answer its value; for a threshold the fact and the
            number; for an advice the use, and for ``WITHHELD`` which condition.
        branch: the number of the branch, counted from 0; for a threshold the
            first branch that it matters to, and None where that is an advice.
    """

    kind: Kind
    name: str
    at: Location | None
    words: str
    detail: tuple[Value, ...] = ()
    branch: int | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """What tells the item from all others of its tree."""
        return (self.kind, self.name, self.branch, *self.detail)

    @property
    def place(self) -> tuple[object, ...]:
        """What the item is in every tree that includes the module which brings it."""
        return (self.kind, self.at or self.name, self.branch, *self.detail)


def items_of(tree: Tree) -> tuple[CoverageItem, ...]:
    """Return the items of a tree: by kind, then by their place in the files."""
    found = {item.key: item for item in _items(tree)}
    return tuple(sorted(found.values(), key=in_order))


def in_order(item: CoverageItem) -> tuple[object, ...]:
    """Return the key by which items are sorted."""
    at = item.at or Location("", 0, 0)
    return (KINDS.index(item.kind), at.file, at.line, at.column, item.name, item.words)


def _items(tree: Tree) -> Iterator[CoverageItem]:
    for step in tree.steps.values():
        yield CoverageItem("step", step.name, step.at, _("comes to step `{name}`", name=step.name))
        yield from _branches(step, tree)
        yield from _thresholds_of_step(step, tree)
    unsure = _naming_not_sure(tree)
    for name in _asked(tree):
        yield from _answers(tree.facts[name], unsure=name in unsure)
    for outcome in tree.outcomes.values():
        yield CoverageItem(
            "outcome", outcome.name, outcome.at, _("ends in `{name}`", name=outcome.name)
        )
    for advice in tree.advice.values():
        yield from _uses(advice, tree)
        yield from _thresholds_of_advice(advice, tree)


def _branches(step: Step, tree: Tree) -> Iterator[CoverageItem]:
    for index, branch in enumerate(step.branches):
        who = _("everybody else") if branch.condition is None else say(branch.condition, tree.facts)
        words = _(
            "takes the branch from `{name}` to `{go}`: {who}", name=step.name, go=branch.go, who=who
        )
        yield CoverageItem("branch", step.name, branch.at, words, branch=index)


def _thresholds_of_step(step: Step, tree: Tree) -> Iterator[CoverageItem]:
    """Give each number once, at the first branch that it matters to."""
    seen: set[tuple[str, Value]] = set()
    for index, branch in enumerate(step.branches):
        if branch.condition is not None:
            for fact, number, near in _boundaries(branch.condition, tree):
                if (fact, number) not in seen:
                    words = _("comes to step `{name}` with {near}", name=step.name, near=near)
                    at, detail = branch.at, (fact, number)
                    yield CoverageItem("threshold", step.name, at, words, detail, index)
                seen.add((fact, number))


def _thresholds_of_advice(advice: Advice, tree: Tree) -> Iterator[CoverageItem]:
    for condition in advice.conditions:
        for fact, number, near in _boundaries(condition, tree):
            words = _("ends where `{name}` is listed with {near}", name=advice.name, near=near)
            yield CoverageItem("threshold", advice.name, advice.at, words, (fact, number))


def _boundaries(condition: Condition, tree: Tree) -> Iterator[tuple[str, Value, str]]:
    """Yield each fact with a number next to a bound, and both in words."""
    for name, answers in answer_sets(condition):
        fact = tree.facts[name]
        if isinstance(fact.domain, Number):
            bound = say_answers(answers, fact)
            for number in boundaries(fact.domain, answers):
                said = _INSIDE if number in answers else _OUTSIDE
                at = fact.say(number)
                yield name, number, _(said, name=name, label=fact.label, number=at, bound=bound)


_INSIDE: Final = N_("`{name}` ({label}) at exactly {number}, just inside `{bound}`")
_OUTSIDE: Final = N_("`{name}` ({label}) at exactly {number}, just outside `{bound}`")


def _asked(tree: Tree) -> list[str]:
    """Return the facts that a path asks, or that an outcome refines by."""
    by_steps = [fact for step in tree.steps.values() for fact in step.ask]
    refining = [fact for outcome in tree.outcomes.values() for fact in outcome.refine]
    asked = dict.fromkeys(by_steps + refining)
    return [fact for fact in asked if not tree.facts[fact].is_note]  # what it says decides nothing


def _answers(fact: Fact, *, unsure: bool) -> Iterator[CoverageItem]:
    """Count every answer to choose, and *not sure* where the tree names it."""
    for value in [*fact.domain.choices(), *([NOT_SURE] if unsure else [])]:
        words = _(
            "answers `{name}` ({label}) with {answer}",
            name=fact.name,
            label=fact.label,
            answer=fact.say(value),
        )
        yield CoverageItem("answer", fact.name, fact.at, words, (value,))


def _naming_not_sure(tree: Tree) -> set[str]:
    """Return the facts of which a condition or a demand names *not sure*."""
    demands = [(name, d.answers) for name, fact in tree.facts.items() for d in fact.demands]
    looked_for = [pair for condition in tree.conditions for pair in answer_sets(condition)]
    return {name for name, answers in [*looked_for, *demands] if NOT_SURE in answers}


def _uses(advice: Advice, tree: Tree) -> Iterator[CoverageItem]:
    def item(detail: tuple[Value, ...], words: str) -> CoverageItem:
        return CoverageItem("advice", advice.name, advice.at, words, detail)

    yield item((GIVEN,), _("is given `{name}`", name=advice.name))
    if advice.when is not None:
        others = say(Not(advice.when), tree.facts)
        words = _(
            "ends where `{name}` is listed and its `when` fails: {others}",
            name=advice.name,
            others=others,
        )
        yield item((LEFT_OUT,), words)
    for index, condition in enumerate(advice.never_when):
        blocks = say(condition, tree.facts)
        yield item(
            (WITHHELD, index),
            _("has `{name}` withheld for: {blocks}", name=advice.name, blocks=blocks),
        )
