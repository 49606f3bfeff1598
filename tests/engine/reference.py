"""What a tree means, written as plainly as it can be: slow, and obviously right.

It shares no code with the engine. It reads the model's classes and nothing
else: no sets, no closures, no bounds on sums.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from attrs import define, field

from triage.model.conditions import All, Any, Condition, Count, Is, Not, Points, Score
from triage.model.facts import Fact
from triage.model.tree import Branch, Outcome, Step, Tree
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
    """Return the advice that a complete patient is given, by what they were asked."""
    known = {fact: value for fact, value in patient.items() if fact in known_to(tree, patient)}
    listed = [tree.advice[name] for name in tree.outcomes[outcome_of(tree, patient)].advice]
    fits = [a for a in listed if a.when is None or is_so(a.when, known)]
    return [a.name for a in fits if not any(forbids(c, known) for c in a.never_when)]


def forbids(condition: Condition, known: Patient) -> bool:
    unsure = [fact for fact in facts_in(condition) if known.get(fact, UNSURE) == UNSURE]
    return bool(unsure) or is_so(condition, known) is not False


def known_to(tree: Tree, patient: Patient) -> set[str]:
    """Return the facts that a patient's way asks, and those that its outcome refines."""
    place = follow(tree, patient)
    return place.asked | set(place.outcome.refine if place.outcome else ())


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


# --- what is put before a person, screen by screen


@define
class Place:
    """Where answers lead: the steps passed, the last one open or with an end behind it.

    ``asked`` are the facts that were put before the person on the way.
    """

    steps: list[Step]
    outcome: Outcome | None = None
    open_condition: Condition | None = None
    asked: set[str] = field(factory=set)


def follow(tree: Tree, answers: Patient) -> Place:
    """Put one screen after the other before somebody who has the answers, and stop there."""
    asked: set[str] = set()
    while True:
        told = {fact: value for fact, value in answers.items() if fact in asked}
        place = _follow(tree, told)
        unseen = [s for s in to_show(place, told) if not set(s.ask) <= asked]
        if place.outcome is not None or not unseen:
            place.asked = asked
            return place
        asked |= set(unseen[0].ask)


def _follow(tree: Tree, told: Patient) -> Place:
    place, here = Place([]), tree.start
    while here in tree.steps:
        step = tree.steps[here]
        place.steps.append(step)
        goes = _goes(step, told)
        if not isinstance(goes, str):
            place.open_condition = goes
            return place
        here = goes
    place.outcome = tree.outcomes[here]
    return place


def _goes(step: Step, told: Patient) -> str | Condition | None:
    """Return where a step leads, or what is open there; None where its last branch waits."""
    for branch in step.branches:
        if branch.condition is None:
            return branch.go if set(step.ask) <= told.keys() else None
        so = is_so(branch.condition, told)
        if so is not False:
            return branch.go if so else branch.condition
    return None


def to_show(place: Place, told: Patient) -> list[Step]:
    """Return the steps that have something to ask where answers stop, the first one first.

    Before the step that is open, those whose answers may decide there before
    it asks anything; behind it, those of which its condition is about.
    """
    if place.outcome is not None:
        return []
    *earlier, here = place.steps
    before = {f: v for f, v in told.items() if any(f in step.ask for step in earlier)}
    first = _asking(_goes(here, before), earlier, told)
    own = [here] if set(here.ask) - told.keys() else []
    return [*first, *own, *_asking(place.open_condition, earlier, told)]


def _asking(goes: str | Condition | None, steps: list[Step], told: Patient) -> list[Step]:
    """Return the steps that ask what is open of a condition, in the order of the way."""
    if goes is None or isinstance(goes, str):
        return []
    open_facts = facts_in(goes) - told.keys()
    return [step for step in steps if open_facts & set(step.ask)]


def is_so(condition: Condition, answers: Patient) -> bool | None:
    """Say whether a condition holds for some answers; None while that is open."""
    match condition.core:
        case Is(fact=fact, answers=wanted):
            return matches(answers[fact], wanted) if fact in answers else None
        case Count(facts=facts, answers=wanted, low=low, high=high):
            known = [matches(answers[fact], wanted) for fact in facts if fact in answers]
            fewest, most = sum(known), sum(known) + len(facts) - len(known)
            return _all_alike([low <= number <= high for number in range(fewest, most + 1)])
        case Score(points=entries, total=total, about=about):
            sums = [_sums(fact, entries, answers) for fact in about]
            fewest, most = sum(map(min, sums)), sum(map(max, sums))
            return _all_alike([is_in(n, total) for n in range(fewest, most + 1)])
        case Not(of=part):
            so = is_so(part, answers)
            return None if so is None else not so
        case All(of=parts):
            told = {is_so(part, answers) for part in parts}
            return False if False in told else None if None in told else True
        case Any(of=parts):
            told = {is_so(part, answers) for part in parts}
            return True if True in told else None if None in told else False


def _sums(fact: Fact, entries: tuple[Points, ...], answers: Patient) -> list[int]:
    """Return what the answers to a fact, of which one may be known, may add to a sum."""
    own = [entry for entry in entries if entry.fact == fact.name]
    looked_for: list[Condition] = [Is(entry.fact, entry.answers) for entry in own]
    some = values_that_stand_for_all({fact.name: fact}, looked_for)[fact.name]
    values = [answers[fact.name]] if fact.name in answers else some
    return [sum(e.points for e in own if matches(value, e.answers)) for value in values]


def _all_alike(found: list[bool]) -> bool | None:
    return found[0] if len(set(found)) == 1 else None


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
