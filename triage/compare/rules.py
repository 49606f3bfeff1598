"""Safety rules of the old version that those of the new one no longer imply."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from attrs import frozen

from triage.compare.marks import mark
from triage.compare.people import people
from triage.compare.regressions import Regression
from triage.compare.versions import Versions
from triage.model.dispositions import Disposition
from triage.model.names import module_of, modules_of
from triage.model.tree import SafetyRule, Tree
from triage.model.words import say
from triage.patients.diagram import Label, Node
from triage.patients.ends import Ends
from triage.prove.authors import say_promise

_ANYWHERE = frozenset(Disposition)


def weaker_rules(versions: Versions) -> Iterator[Regression]:
    """Yield each old rule that some patients are no longer promised, by whatever new rules."""
    space, new = versions.space, versions.new
    rules = {rule.name: _New(rule, _about(versions, new, rule)) for rule in new.tree.safety}
    for rule in versions.old.tree.safety:
        about = space.all_of(_about(versions, versions.old, rule), versions.possible)
        lost = _left(versions, rule, about, rules.values())
        if lost != space.diagram.false:
            # Whom other rules protect as well would make the description long and say nothing.
            others = [each for name, each in rules.items() if name != rule.name]
            own = _left(versions, rule, about, others)
            yield _weaker(versions, rule, lost, own, rules.get(rule.name))


@frozen
class _New:
    """A rule of the new version, and of whom it speaks."""

    rule: SafetyRule
    about: Node


def _weaker(
    versions: Versions, rule: SafetyRule, lost: Node, own: Node, again: _New | None
) -> Regression:
    what = "is gone" if again is None else "promises less"
    words = f"{say(rule.condition, versions.old.tree.facts)} — {say_promise(rule)}"
    says = f"the safety rule `{rule.name}` {what}, and no other rule promises it: {words}"
    among = "those whom it was about and no other rule protects"
    group = people(versions, lost, among, own)
    at = rule.at if again is None else again.rule.at
    return Regression("weaker rule", (rule.name, mark(versions, lost)), says, group, at)


def _about(versions: Versions, ends: Ends, rule: SafetyRule) -> Node:
    """Return the patients of whom a rule speaks.

    A whole module's rule speaks of those who enter it. Whether others enter
    it now is no matter of the rule, so the new version says who does.
    """
    module = module_of(rule.name)
    is_there = any(module in modules_of(name) for name in versions.new.tree.steps)
    entering = (versions.new if is_there else ends).entering(module)
    return versions.space.all_of(ends.space.where(rule.condition), entering)


def _left(versions: Versions, old: SafetyRule, about: Node, by: Iterable[_New]) -> Node:
    """Return those of some patients to whom no new rules promise all that an old one does."""
    space, new = versions.space, list(by)
    parts = [
        space.without(about, *(each.about for each in new if covers(each.rule)))
        for covers in _parts(versions.new.tree, old)
    ]
    if _allowed(old) != _ANYWHERE:
        parts.append(_sent_elsewhere(versions, _allowed(old), about, new))
    return space.any_of(*parts)


def _sent_elsewhere(
    versions: Versions, allowed: frozenset[Disposition], about: Node, by: list[_New]
) -> Node:
    """Return those of some patients whom new rules together may send where they must not go."""
    space, diagram = versions.space, versions.space.diagram
    # Mostly one rule says it alone, and then the others need not be put together.
    alone = [each.about for each in by if _allowed(each.rule) <= allowed]
    left = diagram.choose(
        space.without(about, *alone), diagram.leaf(_ANYWHERE), diagram.leaf(frozenset())
    )
    for each in by:
        if _allowed(each.rule) != _ANYWHERE and diagram.labels(left) != {frozenset()}:
            left = diagram.combine(left, each.about, _narrowed(_allowed(each.rule)))
    return diagram.relabel(left, lambda to: isinstance(to, frozenset) and not to <= allowed)


def _allowed(rule: SafetyRule) -> frozenset[Disposition]:
    """Return the dispositions that a rule allows."""
    least = rule.urgency_at_least.urgency if rule.urgency_at_least else 0
    return frozenset(d for d in rule.dispositions or _ANYWHERE if d.urgency >= least)


def _narrowed(allowed: frozenset[Disposition]) -> Callable[[Label, Label], Label]:
    def join(left: Label, holds: Label) -> Label:
        return left & allowed if holds and isinstance(left, frozenset) else left

    return join


def _parts(tree: Tree, old: SafetyRule) -> Iterator[Callable[[SafetyRule], bool]]:
    """Yield for each part of an old promise whether a new rule promises as much.

    What is not there any more cannot be given or passed.
    """
    there = {*tree.advice, *tree.steps, *tree.outcomes}
    for key in ("never_advice", "always_advice", "asked", "never_passes"):
        for name in getattr(old, key):
            if name in there or not key.startswith("never"):
                yield partial(_names, key, name)
    if old.passes:
        yield lambda new: bool(new.passes) and set(new.passes) <= set(old.passes)
    if old.review_within_days is not None:
        yield partial(_reviews_within, old.review_within_days)


def _names(key: str, name: str, rule: SafetyRule) -> bool:
    return name in getattr(rule, key)


def _reviews_within(days: int, rule: SafetyRule) -> bool:
    return rule.review_within_days is not None and rule.review_within_days <= days
