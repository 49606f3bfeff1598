"""How what came out of a case differs from what it expects, in words."""

from __future__ import annotations

from collections.abc import Iterator

from triage.engine.result import Result
from triage.model.tree import Tree
from triage.tree_files.cases import Case


def differences(case: Case, result: Result) -> tuple[str, ...]:
    """Return a line for each difference; none where the case passed."""
    if result.disposition is None or result.outcome is None:
        return (_say_incomplete(result),)
    return (
        *_disposition(case, result.disposition),
        *_outcome(case, result.tree, result.outcome),
        *_advice(case, result, result.outcome),
    )


def _disposition(case: Case, found: str) -> Iterator[str]:
    if found != case.expect:
        yield f"disposition: found `{found}`, expected `{case.expect}`"


def _outcome(case: Case, tree: Tree, found: str) -> Iterator[str]:
    """Say both outcomes with what they are, as names alone say little."""
    if case.outcome is not None and found != case.outcome:
        expected = _say_outcome(tree, case.outcome)
        yield f"outcome: found {_say_outcome(tree, found)}, expected {expected}"


def _say_outcome(tree: Tree, name: str) -> str:
    outcome = tree.outcomes[name]
    return f"`{name}` ({outcome.disposition}: {outcome.title})"


def _advice(case: Case, result: Result, outcome: str) -> Iterator[str]:
    given = {advice.id for advice in result.advice}
    for name in case.advice:
        if name not in given:
            yield f"advice: found {_say_not_given(name, result, outcome)}, expected it to be given"
    for name in case.not_advice:
        if name in given:
            yield f"advice: found `{name}` given, expected it not to be"


def _say_not_given(name: str, result: Result, outcome: str) -> str:
    withheld = {advice.id: advice.because for advice in result.withheld}
    if name in withheld:
        return f"`{name}` withheld because of {withheld[name]}"
    if name not in result.tree.outcomes[outcome].advice:
        return f"that `{outcome}` does not list `{name}`"
    return f"that the `when` of `{name}` does not hold"


def _say_incomplete(result: Result) -> str:
    if result.contradictions:
        return "no disposition, as these cannot all be so: " + result.contradictions[0].text
    facts = ", ".join(f"`{fact}`" for fact in result.next)
    return f"no disposition, as {facts} has no answer here and no `well` in the tree"
