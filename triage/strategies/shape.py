"""The made-up skeleton of a tree: which step asks what, and where it leads.

A branch leads only to a later step, so there is no cycle; every step and
outcome has a branch that leads to it; a condition uses only facts that every
way to it has asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from attrs import Factory, define, evolve, frozen
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from triage.model.conditions import All, Condition, Count, Is
from triage.model.dispositions import DEFAULT, Disposition, Scale
from triage.model.domains import Domain
from triage.model.evaluation import prepare
from triage.model.facts import Fact
from triage.model.screenfuls import is_form
from triage.model.values import NOT_SURE, AnswerSet, Value
from triage.strategies.choosing import pick
from triage.strategies.conditions import answer_sets, conditions, counts
from triage.strategies.facts import NOTE, YES_NO, facts
from triage.strategies.scales import scales

AMBULANCE, TODAY = "call-an-ambulance", "be-seen-today"
MAX_STEPS = 8


@frozen
class SkeletonBranch:
    """A branch: where it leads, and when; None is the default."""

    condition: Condition | None
    to: str


@define
class Stop:
    """A step with its ways on.

    Attributes:
        parts: the facts above which words stand.
        goes_each: whether each way that holds is taken, and not the first alone.
        guarded: a fact that only some are asked, and of whom; None where all are asked all.
    """

    name: str
    asks: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    ways: list[SkeletonBranch] = Factory(list)
    goes_each: bool = False
    guarded: tuple[str, Condition] | None = None

    @property
    def asked_of_all(self) -> tuple[str, ...]:
        """The facts that everybody is asked who comes by."""
        return tuple(f for f in self.asks if self.guarded is None or f != self.guarded[0])

    def possible(self, known: dict[str, Value]) -> Iterable[str]:
        """Return where the step may lead when only some answers are known."""
        for way in self.ways:
            held = True if way.condition is None else prepare(way.condition)(known)
            if held is not False:
                yield way.to
            if held is True:
                return


@define
class Skeleton:
    """Facts, steps in order from the start, outcomes, groups.

    Attributes:
        scale: the places where it may end.
        refining: facts that no step asks, only outcomes.
        surely: for each step and outcome reached so far, the facts that
            every way to it has asked.
        asks_some: whether a step may ask a fact of some only.
    """

    facts: dict[str, Fact] = Factory(dict)
    stops: list[Stop] = Factory(list)
    outcomes: dict[str, Disposition] = Factory(dict)
    groups: dict[str, tuple[str, ...]] = Factory(dict)
    refining: list[str] = Factory(list)
    surely: dict[str, frozenset[str]] = Factory(dict)
    scale: Scale = DEFAULT
    asks_some: bool = False

    def new_fact(self, draw: DrawFn, domain: SearchStrategy[Domain] | None = None) -> Fact:
        """Draw a fact that no step has asked yet; of any type that conditions may read."""
        name = f"fact_{len(self.facts)}"
        fact = draw(facts(name, domain))
        self.facts[name] = fact
        return fact

    def add(self, stop: Stop) -> None:
        """Add a step whose ways are known."""
        self.stops.append(stop)
        known = self.surely.get(stop.name, frozenset()) | set(stop.asked_of_all)
        for way in stop.ways:
            self.surely[way.to] = self.surely.get(way.to, known) & known

    def named(self, names: Iterable[str]) -> list[Fact]:
        """Return those facts of some names that conditions may read, in a fixed order."""
        return [self.facts[name] for name in sorted(names) if not self.facts[name].is_note]

    def least_urgency(self, fact: str, value: Value) -> int:
        """Return the least urgency of the outcomes that one answer leaves possible."""
        steps = {stop.name: stop for stop in self.stops}
        seen: set[str] = set()
        open_ends = [self.stops[0].name]
        while open_ends:
            name = open_ends.pop()
            if name not in seen and name in steps:
                open_ends += steps[name].possible({fact: value})
            seen.add(name)
        return min(self.outcomes[name].urgency for name in seen if name in self.outcomes)


def add_red_flags(draw: DrawFn, skeleton: Skeleton, then: str) -> None:
    """Draw one or two checklists of signs, before anything else, as a real tree has them."""
    screens = draw(st.integers(1, 2))
    skeleton.outcomes |= {AMBULANCE: skeleton.scale.top}
    for index in range(screens):
        last = index == screens - 1
        signs = _checklist(draw, skeleton, at_most=3)
        ways = [
            SkeletonBranch(
                Count(facts=signs, answers=AnswerSet((True,)), low=1, high=len(signs)), AMBULANCE
            )
        ]
        unsure = [name for name in skeleton.facts if not skeleton.facts[name].sure]
        if last and unsure and draw(st.booleans()):
            skeleton.outcomes[TODAY] = skeleton.scale.dispositions[-2]
            ways.append(SkeletonBranch(_any_unsure(tuple(unsure)), TODAY))
        ways.append(SkeletonBranch(None, then if last else f"signs-{index + 1}"))
        skeleton.add(Stop(f"signs-{index}", signs, _parts(draw, signs), ways))


def _any_unsure(names: tuple[str, ...]) -> Condition:
    unsure = AnswerSet((NOT_SURE,))
    return (
        Is(names[0], unsure)
        if len(names) == 1
        else Count(facts=names, answers=unsure, low=1, high=len(names))
    )


def _checklist(draw: DrawFn, skeleton: Skeleton, at_most: int) -> tuple[str, ...]:
    signs = [skeleton.new_fact(draw, YES_NO) for _ in range(draw(st.integers(2, at_most)))]
    return tuple(sign.name for sign in signs)


def _form(draw: DrawFn, skeleton: Skeleton) -> tuple[str, ...]:
    """Draw facts of which one at least, at any place, may have a kind of its own."""
    asked = [skeleton.new_fact(draw, draw(pick(None, YES_NO))) for _ in range(2)]
    return tuple(draw(st.permutations([fact.name for fact in [*asked, skeleton.new_fact(draw)]])))


def _parts(draw: DrawFn, asks: tuple[str, ...]) -> tuple[str, ...]:
    if len(asks) < 2:
        return ()
    return tuple(draw(st.lists(pick(*asks), max_size=2, unique=True)))


def add_steps(draw: DrawFn, skeleton: Skeleton) -> None:
    """Draw the steps: a chain, a bush, or ways that part and meet again."""
    names = [f"step-{i}" for i in range(draw(st.integers(1, MAX_STEPS)))]
    ends = [f"outcome-{i}" for i in range(draw(st.integers(1, 5)))]
    nearness = draw(pick(1, 3, MAX_STEPS))
    children: dict[str, list[str]] = {name: [] for name in names}
    for i, name in enumerate(names[1:], start=1):
        children[names[draw(st.integers(max(0, i - nearness), i - 1))]].append(name)
    for i, name in enumerate(names):
        _add_step(draw, skeleton, name, children[name], [*names[i + 1 :], *ends])
    refining = draw(st.lists(pick(None, None, None, NOTE), max_size=2))
    skeleton.refining = [skeleton.new_fact(draw, domain).name for domain in refining]
    reached = {way.to for stop in skeleton.stops for way in stop.ways}
    for end in ends:
        if end in reached:
            skeleton.outcomes[end] = draw(pick(*skeleton.scale.dispositions))


def _add_step(
    draw: DrawFn, skeleton: Skeleton, name: str, children: list[str], later: list[str]
) -> None:
    asks = _asks(draw, skeleton, name)
    stop = Stop(name, asks, _parts(draw, asks))
    if skeleton.asks_some:
        stop.guarded = _guarded(draw, skeleton, asks)
    known = skeleton.named(skeleton.surely.get(name, frozenset()) | set(stop.asked_of_all))
    extra = draw(st.lists(pick(*later), min_size=0 if children else 1, max_size=2))
    targets = draw(st.permutations([*children, *extra]))
    for target in targets[:-1]:
        stop.ways.append(SkeletonBranch(_condition(draw, skeleton, stop, known), target))
    stop.ways.append(SkeletonBranch(None, targets[-1]))
    skeleton.add(stop)


def _guarded(
    draw: DrawFn, skeleton: Skeleton, asks: tuple[str, ...]
) -> tuple[str, Condition] | None:
    """Draw whether the last fact of a step is asked of those alone who answer the first so."""
    first, last = (
        (skeleton.facts[name] for name in (asks[:1] + asks[-1:])) if asks else (None, None)
    )
    if first is None or last is None or first is last or first.is_note or last.is_note:
        return None
    if any(last.name in stop.asks for stop in skeleton.stops) or not draw(st.booleans()):
        return None
    return last.name, Is(first.name, draw(answer_sets(first)))


def _asks(draw: DrawFn, skeleton: Skeleton, name: str) -> tuple[str, ...]:
    """Draw what a step asks; a fact may have been asked on some ways to it already."""
    kinds = ["new", "new", "new", "checklist", "form"]
    known = skeleton.surely.get(name)
    # Where nothing else is known a step has to ask what its branches can read.
    kinds += ["nothing", "note"] if skeleton.named(known or ()) else []
    kinds += ["again"] if skeleton.facts else []
    match draw(pick(*kinds)):
        case "nothing":
            return ()
        case "again":
            return (draw(st.sampled_from(skeleton.named(skeleton.facts))).name,)
        case "note":
            return (skeleton.new_fact(draw, NOTE).name,)
        case "checklist":
            return _checklist(draw, skeleton, at_most=4)
        case "form":
            return _form(draw, skeleton)
        case _:
            return (skeleton.new_fact(draw).name,)


def _condition(draw: DrawFn, skeleton: Skeleton, stop: Stop, known: Sequence[Fact]) -> Condition:
    """Draw a condition, often on what the step asks: else it would seldom matter."""
    if stop.guarded is not None and draw(st.booleans()):
        name, guard = stop.guarded
        fact = skeleton.facts[name]
        return All((guard, Is(name, draw(answer_sets(fact)))))
    asked = skeleton.named(stop.asked_of_all)
    on_asked = draw(pick(True, True, False))
    if asked and on_asked:
        if is_form(asked):
            return _named(draw, skeleton, draw(conditions(asked)))
        if len(asked) > 1:
            return _named_group(
                draw,
                skeleton,
                draw(counts(asked, whole=draw(pick(True, True, False)))),
            )
        return Is(asked[0].name, draw(answer_sets(asked[0])))
    return _named(draw, skeleton, draw(conditions(known)))


def _named(draw: DrawFn, skeleton: Skeleton, drawn: Condition) -> Condition:
    return _named_group(draw, skeleton, drawn) if isinstance(drawn, Count) else drawn


def _named_group(draw: DrawFn, skeleton: Skeleton, count: Count) -> Count:
    """Give the counted facts a name, now and then."""
    if draw(st.integers(0, 2)):
        return count
    name = f"group-{len(skeleton.groups)}"
    skeleton.groups[name] = count.facts
    return Count(
        facts=count.facts, answers=count.answers, low=count.low, high=count.high, group=name
    )


def add_several(draw: DrawFn, skeleton: Skeleton) -> None:
    """Let one step, where any can, go each way that holds: its ways share no steps."""
    able = [stop for stop in skeleton.stops if len(stop.ways) > 2 and _is_parted(skeleton, stop)]
    if able:
        draw(st.sampled_from(able)).goes_each = True


def _is_parted(skeleton: Skeleton, stop: Stop) -> bool:
    parts = [_behind(skeleton, way.to) for way in stop.ways[:-1]]
    return all(one.isdisjoint(other) for one, other in combinations(parts, 2))


def _behind(skeleton: Skeleton, name: str) -> set[str]:
    stops = {stop.name: stop for stop in skeleton.stops}
    seen, waiting = set[str](), [name]
    while waiting:
        here = waiting.pop()
        if here in stops and here not in seen:
            seen.add(here)
            waiting += [way.to for way in stops[here].ways]
    return seen


@st.composite
def skeletons(draw: DrawFn, *, several: bool = False) -> Skeleton:
    """Draw the skeleton of a tree, with red flags first in two of three; maybe with parts."""
    skeleton = Skeleton(scale=draw(scales()), asks_some=several)
    if draw(st.integers(0, 2)):
        add_red_flags(draw, skeleton, then="step-0")
    add_steps(draw, skeleton)
    if several:
        add_several(draw, skeleton)
    return skeleton


def split(skeleton: Skeleton, leave_by: str) -> tuple[Skeleton, Skeleton]:
    """Part the red flags from the rest: two skeletons, of a module and of its includer.

    Args:
        skeleton: a skeleton that begins with red flags.
        leave_by: the name of the module's exit, in place of the rest's first step.
    """
    signs = [stop for stop in skeleton.stops if stop.name.startswith("signs-")]
    rest = skeleton.stops[len(signs) :]
    asked = {name for stop in signs for name in stop.asks}
    for stop in signs:
        stop.ways = [evolve(w, to=leave_by) if w.to == rest[0].name else w for w in stop.ways]
    ends = {name: end for name, end in skeleton.outcomes.items() if name in (AMBULANCE, TODAY)}
    others = {name: end for name, end in skeleton.outcomes.items() if name not in ends}
    module = evolve(
        skeleton,
        facts={name: fact for name, fact in skeleton.facts.items() if name in asked},
        stops=signs,
        outcomes=ends,
        groups={},
        refining=[],
    )
    return module, evolve(skeleton, stops=rest, outcomes=others)
