"""Made-up trees as large as asked for, in the shape of clinical ones or of none at all."""

from __future__ import annotations

from datetime import date
from random import Random

from triage.model.conditions import Condition, Is
from triage.model.dispositions import Disposition
from triage.model.domains import Number, OneOf, Option, YesNo
from triage.model.facts import Demand, Fact
from triage.model.tree import Branch, Outcome, Step, Tree
from triage.model.values import NOT_SURE, AnswerSet, Range, Value

FACTS = 60
RETESTED = 6


def shaped(steps: int, seed: int, retests: float = 0.1) -> Tree:
    """Return a tree whose steps take the facts in one order, but for some that re-test.

    Args:
        steps: how many steps it has.
        seed: trees of one seed and size are the same.
        retests: which share of the steps tests one of six facts again.
    """
    random = Random(seed)
    facts = _facts(random)
    names = list(facts)
    again = sorted(random.sample(range(FACTS // 2), RETESTED))
    picked = []
    for index in range(steps):
        due = index * FACTS // steps
        earlier = [fact for fact in again if fact < due]
        picked.append(random.choice(earlier) if earlier and random.random() < retests else due)
    return _tree(facts, [names[fact] for fact in picked], random, window=2 * steps // FACTS + 2)


def adversarial(steps: int, seed: int) -> Tree:
    """Return a tree in which every step tests any fact and leads anywhere further on."""
    random = Random(seed)
    facts = _facts(random)
    picked = random.choices(list(facts), k=steps)
    return _tree(facts, picked, random, window=steps)


def _facts(random: Random) -> dict[str, Fact]:
    return {fact.name: fact for fact in (_fact(f"fact_{i:02}", random) for i in range(FACTS))}


def _fact(name: str, random: Random) -> Fact:
    """Return a yes-no fact, a choice of 3 to 6 options or a number from 0 to 100."""
    kind = random.randrange(3)
    if kind == 0:
        demands = (Demand(AnswerSet((True, NOT_SURE)), Disposition.PHYSIO),)
        return Fact(
            name, YesNo(), "?", name, worse=((False,), (True,)), well=False, demands=demands
        )
    if kind == 1:
        options = tuple(Option(f"o{i}", f"o{i}") for i in range(random.randint(3, 6)))
        levels = tuple((option.name,) for option in options)
        return Fact(name, OneOf(options), "?", name, worse=levels, well="o0", not_sure_as="o0")
    return Fact(name, Number(0, 100), "?", name, worse="higher", well=0, not_sure_as=100)


def _tree(facts: dict[str, Fact], picked: list[str], random: Random, window: int) -> Tree:
    outcomes = {d.value: Outcome(d.value, d, d.words, d.words) for d in Disposition}
    made = {}
    for index, fact in enumerate(picked):
        made[f"s{index}"] = _step(index, facts[fact], len(picked), random, window)
    return Tree(
        "made-up",
        "Made up",
        "0.1.0",
        "draft",
        "",
        "",
        date(2027, 11, 20),
        "s0",
        {},
        facts,
        {},
        made,
        outcomes,
        {},
        {},
    )


def _step(index: int, fact: Fact, steps: int, random: Random, window: int) -> Step:
    def later() -> str:
        ahead = index + random.randint(2, window)
        return f"s{ahead}" if ahead < steps else random.choice(list(Disposition)).value

    away = random.choice(list(Disposition)).value if random.random() < 0.2 else later()
    onward = f"s{index + 1}" if index + 1 < steps else Disposition.SELF_CARE.value
    return Step(
        f"s{index}",
        (fact.name,),
        (Branch(_condition(fact, random), away), Branch(None, onward, including_not_sure=True)),
    )


def _condition(fact: Fact, random: Random) -> Condition:
    return Is(fact.name, AnswerSet(*_answers(fact, random)))


def _answers(fact: Fact, random: Random) -> tuple[tuple[Value, ...], tuple[Range, ...]]:
    match fact.domain:
        case YesNo():
            return (True, NOT_SURE), ()
        case OneOf(options=options):
            first = random.randrange(1, len(options))
            return tuple(option.name for option in options[first:]), ()
        case _:
            return (NOT_SURE,), (Range(low=random.randint(1, 99)),)
