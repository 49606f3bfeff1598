"""Where everybody goes: the walk of ``triage.engine.walk``, of all patients at once.

The places are gone through in order. At each, those who come by are parted by
the branches that are certainly theirs; whoever is left over stops there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from attrs import define, field, frozen

from triage.cohort.certain import EVERYTHING, CertainPlanes, Shown
from triage.cohort.dag import EVERYBODY, NOBODY, Dag, Plane
from triage.cohort.order import WalkPlace, part_place, places
from triage.model.asking import steps_that_may_skip
from triage.model.conditions import Condition, facts_of
from triage.model.several import splitting
from triage.model.tree import Step, Tree


@frozen(eq=False)
class WayEnd:
    """Who comes to an outcome at one place.

    Attributes:
        outcome: its name.
        step: the name of the step that led there.
        shown: to whom each question was put by then.
    """

    plane: Plane
    outcome: str
    step: str
    shown: Shown


@frozen(eq=False)
class WayStop:
    """Who stops at a step, as their answers do not decide the way on.

    Attributes:
        undecided: the condition that is open; None where the last branch waits for answers.
        before: the condition that was open before the step asked anything, or None.
        shown: to whom each question was put by then.
    """

    plane: Plane
    step: Step
    undecided: Condition | None
    before: Condition | None
    shown: Shown


@frozen(eq=False)
class Pending:
    """Who comes to a part once the parts before it have ended.

    Attributes:
        begin: the name of the place where it begins.
    """

    plane: Plane
    begin: str


@define(eq=False)
class Sweep:
    """All that became of everybody.

    Attributes:
        visited: who came by each place, in the order of the walk.
        ends: in the order in which they are come to.
        pending: who had a part to come, whether it came or not.
        asked: for each fact, to whom its question was put so far; empty where nobody passes a
            step that does not ask.
    """

    tree: Tree
    certain: CertainPlanes
    order: tuple[WalkPlace, ...]
    keeps_account: bool
    visited: dict[str, Plane] = field(factory=dict)
    ends: list[WayEnd] = field(factory=list)
    stops: list[WayStop] = field(factory=list)
    pending: list[Pending] = field(factory=list)
    passed: list[Step] = field(factory=list)
    asked: dict[str, Plane] = field(factory=dict)
    _coming: dict[str, list[tuple[Plane, Shown]]] = field(factory=lambda: defaultdict(list))

    @property
    def dag(self) -> Dag:
        """Where the planes are made."""
        return self.certain.dag


def sweep(tree: Tree, certain: CertainPlanes) -> Sweep:
    """Go through a tree with everybody."""
    several = bool(splitting(tree))
    found = Sweep(tree, certain, places(tree), bool(several or steps_that_may_skip(tree)))
    nobody: Shown = dict.fromkeys(tree.facts, NOBODY) if found.keeps_account else EVERYTHING
    found.asked.update(nobody)
    found._coming[tree.start].append((EVERYBODY, nobody))
    for place in found.order:
        here, shown = _arrive(found, place)
        found.visited[place.name] = here
        if place.ends is not None:
            found.ends.append(WayEnd(here, place.ends, place.step.name, shown))
        else:
            _go_on(found, place.step, here, shown)
            found.passed.append(place.step)
    return found


def _arrive(found: Sweep, place: WalkPlace) -> tuple[Plane, Shown]:
    """Return who comes to a place, and what was put to them before."""
    dag, coming = found.dag, found._coming.pop(place.name, [])
    waited = dag.any_of(p.plane for p in found.pending if p.begin == place.name)
    if waited != NOBODY:
        halted = [stop.plane for stop in found.stops]
        halted += [e.plane for e in found.ends if _is_top(found.tree, e.outcome)]
        begins = dag.minus(waited, dag.any_of(halted))
        coming.append((begins, _merge(found, [(e.plane, e.shown) for e in found.ends])))
    some = [each for each in coming if each[0] != NOBODY] or coming
    return dag.any_of(plane for plane, _ in some), _merge(found, some)


def _is_top(tree: Tree, outcome: str) -> bool:
    return tree.outcomes[outcome].disposition.is_top


def _merge(found: Sweep, coming: Sequence[tuple[Plane, Shown]]) -> Shown:
    """Return what was put to whom, of those who come several ways.

    What was put to some of them alone is what was put to them anywhere.
    """
    if not coming:
        return EVERYTHING
    first, *others = {id(shown): shown for _, shown in coming}.values()
    return {
        fact: plane
        if plane in _CERTAIN and all(shown[fact] == plane for shown in others)
        else found.asked[fact]
        for fact, plane in first.items()
    }


_CERTAIN: Final = (NOBODY, EVERYBODY)


# --- one step


@define(eq=False)
class _Parted:
    """Those who come by a step, by the branch that is certainly theirs.

    Attributes:
        taken: who takes each branch.
        open: who is left over, by the condition that is open for them.
    """

    taken: list[Plane]
    open: list[tuple[Plane, Condition | None]]


def _go_on(found: Sweep, step: Step, here: Plane, shown: Shown) -> None:
    dag = found.dag
    if not found.keeps_account:
        parted = _part(found, step, here, shown)
        stops = [WayStop(plane, step, open_, None, shown) for plane, open_ in parted.open]
    else:
        known = dict(shown)
        parted = _part(found, step, here, known)
        first, left = parted.open, dag.any_of(plane for plane, _ in parted.open)
        for fact in step.ask:
            _show(found, known, fact, left)
            if left == here:
                known[fact] = EVERYBODY
        again = _part(found, step, left, known)
        parted = _Parted([dag.either(*two) for two in zip(parted.taken, again.taken, strict=True)],
                         again.open)  # fmt: skip
        stops = [*_split(found, step, first, again.open, known)]
        shown = known
    found.stops += [stop for stop in stops if stop.plane != NOBODY]
    _send(found, step, parted.taken, shown)


def _split(
    found: Sweep,
    step: Step,
    first: list[tuple[Plane, Condition | None]],
    open_: list[tuple[Plane, Condition | None]],
    shown: Shown,
) -> list[WayStop]:
    """Return who stops, by what was open before the step asked and is about earlier facts."""
    earlier = {fact for passed in found.passed for fact in passed.ask}
    stops = []
    for plane, undecided in open_:
        for before_plane, before in first:
            of_earlier = before is not None and not earlier.isdisjoint(facts_of(before))
            if of_earlier:
                both = found.dag.both(plane, before_plane)
                stops.append(WayStop(both, step, undecided, before, shown))
                plane = found.dag.minus(plane, before_plane)
        stops.append(WayStop(plane, step, undecided, None, shown))
    return stops


def _part(found: Sweep, step: Step, here: Plane, shown: Shown) -> _Parted:
    """Part those who come by; what earlier steps passed over is shown where it matters."""
    dag, left = found.dag, here
    taken: list[Plane] = []
    open_: list[tuple[Plane, Condition | None]] = []
    for branch in step.branches:
        if branch.condition is None:
            true = dag.all_of(_told(found, fact, shown) for fact in step.ask)
            if step.goes_each:
                left = dag.minus(left, dag.any_of(taken))
            false = NOBODY
        else:
            _catch_up(found, branch.condition, left, shown)
            true, false = found.certain.so(branch.condition, shown)
        goes, stays = dag.both(left, true), dag.both(left, false)
        rest = dag.either(goes, stays)
        open_.append((dag.without(left, rest), branch.condition))
        left = rest if step.goes_each and branch.condition is not None else stays
        taken.append(goes)
    if not step.branches:
        open_.append((left, None))
    if step.goes_each:  # nobody begins a part before it is known which come
        taken = _all_known(dag, taken, here, open_)
    return _Parted(taken, [(plane, each) for plane, each in open_ if plane != NOBODY])


def _all_known(
    dag: Dag, taken: list[Plane], here: Plane, open_: list[tuple[Plane, Condition | None]]
) -> list[Plane]:
    known = dag.without(here, dag.any_of(plane for plane, _ in open_))
    return [dag.both(plane, known) for plane in taken]


def _told(found: Sweep, fact: str, shown: Shown) -> Plane:
    return found.dag.both(found.certain.answered(fact), shown.get(fact, EVERYBODY))


def _catch_up(found: Sweep, condition: Condition, here: Plane, shown: Mapping[str, Plane]) -> None:
    """Show those for whom a condition is open what earlier steps asked of it and passed over."""
    if not found.keeps_account:
        return
    assert isinstance(shown, dict)
    dag, facts = found.dag, facts_of(condition)
    for step in found.passed:
        about = [fact for fact in step.ask if fact in facts and shown[fact] != EVERYBODY]
        if not about:
            continue
        true, false = found.certain.so(condition, shown)
        lacking = dag.any_of(dag.opposite(shown[fact]) for fact in about)
        open_ = dag.minus(here, dag.either(true, false))
        late = dag.both(dag.both(open_, found.visited[step.name]), lacking)
        for fact in step.ask if late != NOBODY else ():
            _show(found, shown, fact, late)


def _show(found: Sweep, shown: dict[str, Plane], fact: str, plane: Plane) -> None:
    """Put a question to some people, if it was not put to all who come by."""
    if shown[fact] != EVERYBODY:
        shown[fact] = found.asked[fact] = found.dag.either(found.asked[fact], plane)


def _send(found: Sweep, step: Step, taken: list[Plane], shown: Shown) -> None:
    """Send everybody on their ways, or to their first part and then to the others."""
    tree, before = found.tree, NOBODY
    for number, (plane, branch) in enumerate(zip(taken, step.branches, strict=True)):
        if step.goes_each and branch.condition is not None:
            begin = part_place(tree, step, number)
            found._coming[begin].append((found.dag.minus(plane, before), shown))
            found.pending.append(Pending(found.dag.both(plane, before), begin))
            before = found.dag.either(before, plane)
        elif branch.go in tree.outcomes:
            found.ends.append(WayEnd(plane, branch.go, step.name, shown))
        else:
            found._coming[branch.go].append((plane, shown))
