"""A set of patients in few words: the least answers that make somebody one of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Set
from itertools import accumulate

from attrs import frozen

from triage.answer_space.classes import AnswerClass
from triage.answer_space.diagram import Node
from triage.answer_space.examples import plainest
from triage.answer_space.space import Space
from triage.model.conditions import All, Condition, Count, Is
from triage.model.domains import Number
from triage.model.facts import Fact
from triage.model.values import AnswerSet, Range

# For some levels the classes that are allowed there; at the others all are.
Choice = dict[int, frozenset[int]]


@frozen
class PatientGroup:
    """Some patients of a set, by what their answers have in common.

    Attributes:
        answers: for some facts the answers that the group gives; the others
            do not matter.
        patients: the group as a set.
    """

    answers: Mapping[str, AnswerSet]
    patients: Node

    def condition(self) -> Condition:
        """Return the group as a condition; facts with the same answers stand together."""
        together: dict[AnswerSet, list[str]] = {}
        for fact, answers in self.answers.items():
            together.setdefault(answers, []).append(fact)
        parts: list[Condition] = [
            Is(facts[0], answers)
            if len(facts) == 1
            else Count(facts=tuple(facts), answers=answers, low=len(facts), high=len(facts))
            for answers, facts in together.items()
        ]
        return parts[0] if len(parts) == 1 else All(tuple(parts))


def groups_of(
    space: Space, facts: Mapping[str, Fact], patients: Node, ignoring: Node | None = None
) -> Iterator[PatientGroup]:
    """Return groups that make up a set of patients, exactly, the plainest first.

    No group can be widened by leaving out or widening one of its answers.
    Groups may overlap; the last may hold nobody whom those before it do not.

    Args:
        space: all patients.
        facts: the facts of the space, by name.
        patients: the set.
        ignoring: patients of whom it does not matter whether a group holds them.
    """
    ignored = space.diagram.false if ignoring is None else ignoring
    allowed, wanted = space.any_of(patients, ignored), space.without(patients, ignored)
    left = wanted
    while left != space.diagram.false:
        choice = _widest(space, left, wanted, allowed)
        group = _group(space, facts, choice)
        left = space.without(left, group.patients)
        yield group


def _widest(space: Space, left: Node, wanted: Node, allowed: Node) -> Choice:
    """Return a widest choice inside the allowed patients, around the plainest that is left."""
    choice, others = _one(space, left), space.others(wanted)
    unusual = [at for at in choice if not space.classes[space.facts[at]][min(choice[at])].well]
    # What a well person answers too says least, so it is left out first.
    choice = _without_usual(space, choice, allowed, unusual)
    for level in sorted(unusual, reverse=True):
        without = {at: classes for at, classes in choice.items() if at != level}
        if _is_inside(space, without, allowed):
            choice = without
    for level in list(choice):
        for index in range(space.diagram.sizes[level]):
            wider = choice | {level: choice[level] | {index}}
            added = choice | {level: frozenset({index})}
            # An answer that only people give who do not matter would puzzle the reader.
            if _is_inside(space, wider, allowed) and not _is_inside(space, added, others):
                choice = wider
    return choice


def _without_usual(space: Space, choice: Choice, allowed: Node, unusual: Collection[int]) -> Choice:
    """Leave out of one patient's choice, from the last level up, what may be left out.

    Each level above the one that is tried holds one class. So there is one way
    to it, and what was found below it still holds.
    """
    entered = _way(space, choice, allowed)
    fitting: set[Node] = set()
    for level in sorted(choice.keys() - unusual, reverse=True):
        without = {at: classes for at, classes in choice.items() if at != level}
        found = _reached(space, without, entered[level], fitting) if level in entered else set()
        if found is not None:
            fitting |= found
            choice = without
    return choice


def _way(space: Space, choice: Choice, start: Node) -> dict[int, Node]:
    """Return the node at each level by which one patient comes."""
    diagram, here = space.diagram, start
    entered = {}
    while kids := diagram.children(here):
        entered[diagram.level(here)] = here
        here = kids[min(choice[diagram.level(here)])]
    return entered


def _one(space: Space, patients: Node) -> Choice:
    """Return the plainest patient of a set as a choice of one class at each level."""
    patient = plainest(space, patients)
    assert patient is not None  # the caller has seen that somebody is left
    return {
        level: frozenset({space.index(name, patient[name])})
        for level, name in enumerate(space.facts)
    }


def _is_inside(space: Space, choice: Choice, allowed: Node) -> bool:
    """Say whether all patients of a choice are allowed."""
    return _reached(space, choice, allowed, frozenset()) is not None


def _reached(space: Space, choice: Choice, start: Node, known: Set[Node]) -> set[Node] | None:
    """Return the nodes that a choice comes by, or None if somebody is not allowed.

    Args:
        space: all patients.
        choice: the choice.
        start: where to begin.
        known: nodes behind which everybody is allowed.
    """
    diagram = space.diagram
    seen, waiting = set[Node](), [start]
    while waiting:
        here = waiting.pop()
        if here == diagram.false:
            return None
        if here not in seen and here not in known:
            seen.add(here)
            diagram.budget.step()
            kids = diagram.children(here)
            taken = choice.get(diagram.level(here), range(len(kids)))
            waiting += [kids[index] for index in taken]
    return seen


def _group(space: Space, facts: Mapping[str, Fact], choice: Choice) -> PatientGroup:
    named = {space.facts[level]: classes for level, classes in choice.items()}
    answers = {
        name: answers_in(facts[name], space.classes[name], classes)
        for name, classes in named.items()
    }
    sets = [space.having(name, each) for name, each in answers.items()]
    return PatientGroup(answers, space.all_of(*sets))


def answers_in(fact: Fact, classes: tuple[AnswerClass, ...], chosen: frozenset[int]) -> AnswerSet:
    """Return the answers of some classes of a fact; neighbouring numbers become one range."""
    named = set(fact.domain.choices())
    is_interval = [
        isinstance(fact.domain, Number)
        and each.value not in named
        and not isinstance(each.value, str)
        for each in classes
    ]
    values = tuple(c.value for i, c in enumerate(classes) if i in chosen and not is_interval[i])
    if not isinstance(fact.domain, Number):
        return AnswerSet(values)
    intervals = [each.size for each, number in zip(classes, is_interval, strict=True) if number]
    return AnswerSet(values, tuple(_ranges(fact.domain, intervals, chosen)))


def _ranges(domain: Number, sizes: list[int], chosen: frozenset[int]) -> Iterator[Range]:
    """Return the runs of chosen intervals; a run at the end of the domain has no bound there."""
    numbers, starts = domain.grid, [0, *accumulate(sizes)]
    runs: list[list[int]] = []
    for index in sorted(i for i in chosen if i < len(sizes)):
        if runs and runs[-1][1] == index:
            runs[-1][1] = index + 1
        else:
            runs.append([index, index + 1])
    for first, after in runs:
        low = numbers.value(starts[first]) if first else None
        high = numbers.value(starts[after] - 1) if after < len(sizes) else None
        yield Range(low=low, high=high)
