"""Trees that clinicians would not write: few facts, asked again, passed over and asked back for.

They are made as data, not as files, so that many can be tried.
"""

from __future__ import annotations

from random import Random

from attrs import frozen

from tests.bare import bare_tree
from triage.model.conditions import All, Any, Condition, Count, Is, Not, Points, Score
from triage.model.dispositions import DEFAULT
from triage.model.domains import Domain, Number, OneOf, Option, YesNo
from triage.model.facts import Demand, Fact
from triage.model.texts import Instruction, Title
from triage.model.tree import Branch, Impossible, Outcome, Step, Tree
from triage.model.values import NOT_SURE, AnswerSet, Range, Value

YES, NO, OPEN = AnswerSet((True,)), AnswerSet((False,)), AnswerSet((NOT_SURE,))


@frozen
class Dense:
    """A tree, and a way to draw people for it."""

    tree: Tree
    chance: Random

    def person(self) -> dict[str, Value]:
        """Return answers to some facts, or to all."""
        kept = self.chance.choice([1.0, 1.0, 0.8, 0.5])
        facts = [fact for fact in self.tree.facts.values() if self.chance.random() < kept]
        return {fact.name: self.chance.choice(_values(fact)) for fact in facts}


def dense(seed: int) -> Dense:
    """Return the tree of a number."""
    chance = Random(seed)
    facts = {f"f{i}": _fact(chance, f"f{i}") for i in range(chance.randint(2, 6))}
    names = [f"s{i}" for i in range(chance.randint(2, 7))]
    outcomes = {f"o{i}": _outcome(chance, f"o{i}", facts) for i in range(chance.randint(2, 3))}
    steps = _steps(chance, names, facts, list(outcomes))
    pairs = [All(tuple(_is(chance, f, facts) for f in _some(chance, facts, 2))) for _ in range(2)]
    either = Any(tuple(_is(chance, f, facts) for f in _some(chance, facts, 2)))
    choices: list[list[Condition]] = [[], [pairs[0]], [*pairs], [either]]
    impossible = chance.choice(choices)
    tree = bare_tree(
        id="dense",
        start="s0",
        facts=facts,
        steps=steps,
        outcomes=outcomes,
        impossible=tuple(map(Impossible, impossible)),
    )
    return Dense(tree, chance)


def _fact(chance: Random, name: str) -> Fact:
    domains: list[Domain] = [*[YesNo()] * 5, _one_of(), _number(chance)]
    domain = chance.choice(domains)
    some = AnswerSet((True,)) if isinstance(domain, YesNo) else AnswerSet((NOT_SURE,))
    demands = (Demand(some, chance.choice(list(DEFAULT.dispositions)[1:])),)
    sure = isinstance(domain, YesNo) and chance.random() < 0.3
    kept = demands if chance.random() < 0.3 else ()
    return Fact(name=name, domain=domain, ask=f"Is it {name}?", label=name, demands=kept, sure=sure)


def _one_of() -> OneOf:
    return OneOf((Option("a", "A"), Option("b", "B"), Option("c", "C")))


def _number(chance: Random) -> Number:
    also = (Option("no change", "no change"),)
    return Number(
        low=0, high=5, step=chance.choice([1, 0.5]), unit="days", also=chance.choice([(), also])
    )


def _values(fact: Fact) -> list[Value]:
    numbers = [0, 1, 2, 3, 5] if isinstance(fact.domain, Number) else []
    return [*fact.domain.choices(), *numbers, *([] if fact.sure else [NOT_SURE])]


def _some(chance: Random, facts: dict[str, Fact] | list[str], most: int) -> list[str]:
    return chance.sample(list(facts), min(len(facts), chance.randint(1, most)))


def _outcome(chance: Random, name: str, facts: dict[str, Fact]) -> Outcome:
    refine = _some(chance, facts, 3) if chance.random() < 0.6 else []
    return Outcome(
        name=name,
        disposition=chance.choice(list(DEFAULT.dispositions)),
        title=Title(name),
        text=Instruction(name),
        refine=tuple(refine),
    )


def _steps(
    chance: Random, names: list[str], facts: dict[str, Fact], ends: list[str]
) -> dict[str, Step]:
    """Return steps whose conditions read only what every way to them has asked."""
    asked: dict[str, set[str]] = {"s0": set()}
    steps: dict[str, Step] = {}
    for number, name in enumerate(names):
        if name not in asked:
            continue  # nothing leads there
        ask = _ask(chance, facts)
        known = sorted(asked[name].union(ask))
        later = [*names[number + 1 :], *ends]
        goes = [chance.choice(later[:2] + ends) for _ in range(chance.randint(1, 3))]
        conditions = [_condition(chance, known, facts, 2) if known else None for _ in goes[1:]]
        branches = [
            Branch(condition=c, go=go)
            for c, go in zip([*conditions, None], goes, strict=True)
            if c or go is goes[-1]
        ]
        steps[name] = Step(
            name=name,
            ask=tuple(ask),
            branches=tuple(branches),
            heading="Which?" if len(ask) > 1 else None,
        )
        for go in goes:
            asked[go] = asked.get(go, set(known)) & set(known)
    return steps


def _ask(chance: Random, facts: dict[str, Fact]) -> list[str]:
    yes_no = [name for name, fact in facts.items() if fact.is_yes_no]
    if len(yes_no) > 1 and chance.random() < 0.5:
        return chance.sample(yes_no, chance.randint(2, min(3, len(yes_no))))
    return [] if chance.random() < 0.15 else [chance.choice(list(facts))]


def _condition(chance: Random, known: list[str], facts: dict[str, Fact], depth: int) -> Condition:
    kind = chance.choice(["is", "is", "not", "all", "any", "count", "score"]) if depth else "is"
    inner = [_condition(chance, known, facts, depth - 1) for _ in range(2)] if depth else []
    some, size = _some(chance, known, 3), chance.randint(0, 2)
    match kind:
        case "not":
            return Not(inner[0])
        case "all":
            return All(tuple(inner))
        case "any":
            return Any(tuple(inner))
        case "count":
            some = [name for name in some if facts[name].is_yes_no]
            answers = chance.choice([YES, NO, OPEN, AnswerSet((True, NOT_SURE))])
            if some:
                return Count(
                    facts=tuple(some),
                    answers=answers,
                    low=min(size, len(some)),
                    high=chance.choice([size, 3]),
                )
        case "score":
            points = [
                Points(f, _answers(chance, facts[f]), chance.choice([-2, -1, 1, 2])) for f in some
            ]
            return Score(
                tuple(points),
                chance.choice([Range(low=1), Range(low=0, high=1), Range(high=-1)]),
                tuple(facts[f] for f in some),
            )
    return _is(chance, chance.choice(known), facts)


def _is(chance: Random, name: str, facts: dict[str, Fact]) -> Is:
    return Is(name, _answers(chance, facts[name]))


def _answers(chance: Random, fact: Fact) -> AnswerSet:
    values = tuple(chance.sample(_values(fact), chance.randint(1, 2)))
    if isinstance(fact.domain, Number) and chance.random() < 0.6:
        low, high = sorted(chance.sample([0, 1, 2.5, 4, 9], 2))
        return AnswerSet(
            values[:1],
            (
                Range(
                    low=low,
                    high=high,
                    low_included=chance.random() < 0.5,
                    high_included=chance.random() < 0.5,
                ),
            ),
        )
    return AnswerSet(values)
