"""What can go wrong in advice and outcomes."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from triage.model.conditions import negate
from triage.model.dispositions import Disposition
from triage.model.tree import Advice, Outcome, Tree
from triage.mutate.conditions import condition_variants
from triage.mutate.mutants import Key, Mutant, Variant, copies, in_all_copies, said

# The disposition that stands for each urgency where one is made milder or more urgent.
_OF_URGENCY = (
    Disposition.SELF_CARE,
    Disposition.PHYSIO,
    Disposition.SAME_DAY_URGENT,
    Disposition.EMERGENCY,
)


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


def _of_advice(advice: Advice, tree: Tree) -> dict[Key, Variant]:
    return _of_when(advice, tree) | _of_never_when(advice, tree)


def _of_when(advice: Advice, tree: Tree) -> dict[Key, Variant]:
    if advice.when is None:
        return {}
    whens = [
        ("when", None),
        ("when", negate(advice.when)),
        *condition_variants(advice.when, tree.facts),
    ]
    before = f"when {said(advice.when, tree)}"
    return {
        ("when", number): Variant(
            operator, before, f"when {said(when, tree)}", evolve(advice, when=when)
        )
        for number, (operator, when) in enumerate(whens)
    }


def _of_never_when(advice: Advice, tree: Tree) -> dict[Key, Variant]:
    found: dict[Key, Variant] = {}
    for index, never in enumerate(advice.never_when):
        before, after = advice.never_when[:index], advice.never_when[index + 1 :]
        words = f"never when {said(never, tree)}"
        dropped = evolve(advice, never_when=before + after)
        found["never", index] = Variant("contraindication", words, "", dropped)
        made = condition_variants(never, tree.facts)
        for number, (operator, condition) in enumerate(made):
            changed = evolve(advice, never_when=(*before, condition, *after))
            now = f"never when {said(condition, tree)}"
            found["never", index, number] = Variant(operator, words, now, changed)
    return found


def of_outcomes(tree: Tree) -> Iterator[Mutant]:
    """Return the mistakes in what an outcome gives, and in where it sends people."""
    for group in copies(tree.outcomes.values()):
        for variant, things in in_all_copies(group, _of_outcome):
            outcomes = {name: each for name, each in things.items() if isinstance(each, Outcome)}
            words = variant.before, variant.after
            at = group[0].at
            yield Mutant(variant.operator, group[0].name, *words, outcomes=outcomes, at=at)


def _of_outcome(outcome: Outcome) -> dict[Key, Variant]:
    found: dict[Key, Variant] = {}
    for index, name in enumerate(outcome.advice):
        left = outcome.advice[:index] + outcome.advice[index + 1 :]
        changed = evolve(outcome, advice=left)
        found["advice", index] = Variant("advice", f"advice {name}", "", changed)
    for urgency in (outcome.disposition.urgency - 1, outcome.disposition.urgency + 1):
        if 0 <= urgency < len(_OF_URGENCY):
            now = _OF_URGENCY[urgency]
            words = f"disposition {outcome.disposition}", f"disposition {now}"
            changed = evolve(outcome, disposition=now)
            found["disposition", urgency] = Variant("disposition", *words, changed)
    return found
