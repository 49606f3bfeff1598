"""Who is given which advice, in the order of the outcome; as ``triage.engine.advice`` says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.cohort.certain import EVERYTHING, CertainPlanes, Shown
from triage.cohort.classes import UNSURE
from triage.cohort.dag import NOBODY, Plane
from triage.cohort.endings import Endings
from triage.model.conditions import facts_of
from triage.model.tree import Advice, Outcome


def advised(endings: Endings) -> list[tuple[str, Plane]]:
    """Return each advice with who is given it, in an order that is that of every outcome.

    An advice stands twice where two outcomes give the same ones in different orders.
    """
    dag, tree = endings.found.dag, endings.found.tree
    told = [t for t in endings.told if t.decides != NOBODY]
    order = _together([t.outcome.advice for t in told])
    listed = [NOBODY] * len(order)
    for each in told:
        decides = dag.both(each.decides, endings.complete)
        for place in _places(each.outcome.advice, order):
            listed[place] = dag.either(listed[place], decides)
    given = {name: _given(endings, tree.advice[name]) for name in dict.fromkeys(order)}
    return [(name, dag.both(listed[n], given[name])) for n, name in enumerate(order)]


def also_advised(endings: Endings) -> list[tuple[str, Plane]]:
    """Return the advice of the outcomes that are told beside, in the order of telling.

    What says the same as an advice that was told above is left out.
    """
    dag, tree = endings.found.dag, endings.found.tree
    above: dict[object, Plane] = {}
    for each in endings.told if endings.several else ():
        _tell(endings, above, each.outcome, dag.both(each.decides, endings.complete))
    found = []
    for name, plane in endings.also():
        for advice, told in _tell(endings, above, tree.outcomes[name], plane):
            found.append((advice, told))
    return found


def _tell(
    endings: Endings, above: dict[object, Plane], outcome: Outcome, plane: Plane
) -> list[tuple[str, Plane]]:
    """Return the advice of an outcome to some people, and add it to what was told above."""
    dag, tree = endings.found.dag, endings.found.tree
    given = [tree.advice[name] for name in outcome.advice]
    planes = [dag.both(plane, _given(endings, advice)) for advice in given]
    told = [
        dag.minus(each, above.get(_words(advice), NOBODY))
        for advice, each in zip(given, planes, strict=True)
    ]
    for advice, each in zip(given, told, strict=True):
        above[_words(advice)] = dag.either(above.get(_words(advice), NOBODY), each)
    return [(advice.name, each) for advice, each in zip(given, told, strict=True)]


def _words(advice: Advice) -> object:
    """Return all that is said of an advice; two that are alike in it are one to the reader."""
    said = (advice.kind, advice.text, advice.phase, advice.dose, advice.too_much, advice.short)
    return (*said, advice.evidence, advice.provenance, advice.disputed_by)


def _together(orders: Sequence[tuple[str, ...]]) -> list[str]:
    """Return one order that holds all of some orders, each with gaps."""
    order: list[str] = []
    for names in sorted(dict.fromkeys(orders), key=len, reverse=True):
        begin = 0
        for name in names:
            if name in order[begin:]:
                begin = order.index(name, begin) + 1
            else:
                order.insert(begin, name)
                begin += 1
    return order


def _places(names: tuple[str, ...], order: list[str]) -> Iterator[int]:
    begin = 0
    for name in names:
        place = order.index(name, begin)
        yield place
        begin = place + 1


def _given(endings: Endings, advice: Advice) -> Plane:
    """Return whom an advice fits of whom nothing forbids it, told or not known."""
    found = endings.found
    facts = facts_of(*advice.conditions)
    used: Shown = (
        {fact: endings.usable.usable(fact) for fact in facts} if found.keeps_account else EVERYTHING
    )
    planes = [] if advice.when is None else [found.certain.so(advice.when, used)[0]]
    for never in advice.never_when:
        planes.append(found.certain.so(never, used)[1])
        planes += (_sure(found.certain, fact, used) for fact in facts_of(never))
    return found.dag.all_of(planes)


def _sure(certain: CertainPlanes, fact: str, used: Shown) -> Plane:
    """Return who answered a fact, and is sure of it."""
    classes = certain.classes[fact]
    sure = certain.among(fact, classes.all - classes.among(UNSURE))
    return certain.dag.both(sure, used[fact]) if used else sure
