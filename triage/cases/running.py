"""A case, run: what came out, and how that differs from what must."""

from __future__ import annotations

from typing import Literal, TypeAlias

from attrs import field, frozen

from triage.cases.differences import differences
from triage.engine.assess import assess
from triage.engine.decisions import Decision
from triage.engine.prepared import engine_of
from triage.engine.result import Result
from triage.engine.walk import walk
from triage.errors import AnswerError
from triage.model.tree import Tree
from triage.model.values import Value
from triage.tree_files.cases import Case

Verdict: TypeAlias = Literal["passed", "under-triage", "over-triage", "other"]


@frozen
class Ran:
    """A case and what came of it.

    Attributes:
        result: where the patient ended; None where the answers were refused.
        faults: how that differs from what the case expects; empty when it passed.
        path: the branches taken, in order.
    """

    case: Case
    result: Result | None
    faults: tuple[str, ...]
    path: tuple[Decision, ...] = field(default=(), repr=False)

    @property
    def verdict(self) -> Verdict:
        """``under-triage`` where the patient ends less urgently than the case expects."""
        if not self.faults:
            return "passed"
        urgency = self.result.urgency if self.result else None
        if urgency is None or urgency == self.case.expect.urgency:
            return "other"
        return "under-triage" if urgency < self.case.expect.urgency else "over-triage"

    @property
    def way(self) -> tuple[str, ...]:
        """The steps that decided something, in order, and the outcome or ``…``."""
        if not self.path or self.result is None:
            return ()
        return (*(taken.step.name for taken in self._telling), self.result.outcome or "…")

    @property
    def decided(self) -> Decision | None:
        """The last branch taken for a reason of its own."""
        return self._telling[-1] if self._telling else None

    @property
    def _telling(self) -> list[Decision]:
        return [taken for taken in self.path if taken.tells]


def patient_of(case: Case, tree: Tree) -> dict[str, Value]:
    """Return a case's answers, with those of a well person where it gives none."""
    well: dict[str, Value] = {
        name: fact.well for name, fact in tree.facts.items() if fact.well is not None
    }
    return {**well, **case.answers}


def run_case(case: Case, tree: Tree) -> Ran:
    """Run one case; a pure function of case and tree."""
    try:
        result = assess(tree, patient_of(case, tree))
    except AnswerError as error:
        return Ran(case, None, tuple(str(problem) for problem in error.problems))
    path = walk(engine_of(tree), result.answers).path
    return Ran(case, result, differences(case, result), tuple(path))
