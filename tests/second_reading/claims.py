"""The properties of docs/properties.md, decided by trying everybody.

Where a module speaks of those who enter it, nothing is tried here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, permutations

from tests.second_reading.conditions import NOT_SURE, Answers, Raw, Value, listed, matches
from tests.second_reading.everybody import everybody, values
from tests.second_reading.files import Outcome, Reading, Rule
from tests.second_reading.people import follow
from tests.second_reading.telling import advised

# What is claimed: the kind, and what of the tree it is about.
Claim = tuple[str, str]


@dataclass
class Person:
    """Somebody: p, o(p), u(p), what p is asked and takes, and what p is given.

    ``given`` is what p is given who skips nothing, ``sometimes`` in some session, as p may skip
    any of the refining questions; ``known`` is what p may tell.
    """

    answers: Answers
    end: str
    urgency: int
    hours: float
    asked: set[str]
    steps: list[str]
    taken: set[tuple[str, int]]
    given: tuple[str, ...]
    sometimes: set[str]
    known: Answers
    possible: bool
    told: list[str]
    reached: set[str]


class TooManyPeople(Exception):
    """There are more people than are tried."""


def broken(tree: Reading, most: int) -> set[Claim]:
    """Return the claims that do not hold; everybody is tried.

    Raises:
        TooManyPeople: there are more than so many.
    """
    people = [_person(tree, answers) for answers in everybody(tree, most)]
    if not people:
        raise TooManyPeople
    possible = [each for each in people if each.possible]
    return {
        *_of_urgency(tree, people, possible),
        *_of_pairs(tree, possible),
        *_of_advice(tree, people, possible),
        *_of_rules(tree, possible),
        *_of_reach(tree, people, possible),
    }


def _person(tree: Reading, answers: Answers) -> Person:
    way = follow(tree, answers)
    outcome = tree.outcomes[way.end]
    told = {f: v for f, v in answers.items() if f in way.shown}
    ends = [tree.outcomes[name] for name in way.told]
    refining = {f: v for f, v in answers.items() if any(f in end.refine for end in ends)}
    given = [_given(tree, ends, told | some) for some in _parts(refining)]
    return Person(
        answers,
        way.end,
        tree.urgency(outcome.disposition),
        tree.hours(outcome),
        set(way.shown),
        way.steps,
        way.taken,
        tuple(sorted(_given(tree, ends, told | refining))),
        set[str]().union(*given),
        told | refining,
        not any(condition.so(answers) for condition in tree.impossible),
        way.told,
        {*way.reached},
    )


def _given(tree: Reading, ends: list[Outcome], used: Answers) -> set[str]:
    return {name for end in ends for name in advised(tree, end, used)[0]}


def _parts(answers: Answers) -> list[dict[str, Value]]:
    """Return all that may be left of some answers where questions are skipped."""
    sizes = range(len(answers) + 1)
    return [dict(some) for size in sizes for some in combinations(answers.items(), size)]


def _of_urgency(tree: Reading, people: list[Person], possible: list[Person]) -> Iterator[Claim]:
    for name, fact in tree.facts.items():
        demands = fact.get("demands") or {}
        most = max((tree.urgency(each) for each in demands.values()), default=0)
        if any(p.urgency < most and name not in p.asked for p in possible):
            yield "question", name
        for p in people:
            met = [
                tree.urgency(d)
                for spec, d in demands.items()
                if matches(spec, fact, p.answers[name])
            ]
            if p.urgency < max(met, default=0):
                yield "demand", name
                if name in p.asked:
                    yield "at least", ""
    for name, step in tree.steps.items():
        last = (name, len(step.ways) - 1)
        unsure = (p for p in people if any(p.answers[fact] == NOT_SURE for fact in step.ask))
        if not step.including and any(last in p.taken for p in unsure):
            yield "default", name


def _of_pairs(tree: Reading, possible: list[Person]) -> Iterator[Claim]:
    told = tree.named | {fact for outcome in tree.outcomes.values() for fact in outcome.tell}
    asked = {fact for step in tree.steps.values() for fact in step.ask}
    asked |= {fact for outcome in tree.outcomes.values() for fact in outcome.refine}
    for name, fact in tree.facts.items():
        groups = _twins(name, possible)
        worse = [*_worse(fact, values(tree)[name])]
        if any(_falls(group, v, w) for group in groups for v, w in worse):
            yield "order", name
        unsure = [*_unsure(fact, values(tree)[name])]
        if any(_waits_longer(group, v, w) for group in groups for v, w in worse + unsure):
            yield "time", name
        if any(_unsure_taken_lightly(fact, group) for group in groups):
            yield "not sure", name
        ends = [{(*p.told, frozenset(p.given)) for p in group.values()} for group in groups]
        if fact["type"] != "note" and name in asked - told and all(len(each) == 1 for each in ends):
            yield "use", name


def _twins(fact: str, people: list[Person]) -> list[dict[Value, Person]]:
    """Return people who differ in one answer only, by that answer."""
    groups: dict[tuple[object, ...], dict[Value, Person]] = {}
    for p in people:
        others = tuple((n, type(v), v) for n, v in p.answers.items() if n != fact)
        groups.setdefault(others, {})[p.answers[fact]] = p
    return [*groups.values()]


def _falls(group: dict[Value, Person], worse: Value, better: Value) -> bool:
    return {worse, better} <= set(group) and group[worse].urgency < group[better].urgency


def _waits_longer(group: dict[Value, Person], worse: Value, better: Value) -> bool:
    if not {worse, better} <= set(group):
        return False
    one, other = group[worse], group[better]
    return one.urgency == other.urgency and one.hours > other.hours


def _unsure(fact: Raw, some: list[Value]) -> Iterator[tuple[Value, Value]]:
    """Yield *not sure* with each answer, unless it is said what it ends like."""
    if NOT_SURE in some and fact.get("not_sure_as") is None:
        yield from ((NOT_SURE, v) for v in some if v != NOT_SURE)


def _worse(fact: Raw, some: list[Value]) -> Iterator[tuple[Value, Value]]:
    """Yield pairs of answers of which the first is worse."""
    order = fact.get("worse")
    if fact["type"] == "yes-no" and order:
        yield order == "yes", order != "yes"
    elif isinstance(order, list):
        for better, worse in combinations(order, 2):
            yield from ((v, w) for v in listed(worse) for w in listed(better))
    elif order:
        numbers = [v for v in some if not isinstance(v, bool | str)]
        for v, w in permutations(numbers, 2):
            if (v > w) is (order == "higher"):
                yield v, w


def _unsure_taken_lightly(fact: Raw, group: dict[Value, Person]) -> bool:
    if NOT_SURE not in group or any(matches(d, fact, NOT_SURE) for d in fact.get("demands") or {}):
        return False
    unsure, like = group[NOT_SURE], fact.get("not_sure_as")
    if like is not None:
        same = [p for value, p in group.items() if matches(like, fact, value)]
        return any(p.told != unsure.told for p in same)
    return any(p.urgency > unsure.urgency for p in group.values())


def _of_advice(tree: Reading, people: list[Person], possible: list[Person]) -> Iterator[Claim]:
    for name, advice in tree.advice.items():
        about = {fact for never in advice.never for fact in never.reads}
        for p in people:
            unsure = any(p.answers[fact] == NOT_SURE for fact in about)
            if name in p.sometimes and (
                unsure or any(never.so(p.answers) for never in advice.never)
            ):
                yield "block", name
        if any({name, other} <= p.sometimes for other in advice.opposites for p in possible):
            yield "opposite", name
        read = about | set(advice.when.reads if advice.when else ())
        for p in possible:
            for outcome in (tree.outcomes[end] for end in p.reached):
                if name in outcome.advice and not read <= p.asked | set(outcome.refine):
                    yield "advice question", name


def _of_rules(tree: Reading, possible: list[Person]) -> Iterator[Claim]:
    for name, rule in tree.rules.items():
        if any(rule.about.so(p.answers) and not _kept(tree, rule, p) for p in possible):
            yield "safety rule", name


def _kept(tree: Reading, rule: Rule, p: Person) -> bool:
    (kind, promised), *_ = rule.promise.items()
    names, told = listed(promised), [tree.outcomes[end] for end in p.told]
    keeps: dict[str, Callable[[], bool]] = {
        "urgency": lambda: p.urgency >= tree.urgency(promised.removeprefix("at least ")),
        "disposition": lambda: any(outcome.disposition in names for outcome in told),
        "never_advice": lambda: not set(names) & p.sometimes,
        "always_advice": lambda: all(_is_always_given(tree, name, p) for name in names),
        "review": lambda: any(
            outcome.days is not None and outcome.days <= int(promised.split()[1])
            for outcome in told
        ),
        "asked": lambda: set(names) <= p.asked,
        "passes": lambda: bool(set(names) & {*p.steps, *p.reached}),
        "never_passes": lambda: not set(names) & {*p.steps, *p.reached},
    }
    return keeps[kind]()


def _is_always_given(tree: Reading, name: str, p: Person) -> bool:
    """Say whether p is given an advice whatever p leaves unanswered and yet comes to an end."""
    advice = tree.advice[name]
    conditions = [*([] if advice.when is None else [advice.when]), *advice.never]
    about = {fact: p.known[fact] for c in conditions for fact in c.reads if fact in p.known}
    others = {fact: value for fact, value in p.known.items() if fact not in about}
    return all(
        name in _given(tree, [tree.outcomes[end] for end in p.told], others | some)
        for some in _parts(about)
        if follow(tree, others | some).end
    )


def _of_reach(tree: Reading, people: list[Person], possible: list[Person]) -> Iterator[Claim]:
    for number, condition in enumerate(tree.impossible, 1):
        if not any(condition.so(p.answers) for p in people):
            yield "impossible", f"entry {number}"
    if not possible:
        yield "impossible", ""
    taken = {each for p in possible for each in p.taken}
    for name, step in tree.steps.items():
        for number, (_, go) in enumerate(step.ways):
            if (name, number) not in taken:
                yield "branch", f"{name}, branch {number + 1}, to {go}"
    ends = {end for p in possible for end in p.reached}
    given = {name for p in possible for name in p.sometimes}
    yield from (("outcome", name) for name in tree.outcomes if name not in ends)
    offered = {name for outcome in tree.outcomes.values() for name in outcome.advice}
    yield from (("advice", name) for name in offered - given)
