"""Made-up trees as large as asked for: three kinds, each as plainly described as it is drawn.

All have 60 facts: six danger signs first (yes-no, each of which demands an
emergency), then a third each of yes-no, one of 3 to 6 options, and numbers
from 0 to 100. Each allows *not sure* and is in order from well to worst. A
step asks one fact, and its first branch takes the worse answers: yes and not
sure, an option or a worse one, a number from a threshold on.

- ``flow``: each fact has its steps, and a tenth of them test an earlier fact
  again instead. The last branch leads to a step of the next fact; the first
  to any step of the next two, or, one time in five, to any outcome. Nothing
  keeps worse answers from milder ends, so many claims fail.
- ``ladder`` (in its own file): the same order, and a worse answer leads one
  rung up or to the emergency. Everything that is claimed of it holds.
- ``adversarial``: any fact at each step, and on to any later step.
"""

from __future__ import annotations

from datetime import date
from random import Random

from attrs import frozen

from triage.model.conditions import Is
from triage.model.dispositions import DEFAULT, Disposition
from triage.model.domains import Number, OneOf, Option, YesNo
from triage.model.facts import Demand, Fact
from triage.model.texts import ForWhom, Instruction, NotForWhom, Title
from triage.model.tree import Branch, Outcome, Step, Tree
from triage.model.values import NOT_SURE, AnswerSet, Range

FACTS, DANGERS = 60, 6
LATELY = 6
_LEAVING = 0.2
ENDS = [str(each) for each in DEFAULT.dispositions]
WORST = str(DEFAULT.top)


@frozen
class Shape:
    """What a tree is drawn by; trees of one shape are the same.

    Attributes:
        steps: how many steps it has.
        seed: what its chances come from.
        retests: which share of the steps tests an earlier fact again.
        early: re-test one of six facts of the beginning, everywhere; or else
            one of the six facts that were asked just before.
        thresholds: at how many numbers the tree cuts each number's range;
            each step uses one of them. 0 lets each step take any number.
    """

    steps: int
    seed: int
    retests: float = 0.1
    early: bool = False
    thresholds: int = 4


class Facts:
    """The facts of a tree, in the order in which its steps take them."""

    def __init__(self, random: Random, thresholds: int, demand: Disposition | None) -> None:
        dangers = [_danger(f"danger_{i}") for i in range(DANGERS)]
        others = [_fact(f"fact_{i:02}", i, random, demand) for i in range(DANGERS, FACTS)]
        self.facts = {fact.name: fact for fact in (*dangers, *others)}
        self.names = list(self.facts)
        self._random = random
        self._thresholds = {
            name: sorted(random.sample(range(1, 101), thresholds or 100)) for name in self.names
        }

    def worse(self, name: str) -> Is:
        """Return the condition that an answer is worse than some level, drawn by chance."""
        domain = self.facts[name].domain
        if isinstance(domain, YesNo):
            return Is(name, AnswerSet((True, NOT_SURE)))
        if isinstance(domain, OneOf):
            options = [option.name for option in domain.options]
            return Is(name, AnswerSet(tuple(options[self._random.randrange(1, len(options)) :])))
        low = self._random.choice(self._thresholds[name])
        return Is(name, AnswerSet((NOT_SURE,), (Range(low=low),)))

    def eager(self, name: str, number: int) -> list[Is]:
        """Return some such conditions, each taking all that the one before takes."""
        drawn = [self.worse(name) for _ in range(number)]
        return sorted(drawn, key=_taken)


def _taken(worse: Is) -> float:
    """Return a number that is greater the more answers a condition takes."""
    if worse.answers.ranges:
        return -(worse.answers.ranges[0].low or 0)
    return len(worse.answers.values)


def _danger(name: str) -> Fact:
    demands = (Demand(AnswerSet((True, NOT_SURE)), Disposition.EMERGENCY),)
    return Fact(
        name=name,
        domain=YesNo(),
        ask="?",
        label=name,
        worse=((False,), (True,)),
        well=False,
        demands=demands,
    )


