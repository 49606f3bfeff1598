"""What can go wrong in a step: where its branches lead, when, and in which order."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from triage.model.names import modules_of
from triage.model.tree import Branch, Outcome, Step, Tree
from triage.mutate.conditions import condition_variants
from triage.mutate.mutants import Key, Mutant, Variant, copies, in_all_copies, said


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


def _variants(step: Step, tree: Tree) -> dict[Key, Variant]:
    found: dict[Key, Variant] = {}
    for index, branch in enumerate(step.branches):
        for key, operator, made in _of_branch(step, branch, tree):
            branches = (*step.branches[:index], made, *step.branches[index + 1 :])
            words = _say(branch, tree), _say(made, tree)
            changed = evolve(step, branches=branches)
            found[index, *key] = Variant(operator, *words, changed, branch.at)
        if branch.condition is not None:
            left = step.branches[:index] + step.branches[index + 1 :]
            changed = evolve(step, branches=left)
            found[index, "branch"] = Variant("branch", _say(branch, tree), "", changed, branch.at)
    return found | _reordered(step, tree)


def _reordered(step: Step, tree: Tree) -> dict[Key, Variant]:
    """Swap two neighbouring branches; the last one stays the last."""
    found: dict[Key, Variant] = {}
    for index in range(len(step.branches) - 2):
        one, other = step.branches[index : index + 2]
        branches = (*step.branches[:index], other, one, *step.branches[index + 2 :])
        before = f"{_say(one, tree)}, before {_say(other, tree)}"
        after = f"{_say(other, tree)}, before {_say(one, tree)}"
        changed = evolve(step, branches=branches)
        found[index, "order"] = Variant("branch-order", before, after, changed, one.at)
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
    """Return where the step leads otherwise, and the nearest outcome of each other urgency."""
    for index, other in enumerate(step.branches):
        yield ("to", index), other.go
    here = tree.outcomes[branch.go].disposition.urgency if branch.go in tree.outcomes else None
    for urgency in range(4):
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
        return f"otherwise go to {branch.go}"
    return f"if {said(branch.condition, tree)}: go to {branch.go}"


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
            words = f"{one}, then {other}", f"{other}, then {one}"
            yield Mutant("step-order", one, *words, steps=changed, start=start, at=group[0].at)


def _follower(first: Step, tree: Tree) -> Step | None:
    """Return the step of the same module that only ever follows a step, if it goes on to more."""
    then = tree.steps.get(first.branches[-1].go)
    if then is None or modules_of(first.name) != modules_of(then.name):
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
