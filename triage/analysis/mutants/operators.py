"""Every kind of mistake that is tried: in steps, in advice and in outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from triage.analysis.mutants.conditions import condition_variants
from triage.analysis.mutants.mutants import Key, Mutant, MutantVariant, copies, in_all_copies, said
from triage.model.conditions import negate
from triage.model.dispositions import Disposition, Scale
from triage.model.names import modules_of
from triage.model.tree import Advice, Branch, Outcome, Step, Tree
from triage.phrasing.how_soon import say_within
from triage.words import N_, _


def of_steps(tree: Tree) -> Iterator[Mutant]:
    """Return the mistakes inside of steps, step by step."""
    for group in copies(tree.steps.values()):
        for variant, things in in_all_copies(group, lambda step: _variants(step, tree)):
            steps = {name: each for name, each in things.items() if isinstance(each, Step)}
            yield Mutant(
                variant.operator,
                group[0].name,
                variant.before,
                variant.after,
                steps=steps,
                at=variant.at or group[0].at,
            )


def _variants(step: Step, tree: Tree) -> dict[Key, MutantVariant]:
    found: dict[Key, MutantVariant] = {}
    for index, branch in enumerate(step.branches):
        for key, operator, made in _of_branch(step, branch, tree):
            branches = (*step.branches[:index], made, *step.branches[index + 1 :])
            words = _say(branch, tree), _say(made, tree)
            changed = evolve(step, branches=branches)
            found[index, *key] = MutantVariant(operator, *words, changed, branch.at)
        if branch.condition is not None:
            left = step.branches[:index] + step.branches[index + 1 :]
            changed = evolve(step, branches=left)
            found[index, "branch"] = MutantVariant(
                "branch", _say(branch, tree), "", changed, branch.at
            )
    return found | (_first_only(step) if step.goes_each else _reordered(step, tree))


def _first_only(step: Step) -> dict[Key, MutantVariant]:
    """Take the first branch that holds in the place of each one."""
    words = _("each branch that holds"), _("the first branch that holds")
    changed = evolve(step, goes_each=None)
    return {("each",): MutantVariant("each", *words, changed, step.at)}


def _reordered(step: Step, tree: Tree) -> dict[Key, MutantVariant]:
    """Swap two neighbouring branches; the last one stays the last."""
    found: dict[Key, MutantVariant] = {}
    for index in range(len(step.branches) - 2):
        one, other = step.branches[index : index + 2]
        branches = (*step.branches[:index], other, one, *step.branches[index + 2 :])
        before = _("{first}, before {second}", first=_say(one, tree), second=_say(other, tree))
        after = _("{first}, before {second}", first=_say(other, tree), second=_say(one, tree))
        changed = evolve(step, branches=branches)
        found[index, "order"] = MutantVariant("branch-order", before, after, changed, one.at)
    return found


def _of_branch(step: Step, branch: Branch, tree: Tree) -> Iterator[tuple[Key, str, Branch]]:
    if branch.condition is not None:
        made = condition_variants(branch.condition, tree.facts)
        for number, (operator, condition) in enumerate(made):
            yield ("if", number), operator, evolve(branch, condition=condition)
    seen = {branch.go}
    for key, go in _elsewhere(step, branch, tree):
        if go not in seen:
            seen.add(go)
            yield key, "target", evolve(branch, go=go)


def _elsewhere(step: Step, branch: Branch, tree: Tree) -> Iterator[tuple[Key, str]]:
    """Return where the step leads otherwise, and the nearest outcome of each other urgency.

    Two parts that lead to the same step are refused when a tree is read.
    """
    is_part = step.goes_each and branch.condition is not None
    for index, other in enumerate(step.branches):
        if not (is_part and other.go in tree.steps):
            yield ("to", index), other.go
    here = tree.outcomes[branch.go].disposition.urgency if branch.go in tree.outcomes else None
    for urgency in tree.scale.urgencies:
        nearest = None if urgency == here else _nearest(step, urgency, tree)
        if nearest is not None:
            yield ("urgency", urgency), nearest.name


def _nearest(step: Step, urgency: int, tree: Tree) -> Outcome | None:
    """Return the first outcome of an urgency in the step's own module, else in what includes it."""
    modules = modules_of(step.name)
    while True:
        for outcome in tree.outcomes.values():
            inside = not modules or modules_of(outcome.name) == modules
            if inside and outcome.disposition.urgency == urgency:
                return outcome
        if not modules:
            return None
        modules = modules[:-1]


