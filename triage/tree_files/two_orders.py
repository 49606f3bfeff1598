"""Steps that lead back to each other, for different people: unfolded, so that each leads on.

A tree may ask the north about snow and then about cold, and the south the
other way about. Nobody goes round, though the arrows do. Whoever comes to such
a step by an arrow that leads back comes to a copy of it, and so every face
shows, proves and prints one order of steps. Where somebody could go round, or
that cannot be told, the tree stays as it is, and `S501` reports it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from attrs import evolve

from triage.model.graph import members_of_rounds
from triage.model.tree import Branch, Step, Tree

if TYPE_CHECKING:
    from triage.answer_space.diagram import Node
    from triage.lint.arrivals import Arrivals

_AGAIN: Final = "--again"


def in_one_order(tree: Tree) -> Tree:
    """Return a tree without steps that lead round, if nobody goes round in it; else the tree.

    Args:
        tree: a tree whose ways all lead somewhere, or one with faults, which is not touched.
    """
    rounds = members_of_rounds(tree)
    if not rounds:
        return tree
    # Loading any other tree needs none of it.
    from triage.lint.arrivals import Arrivals, TooLarge
    from triage.lint.by_few_facts import is_whole

    if not is_whole(tree) or any(step.goes_each for step in tree.steps.values()):
        return tree
    try:
        arrivals = Arrivals(tree)
        steps = dict(tree.steps)
        for names in rounds:
            steps |= _Unfolding(arrivals, names).steps()
    except (TooLarge, _CannotUnfoldError):
        return tree
    return evolve(tree, steps=MappingProxyType(steps))


class _CannotUnfoldError(Exception):
    """Somebody comes to one step twice, or a copy has no name or no way on."""


class _Unfolding:
    """Some steps, each of which leads to all others of them, and who comes to each copy of one.

    A copy stands for its step after so many arrows that lead back; those without have its name.
    """

    def __init__(self, arrivals: Arrivals, names: tuple[str, ...]) -> None:
        self.arrivals, self.tree, self.space = arrivals, arrivals.tree, arrivals.space
        self.place = {name: place for place, name in enumerate(names)}
        self.here: dict[tuple[str, int], Node] = dict.fromkeys(
            ((name, 0) for name in names), self.space.diagram.false
        )
        self._enter()

    def _enter(self) -> None:
        """Let everybody in who comes from outside."""
        if self.tree.start in self.place:
            self._come((self.tree.start, 0), self.space.diagram.true)
        for name in self.arrivals.order:
            step = self.tree.steps.get(name)
            if step is None or name in self.place:
                continue
            for takes, branch in zip(self.arrivals.taking(step), step.branches, strict=True):
                if branch.go in self.place:
                    going = self.space.all_of(self.arrivals.coming[name], takes)
                    self._come((branch.go, 0), going)

    def _come(self, copy: tuple[str, int], who: Node) -> None:
        """Let some people come to a copy.

        Raises:
            _CannotUnfoldError: some of them came to another copy of the step before.
        """
        none = self.space.diagram.false
        for other, before in self.here.items():
            if other[0] == copy[0] and other != copy and self.space.all_of(who, before) is not none:
                raise _CannotUnfoldError
        self.here[copy] = self.space.any_of(self.here.get(copy, none), who)

    def steps(self) -> Mapping[str, Step]:
        """Return all copies by name."""
        done: dict[str, Step] = {}
        number = 0
        while any(copy[1] == number for copy in self.here):
            for name in self.place:
                if (name, number) in self.here:
                    copy = self._copy(name, number)
                    done[copy.name] = copy
            number += 1
        return done

    def _copy(self, name: str, number: int) -> Step:
        """Return a copy of a step, and let those whom it leads on come to the next."""
        step = self.tree.steps[name]
        branches: list[Branch] = []
        for takes, branch in zip(self.arrivals.taking(step), step.branches, strict=True):
            go = self._leads(
                branch, (name, number), self.space.all_of(self.here[name, number], takes)
            )
            if go is not None:
                branches.append(evolve(branch, go=go))
            elif branch.condition is None or self._might_hold(branch, (name, number)):
                # Nobody takes it, so that it may lead anywhere, but it still counts as certain.
                branches.append(evolve(branch, go=_beside(branches)))
        return evolve(step, name=self._called(name, number), branches=tuple(branches))

    def _leads(self, branch: Branch, copy: tuple[str, int], going: Node) -> str | None:
        """Return where a branch of a copy leads; None where nobody goes and it would lead back."""
        name, number = copy
        nobody = going is self.space.diagram.false
        if branch.go not in self.place:
            return branch.go
        back = self.place[branch.go] <= self.place[name]
        if nobody:
            return branch.go if number == 0 and not back else None
        self._come((branch.go, number + back), going)
        return self._called(branch.go, number + back)

    def _might_hold(self, branch: Branch, copy: tuple[str, int]) -> bool:
        assert branch.condition is not None
        holds = self.space.where(branch.condition)
        return self.space.all_of(self.here[copy], holds) is not self.space.diagram.false

    def _called(self, name: str, number: int) -> str:
        """Return the name of a copy."""
        if number == 0:
            return name
        called = f"{name}{_AGAIN}" if number == 1 else f"{name}{_AGAIN}-{number}"
        if called in self.tree.steps:
            raise _CannotUnfoldError
        return called


def _beside(branches: list[Branch]) -> str:
    if not branches:
        raise _CannotUnfoldError
    return branches[-1].go
