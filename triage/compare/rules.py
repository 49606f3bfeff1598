"""Safety rules of the old version that those of the new one no longer imply."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from triage.compare.marks import mark
from triage.compare.people import people
from triage.compare.regressions import Regression, named
from triage.compare.versions import Versions
from triage.model.dispositions import Disposition
from triage.model.tree import SafetyRule, Tree
from triage.model.words import say
from triage.patients.diagram import Label, Node
from triage.patients.ends import Ends
from triage.prove.authors import say_promise

Rules: TypeAlias = Sequence[SafetyRule]
_ANYWHERE = frozenset(Disposition)


def weaker_rules(versions: Versions) -> Iterator[Regression]:
    """Yield each old rule that some patients are no longer promised, by whatever new rules."""
    space = versions.space
    for rule in versions.old.tree.safety:
        about = space.all_of(_about(versions, versions.old, rule), versions.possible)
        lost = space.without(about, _promised(versions, rule, versions.new.tree.safety))
        if lost != space.diagram.false:
            yield _weaker(versions, rule, lost, about)


def _weaker(versions: Versions, rule: SafetyRule, lost: Node, about: Node) -> Regression:
    again = next((r for r in versions.new.tree.safety if r.name == rule.name), None)
    what = "is gone" if again is None else "promises less"
    # Whom other rules protect as well would make the description long and say nothing of the edit.
    others = [each for each in versions.new.tree.safety if each is not again]
    own = versions.space.without(about, _promised(versions, rule, others))
    words = f"{say(rule.condition, versions.old.tree.facts)} — {say_promise(rule)}"
    says = f"the safety rule `{rule.name}` {what}, and no other rule promises it: {words}"
    among = "those whom it was about and no other rule protects"
    group = people(versions, lost, among, own)
    at = rule.at if again is None else again.at
    return Regression(named("weaker-rule", rule.name, mark(versions, lost)), says, group, at)


def _about(versions: Versions, ends: Ends, rule: SafetyRule) -> Node:
    """Return the patients of whom a rule speaks.

    A whole module's rule speaks of those who enter it. Whether others enter
    it now is no matter of the rule, so the new version says who does.
    """
    module = rule.name.rpartition(".")[0].rpartition(".")[2]
    is_there = any(module in name.split(".")[:-1] for name in versions.new.tree.steps)
    entering = (versions.new if is_there else ends).entering(module)
    return versions.space.all_of(ends.space.where(rule.condition), entering)


def _promised(versions: Versions, rule: SafetyRule, by: Rules) -> Node:
    """Return the patients to whom some new rules promise all that an old rule does."""
    space, new = versions.space, versions.new
    parts = [
        space.any_of(*(_about(versions, new, each) for each in covering))
        for covering in _covering(versions.new.tree, rule, by)
    ]
    if _allowed(rule) != _ANYWHERE:
        parts.append(_sent(versions, _allowed(rule), by))
    return space.all_of(*parts)


def _allowed(rule: SafetyRule) -> frozenset[Disposition]:
    """Return the dispositions that a rule allows."""
    least = rule.urgency_at_least.urgency if rule.urgency_at_least else 0
    return frozenset(d for d in rule.dispositions or _ANYWHERE if d.urgency >= least)


def _sent(versions: Versions, allowed: frozenset[Disposition], by: Rules) -> Node:
    """Return whom some new rules together send nowhere else than to some dispositions."""
    diagram = versions.space.diagram
    left = diagram.leaf(_ANYWHERE)
    for rule in by:
        if _allowed(rule) != _ANYWHERE:
            about = _about(versions, versions.new, rule)
            left = diagram.combine(left, about, _narrowed(_allowed(rule)))
    return diagram.relabel(left, lambda label: isinstance(label, frozenset) and label <= allowed)


def _narrowed(allowed: frozenset[Disposition]) -> Callable[[Label, Label], Label]:
    def join(left: Label, holds: Label) -> Label:
        return left & allowed if holds and isinstance(left, frozenset) else left

    return join


def _covering(tree: Tree, old: SafetyRule, rules: Rules) -> Iterator[list[SafetyRule]]:
    """Yield for each part of an old promise the new rules that promise as much.

    What is not there any more cannot be given or passed.
    """
    for advice in old.never_advice:
        if advice in tree.advice:
            yield [new for new in rules if advice in new.never_advice]
    for advice in old.always_advice:
        yield [new for new in rules if advice in new.always_advice]
    for fact in old.asked:
        yield [new for new in rules if fact in new.asked]
    for place in old.never_passes:
        if place in tree.steps or place in tree.outcomes:
            yield [new for new in rules if place in new.never_passes]
    if old.passes:
        yield [new for new in rules if new.passes and set(new.passes) <= set(old.passes)]
    if old.review_within_days is not None:
        yield [new for new in rules if _reviews_within(new, old.review_within_days)]


def _reviews_within(rule: SafetyRule, days: int) -> bool:
    return rule.review_within_days is not None and rule.review_within_days <= days
