"""What a tree means, written as plainly as it can be: slow, and obviously right.

It shares no code with the engine. It reads the model's classes and nothing
else: no sets, no closures, no bounds on sums.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from triage.model.conditions import All, Any, Condition, Count, Is, Not, Score
from triage.model.facts import Fact
from triage.model.tree import Branch, Step, Tree
from triage.model.values import AnswerSet, Range, Value
from triage.strategies.answering import notable_numbers

Patient = Mapping[str, Value]
UNSURE = "not sure"


def is_in(value: Value, numbers: Range) -> bool:
    if isinstance(value, (str, bool)):
        return False
    if numbers.low is not None:
        if value < numbers.low:
            return False
        if value == numbers.low and not numbers.low_included:
            return False
    if numbers.high is not None:
        if value > numbers.high:
            return False
        if value == numbers.high and not numbers.high_included:
            return False
    return True


def matches(value: Value, answers: AnswerSet) -> bool:
    for listed in answers.values:
        if isinstance(listed, bool) == isinstance(value, bool) and listed == value:
            return True
    return any(is_in(value, numbers) for numbers in answers.ranges)


def holds(condition: Condition, patient: Patient) -> bool:
    """Say whether a condition is so for a patient about whom all is known."""
    if isinstance(condition, Is):
        return matches(patient[condition.fact], condition.answers)
    if isinstance(condition, Count):
        counted = [fact for fact in condition.facts if matches(patient[fact], condition.answers)]
        return condition.low <= len(counted) <= condition.high
    if isinstance(condition, Score):
        met = [p.points for p in condition.points if matches(patient[p.fact], p.answers)]
        return is_in(sum(met), condition.total)
    if isinstance(condition, Not):
        return not holds(condition.of, patient)
    if isinstance(condition, All):
        return all(holds(part, patient) for part in condition.of)
    assert isinstance(condition, Any)
    return any(holds(part, patient) for part in condition.of)


def way_of(tree: Tree, patient: Patient) -> list[tuple[Step, Branch]]:
    """Return the steps that a complete patient passes, each with the branch taken."""
    here, way = tree.start, []
    while here in tree.steps:
        step = tree.steps[here]
        taken = next(
            branch
            for branch in step.branches
            if branch.condition is None or holds(branch.condition, patient)
        )
        way.append((step, taken))
        here = taken.go
    return way


def steps_of(tree: Tree, patient: Patient) -> list[Step]:
    return [step for step, _ in way_of(tree, patient)]


def outcome_of(tree: Tree, patient: Patient) -> str:
    return way_of(tree, patient)[-1][1].go


def advice_of(tree: Tree, patient: Patient) -> list[str]:
    """Return the advice that a complete patient is given."""
    listed = [tree.advice[name] for name in tree.outcomes[outcome_of(tree, patient)].advice]
    fits = [a for a in listed if a.when is None or holds(a.when, patient)]
    return [a.name for a in fits if not any(forbids(c, patient) for c in a.never_when)]


def forbids(condition: Condition, patient: Patient) -> bool:
    unsure = [fact for fact in facts_in(condition) if patient[fact] == UNSURE]
    return bool(unsure) or holds(condition, patient)


def known_to(tree: Tree, patient: Patient) -> set[str]:
    """Return the facts that a patient's way asks, and those that its outcome refines."""
    asked = {fact for step in steps_of(tree, patient) for fact in step.ask}
    return asked | set(tree.outcomes[outcome_of(tree, patient)].refine)


def facts_in(condition: Condition) -> set[str]:
    if isinstance(condition, Is):
        return {condition.fact}
    if isinstance(condition, Count):
        return set(condition.facts)
    if isinstance(condition, Score):
        return {entry.fact for entry in condition.points}
    if isinstance(condition, Not):
        return facts_in(condition.of)
    assert isinstance(condition, All | Any)
    return {fact for part in condition.of for fact in facts_in(part)}


def values_that_stand_for_all(
    facts: Mapping[str, Fact], conditions: list[Condition]
) -> dict[str, list[Value]]:
    """Return for each fact some of its values: no condition tells more of them apart."""
    notable = notable_numbers(facts, conditions)
    return {
        name: [*notable[name], *fact.domain.choices(), *([] if fact.sure else [UNSURE])]
        for name, fact in facts.items()
    }


def completions(
    facts: Mapping[str, Fact], condition: Condition, answers: Patient
) -> Iterator[dict[str, Value]]:
    """Yield every way, as far as a condition can tell, to fill in its unanswered facts."""
    values = values_that_stand_for_all(facts, [condition])
    missing = sorted(facts_in(condition) - set(answers))
    for chosen in product(*(values[fact] for fact in missing)):
        yield {**answers, **dict(zip(missing, chosen, strict=True))}


def certain(facts: Mapping[str, Fact], condition: Condition, answers: Patient) -> bool | None:
    """Say what all completions agree on, or None."""
    found = {holds(condition, patient) for patient in completions(facts, condition, answers)}
    return found.pop() if len(found) == 1 else None
