"""Branches and conditions that choose nobody, or everybody: judged by meaning, not by words."""

from __future__ import annotations

from collections.abc import Iterator

from triage.answer_space.diagram import Node
from triage.answer_space.space import Space
from triage.errors import Finding
from triage.findings.finding_kind import FindingKind
from triage.lint.rule import rule
from triage.lint.spaces import space_of, unless_too_large
from triage.model.conditions import Condition
from triage.model.provenance import Location
from triage.model.tree import Branch, Step, Tree
from triage.words import _


@rule(needs=("targets", "branches", "conditions"), scope="its parts")
def routing(tree: Tree) -> Iterator[Finding]:
    """Report branches that nobody takes, and conditions that choose nobody or everybody."""
    for step in tree.steps.values():
        yield from _branches(step, tree)
        yield from _idle_branch(step)
    for safety in tree.safety:
        what = _("the safety rule `{name}`", name=safety.name)
        yield from _condition(safety.condition, what, safety.at, tree, may_be_all=True)
    for each in tree.impossible:
        yield from _condition(each.condition, "`impossible`", each.at, tree)
    for advice in tree.advice.values():
        what = _("the advice `{name}`", name=advice.name)
        if advice.when is not None:
            yield from _condition(advice.when, _("`when` of {what}", what=what), advice.at, tree)
        for condition in advice.never_when:
            # That an advice is never given is told by another rule.
            what_blocks = _("`never_when` of {what}", what=what)
            yield from _condition(condition, what_blocks, advice.at, tree, may_be_all=True)


@unless_too_large
def _branches(step: Step, tree: Tree) -> Iterator[Finding]:
    if not step.conditions:
        return
    if step.goes_each:
        yield from _parts(step, tree)
        return
    space = space_of(tree, step.conditions)
    taken = space.diagram.false
    for number, branch in enumerate(step.branches, 1):
        here = _taken_by(branch, space)
        everybody = here == space.diagram.true and branch.condition is not None
        if everybody:
            yield _everybody(
                _("branch {number} from `{name}`", number=number, name=step.name), branch.at
            )
        elif here == space.diagram.false:
            yield _nobody(
                _("branch {number} from `{name}`", number=number, name=step.name), branch.at
            )
        elif space.without(here, taken) == space.diagram.false:
            yield _shadowed(number, step, branch)
        taken = space.any_of(taken, here)
        if everybody:
            return


def _parts(step: Step, tree: Tree) -> Iterator[Finding]:
    """Report parts that nobody goes; that everybody does may be meant."""
    for number, branch in enumerate(step.branches, 1):
        if branch.condition is not None:
            what = _("branch {number} from `{name}`", number=number, name=step.name)
            yield from _condition(branch.condition, what, branch.at, tree, may_be_all=True)


def _taken_by(branch: Branch, space: Space) -> Node:
    return space.diagram.true if branch.condition is None else space.where(branch.condition)


@unless_too_large
def _condition(
    condition: Condition, what: str, where: Location | None, tree: Tree, *, may_be_all: bool = False
) -> Iterator[Finding]:
    """Report a condition that no answers meet or, unless that may be, that all do."""
    space = space_of(tree, [condition])
    met = space.where(condition)
    if met == space.diagram.false:
        yield _nobody(what, where)
    if met == space.diagram.true and not may_be_all:
        yield _everybody(what, where)


IDLE_BRANCH = FindingKind(
    "S518",
    "idle-branch",
    means="The branch before the last leads to the same place as the last.",
    why="Its condition changes nothing. One of the two was probably to lead elsewhere.",
    bad="- if: {trend: [worse, not sure]}\n  go: home\n- go: home",
    good="- if: {trend: [worse, not sure]}\n  go: physio\n- go: home",
    severity="warning",
)


def _idle_branch(step: Step) -> Iterator[Finding]:
    before, last = (None, None, *step.branches)[-2:]
    if step.goes_each:
        return  # whoever comes to the last comes by none of the others
    if before is not None and last is not None and before.go == last.go:
        found = _(
            "found that the last two branches from `{name}` both lead to `{go}`",
            name=step.name,
            go=last.go,
        )
        hint = _("let one of them lead elsewhere, or leave out the one with the `if`")
        yield IDLE_BRANCH.about(before.at, found, hint)


NEVER_MET = FindingKind(
    "C408",
    "never-met",
    means="No answers at all meet the condition.",
    why="What it leads to is never reached, what it keeps back is given. Mostly two limits were "
    "mixed up, or `all` was meant as `any`.",
    bad="- if: {all: [{days: over 14}, {days: under 3}]}\n  go: physio\n  source: book\n"
    "- if: {days: [over 14, not sure]}",
    good="- if: {any: [{days: over 14}, {days: under 3}]}\n  go: physio\n  source: book\n"
    "- if: {days: not sure}",
    place="- if: {days: [over 14, not sure]}",
    severity="warning",
)


def _nobody(what: str, where: Location | None) -> Finding:
    found = _("found a condition on {what} that no answers meet", what=what)
    hint = _("look for mixed-up limits, and for `all` in the place of `any`")
    return NEVER_MET.about(where, found, hint)


ALWAYS_MET = FindingKind(
    "C409",
    "always-met",
    means="Whatever the answers are, the condition is met.",
    why="It looks as if it chose, and lets everybody through; no branch after it is ever taken.",
    bad="- if: {any: [{trend: [worse, not sure]}, {not: {trend: worse}}]}",
    good="- if: {trend: [worse, not sure]}",
    severity="warning",
)


def _everybody(what: str, where: Location | None) -> Finding:
    found = _("found a condition on {what} that all answers meet", what=what)
    hint = _("leave it out if everybody is meant, or look for `any` in the place of `all`")
    return ALWAYS_MET.about(where, found, hint)


SHADOWED_BRANCH = FindingKind(
    "C410",
    "shadowed-branch",
    means="The branches before this one take everybody whom it would take.",
    why="Branches are tried in order, so nobody ever goes this way. Mostly the narrower condition "
    "has to come first.",
    bad="- if: {days: [over 14, not sure]}\n  go: physio\n  source: book\n"
    "- if: {days: over 28}\n  go: home\n  source: book",
    good="- if: {days: over 28}\n  go: home\n  source: book\n"
    "- if: {days: [over 14, not sure]}\n  go: physio\n  source: book",
    place="- if: {days: [over 14, not sure]}\n  go: physio\n  source: book",
    severity="warning",
)


def _shadowed(number: int, step: Step, branch: Branch) -> Finding:
    found = _(
        "found that nobody takes branch {number} from `{name}`, to `{go}`",
        number=number,
        name=step.name,
        go=branch.go,
    )
    hint = _("the branches before it take everybody; put the narrower condition first")
    if branch.condition is None:
        hint = _("the branches before it take everybody; leave out the `if` of the last of them")
    return SHADOWED_BRANCH.about(branch.at, found, hint)
