"""Steps without a question are no boxes: their branches stand where the arrow to them stood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from attrs import evolve, frozen

from triage.model.asking import steps_that_may_skip
from triage.model.graph import start_first
from triage.model.tree import Tree


@frozen
class Merged:
    """A tree to draw, and where the steps went that are not in it.

    Attributes:
        tree: sends everybody to where the whole tree sends them.
        into: for each step that is gone, the step that has its branches now.
        origins: for each step, which branches of the whole tree stand at it: of which step, and
            at which place there.
    """

    tree: Tree
    into: Mapping[str, str]
    origins: Mapping[str, tuple[tuple[str, int], ...]]


def merged(tree: Tree) -> Merged:
    """Return a tree without those steps that ask nothing, as far as nothing is lost.

    Such a step goes where one default branch alone leads to it. Whoever takes that branch
    fits none above it, so the first that fits in both lists put together is the same. A step
    that somebody passes without being asked keeps its own branches: they say who is not asked.
    """
    steps, into = dict(tree.steps), dict[str, str]()
    origins = {
        name: tuple((name, place) for place, _ in enumerate(step.branches))
        for name, step in steps.items()
    }
    skipped = steps_that_may_skip(tree)
    arrows = Counter(branch.go for step in steps.values() for branch in step.branches)
    for name in start_first(tree):
        while name in steps and name not in skipped and steps[name].branches:
            *above, last = steps[name].branches
            then = steps.get(last.go)
            if last.condition or not then or then.ask or not then.branches or arrows[then.name] > 1:
                break
            if steps[name].goes_each or then.goes_each:  # all that fit are taken, not the first
                break
            steps[name] = evolve(steps[name], branches=(*above, *then.branches))
            origins[name] = (*origins[name][:-1], *origins[then.name])
            into[then.name] = name
            del steps[then.name]
    return Merged(evolve(tree, steps=steps, told_from=tree), into, origins)
