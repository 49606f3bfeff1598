"""Who comes by which step, and who stands there before a condition that nothing decides.

What a rule suspects by looking at steps one by one is tried here on all patients at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import TypeAlias

from triage.answer_space.budget import TooLarge as TooLarge
from triage.answer_space.diagram import Node
from triage.answer_space.examples import plainest
from triage.answer_space.shown import Certain
from triage.lint.spaces import space_of
from triage.model.conditions import Condition, facts_of
from triage.model.evaluation import prepare
from triage.model.facts import say_answers_given, unlike_well
from triage.model.graph import Graph
from triage.model.several import behind
from triage.model.tree import Step, Tree
from triage.model.values import NOT_SURE, AnswerSet, Value
from triage.words import N_, _

# A second or two. Counted in nodes, so that a tree loads on every computer or on none.
_MOST_NODES = 100_000
_MOST_ROUNDS = 50
_MOST_SAID = 6
TOO_LARGE = N_("; the tree is too large to try whether anybody meets this")

Patient: TypeAlias = Mapping[str, Value]


class Arrivals:
    """All patients of a whole tree on their ways through it, which may lead round.

    A module is entered by everybody, with an answer to each fact that it never asks.

    Raises:
        TooLarge: here, or at any question.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree, self.order = tree, Graph.of(tree).order
        steps = [tree.steps[name] for name in self.order if name in tree.steps]
        asked = dict.fromkeys(fact for step in steps for fact in step.ask)
        conditions = [c for step in steps for c in step.conditions]
        self.space = space_of(tree, conditions, first=asked, nodes=_MOST_NODES)
        anywhere = {fact for step in tree.steps.values() for fact in step.ask}
        self._given = tree.facts.keys() - anywhere if tree.exits else frozenset[str]()
        self._unasked: dict[str, dict[str, Node]] = {}
        self._open: dict[str, tuple[Node, ...]] = {}

    def taking(self, step: Step) -> Iterator[Node]:
        """Yield for each branch of a step who would take it, having an answer to everything."""
        if step.goes_each:
            yield from self._taking_each(step)
            return
        left = self.space.diagram.true
        for branch in step.branches:
            condition = branch.condition
            here = (
                left if condition is None else self.space.all_of(self.space.where(condition), left)
            )
            left = self.space.without(left, here)
            yield here

    def _taking_each(self, step: Step) -> Iterator[Node]:
        """Yield who would go each part, those too who end at once before; then all others."""
        tests = [self.space.where(condition) for condition in step.conditions]
        others = self.space.others(self.space.any_of(*tests))
        parts = iter(tests)
        for branch in step.branches:
            yield others if branch.condition is None else next(parts)

    @cached_property
    def coming(self) -> dict[str, Node]:
        """The patients who come to each step, outcome and exit."""
        return self._follow(self.space.diagram.true, frozenset())

    def unasked(self, fact: str) -> dict[str, Node]:
        """Return who comes to each place without having been asked a fact before it."""
        if fact not in self._unasked:
            asking = {name for name in self.order if fact in _asked_by(self.tree, name)}
            diagram = self.space.diagram
            begin = diagram.false if fact in self._given else diagram.true
            self._unasked[fact] = self._follow(begin, asking)
        return self._unasked[fact]

    def going_round(self, names: Sequence[str]) -> Node:
        """Return who comes to the first of some steps, and from each to the next, round."""
        goes = [self.coming[names[0]]]
        for name, following in zip(names, [*names[1:], names[0]], strict=True):
            step = self.tree.steps[name]
            ways = zip(self.taking(step), step.branches, strict=True)
            goes.append(self.space.any_of(*(takes for takes, b in ways if b.go == following)))
        return self.space.all_of(*goes)

    def _follow(self, begin: Node, last: Set[str]) -> dict[str, Node]:
        """Return who comes to each place from the start, following nobody beyond some steps."""
        here = dict.fromkeys(self.order, self.space.diagram.false) | {self.tree.start: begin}
        ways = {
            name: list(zip(self.taking(step), step.branches, strict=True))
            for name in self.order
            if name not in last and (step := self.tree.steps.get(name)) is not None
        }
        before: dict[str, Node] = {}
        rounds = 0
        while before != here:  # once more where steps lead round, until nobody is new anywhere
            rounds += 1
            if rounds > _MOST_ROUNDS:
                raise TooLarge(_("more than {most_rounds} times round", most_rounds=_MOST_ROUNDS))
            before = dict(here)
            for name, branches in ways.items():
                for takes, branch in branches:
                    going = self.space.all_of(takes, here[name])
                    here[branch.go] = self.space.any_of(going, here[branch.go])
        return here

    # --- what is decided by the answers that somebody was asked for

    def open_at(self, step: Step) -> tuple[Node, ...]:
        """Return for each branch of a step who comes there and cannot be told whether to take it.

        Whoever is left open by one branch does not come to the next.
        """
        if step.name not in self._open:
            self._open[step.name] = tuple(self._open_at(step))
        return self._open[step.name]

    def _open_at(self, step: Step) -> Iterator[Node]:
        left, space = self.coming[step.name], self.space
        for branch in step.branches:
            if branch.condition is None:
                yield space.diagram.false
                continue
            known = {f: self._known(f, step) for f in facts_of(branch.condition)}
            certain = Certain(space, known)
            yes, no = certain.so(branch.condition), certain.so(branch.condition, truth=False)
            yield space.without(left, yes, no)
            left = space.all_of(left, space.any_of(yes, no) if step.goes_each else no)

    def _known(self, fact: str, at: Step) -> Node:
        if fact in at.ask:
            return self.space.diagram.true
        return self.space.others(self.unasked(fact)[at.name])

    # --- who is not sure, and is passed over

    def passed_over(self, fact: str, step: Step) -> Node:
        """Return who is not sure of a fact, takes the last branch of a step, and is named nowhere.

        A branch names them if they take it, and would not with some answer that they might give.
        Where each branch that holds is taken, who misses one by that is passed over, too.
        """
        *_, last = self.taking(step)
        missed = [self._missing(c, fact) for c in step.conditions if step.goes_each]
        unsure = self.space.having(fact, AnswerSet((NOT_SURE,)))
        sent = self.space.any_of(last, *missed)
        come = self.space.all_of(self.coming[step.name], unsure, sent)
        return self.space.without(come, *self._named(fact))

    def _missing(self, condition: Condition, fact: str) -> Node:
        """Return of whom a condition does not hold, and with another answer to a fact would."""
        holds = self.space.where(condition)
        otherwise = self.space.diagram.anyhow(holds, frozenset({self.space.levels[fact]}))
        return self.space.without(otherwise, holds)

    def _named(self, fact: str) -> Iterator[Node]:
        level = frozenset({self.space.levels[fact]})
        for name in self.order:
            step = self.tree.steps.get(name)
            for takes, branch in zip(self.taking(step), step.branches, strict=True) if step else ():
                if branch.condition is not None:
                    holds = self.space.where(branch.condition)
                    otherwise = self.space.diagram.anyhow(self.space.others(holds), level)
                    yield self.space.all_of(self.coming[name], takes, otherwise)

    # --- examples

    def example(self, patients: Node) -> Patient | None:
        """Return the plainest patient of a set, or None where nobody is in it."""
        return plainest(self.space, patients)

    def path(self, patient: Patient, where: str) -> list[str]:
        """Return the steps by which a patient comes to a place, and the place.

        Of several parts it is the one behind which the place is.
        """
        path = [self.tree.start]
        while path[-1] != where and path[-1] in self.tree.steps:
            step = self.tree.steps[path[-1]]
            goes = [b.go for b in step.branches if b.condition and prepare(b.condition)(patient)]
            goes += [b.go for b in step.branches if b.condition is None]
            if step.goes_each:
                goes = [go for go in goes if where in behind(self.tree, go)] or goes
            path.append(goes[0])
        return path

    def say(self, patient: Patient, where: str, told: str = "") -> str:
        """Say what a patient answered on the way to a place, there included, to end a message.

        Args:
            patient: an answer to each fact.
            where: the name of the place.
            told: a fact of which the message speaks already.
        """
        asked = [f for name in self.path(patient, where) for f in _asked_by(self.tree, name)]
        facts = self.tree.facts
        unusual = unlike_well({f: patient[f] for f in asked}, facts)
        unusual.pop(told, None)
        if not unusual:
            return "" if told else _(", as an otherwise well person would find")
        some = dict([*unusual.items()][:_MOST_SAID])
        answers = say_answers_given(some, facts)
        if len(some) < len(unusual):
            answers = f"{answers}; …"
        return _(", as with these answers: {answers}", answers=answers)


def _asked_by(tree: Tree, name: str) -> tuple[str, ...]:
    step = tree.steps.get(name)
    return step.ask if step else ()
