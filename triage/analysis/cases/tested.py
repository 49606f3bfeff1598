"""A tree with its cases run, whether that is enough, and how many screens people see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from attrs import frozen

from triage.analysis.cases.coverage import Coverage, coverage_of, together
from triage.analysis.cases.running import Ran, run_case
from triage.engine.saved import start
from triage.model.dispositions import Disposition
from triage.model.tree import Tree
from triage.tree_files.cases import Case
from triage.words import N_, _

EVERY_TREE = N_("all trees")


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
    return [*each, (_(EVERY_TREE), together(c for _name, c in each))] if len(each) > 1 else each


def falling_short(tested: Sequence[Tested], percent: float | None) -> list[tuple[str, Coverage]]:
    """Return the coverages that are below a least share in percent; None asks for nothing."""
    if percent is None:
        return []
    return [(name, coverage) for name, coverage in coverages(tested) if coverage.below(percent)]


# --- how many screens a person sees before it is known where to send them


@frozen
class Burden:
    """The screens that some people see until their disposition is known."""

    people: int
    least: int
    median: float
    most: int


def screens_until_known(tree: Tree, patient: Mapping[str, object]) -> int | None:
    """Count the screens that a person with these answers sees.

    They answer every screen in full. None means that the answers do not
    reach a disposition.
    """
    session, seen = start(tree), 0
    while (screen := session.next) is not None and screen.kind == "ask":
        if any(patient.get(fact) is None for fact in screen.facts):
            return None
        session = session.answer({fact: patient[fact] for fact in screen.facts})
        seen += 1
    return seen if session.result.status == "complete" else None


def burden_by_disposition(
    screens: Iterable[tuple[Disposition, int]],
) -> dict[Disposition, Burden]:
    """Return the burden of each disposition that occurs, from most to least urgent."""
    seen: dict[Disposition, list[int]] = {}
    for disposition, number in screens:
        seen.setdefault(disposition, []).append(number)
    return {
        disposition: _burden(seen[disposition])
        for disposition in sorted(seen, key=lambda each: each.rank, reverse=True)
    }


def _burden(numbers: list[int]) -> Burden:
    return Burden(len(numbers), min(numbers), median(numbers), max(numbers))
