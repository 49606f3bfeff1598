"""Steps that lead round, that nobody reaches, or that choose badly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from triage.errors import Finding
from triage.findings import catalogue
from triage.findings.finding_kind import FindingKind
from triage.lint.rule import MOST, rule
from triage.model.evaluation import prepare
from triage.model.graph import Graph, a_way, cycles, unfinished_steps
from triage.model.provenance import Location
from triage.model.tree import Step, Tree
from triage.model.values import NOT_SURE
from triage.words import N_, _

if TYPE_CHECKING:
    from triage.lint.arrivals import Arrivals

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
    """Report steps that lead back to each other, and who goes round.

    Where nobody does, reading a tree unfolds them (``tree_files/two_orders.py``), unless a
    copy has no name or the tree has several results; what is left of those is an error, too, as
    pictures, papers and proofs need each step to stand before all that it leads to.
    """
    found = cycles(tree)
    rounds = [a_way([*names, names[0]]) for names in found]
    for names, round_trip, (whose, hint) in zip(
        found, rounds, _who_goes_round(found, tree), strict=True
    ):
        message = _("found steps that lead round: {steps}{whose}", steps=round_trip, whose=whose)
        yield STEP_CYCLE.about(tree.steps[names[0]].at, message, hint)


_FORWARD = N_("a tree only goes forward; let one of these steps lead elsewhere")
_ONE_ORDER = N_(
    "nobody is asked for ever, but a tree is drawn, printed and proved in one order of "
    "steps; write what comes second as a step of its own"
)


def _who_goes_round(found: tuple[tuple[str, ...], ...], tree: Tree) -> list[tuple[str, str]]:
    """Say of each way round who goes it, to end a message, and what to do about it."""
    # Loading a sound tree needs none of it.
    from triage.lint.arrivals import TOO_LARGE, Arrivals, TooLarge
    from triage.lint.by_few_facts import is_whole

    if not found or not is_whole(tree):
        return [("", _(_FORWARD))] * len(found)
    try:
        arrivals = Arrivals(tree)
        return [_goes_round(names, arrivals) for names in found]
    except TooLarge:
        return [(_(TOO_LARGE), _(_FORWARD))] * len(found)


def _goes_round(names: tuple[str, ...], arrivals: Arrivals) -> tuple[str, str]:
    if names[0] not in arrivals.coming:
        return "", _(_FORWARD)
    somebody = arrivals.example(arrivals.going_round(names))
    if somebody is None:
        return _(", though nobody goes round"), _(_ONE_ORDER)
    return arrivals.say(somebody, names[0]), _(_FORWARD)


UNREACHABLE = FindingKind(
    "S502",
    "unreachable",
    means="No path from `start` comes here, or no outcome lists the advice.",
    why="Nobody would ever see it, so a way to it was forgotten.",
    bad="disposition: self_care\ntitle: Look after it\ntext: Rest the leg.\nwatch_for: [swelling]",
    good="disposition: self_care\ntitle: Look after it\ntext: Rest the leg.\nadvice: [bath]\n"
    "watch_for: [swelling]",
    tree_still_loads=True,
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
            yield _unreachable(_("the step `{name}`", name=step.name), step.at, _(_NO_WAY))
    if tree.exits:
        return
    for outcome in tree.outcomes.values():
        if outcome.name not in reached and "." not in outcome.name:
            yield _unreachable(_("the outcome `{name}`", name=outcome.name), outcome.at, _(_NO_WAY))
    listed = {name for outcome in tree.outcomes.values() for name in outcome.advice}
    for advice in tree.advice.values():
        if advice.name not in listed and "." not in advice.name:
            yield _unreachable(
                _("the advice `{name}`", name=advice.name), advice.at, _("which no outcome lists")
            )


_NO_WAY = N_("which no path from `start` reaches")


def _unreachable(what: str, where: Location | None, why: str) -> Finding:
    hint = _("lead somebody there, or delete it")
    return UNREACHABLE.about(where, _("found {what}, {why}", what=what, why=why), hint)


UNFINISHED_STEP = FindingKind(
    "S520",
    "unfinished-step",
    means="A step has no branches yet. A draft may have such steps; it can be checked, asked and "
    "drawn, and whoever comes there is told that it is not finished.",
    why="Nobody who comes there gets a result.",
    bad="ask: trend",
    good="ask: trend\nthen:\n  - if: {trend: [worse, not sure]}\n    go: physio\n  - go: home",
    tree_still_loads=True,
)


@rule(needs=("branches",))
def unfinished(tree: Tree) -> Iterable[Finding]:
    """Report steps from which nothing leads on: a limit in a draft, else an error."""
    for name in unfinished_steps(tree):
        step = tree.steps[name]
        if tree.status == "draft":
            found = _("found the step `{name}`, from which nothing leads on yet", name=name)
            yield UNFINISHED_STEP.about(step.at, found, _("add `then:` and the branches"))
        else:
            found = _(
                "found the step `{name}` without `then` in a tree that is no draft", name=name
            )
            hint = _("add `then:` and the branches, or set `status: draft`")
            yield catalogue.MISSING_KEY.about(step.at, found, hint)


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
                found = _("found a branch without `if` before the last of `{name}`", name=step.name)
                hint = _("add its `if:`, or move it to the end")
                yield NO_DEFAULT.about(branch.at, found, hint)
        for branch in step.branches[-1:]:
            if branch.condition is not None:
                found = _("found an `if` on the last branch from `{name}`", name=step.name)
                hint = _("add a last branch without `if` for everybody else")
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
                found = _("found `including: not sure` on a branch that has an `if`")
                hint = _("name `not sure` in the condition, for example `[yes, not sure]`")
                yield NOT_SURE_MISPLACED.about(branch.at, found, hint)


NOT_SURE_ABSORBED = FindingKind(
    "S505",
    "not-sure-absorbed",
    means="Somebody who is *not sure* takes the last branch without the tree saying that this is "
    "meant, and no branch further on names them. Add a branch for *not sure*, or write "
    "`including: not sure` on the last branch.",
    why="Not to know is not to be well.",
    bad="- if: {trend: worse}\n  go: physio\n- go: home",
    good="- if: {trend: [worse, not sure]}\n  go: physio\n- go: home",
)


@rule(needs=("branches", "conditions"))
def not_sure_absorbed(tree: Tree) -> Iterable[Finding]:
    """Report a default that takes in *not sure* without the tree saying so (rule 3)."""
    suspected = [(step, facts) for step in tree.steps.values() if (facts := _absorbed(step, tree))]
    return _absorbing(suspected, tree) if suspected else []


def _absorbed(step: Step, tree: Tree) -> list[str]:
    """Return the facts of a step whose *not sure* no condition surely takes."""
    default = step.branches[-1] if step.branches else None
    if default is None or default.condition is not None or default.including_not_sure:
        return []
    unsure = [fact for fact in step.ask if not tree.facts[fact].sure]
    tests = [prepare(b.condition) for b in step.branches if b.condition is not None]
    return [fact for fact in unsure if not any(test({fact: NOT_SURE}) for test in tests)]


def _absorbing(suspected: list[tuple[Step, list[str]]], tree: Tree) -> list[Finding]:
    """Return the findings that somebody meets; all of them where that cannot be tried."""
    # Loading a sound tree needs none of it.
    from triage.lint.arrivals import TOO_LARGE, Arrivals, TooLarge
    from triage.lint.by_few_facts import is_whole

    whose = ""
    if is_whole(tree):
        try:
            return list(islice(_passed_over(suspected, Arrivals(tree)), MOST))
        except TooLarge:
            whose = _(TOO_LARGE)
    return [_not_sure(step, facts, whose) for step, facts in suspected]


def _passed_over(suspected: list[tuple[Step, list[str]]], arrivals: Arrivals) -> Iterator[Finding]:
    for step, facts in suspected:
        if step.name not in arrivals.coming:  # somebody will be led there
            yield _not_sure(step, facts, "")
            continue
        who = {fact: arrivals.example(arrivals.passed_over(fact, step)) for fact in facts}
        met = {fact: somebody for fact, somebody in who.items() if somebody is not None}
        if met:
            fact, somebody = next(iter(met.items()))
            whose = arrivals.say(somebody, step.name, told=fact)
            yield _not_sure(step, list(met), whose)


_SENT_ON = N_("found that somebody not sure of {names} is sent on to `{go}`{whose}")
_LAST = N_("found that somebody not sure of {names} takes the last branch{whose}")


def _not_sure(step: Step, facts: list[str], whose: str) -> Finding:
    names, default = ", ".join(f"`{fact}`" for fact in facts), step.branches[-1]
    # A misspelt name is told where it is written.
    hint = _("add a branch for `not sure`, or write `including: not sure` here if this is meant")
    found = _(_SENT_ON if default.go else _LAST, names=names, go=default.go, whose=whose)
    return NOT_SURE_ABSORBED.about(default.at, found, hint)
