"""The numbers near which a tree decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from triage.model.conditions import Condition, answer_sets
from triage.model.domains import NOTHING_TO_ADD, Number, OneOf
from triage.model.evaluation import prepare
from triage.model.facts import Fact
from triage.model.thresholds import bounds_of
from triage.model.tree import Tree
from triage.model.values import NOT_SURE, Numeric, Value


def notable_numbers(
    facts: Mapping[str, Fact], conditions: Iterable[Condition]
) -> dict[str, tuple[Numeric, ...]]:
    """Return, for each fact, the ends of its range and the numbers around each threshold.

    Between two neighbours of the list no condition changes its mind.
    """
    found: dict[str, list[Numeric]] = {name: [] for name in facts}
    for condition in conditions:
        for name, answers in answer_sets(condition):
            found[name] += bounds_of(answers)
    return {name: _around(facts[name], bounds) for name, bounds in found.items()}


def _around(fact: Fact, bounds: list[Numeric]) -> tuple[Numeric, ...]:
    if not isinstance(fact.domain, Number):
        return ()
    numbers = fact.domain.grid
    low, high = numbers.value(0), numbers.value(numbers.last)
    return tuple(dict.fromkeys([low, *(n for bound in bounds for n in numbers.near(bound)), high]))


# --- strategies for the people that a tree is asked about


Patient = dict[str, Value]
# Most people are odd in a few answers at most; one in so many may be so in all of them.
_FEW, _ONE_IN = 6, 5


def values(fact: Fact, notable: Iterable[Numeric] = ()) -> SearchStrategy[Value]:
    """Draw the answers that a fact allows, *not sure* and extra answers included.

    They shrink towards the answer of a well person, else towards the
    plainest one.

    Args:
        fact: whose answers are drawn.
        notable: numbers to draw often, such as the thresholds of a tree.
    """
    if isinstance(fact.domain, Number):
        return _numbers(fact, fact.domain, notable)
    return _words() if fact.is_note else st.sampled_from(_plainest_first(fact))


def _words() -> SearchStrategy[Value]:
    """Draw what somebody may write, as it is kept: often nothing to add."""
    letters = st.characters(categories=("L", "N", "P", "Sm", "Zs"))
    written = st.text(letters, max_size=40).map(str.strip)
    return st.just(NOTHING_TO_ADD) | st.just("It hurts when I run uphill.") | written


def _numbers(fact: Fact, domain: Number, notable: Iterable[Numeric]) -> SearchStrategy[Value]:
    numbers = domain.grid
    plain = [*_well(fact), *notable, numbers.value(0), *fact.choices()]
    any_number: SearchStrategy[Value] = st.integers(0, numbers.last).map(numbers.value)
    return st.sampled_from(list(dict.fromkeys(plain))) | any_number


def _plainest_first(fact: Fact) -> list[Value]:
    domain = fact.domain
    choices: tuple[Value, ...] = domain.choices() if isinstance(domain, OneOf) else (False, True)
    ranked = [v for level in fact.worse for v in level] if isinstance(fact.worse, tuple) else []
    return list(dict.fromkeys([*_well(fact), *ranked, *choices, *_unsure(fact)]))


def _well(fact: Fact) -> list[Value]:
    return [] if fact.well is None else [fact.well]


def _unsure(fact: Fact) -> list[Value]:
    return [] if fact.sure else [NOT_SURE]


def patients(tree: Tree, *, impossible: bool = False) -> SearchStrategy[Patient]:
    """Draw complete patients: one value for every fact of the tree.

    Most of them are well but for a few answers, as people are; else a tree
    with many red flags would hardly be given anybody but emergencies. They
    shrink towards the well patient.

    Args:
        tree: whose facts are answered.
        impossible: whether to draw patients, too, that the tree's
            ``impossible:`` conditions rule out.
    """
    drawn = _somebody(tree, dict(zip(tree.facts, _strategies(tree), strict=True)))
    return drawn if impossible else drawn.filter(lambda patient: not _ruled_out(tree, patient))


@st.composite
def _somebody(draw: DrawFn, tree: Tree, each: Mapping[str, SearchStrategy[Value]]) -> Patient:
    """Draw a patient of whom a few answers, or now and then all of them, may be odd."""
    names = list(each)
    if draw(st.integers(1, _ONE_IN)) < _ONE_IN:
        names = draw(st.lists(st.sampled_from(names), unique=True, max_size=_FEW)) if names else []
    plain = {name: _plainest(fact) for name, fact in tree.facts.items()}
    return plain | {name: draw(each[name]) for name in names}


def _plainest(fact: Fact) -> Value:
    if isinstance(fact.domain, Number):
        return fact.domain.low if fact.well is None else fact.well
    return _plainest_first(fact)[0]


def answers(tree: Tree, *, impossible: bool = True) -> SearchStrategy[Patient]:
    """Draw answers to some of a tree's facts, from none to all of them.

    Args:
        tree: whose facts are answered.
        impossible: whether to draw answers, too, that the tree's
            ``impossible:`` conditions rule out.
    """
    names = tuple(tree.facts)
    nothing: SearchStrategy[set[str]] = st.just(set())
    some = nothing | st.sets(st.sampled_from(names)) | st.just(set(names))
    drawn = st.tuples(some, patients(tree, impossible=True)).map(
        lambda both: {fact: both[1][fact] for fact in names if fact in both[0]}
    )
    return drawn if impossible else drawn.filter(lambda some: not _ruled_out(tree, some))


def _strategies(tree: Tree) -> list[SearchStrategy[Value]]:
    notable = notable_numbers(tree.facts, conditions_of(tree))
    return [values(fact, notable[name]) for name, fact in tree.facts.items()]


def _ruled_out(tree: Tree, patient: Mapping[str, Value]) -> bool:
    return any(prepare(i.condition)(patient) is True for i in tree.impossible)


def conditions_of(tree: Tree) -> list[Condition]:
    """Return every condition of a tree: of branches, advice and impossible answers."""
    return [*tree.conditions, *(each.condition for each in tree.impossible)]
