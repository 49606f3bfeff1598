"""What has been ticked when a person comes to a step, on the ways that lead there.

A step whose branches earlier answers can decide is left before its question
is put. It is then *put off*: should a later step need its answer after all,
it is asked there.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from triage.model.conditions import Condition, facts_of
from triage.model.several import parts_behind, parts_of
from triage.model.tree import Branch, Step, Tree
from triage.outputs.printing.form.decided import KnownTicks, Reader
from triage.outputs.printing.form.ticks import NEVER, Statement, both, either


@frozen
class Early:
    """A branch that earlier answers can decide, before the question of its step."""

    when: Statement
    branch: Branch


@frozen
class Visit:
    """A step as a person with a pen comes to it.

    Attributes:
        known: what is ticked by then.
        put_off: the steps that may have been passed over without an answer.
        asks: the facts of the step that have to be asked on some way.
        early: the branches that may be taken before that.
        before: the steps on some way to this one.
    """

    step: Step
    known: KnownTicks
    put_off: frozenset[str]
    asks: tuple[str, ...]
    early: tuple[Early, ...]
    before: frozenset[str]

    @property
    def answered(self) -> KnownTicks:
        """What is ticked once the step is answered."""
        return self.known.asking(self.step.ask)


@frozen
class _Way:
    """What is carried along to a step."""

    known: KnownTicks
    put_off: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()

    def joined(self, other: _Way) -> _Way:
        surely = self.known.surely & other.known.surely
        known = KnownTicks(surely, self.known.maybe | other.known.maybe)
        return _Way(known, self.put_off | other.put_off, self.before | other.before)


def visits_of(tree: Tree, order: Sequence[str]) -> dict[str, Visit]:
    """Return how a person comes to each step.

    Args:
        tree: a tree without faults.
        order: what is reached, each name after all that lead to it.
    """
    ways = {tree.start: _Way(KnownTicks(frozenset(), frozenset()))}
    later = parts_behind(tree)
    visits: dict[str, Visit] = {}
    for step in (tree.steps[name] for name in order if name in tree.steps):
        visit = visits[step.name] = _visit(tree, step, ways[step.name])
        onward = [(branch.go, _onward(visit, branch)) for branch in step.branches]
        # Whoever ends one part comes to the next with all that it ticked.
        onward += [(go, _from_part(visit)) for go in later.get(step.name, ())]
        for go, way in onward:
            there = ways.get(go)
            ways[go] = way if there is None else there.joined(way)
    return visits


def _visit(tree: Tree, step: Step, way: _Way) -> Visit:
    asks = tuple(name for name in step.ask if name not in way.known.surely)
    early = _early(Reader(tree.facts, way.known), step) if asks else ()
    return Visit(step, way.known, way.put_off, asks, early, way.before)


def _early(reader: Reader, step: Step) -> tuple[Early, ...]:
    """Return the branches that may be certain before the step asks."""
    if step.goes_each:
        return _early_parts(reader, step)
    found: list[Early] = []
    passed: list[Statement] = []  # what must be certain so that no earlier branch is taken
    for branch in step.branches:
        if branch.condition is None or NEVER in passed:
            break
        when = both([*passed, reader.certain(branch.condition)])
        if when != NEVER:
            found.append(Early(when, branch))
        if not _is_decided(branch.condition, reader.known):
            passed.append(reader.certain(branch.condition, so=False))
    return tuple(found)


def _early_parts(reader: Reader, step: Step) -> tuple[Early, ...]:
    """Return all parts, where it may be certain of each before the step asks whether it comes."""
    so = [reader.certain(condition) for condition in step.conditions]
    not_so = [reader.certain(condition, so=False) for condition in step.conditions]
    when = both([either(so), *(either(pair) for pair in zip(so, not_so, strict=True))])
    return () if when == NEVER else tuple(Early(when, branch) for branch in parts_of(step))


def _is_decided(condition: Condition, known: KnownTicks) -> bool:
    return known.surely.issuperset(facts_of(condition))


def _from_part(visit: Visit) -> _Way:
    """Return what is carried along to a part behind the one that a step is in."""
    known = KnownTicks(visit.known.surely, visit.answered.maybe)
    passed = {visit.step.name} if visit.early else set()
    return _Way(known, visit.put_off | passed, visit.before | {visit.step.name})


def _onward(visit: Visit, branch: Branch) -> _Way:
    """Return what is carried along by a branch."""
    known, put_off = visit.answered, visit.put_off
    if any(early.branch is branch for early in visit.early):
        known = KnownTicks(visit.known.surely, known.maybe)
        put_off = put_off | {visit.step.name}
    return _Way(known, put_off, visit.before | {visit.step.name})
