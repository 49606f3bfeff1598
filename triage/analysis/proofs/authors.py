"""What is claimed of advice, of the author's own rules, and of what the author calls impossible."""

from __future__ import annotations

from collections.abc import Iterator

from triage.analysis.proofs.claims import Claim, PatientSet
from triage.model.conditions import facts_of
from triage.model.dispositions import Disposition
from triage.model.names import module_of
from triage.model.several import splitting
from triage.model.tree import Outcome, SafetyRule, Tree
from triage.phrasing.conditions import say
from triage.phrasing.phrases import either
from triage.words import N_, _, ngettext


def blocked(tree: Tree) -> Iterator[Claim]:
    """Nobody is given advice that a condition forbids them, or may forbid for all they know."""
    for advice in tree.advice.values():
        if advice.never_when:
            broken = PatientSet(advice.blocked, given=advice.name, possible=False)
            text = _(
                "{name} is never given where it must not be, nor where that is not sure",
                name=advice.name,
            )
            yield Claim("block", advice.name, text, (broken,), kept_by=advice.name, at=advice.at)


def apart(tree: Tree) -> Iterator[Claim]:
    """Nobody is given two measures of which one says the opposite of the other.

    Who skips refining questions is given no more than who answers them.
    """
    for advice in tree.advice.values():
        others = [name for name in advice.not_with or () if name in tree.advice]
        broken = tuple(
            PatientSet(given=advice.name, beside=name, ends=_both(tree, advice.name, name))
            for name in others
        )
        if broken:
            text = _(
                "nobody is given {name} together with {others}",
                name=advice.name,
                others=either(others),
            )
            yield Claim(N_("opposite"), advice.name, text, broken, at=advice.at)


def _both(tree: Tree, *names: str) -> frozenset[str] | None:
    """Return the outcomes that list all of some advice; nobody else can be given all.

    None where two outcomes may be told together.
    """
    if splitting(tree):
        return None
    return frozenset(o.name for o in tree.outcomes.values() if {*names} <= {*o.advice})


def settled(tree: Tree) -> Iterator[Claim]:
    """What decides about an advice is asked on every path to it, or refined there."""
    for advice in tree.advice.values():
        facts = facts_of(*advice.conditions)
        broken = tuple(
            PatientSet(ends=ends, passing=passing, unasked=fact)
            for outcome in tree.outcomes.values()
            if advice.name in outcome.advice
            for ends, passing in [_told(tree, outcome)]
            for fact in facts
            if fact not in outcome.refine
        )
        if broken:
            text = _("whatever decides about {name} is asked before it is given", name=advice.name)
            yield Claim(N_("advice question"), advice.name, text, broken, at=advice.at)


def _told(tree: Tree, outcome: Outcome) -> tuple[frozenset[str] | None, tuple[str, ...]]:
    """Return who is told an outcome: who ends there; of several parts, who comes by it."""
    if splitting(tree):
        return None, (outcome.name,)
    return frozenset({outcome.name}), ()


def possible(tree: Tree) -> Iterator[Claim]:
    """Somebody could give each combination of answers that is called impossible.

    One that nobody could give anyway is a mistake in writing it.
    """
    for number, impossible in enumerate(tree.impossible, 1):
        words = say(impossible.condition, tree.facts)
        somebody = PatientSet(impossible.condition, possible=False)
        text = _("the answers that are ruled out could be given: {words}", words=words)
        about = f"entry {number}"
        yield Claim("impossible", about, text, (somebody,), somebody=True, at=impossible.at)
    if tree.impossible:
        yield Claim(
            "impossible", "", _("not everybody is ruled out"), (PatientSet(),), somebody=True
        )


def rules(tree: Tree) -> Iterator[Claim]:
    """The author's own rules, for all patients that are not ruled out.

    The rule of a module is about those who enter it.
    """
    for rule in tree.safety:
        text = f"{say(rule.condition, tree.facts)} — {say_promise(rule)}"
        expect = rule.urgency_at_least or _mildest(rule.dispositions)
        broken = tuple(_breaking(tree, rule))
        yield Claim(N_("safety rule"), rule.name, text, broken, expect=expect, at=rule.at)


def _mildest(dispositions: tuple[Disposition, ...]) -> Disposition | None:
    return min(dispositions, key=lambda d: d.urgency, default=None)


def _breaking(tree: Tree, rule: SafetyRule) -> Iterator[PatientSet]:
    """Return the groups of which nobody may be, one for each part of the promise."""
    module = module_of(rule.name)
    who = rule.condition
    wrong = frozenset(o.name for o in tree.outcomes.values() if not _allows(rule, o))
    if wrong:
        yield PatientSet(who, wrong, module=module)
    for name in rule.never_advice:
        yield PatientSet(who, given=name, module=module)
    for name in rule.always_advice:
        yield PatientSet(who, denied=name, module=module)
    for fact in rule.asked:
        yield PatientSet(who, unasked=fact, module=module)
    if rule.passes:
        yield PatientSet(who, avoiding=rule.passes, module=module)
    if rule.never_passes:
        yield PatientSet(who, passing=rule.never_passes, module=module)


def _allows(rule: SafetyRule, outcome: Outcome) -> bool:
    """Say whether a rule lets its patients end in an outcome."""
    least, allowed, days = rule.urgency_at_least, rule.dispositions, rule.review_within_days
    review = outcome.review_after_days
    return (
        (least is None or outcome.disposition.urgency >= least.urgency)
        and (not allowed or outcome.disposition in allowed)
        and (days is None or (review is not None and review <= days))
    )


def say_promise(rule: SafetyRule) -> str:
    """Return what a rule promises, in words."""
    parts = [
        _("always at least as urgent as {least}", least=rule.urgency_at_least)
        if rule.urgency_at_least
        else "",
        _("always {places}", places=either(list(rule.dispositions))) if rule.dispositions else "",
        ngettext(
            "always a look again within {count} day",
            "always a look again within {count} days",
            rule.review_within_days,
        )
        if rule.review_within_days is not None
        else "",
        _listed(_("never any of the advice"), rule.never_advice),
        _listed(_("always the advice"), rule.always_advice),
        _listed(_("always asked"), rule.asked),
        _listed(_("always by way of any of the steps"), rule.passes),
        _listed(_("never by way of the steps"), rule.never_passes),
    ]
    return "; ".join(part for part in parts if part)


def _listed(words: str, names: tuple[str, ...]) -> str:
    return f"{words} {', '.join(names)}" if names else ""
