"""From a tree to a form that asks what a session would ask, in the same order.

A session stands where the answers no longer decide the way. It puts the
question of that step, or of an earlier one that was passed over and is now
needed. Here each such moment becomes a screen, with the statement of when it
comes; as the steps are taken in order, no statement looks ahead.
"""

from __future__ import annotations

from collections.abc import Iterable

from triage.engine.prepared import engine_of
from triage.exchange.fhir.certain import certainly
from triage.exchange.fhir.ending import end
from triage.exchange.fhir.form import Form
from triage.exchange.fhir.formulas import Formula, all_of, any_of, no
from triage.exchange.fhir.passing import decided, passing_of
from triage.exchange.fhir.way import Way
from triage.model.conditions import Condition, facts_of
from triage.model.tree import Step, Tree


def form_of(tree: Tree) -> Form:
    """Return the form that asks what a session of a tree asks.

    Raises:
        ModuleError: the tree is a module that cannot be asked by itself.
        TreeTooLarge: a score or count in it cannot be written as a form.
    """
    engine_of(tree)
    way = Way(Form(tree), passing_of(tree), {tree.start: [True]})
    for step in way.passing.order:
        way.arrive(step.name)
        _ask(way, step)
        _ask_back(way, step)
        _go_on(way, step)
    end(way)
    return way.form


def _ask(way: Way, step: Step) -> None:
    """Put the question of a step, after those of earlier steps that it repeats."""
    settled: list[Formula] = []
    for earlier in way.passing.leading_to(step.name):
        if shared := [fact for fact in step.ask if fact in earlier.ask]:
            _put(way, step, earlier, [*settled, _some_open(way, step, shared)])
            settled += _settled(way, step, earlier, shared)
    _put(way, step, step, settled)


def _ask_back(way: Way, step: Step) -> None:
    """Put questions that were passed over, where a condition of the step needs them."""
    known = way.known(step.name)
    certain: list[Formula] = []  # that the conditions before are not so
    for branch in step.branches:
        if branch.condition is not None:
            _ask_back_for(way, step, branch.condition, certain)
            certain.append(certainly(branch.condition, False, known))


def _ask_back_for(way: Way, step: Step, condition: Condition, certain: list[Formula]) -> None:
    """Put questions that were passed over, where one condition is the first that is open."""
    known = way.known(step.name)
    settled: list[Formula] = []
    for earlier in way.passing.leading_to(step.name):
        if shared := [fact for fact in facts_of(condition) if fact in earlier.ask]:
            own = [known.answered(fact) for fact in step.ask]
            open_ = [no(certainly(condition, truth, known)) for truth in (True, False)]
            wanted = _some_open(way, step, shared)
            _put(way, step, earlier, [*own, *certain, *open_, *settled, wanted])
            settled += _settled(way, step, earlier, shared)


def _some_open(way: Way, at: Step, facts: Iterable[str]) -> Formula:
    known = way.known(at.name)
    return any_of(no(known.answered(fact)) for fact in facts)


def _settled(way: Way, at: Step, earlier: Step, facts: Iterable[str]) -> list[Formula]:
    """Say that an earlier step, if it was passed, has none of these questions open."""
    surely, known = way.passing.answered.get(at.name, ()), way.known(at.name)
    elsewhere = no(way.reached[earlier.name])
    return [any_of([elsewhere, known.answered(fact)]) for fact in facts if fact not in surely]


def _put(way: Way, at: Step, asker: Step, when: list[Formula]) -> None:
    """Append the screen of a step where the walk stops, at that step or at a later one."""
    if at is not asker and asker.name not in way.passing.passable:
        return  # it has been put before
    known, before = way.known(at.name), way.passing.shown.get(at.name, ())
    facts = [fact for fact in asker.ask if fact not in before]
    if not facts:
        return
    stops = [way.reached[at.name], way.reached[asker.name], no(decided(at, known))]
    comes = all_of([*stops, *when, no(_blocked(way, at))])
    whens = {fact: all_of([comes, no(known.shown(fact))]) for fact in facts}
    link = asker.name if at is asker else f"{asker.name}@{at.name}"
    way.show(link, at.name, asker.heading if len(asker.ask) > 1 else None, whens)


def _blocked(way: Way, at: Step) -> Formula:
    """Return when answers contradict each other and nothing urgent is demanded."""
    if not way.tree.impossible:
        return False
    known, ahead = way.known(at.name), way.passing.later(at.name, way.tree)
    found = way.contradicting(at.name, known, ahead)
    return all_of([found, no(way.demanded(1, known))])


def _go_on(way: Way, step: Step) -> None:
    """Say when each branch is taken."""
    known, before = way.known(step.name), way.reached[step.name]
    for branch in step.branches:
        if branch.condition is None:
            taken = all_of([before, *(known.answered(fact) for fact in step.ask)])
        else:
            taken = all_of([before, certainly(branch.condition, True, known)])
            passed = all_of([before, certainly(branch.condition, False, known)])
            before = way.form.name(f"after.{step.name}", passed)
        way.edges.setdefault(branch.go, []).append(taken)
