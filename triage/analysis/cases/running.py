"""How what came out of a case differs from what it expects, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from attrs import field, frozen

from triage.engine.also import AlsoTold
from triage.engine.assess import assess
from triage.engine.decisions import Decision
from triage.engine.prepared import engine_of
from triage.engine.reasons import Reason
from triage.engine.result import Result
from triage.engine.walk import walk
from triage.errors import AnswerError
from triage.model.tree import Branch, Tree
from triage.model.values import Value
from triage.phrasing.answers_in_texts import for_anybody
from triage.phrasing.how_soon import say_within
from triage.tree_files.cases import Case
from triage.words import _


def differences(case: Case, result: Result) -> tuple[str, ...]:
    """Return a line for each difference; none where the case passed."""
    if result.disposition is None or result.outcome is None:
        return (_say_incomplete(result),)
    return (
        *_disposition(case, result.disposition),
        *_outcome(case, result.tree, result.outcome),
        *_also(case, result),
        *_within(case, result),
        *_advice(case, result, result.outcome),
    )


def _also(case: Case, result: Result) -> Iterator[str]:
    found = [told.outcome for told in result.also]
    if case.also is not None and {*case.also} != {*found}:
        yield _(
            "also: found {found}, expected {expected}",
            found=", ".join(found) or _("nothing"),
            expected=", ".join(case.also) or _("nothing"),
        )


def _within(case: Case, result: Result) -> Iterator[str]:
    found, expected = result.within_hours, case.within_hours
    if expected is not None and found != expected:
        yield _(
            "within: found {found}, expected {expected}",
            found=_("no time") if found is None else say_within(found),
            expected=say_within(expected),
        )


def _disposition(case: Case, found: str) -> Iterator[str]:
    if found != case.expect:
        yield _(
            "disposition: found `{found}`, expected `{expect}`", found=found, expect=case.expect
        )


def _outcome(case: Case, tree: Tree, found: str) -> Iterator[str]:
    """Say both outcomes with what they are, as names alone say little."""
    if case.outcome is not None and found != case.outcome:
        expected = _say_outcome(tree, case.outcome)
        yield _(
            "outcome: found {outcome}, expected {expected}",
            outcome=_say_outcome(tree, found),
            expected=expected,
        )


def _say_outcome(tree: Tree, name: str) -> str:
    outcome = for_anybody(tree).outcomes.get(name)
    if outcome is None:  # a case that is borrowed may expect what only its own tree has
        return _("`{name}`, which no way leads to here", name=name)
    return f"`{name}` ({outcome.disposition}: {outcome.title})"


def _advice(case: Case, result: Result, outcome: str) -> Iterator[str]:
    told: tuple[Result | AlsoTold, ...] = (result, *result.also)
    given = {advice.id for each in told for advice in each.advice}
    for name in case.advice:
        if name not in given:
            yield _(
                "advice: found {found}, expected it to be given",
                found=_say_not_given(name, result, outcome),
            )
    for name in case.not_advice:
        if name in given:
            yield _("advice: found `{name}` given, expected it not to be", name=name)


def _say_not_given(name: str, result: Result, outcome: str) -> str:
    withheld = {advice.id: advice.because for advice in result.withheld}
    if name in withheld:
        return _("`{name}` withheld because of {withheld}", name=name, withheld=withheld[name])
    if name not in result.tree.outcomes[outcome].advice:
        return _("that `{outcome}` does not list `{name}`", outcome=outcome, name=name)
    return _("that the `when` of `{name}` does not hold", name=name)


def _say_incomplete(result: Result) -> str:
    if result.contradictions:
        return _(
            "no disposition, as these cannot all be true: {answers}",
            answers=result.contradictions[0].text,
        )
    facts = ", ".join(f"`{fact}`" for fact in result.next)
    return _("no disposition, as {facts} has no answer here and no `well` in the tree", facts=facts)


# --- a case, run: what came out, and how that differs from what must


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
        steps = (taken.step.name for taken in self.path if taken.has_reason)
        return (*steps, self.result.outcome or "…")

    @property
    def decided(self) -> tuple[Branch, Reason] | None:
        """The last branch that decided anything, and why it was taken."""
        reasons = {reason.step: reason for reason in self.result.because} if self.result else {}
        for taken in reversed(self.path):
            if taken.step.name in reasons:
                return taken.taken, reasons[taken.step.name]
        return None


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


# --- what came of a case, in lines for a terminal or a report


def explain(ran: Ran) -> list[str]:
    """Say why a case failed: what differs, the way taken, and what decided its last step."""
    return [*ran.faults, *_say_way(ran), _("the case says: {because}", because=ran.case.because)]


def _say_way(ran: Ran) -> list[str]:
    if not ran.way:
        return []
    path = _("path: {way}", way=" > ".join(ran.way))
    if ran.decided is None:
        return [path]
    branch, reason = ran.decided
    place = f"{reason.step}{_place(branch)}"
    return [path, _("decided at {place}: {text}", place=place, text=reason.text)]


def _place(branch: Branch) -> str:
    return f" ({branch.at})" if branch.at else ""


def counts(ran: Sequence[Ran]) -> dict[str, int]:
    """Return how many cases passed, and how many failed in each of the ways to."""
    number = Counter(each.verdict for each in ran)
    return {
        verdict: number[verdict] for verdict in ("passed", "under-triage", "over-triage", "other")
    }
