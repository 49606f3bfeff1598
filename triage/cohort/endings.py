"""What everybody is told: the outcome that decides, those beside it, and who has to correct what.

The same meaning as ``told_of`` in ``triage.model.several``, and as contradictions and
``at_least`` in ``triage.engine``.
"""

from __future__ import annotations

from collections import defaultdict
from math import inf

from attrs import define, field, frozen

from triage.cohort.dag import EVERYBODY, NOBODY, Plane
from triage.cohort.sweep import Sweep, WayEnd
from triage.cohort.usable import Usable
from triage.model.conditions import facts_of
from triage.model.dispositions import Disposition
from triage.model.several import splitting
from triage.model.tree import Outcome


@frozen(eq=False)
class ToldOutcome:
    """Who is told an outcome that they came to at one place, or at several.

    Attributes:
        plane: who came to it there, and nowhere before; they may be told more urgent ones.
        decides: for whom it is the one that decides.
    """

    outcome: Outcome
    plane: Plane
    decides: Plane


@define(eq=False)
class Endings:
    """Where everybody ended.

    Attributes:
        found: where everybody went.
        told: what is told, the most urgent first.
        stopped: who stopped on the way.
        usable: whose answers may be read.
        demanded: for each disposition, who has an answer that calls for that much or more.
        blocked: for each contradiction, of whom it keeps the disposition back.
    """

    found: Sweep
    several: bool = field(init=False)
    stopped: Plane = field(init=False)
    told: tuple[ToldOutcome, ...] = field(init=False)
    usable: Usable = field(init=False)
    demanded: dict[Disposition, Plane] = field(init=False)
    blocked: tuple[Plane, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        dag = self.found.dag
        self.several = bool(splitting(self.found.tree))
        self.stopped = dag.any_of(stop.plane for stop in self.found.stops)
        self.told = self._several_told() if self.several else self._told()
        self.usable = Usable(self.found, self._told_by_name())
        self.demanded = self._demanded(used=False)
        self.blocked = self._blocked()

    @property
    def ended(self) -> Plane:
        """Who came to the end of all their parts, contradictions or not."""
        return self.found.dag.opposite(self.stopped)

    @property
    def complete(self) -> Plane:
        """Who has a disposition."""
        dag = self.found.dag
        return dag.minus(self.ended, dag.any_of(self.blocked))

    # --- what is told

    def _told(self) -> tuple[ToldOutcome, ...]:
        planes: dict[str, Plane] = defaultdict(lambda: NOBODY)
        for end in self.found.ends:
            planes[end.outcome] = self.found.dag.either(planes[end.outcome], end.plane)
        outcomes = self.found.tree.outcomes
        return tuple(ToldOutcome(outcomes[name], plane, plane) for name, plane in planes.items())

    def _several_told(self) -> tuple[ToldOutcome, ...]:
        dag = self.found.dag
        firsts = sorted(self._firsts(), key=lambda each: _order(each[0]))
        more_urgent, told = NOBODY, []
        for outcome, plane in firsts:
            told.append(ToldOutcome(outcome, plane, dag.minus(plane, more_urgent)))
            more_urgent = dag.either(more_urgent, plane)
        return tuple(told)

    def _firsts(self) -> list[tuple[Outcome, Plane]]:
        """Return the outcomes in the order in which they are come to, each once for everybody."""
        dag, before = self.found.dag, defaultdict[str, Plane](lambda: NOBODY)
        firsts = []
        for end in self.found.ends:
            outcome = self.found.tree.outcomes[end.outcome]
            firsts.append((outcome, dag.minus(end.plane, before[end.outcome])))
            before[end.outcome] = dag.either(before[end.outcome], end.plane)
        return firsts

    def _told_by_name(self) -> dict[str, Plane]:
        """Return for each outcome who is told it, or has come to it before they stopped."""
        dag, planes = self.found.dag, defaultdict[str, Plane](lambda: NOBODY)
        top = dag.any_of(t.plane for t in self.told if t.outcome.disposition.is_top)
        for each in self.told:
            is_told = each.plane
            if self.several and not each.outcome.disposition.is_top:
                is_told = dag.minus(each.plane, top)
            planes[each.outcome.name] = dag.either(planes[each.outcome.name], is_told)
        return planes

    def also(self) -> list[tuple[str, Plane]]:
        """Return what is told beside the outcome that decides, in the order of telling."""
        dag, complete = self.found.dag, self.complete
        top = dag.any_of(t.plane for t in self.told if t.outcome.disposition.is_top)
        beside = [
            (t.outcome.name, dag.all_of([complete, dag.minus(t.plane, t.decides)]))
            for t in self.told
        ]
        return [(name, dag.minus(plane, top)) for name, plane in beside] if self.several else []

    def by_step(self) -> dict[str, Plane]:
        """Return for each step at whom it decided in the end, or stopped."""
        dag, planes = self.found.dag, defaultdict[str, Plane](lambda: NOBODY)
        for stop in self.found.stops:
            planes[stop.step.name] = dag.either(planes[stop.step.name], stop.plane)
        for end, decides in self._deciding_ends():
            mine = dag.minus(decides, self.stopped) if self.several else decides
            planes[end.step] = dag.either(planes[end.step], mine)
        return planes

    def _deciding_ends(self) -> list[tuple[WayEnd, Plane]]:
        if not self.several:
            return [(end, end.plane) for end in self.found.ends]
        outcomes = self.found.tree.outcomes
        ends = sorted(self.found.ends, key=lambda end: _order(outcomes[end.outcome]))
        return [(end, each.decides) for end, each in zip(ends, self.told, strict=True)]

    # --- what answers call for by themselves

    def _demanded(self, *, used: bool) -> dict[Disposition, Plane]:
        """Return for each disposition who has an answer that calls for as much, or for more."""
        certain, dag = self.found.certain, self.found.dag
        found = {}
        for least in self.found.tree.scale.dispositions:
            planes = []
            for name, fact in self.found.tree.facts.items():
                answers = enumerate(certain.classes[name].answers, 1)
                asks = ((code, fact.demand(value)) for code, value in answers)
                codes = frozenset(c for c, each in asks if each and each.rank >= least.rank)
                if codes and fact.demands:
                    mask = self.usable.usable(name) if used else EVERYBODY
                    planes.append(dag.both(certain.among(name, codes), mask))
            found[least] = dag.any_of(planes) if least.rank else EVERYBODY
        return found

    def at_least(self) -> dict[Disposition, Plane]:
        """Return for each disposition of whom it is the least that their answers call for."""
        dag, scale = self.found.dag, self.found.tree.scale
        counts = dag.either(self.complete, self.stopped) if self.several else self.complete
        came = {d: dag.both(counts, self._deciding(d)) for d in scale.dispositions}
        found = {}
        for each, after in zip(scale.dispositions, (*scale.dispositions[1:], None), strict=True):
            demanded = self.demanded[each]
            if after is not None:
                demanded = dag.minus(demanded, self.demanded[after])
            as_much = dag.any_of(came[d] for d in came if d.urgency >= each.urgency)
            more = dag.any_of(
                self.demanded[d] for d in scale.dispositions if d.urgency > each.urgency
            )
            found[each] = dag.either(dag.minus(came[each], more), dag.minus(demanded, as_much))
        return found

    def _deciding(self, disposition: Disposition) -> Plane:
        return self.found.dag.any_of(
            t.decides for t in self.told if t.outcome.disposition == disposition
        )

    # --- contradictions

    def _blocked(self) -> tuple[Plane, ...]:
        if not self.found.tree.impossible:
            return ()
        dag, usable, used = self.found.dag, self.usable, self._demanded(used=True)
        at_ends = self._not_met(used)
        some = dag.any_of(used[d] for d in used if d.urgency > 0)
        on_the_way = dag.minus(self.stopped, some)
        blocked = []
        for each in self.found.tree.impossible:
            facts = facts_of(each.condition)
            holds, _ = self.found.certain.so(each.condition)
            met = dag.both(holds, dag.all_of(usable.usable(fact) for fact in facts))
            asked = dag.all_of(usable.asked(fact) for fact in facts)
            ends = dag.all_of([at_ends, asked])
            blocked.append(dag.both(met, dag.either(on_the_way, ends)))
        return tuple(blocked)

    def _not_met(self, used: dict[Disposition, Plane]) -> Plane:
        """Return whose end a contradiction keeps back: less urgent than is demanded of nobody."""
        dag, planes = self.found.dag, []
        for told in self.told:
            ends = told.outcome.disposition
            if not ends.is_top:
                demanded = NOBODY
                if ends.urgency > 0:
                    demanded = dag.any_of(used[d] for d in used if d.urgency >= ends.urgency)
                planes.append(dag.minus(told.decides, demanded))
        return dag.both(self.ended, dag.any_of(planes))


def _order(outcome: Outcome) -> tuple[int, float]:
    hours = outcome.hours_to_help
    return -outcome.disposition.urgency, inf if hours is None else hours
