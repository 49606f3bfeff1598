"""One patient for each way to a question and each kind of answer to it.

A path class is a way through the steps, branch by branch, to a question,
with one class of answers to it: a choice, *not sure*, or all numbers that no
condition tells apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from triage.answer_space.diagram import Node
from triage.answer_space.ends import Ends
from triage.answer_space.examples import plainest
from triage.model.tree import Tree
from triage.model.values import Value


def path_classes(tree: Tree) -> list[dict[str, Value]]:
    """Return patients of all path classes that are possible; like ones stand together."""
    found = _PathClasses(tree).from_step(tree.start, None)
    return list({tuple(patient.items()): patient for patient in found}.values())


class _PathClasses:
    def __init__(self, tree: Tree) -> None:
        self.tree, self.ends = tree, Ends(tree)
        self.space = self.ends.space
        self.possible = self.space.others(self.ends.ruled_out)

    def from_step(self, name: str, here: Node | None) -> Iterator[dict[str, Value]]:
        """Yield the patients of all ways on from a step or an outcome."""
        here = self.possible if here is None else here
        if not self.space.diagram.meet(here, here):
            return
        outcome = self.tree.outcomes.get(name)
        for fact in outcome.refine if outcome else self.tree.steps[name].ask:
            yield from self._answering(fact, here)
        for number, branch in enumerate(() if outcome else self.tree.steps[name].branches):
            taking = self.space.all_of(here, self.ends.branch(name, number))
            yield from self.from_step(branch.go, taking)

    def _answering(self, fact: str, here: Node) -> Iterator[dict[str, Value]]:
        diagram, level = self.space.diagram, self.space.levels[fact]
        for number in range(len(self.space.classes[fact])):
            kids = (
                diagram.true if i == number else diagram.false
                for i in range(len(self.space.classes[fact]))
            )
            found = plainest(self.space, here, diagram.node(level, tuple(kids)))
            if found is not None:
                yield found
