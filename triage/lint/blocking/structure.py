"""Steps that lead round, that nobody reaches, or that choose badly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from triage.errors import Finding
from triage.findings.finding_kind import FindingKind
from triage.lint.rule import rule
from triage.model.evaluation import prepare
from triage.model.graph import Graph, a_way, cycles
from triage.model.provenance import Location
from triage.model.tree import Step, Tree
from triage.model.values import NOT_SURE

STEP_CYCLE = FindingKind(
    "S501",
    "step-cycle",
    means="Steps lead back to each other.",
    why="A patient could go round and never get a result.",
    bad="- if: {trend: [worse, not sure]}\n  go: days\n- go: home",
    good="- if: {trend: [worse, not sure]}\n  go: physio\n- go: home",
)


@rule(needs=())
def step_cycles(tree: Tree) -> Iterable[Finding]:
    """Report steps that lead back to each other."""
    for names in cycles(tree):
        at = tree.steps[names[0]].at
        round_trip = a_way([*names, names[0]])
        hint = "a tree only goes forward; let one of these steps lead elsewhere"
        yield STEP_CYCLE.about(at, f"found steps that lead round: {round_trip}", hint)


UNREACHABLE = FindingKind(
    "S502",
    "unreachable",
    means="No path from `start` comes here, or no outcome lists the advice.",
    why="Nobody would ever see it, so a way to it was forgotten.",
    bad="disposition: self_care\ntitle: Look after it\ntext: Rest the leg.\nwatch_for: [swelling]",
    good="disposition: self_care\ntitle: Look after it\ntext: Rest the leg.\nadvice: [bath]\n"
    "watch_for: [swelling]",
)


@rule(needs=("targets",))
def unreachable(tree: Tree) -> Iterable[Finding]:
    """Report steps, outcomes and advice that nobody would ever see.

    What a module brings is its own business, and what a module offers is for
    the tree that includes it to use.
    """
    if not tree.start:
        return
    reached = set(Graph.of(tree).order)
    for step in tree.steps.values():
        if step.name not in reached:
            yield _unreachable(f"the step `{step.name}`", step.at, _NO_WAY)
    if tree.exits:
        return
    for outcome in tree.outcomes.values():
        if outcome.name not in reached and "." not in outcome.name:
            yield _unreachable(f"the outcome `{outcome.name}`", outcome.at, _NO_WAY)
    listed = {name for outcome in tree.outcomes.values() for name in outcome.advice}
    for advice in tree.advice.values():
        if advice.name not in listed and "." not in advice.name:
            yield _unreachable(f"the advice `{advice.name}`", advice.at, "which no outcome lists")


_NO_WAY = "which no path from `start` reaches"


def _unreachable(what: str, where: Location | None, why: str) -> Finding:
    hint = "lead somebody there, or delete it"
    return UNREACHABLE.about(where, f"found {what}, {why}", hint)


# --- the branches from a step: one default at the end, and nobody *not sure* sent on unawares


NO_DEFAULT = FindingKind(
    "S503",
    "no-default",
    means="The last branch has an `if`, or a branch before the last has none.",
    why="Some patients would have no branch to take, or some branches would never be taken.",
    bad="- if: {trend: [worse, not sure]}\n  go: physio\n- if: {trend: [better, same]}\n  go: home",
    good="- if: {trend: [worse, not sure]}\n  go: physio\n- go: home",
)


@rule(needs=("branches",))
def no_default(tree: Tree) -> Iterable[Finding]:
    """Report a last branch with a condition, and an earlier one without."""
    for step in tree.steps.values():
        for branch in step.branches[:-1]:
            if branch.condition is None:
                found = f"found a branch without `if` before the last of `{step.name}`"
                hint = "add its `if:`, or move it to the end"
                yield NO_DEFAULT.about(branch.at, found, hint)
        for branch in step.branches[-1:]:
            if branch.condition is not None:
                found = f"found an `if` on the last branch from `{step.name}`"
                hint = "add a last branch without `if` for everybody else"
                yield NO_DEFAULT.about(branch.at, found, hint)


NOT_SURE_MISPLACED = FindingKind(
    "S506",
    "not-sure-misplaced",
    means="`including: not sure` stands on a branch that has an `if`. It belongs on the last "
    "branch only; a condition names *not sure* itself.",
    why="It would look as if *not sure* went this way, and it does not.",
    bad="- if: {trend: [worse, not sure]}\n  go: physio\n  including: not sure\n- go: home",
    good="- if: {trend: [worse, not sure]}\n  go: physio\n- go: home",
)


@rule(needs=())
def not_sure_misplaced(tree: Tree) -> Iterable[Finding]:
    """Report ``including: not sure`` on a branch that has a condition."""
    for step in tree.steps.values():
        for branch in step.branches:
            if branch.including_not_sure and branch.condition is not None:
                found = "found `including: not sure` on a branch that has an `if`"
                hint = "name `not sure` in the condition, for example `[yes, not sure]`"
                yield NOT_SURE_MISPLACED.about(branch.at, found, hint)


NOT_SURE_ABSORBED = FindingKind(
    "S505",
    "not-sure-absorbed",
    means="Somebody who is *not sure* takes the last branch without the tree saying that this is "
    "meant. Add a branch for *not sure*, or write `including: not sure` on the last branch.",
    why="Not to know is not to be well.",
    bad="- if: {trend: worse}\n  go: physio\n- go: home",
    good="- if: {trend: [worse, not sure]}\n  go: physio\n- go: home",
)


@rule(needs=("branches", "conditions"))
def not_sure_absorbed(tree: Tree) -> Iterable[Finding]:
    """Report a default that takes in *not sure* without the tree saying so (rule 3)."""
    for step in tree.steps.values():
        default = step.branches[-1] if step.branches else None
        if default is None or default.condition is not None or default.including_not_sure:
            continue
        facts = list(_absorbed(step, tree))
        if facts:
            names = ", ".join(f"`{fact}`" for fact in facts)
            found = f"found that somebody not sure of {names} is sent on to `{default.go}`"
            hint = (
                "add a branch for `not sure`, or write `including: not sure` here if this is meant"
            )
            yield NOT_SURE_ABSORBED.about(default.at, found, hint)


def _absorbed(step: Step, tree: Tree) -> Iterator[str]:
    """Return the facts of a step whose *not sure* no condition surely takes."""
    unsure = [fact for fact in step.ask if not tree.facts[fact].sure]
    tests = [prepare(b.condition) for b in step.branches if b.condition is not None]
    for fact in unsure:
        if not any(test({fact: NOT_SURE}) for test in tests):
            yield fact
