"""A case, run: what came out, and how that differs from what must."""

from __future__ import annotations

from typing import Literal, TypeAlias

from attrs import frozen

from triage.errors import AnswerError
from triage.loading.cases import Case
from triage.model.tree import Tree
from triage.model.values import Value
from triage.run.assess import assess
from triage.run.result import Result

Verdict: TypeAlias = Literal["passed", "under-triage", "over-triage", "other"]


@frozen
class Ran:
    """A case and what came of it.

    Attributes:
        result: where the patient ended; None where the answers were refused.
        faults: how that differs from what the case expects; empty when it passed.
    """

    case: Case
    result: Result | None
    faults: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        """``under-triage`` where the patient ends less urgently than the case expects."""
        if not self.faults:
            return "passed"
        urgency = self.result.urgency if self.result else None
        if urgency is None or urgency == self.case.expect.urgency:
            return "other"
        return "under-triage" if urgency < self.case.expect.urgency else "over-triage"


def patient_of(case: Case, tree: Tree) -> dict[str, object]:
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
    return Ran(case, result, tuple(_faults(case, result)))


def _faults(case: Case, result: Result) -> list[str]:
    if result.disposition is None:
        return [_say_incomplete(result)]
    given = {advice.id for advice in result.advice}
    missing = [name for name in case.advice if name not in given]
    unwanted = [name for name in case.not_advice if name in given]
    return [
        *_difference("disposition", result.disposition, case.expect),
        *_difference("outcome", result.outcome, case.outcome),
        *(f"advice: `{name}` is not given, expected it" for name in missing),
        *(f"advice: `{name}` is given, expected not" for name in unwanted),
    ]


def _difference(what: str, found: str | None, expected: str | None) -> list[str]:
    """Return a line where the case states what is expected, and something else came out."""
    if expected is None or found == expected:
        return []
    return [f"{what}: found `{found}`, expected `{expected}`"]


def _say_incomplete(result: Result) -> str:
    if result.contradictions:
        return "no disposition, as these cannot all be so: " + result.contradictions[0].text
    facts = ", ".join(f"`{fact}`" for fact in result.next)
    return f"no disposition, as {facts} has no answer here and no `well` in the tree"
