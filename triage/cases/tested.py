"""A tree with its cases run, and whether that is enough."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from triage.cases.coverage import Coverage, coverage_of, together
from triage.cases.running import Ran, run_case
from triage.model.tree import Tree
from triage.tree_files.cases import Case

EVERY_TREE = "all trees"


@frozen
class Tested:
    """A tree, what came of its cases, and what of it they reach."""

    tree: Tree
    ran: tuple[Ran, ...]
    coverage: Coverage

    @property
    def failing(self) -> tuple[Ran, ...]:
        """The cases that did not pass, in the order of their file."""
        return tuple(each for each in self.ran if each.faults)


def run_cases(tree: Tree, cases: Iterable[Case]) -> Tested:
    """Run the cases of a tree; a pure function of both."""
    ran = tuple(run_case(case, tree) for case in cases)
    return Tested(tree, ran, coverage_of(tree, ran))


def coverages(tested: Sequence[Tested]) -> list[tuple[str, Coverage]]:
    """Return the coverage of each tree by its name and, of several, of all together."""
    each = [(one.tree.id, one.coverage) for one in tested]
    return [*each, (EVERY_TREE, together(c for _, c in each))] if len(each) > 1 else each


def falling_short(tested: Sequence[Tested], percent: float | None) -> list[tuple[str, Coverage]]:
    """Return the coverages that are below a least share in percent; None asks for nothing."""
    if percent is None:
        return []
    return [(name, coverage) for name, coverage in coverages(tested) if coverage.below(percent)]