def _fact(name: str, place: int, random: Random, demand: Disposition | None) -> Fact:
    kind = place % 3
    if kind == 0:
        demands = (Demand(AnswerSet((True, NOT_SURE)), demand),) if demand else ()
        worse = ((False,), (True,))
        return Fact(
            name=name, domain=YesNo(), ask="?", label=name, worse=worse, well=False, demands=demands
        )
    if kind == 1:
        options = tuple(Option(f"o{i}", f"o{i}") for i in range(random.randint(3, 6)))
        levels = tuple((option.name,) for option in options)
        return Fact(
            name=name,
            domain=OneOf(options),
            ask="?",
            label=name,
            worse=levels,
            well="o0",
            not_sure_as="o0",
        )
    return Fact(
        name=name,
        domain=Number(low=0, high=100),
        ask="?",
        label=name,
        worse="higher",
        well=0,
        not_sure_as=100,
    )


def flow(shape: Shape) -> Tree:
    """Return a tree that goes through the facts in one order, but for some re-tests."""
    random = Random(shape.seed)
    facts = Facts(random, shape.thresholds, Disposition.PHYSIO)
    columns = _columns(shape.steps - DANGERS)
    steps = []
    for place, column in enumerate(columns):
        ends = [random.choice(ENDS) for _ in column]
        ahead = [*columns[place + 1 : place + 3], ends]
        for name, onward, away in zip(column, *_ways(ahead, len(column), random), strict=True):
            asked = facts.names[DANGERS + _asked(place, shape, random)]
            steps.append(step(name, facts.worse(asked), away, onward))
    return tree_of(facts, steps)


def _columns(steps: int) -> list[list[str]]:
    """Return the names of the steps for each fact: one first, then twice as many, then even."""
    count, total, widths = FACTS - DANGERS, 0, [0]
    while sum(widths) < steps:
        total += 1
        widths = [1]
        while len(widths) < count:
            widths.append(min(max(1, (total + len(widths)) // count), 2 * widths[-1]))
    widths[-1] -= sum(widths) - steps
    return [[f"fact-{i:02}-step-{j}" for j in range(width)] for i, width in enumerate(widths)]


def _ways(ahead: list[list[str]], width: int, random: Random) -> tuple[list[str], list[str]]:
    """Return where the first and the last branch of each step of a column lead.

    Each step of the next column comes up at least once.
    """
    following = random.sample(ahead[0], len(ahead[0]))
    onward = [following[i % len(following)] for i in range(width)]
    away = following[width:]
    for _ in range(width - len(away)):
        chosen = ahead[-1] if random.random() < _LEAVING else random.choice(ahead[:2])
        away.append(random.choice(chosen))
    return onward, away


def _asked(place: int, shape: Shape, random: Random) -> int:
    """Return the place of the fact that a step of a column asks: its own, or an earlier one."""
    earlier = range(min(place, LATELY)) if shape.early else range(max(0, place - LATELY), place)
    return random.choice(earlier) if earlier and random.random() < shape.retests else place


def adversarial(shape: Shape) -> Tree:
    """Return a tree in which every step asks any fact and leads anywhere further on."""
    random = Random(shape.seed)
    facts = Facts(random, shape.thresholds, Disposition.PHYSIO)
    names = [f"step-{index}" for index in range(shape.steps - DANGERS)]
    steps = []
    for index, name in enumerate(names):
        later = [*names[index + 1 :], *ENDS]
        away = random.choice(ENDS if random.random() < _LEAVING else later)
        steps.append(step(name, facts.worse(random.choice(facts.names[DANGERS:])), away, later[0]))
    return tree_of(facts, steps)


def step(name: str, worse: Is, away: str, onward: str) -> Step:
    """Return a step that asks a fact and sends the worse answers away."""
    default = Branch(condition=None, go=onward, including_not_sure=NOT_SURE not in worse.answers)
    return Step(name=name, ask=(worse.fact,), branches=(Branch(condition=worse, go=away), default))


def tree_of(facts: Facts, steps: list[Step]) -> Tree:
    """Return a tree that asks the danger signs and then goes through some steps."""
    names = facts.names[:DANGERS]
    onward = [*names[1:], steps[0].name]
    dangers = [
        step(n, facts.worse(n), WORST, after) for n, after in zip(names, onward, strict=True)
    ]
    return Tree(
        id="made-up",
        title=Title("Made up"),
        version="0.1.0",
        status="draft",
        intended_for=ForWhom(""),
        not_for=NotForWhom(""),
        review_by=date(2027, 11, 20),
        start=names[0],
        sources={},
        facts=facts.facts,
        groups={},
        steps={each.name: each for each in (*dangers, *steps)},
        outcomes={
            str(d): Outcome(
                name=str(d), disposition=d, title=Title(d.words), text=Instruction(d.words)
            )
            for d in DEFAULT.dispositions
        },
        advice={},
        watch_for={},
    )
