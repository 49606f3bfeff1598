"""Who comes by a step, said of those who have not ended or stopped before it.

A CASE takes its first line that fits. So of everybody whom a line is read for it is known
that they got so far, and most steps need no condition: all who are left are there.
"""

from __future__ import annotations

from attrs import define, field

from triage.model.conditions import Condition
from triage.model.tree import Branch, Step, Tree
from triage.outputs.sql.conditions import Conditions, answered_where
from triage.outputs.sql.sides import Predicate, all_of, any_of


@define(eq=False)
class StepWays:
    """The steps of a tree in an order, and who comes by each.

    Attributes:
        order: the steps, each behind all that lead to it.
    """

    tree: Tree
    say: Conditions
    order: tuple[Step, ...] = field(init=False)
    _place: dict[str, int] = field(init=False)
    _into: dict[str, dict[str, set[int]]] = field(factory=dict, init=False)
    _above: dict[str, str] = field(factory=dict, init=False)
    _since: dict[str, Predicate] = field(factory=dict, init=False)
    _known: dict[str, frozenset[str]] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        self.order = _in_order(self.tree)
        self._place = {step.name: n for n, step in enumerate(self.order)}
        for step in self.order:
            for number, branch in to_steps(self.tree, step):
                self._into.setdefault(branch.go, {}).setdefault(step.name, set()).add(number)
        for step in self.order:
            self._look_at(step)

    def _look_at(self, step: Step) -> None:
        name, into = step.name, self._into.get(step.name)
        self._known[name] = self._answered_by(name)
        if into is None:
            self._since[name] = True
            return
        first, *others = into
        above = first
        for other in others:
            above = self._common(above, other)
        self._above[name] = above
        self._since[name] = True if self._all_are_at(name, above) else self._turned(name, above)

    def _common(self, one: str, other: str) -> str:
        """Return the last step that whoever comes by either came by."""
        while one != other:
            if self._place[one] < self._place[other]:
                one, other = other, one
            one = self._above[one]
        return one

    def _all_are_at(self, name: str, above: str) -> bool:
        """Say whether all who came by an earlier step and are left are at this one."""
        seen, waiting = {name}, [above]
        while waiting:
            here = waiting.pop()
            if here not in seen:
                seen.add(here)
                if self._place[here] > self._place[name]:
                    return False
                waiting += [b.go for _, b in to_steps(self.tree, self.tree.steps[here])]
        return True

    def _turned(self, name: str, above: str) -> Predicate:
        ways: list[Predicate] = []
        for before, numbers in self._into[name].items():
            took = self._took(self.tree.steps[before], numbers)
            ways.append(all_of([self._from(above, before), took]))
        return any_of(ways)

    def _from(self, above: str, name: str) -> Predicate:
        """Say who came from one step to another that all who come there came by."""
        parts: list[Predicate] = []
        while name != above:
            parts.append(self._since[name])
            name = self._above[name]
        return all_of(parts[::-1])

    def _took(self, step: Step, numbers: set[int]) -> Predicate:
        """Say who took some branches of a step, of those who went on from it."""
        ways, passed = list[Predicate](), list[Predicate]()
        going = to_steps(self.tree, step)
        if {number for number, _ in going} == numbers:
            return True
        for number, branch in going:
            is_last = number == going[-1][0]
            if number in numbers:
                here = True if is_last else self.say.certain(_condition(branch))
                ways.append(all_of([*passed, here]))
            elif not is_last:
                passed.append(self.say.certain(_condition(branch), so=False))
        return any_of(ways)

    # --- what is known of those who come by

    def came_by(self, name: str) -> Predicate:
        """Say who came by a step."""
        return self._from(self.order[0].name, name)

    def surely_before(self, name: str) -> tuple[str, ...]:
        """Return the steps that all who come to one came by, itself included."""
        found = [name]
        while found[-1] in self._above:
            found.append(self._above[found[-1]])
        return tuple(found)

    def until(self, step: Step) -> tuple[Step, ...]:
        """Return the steps up to one, itself included, in their order."""
        return self.order[: self._place[step.name] + 1]

    def known(self, name: str) -> frozenset[str]:
        """Return the facts that all who come by a step have answered."""
        return self._known[name]

    def _answered_by(self, name: str) -> frozenset[str]:
        found = [
            answered_after(self.tree.steps[before], number, self._known[before])
            for before, numbers in self._into.get(name, {}).items()
            for number in numbers
        ]
        return frozenset.intersection(*found) if found else frozenset()


def answered_after(step: Step, number: int, known: frozenset[str]) -> frozenset[str]:
    """Return the facts that whoever took a branch of a step has answered."""
    for branch in step.branches[:number]:
        known |= answered_where(_condition(branch), so=False)
    taken = step.branches[number].condition
    return known | (frozenset(step.ask) if taken is None else answered_where(taken, so=True))


def to_steps(tree: Tree, step: Step) -> list[tuple[int, Branch]]:
    """Return the branches of a step that lead to steps, with their places."""
    return [(n, branch) for n, branch in enumerate(step.branches) if branch.go in tree.steps]


def _condition(branch: Branch) -> Condition:
    assert branch.condition is not None  # only the last branch has none
    return branch.condition


def _in_order(tree: Tree) -> tuple[Step, ...]:
    """Return the steps that the start leads to; what belongs together stands together."""
    done: dict[str, None] = {}
    open_ = {tree.start}
    waiting = [(tree.start, iter(to_steps(tree, tree.steps[tree.start])[::-1]))]
    while waiting:
        name, going = waiting[-1]
        branch = next(going, None)
        if branch is None:
            waiting.pop()
            done[name] = None
        elif branch[1].go not in open_:
            target = branch[1].go
            open_.add(target)
            waiting.append((target, iter(to_steps(tree, tree.steps[target])[::-1])))
    return tuple(tree.steps[name] for name in reversed(done))