def _say(branch: Branch, tree: Tree) -> str:
    if branch.condition is None:
        return _("otherwise go to {go}", go=branch.go)
    return _("if {condition}: go to {go}", condition=said(branch.condition, tree), go=branch.go)


def of_order(tree: Tree) -> Iterator[Mutant]:
    """Return the mistakes of asking two steps of a chain in the wrong order."""
    for group in copies(tree.steps.values()):
        changed: dict[str, Step] = {}
        start, swapped = "", ("", "")
        for first in group:
            then = _follower(first, tree)
            if then is not None:
                changed |= _swapped(first, then, tree, changed)
                start = then.name if tree.start == first.name else start
                swapped = (first.name, then.name) if swapped == ("", "") else swapped
        if changed:
            one, other = swapped
            words = (
                _("{one}, then {other}", one=one, other=other),
                _("{one}, then {other}", one=other, other=one),
            )
            yield Mutant("step-order", one, *words, steps=changed, start=start, at=group[0].at)


def _follower(first: Step, tree: Tree) -> Step | None:
    """Return the step of the same module that only ever follows a step, if it goes on to more."""
    then = tree.steps.get(first.branches[-1].go)
    if then is None or first.goes_each or then.goes_each:
        return None
    if modules_of(first.name) != modules_of(then.name):
        return None
    leading = {s.name for s in tree.steps.values() for b in s.branches if b.go == then.name}
    return then if leading == {first.name} else None


def _swapped(first: Step, then: Step, tree: Tree, changed: dict[str, Step]) -> dict[str, Step]:
    """Return all steps that lead elsewhere when two steps change places."""
    after = then.branches[-1].go
    steps = {name: changed.get(name, step) for name, step in tree.steps.items()}
    leading = [name for name, s in steps.items() if any(b.go == first.name for b in s.branches)]
    return {
        **{name: _redirected(steps[name], first.name, then.name) for name in leading},
        first.name: _redirected(steps[first.name], then.name, after),
        then.name: _redirected(steps[then.name], after, first.name),
    }


def _redirected(step: Step, old: str, new: str) -> Step:
    return evolve(
        step, branches=tuple(evolve(b, go=new) if b.go == old else b for b in step.branches)
    )


# --- what can go wrong in advice and outcomes


def of_advice(tree: Tree) -> Iterator[Mutant]:
    """Return the mistakes about whom an advice is for; advice that no outcome gives is left out."""
    listed = {name for outcome in tree.outcomes.values() for name in outcome.advice}
    given = [advice for advice in tree.advice.values() if advice.name in listed]
    for group in copies(given):
        for variant, things in in_all_copies(group, lambda advice: _of_advice(advice, tree)):
            advice = {name: each for name, each in things.items() if isinstance(each, Advice)}
            words = variant.before, variant.after
            at = group[0].at
            yield Mutant(variant.operator, group[0].name, *words, advice=advice, at=at)


def _of_advice(advice: Advice, tree: Tree) -> dict[Key, MutantVariant]:
    return _of_when(advice, tree) | _of_never_when(advice, tree)


def _of_when(advice: Advice, tree: Tree) -> dict[Key, MutantVariant]:
    if advice.when is None:
        return {}
    whens = [
        ("when", None),
        ("when", negate(advice.when)),
        *condition_variants(advice.when, tree.facts),
    ]
    before = _("when {so}", so=said(advice.when, tree))
    return {
        ("when", number): MutantVariant(
            operator, before, _("when {so}", so=said(when, tree)), evolve(advice, when=when)
        )
        for number, (operator, when) in enumerate(whens)
    }


def _of_never_when(advice: Advice, tree: Tree) -> dict[Key, MutantVariant]:
    found: dict[Key, MutantVariant] = {}
    for index, never in enumerate(advice.never_when):
        before, after = advice.never_when[:index], advice.never_when[index + 1 :]
        words = _("never when {so}", so=said(never, tree))
        dropped = evolve(advice, never_when=before + after)
        found["never", index] = MutantVariant("contraindication", words, "", dropped)
        made = condition_variants(never, tree.facts)
        for number, (operator, condition) in enumerate(made):
            changed = evolve(advice, never_when=(*before, condition, *after))
            now = _("never when {so}", so=said(condition, tree))
            found["never", index, number] = MutantVariant(operator, words, now, changed)
    return found


