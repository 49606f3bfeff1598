"""A tree made ready for many patients at once: what to look at, and what comes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from attrs import field, frozen

from triage.cohort.advising import advised, also_advised
from triage.cohort.certain import CertainPlanes, unanswered
from triage.cohort.classes import Classes, classes_of
from triage.cohort.dag import NOBODY, Dag, Plane
from triage.cohort.endings import Endings
from triage.cohort.sweep import Sweep, WayStop, sweep
from triage.engine.prepared import engine_of
from triage.model.conditions import Condition, facts_of
from triage.model.tree import Tree


@frozen(eq=False)
class Codes:
    """Something of which everybody has one, or none, as a number.

    Attributes:
        labels: what each number stands for.
        planes: the bits of the number, the lowest first.
    """

    labels: tuple[str | None, ...]
    planes: tuple[Plane, ...]


@frozen(eq=False)
class Slots:
    """Something of which everybody has several, in order.

    Attributes:
        labels: what stands in each place.
        planes: who has it.
    """

    labels: tuple[str, ...]
    planes: tuple[Plane, ...]


@frozen(eq=False)
class Compiled:
    """All that is worked out of everybody.

    Attributes:
        classes: the codes of the answers to each fact.
        outcome: the outcome that decides; none while incomplete.
        at_least: the least that the answers call for.
        step: the step that decided in the end, or at which the walk stopped.
        next_step: the step whose missing facts are to be asked next; none of the complete.
        next_asks: which of its facts are missing, by their places in its question.
        also: the outcomes that are told beside it.
        advice: the advice of the outcome that decides.
        also_advice: the advice of those beside it, without what was told above.
        to_correct: the facts that contradict each other.
    """

    tree: Tree
    dag: Dag = field(repr=False)
    classes: Mapping[str, Classes] = field(repr=False)
    outcome: Codes = field(repr=False)
    at_least: Codes = field(repr=False)
    step: Codes = field(repr=False)
    next_step: Codes = field(repr=False)
    next_asks: Slots = field(repr=False)
    also: Slots = field(repr=False)
    advice: Slots = field(repr=False)
    also_advice: Slots = field(repr=False)
    to_correct: Slots = field(repr=False)


def compile_tree(tree: Tree) -> Compiled:
    """Make a tree ready for many patients.

    Raises:
        ModuleError: the tree is a module that cannot be asked by itself.
    """
    engine_of(tree)  # refuses what cannot be asked
    dag, classes = Dag(), classes_of(tree)
    found = sweep(tree, CertainPlanes(dag, classes))
    endings = Endings(found)
    asked = _asked_next(found)
    at_least = {str(name): plane for name, plane in endings.at_least().items()}
    return Compiled(
        tree=tree,
        dag=dag,
        classes=classes,
        outcome=_codes(dag, _outcomes(endings)),
        at_least=_codes(dag, at_least, none=False),
        step=_codes(dag, endings.by_step()),
        next_step=_codes(dag, asked),
        next_asks=_missing(found, asked),
        also=_slots(endings.also()),
        advice=_slots(advised(endings)),
        also_advice=_slots(also_advised(endings)),
        to_correct=_slots(_to_correct(endings)),
    )


def _codes(dag: Dag, planes: Mapping[str, Plane], *, none: bool = True) -> Codes:
    labels = (*([None] if none else []), *planes)
    bits = (len(labels) - 1).bit_length()
    return Codes(
        labels,
        tuple(
            dag.any_of(planes[label] for n, label in enumerate(labels) if label and n >> bit & 1)
            for bit in range(bits)
        ),
    )


def _slots(planes: Iterable[tuple[str, Plane]]) -> Slots:
    some = [(label, plane) for label, plane in planes if plane != NOBODY]
    return Slots(tuple(label for label, _ in some), tuple(plane for _, plane in some))


def _outcomes(endings: Endings) -> dict[str, Plane]:
    dag, planes = endings.found.dag, dict[str, Plane]()
    for told in endings.told:
        name = told.outcome.name
        decides = dag.both(told.decides, endings.complete)
        planes[name] = dag.either(planes.get(name, NOBODY), decides)
    return planes


def _missing(found: Sweep, asked: Mapping[str, Plane]) -> Slots:
    """Return for each place of a question who has not answered the fact that stands there."""
    dag, certain = found.dag, found.certain
    longest = max((len(found.tree.steps[name].ask) for name in asked), default=0)
    planes = [NOBODY] * longest
    for name, plane in asked.items():
        for place, fact in enumerate(found.tree.steps[name].ask):
            lacks = dag.both(plane, certain.missing(fact))
            planes[place] = dag.either(planes[place], lacks)
    return Slots(tuple(map(str, range(longest))), tuple(planes))


def _to_correct(endings: Endings) -> Iterable[tuple[str, Plane]]:
    """Return the facts to correct, each once for everybody, in the order of the tree's file."""
    dag, certain = endings.found.dag, endings.found.certain
    before: dict[str, Plane] = {}
    for each, blocked in zip(endings.found.tree.impossible, endings.blocked, strict=False):
        for fact in facts_of(each.condition):
            plane = dag.both(blocked, certain.answered(fact))
            yield fact, dag.minus(plane, before.get(fact, NOBODY))
            before[fact] = dag.either(before.get(fact, NOBODY), plane)


# --- what to ask next: the same meaning as ``missing`` in ``triage.engine.walk``


def _asked_next(found: Sweep) -> dict[str, Plane]:
    """Return for each step who is to be asked its missing facts next."""
    next_: dict[str, Plane] = {}
    for stop in found.stops:
        for name, plane in _of(found, stop):
            next_[name] = found.dag.either(next_.get(name, NOBODY), plane)
    return next_


def _of(found: Sweep, stop: WayStop) -> Iterator[tuple[str, Plane]]:
    """Yield the steps in the order of asking, each with those who are asked there."""
    left = stop.plane
    for name, plane in (
        *_earlier(found, stop, _asked_first(found, stop)),
        (stop.step.name, unanswered(found.certain, stop.step.ask)),
        *_earlier(found, stop, _facts(stop.undecided)),
    ):
        asked = found.dag.both(left, plane)
        if asked != NOBODY:
            yield name, asked
            left = found.dag.without(left, asked)


def _asked_first(found: Sweep, stop: WayStop) -> frozenset[str]:
    """Return the facts that an earlier list is asked of, before the step asks anything."""
    if found.keeps_account or stop.undecided is None:
        return _facts(stop.before)
    return _facts(stop.undecided) & _facts(stop.step.branches[0].condition)


def _facts(condition: Condition | None) -> frozenset[str]:
    return frozenset(() if condition is None else facts_of(condition))


def _earlier(found: Sweep, stop: WayStop, facts: Set[str]) -> Iterator[tuple[str, Plane]]:
    """Yield the steps before a stop that ask some of the facts, with those who lack them."""
    if not facts:
        return
    for step in found.passed:
        if step is stop.step:
            return
        wanted = [fact for fact in step.ask if fact in facts]
        if wanted:
            lacking = unanswered(found.certain, wanted)
            yield step.name, found.dag.both(found.visited[step.name], lacking)