def of_outcomes(tree: Tree) -> Iterator[Mutant]:
    """Return the mistakes in what an outcome gives, and in where it sends people."""
    for group in copies(tree.outcomes.values()):
        for variant, things in in_all_copies(group, lambda outcome: _of_outcome(outcome, tree)):
            outcomes = {name: each for name, each in things.items() if isinstance(each, Outcome)}
            words = variant.before, variant.after
            at = group[0].at
            yield Mutant(variant.operator, group[0].name, *words, outcomes=outcomes, at=at)


def _of_outcome(outcome: Outcome, tree: Tree) -> dict[Key, MutantVariant]:
    found: dict[Key, MutantVariant] = {}
    for index, name in enumerate(outcome.advice):
        left = outcome.advice[:index] + outcome.advice[index + 1 :]
        changed = evolve(outcome, advice=left)
        found["advice", index] = MutantVariant("advice", _("advice {name}", name=name), "", changed)
    for now in _beside(outcome.disposition, tree.scale):
        words = (
            _("disposition {disposition}", disposition=outcome.disposition),
            _("disposition {disposition}", disposition=now),
        )
        changed = evolve(outcome, disposition=now)
        found["disposition", now.urgency] = MutantVariant("disposition", *words, changed)
    return found | _later(outcome)


def _later(outcome: Outcome) -> dict[Key, MutantVariant]:
    """Forget the time of an outcome's own within which help is to be there, or double it."""
    hours = outcome.within_hours
    if hours is None:
        return {}
    doubled = max(1, 2 * hours)
    times = {"none": (None, ""), "doubled": (doubled, say_within(doubled))}
    return {
        ("within", key): MutantVariant(
            "within", say_within(hours), words, evolve(outcome, within_hours=time)
        )
        for key, (time, words) in times.items()
    }


def _beside(disposition: Disposition, scale: Scale) -> list[Disposition]:
    """Return what stands for the next lower and for the next higher urgency."""
    here = scale.urgencies.index(disposition.urgency)
    beside = (*scale.urgencies[max(0, here - 1) : here], *scale.urgencies[here + 1 : here + 2])
    return [scale.at(urgency)[0] for urgency in beside]


# --- every kind of mistake that is tried, in one table


OPERATORS: dict[str, str] = {
    "threshold": N_("a number in a condition is one step lower or higher"),
    "comparison": N_("a condition looks for all the other numbers: over 14 becomes at most 14"),
    "answer": N_("a condition looks for one answer more, or for one less"),
    "not-sure": N_("*not sure* is added to what a condition looks for, or dropped from it"),
    "part": N_("a part of a condition is left out, or a `not`"),
    "sign": N_("a fact is left out of those that a condition counts"),
    "count": N_("a count, a score or the points of an answer are one lower or higher"),
    "target": N_("a branch leads where another one of the step does, or to another urgency"),
    "branch": N_("a branch is left out"),
    "branch-order": N_("two neighbouring branches of a step change places"),
    "step-order": N_("two steps that follow each other change places"),
    "when": N_("the `when` of an advice is left out or turned round"),
    "contraindication": N_("an entry of `never_when` is left out"),
    "advice": N_("an advice is left out of an outcome"),
    "disposition": N_("an outcome is one step less or more urgent"),
    "each": N_("a step takes the first branch that holds, and not each one"),
    "within": N_("the time to help of an outcome is forgotten or doubled"),
}


def mutants_of(tree: Tree, operators: Iterable[str] = ()) -> list[Mutant]:
    """Return every mutant of a tree, in a fixed order.

    Args:
        tree: a resolved tree; what its modules bring is mutated, too.
        operators: names of ``OPERATORS`` to keep; none means all.
    """
    wanted = frozenset(operators) or frozenset(OPERATORS)
    made = [*of_steps(tree), *of_order(tree), *of_advice(tree), *of_outcomes(tree)]
    return [mutant for mutant in made if mutant.operator in wanted]
