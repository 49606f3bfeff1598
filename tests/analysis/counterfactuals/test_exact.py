"""The smallest changes are what a search through every patient finds, however slow.

The search shares nothing with the diagram: it lists all patients and follows
each through the tree by the reference of the engine's own tests.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod

from attrs import frozen
from hypothesis import assume, given

from tests.analysis.counterfactuals.drawn import what_would_change
from tests.engine import reference
from tests.engine.drawn import Answers, trees_and_answers, trees_and_patients
from triage.analysis.counterfactuals.changes import Change, Changes
from triage.model.conditions import Condition
from triage.model.evaluation import prepare
from triage.model.tree import Tree
from triage.model.values import Value, is_number
from triage.strategies.answering import conditions_of

MOST_PATIENTS = 2_500
EVERYTHING = 10_000


def values_of(tree: Tree) -> dict[str, list[Value]]:
    conditions: list[Condition] = conditions_of(tree)
    return reference.values_that_stand_for_all(tree.facts, conditions)


def everybody(tree: Tree, answers: Answers) -> Iterator[dict[str, Value]]:
    """Yield every possible patient; the answers given are among the values tried."""
    values = values_of(tree)
    for name, value in answers.items():
        values[name] = [value, *(v for v in values[name] if not same(v, value))]
    ruled_out = [prepare(i.condition) for i in tree.impossible]
    for chosen in product(*values.values()):
        patient = dict(zip(values, chosen, strict=True))
        if not any(test(patient) for test in ruled_out):
            yield patient


def same(one: object, other: object) -> bool:
    return one == other and isinstance(one, bool) == isinstance(other, bool)


@frozen
class Found:
    """The smallest sets of changed facts, each with every way to change them."""

    ways: Mapping[frozenset[str], list[dict[str, Value]]]


def slowly(tree: Tree, answers: Answers, wanted: range) -> Found:
    ways: dict[frozenset[str], list[dict[str, Value]]] = {}
    for patient in everybody(tree, answers):
        if tree.outcomes[reference.outcome_of(tree, patient)].disposition.urgency in wanted:
            changed = {n: v for n, v in patient.items() if n in answers and not same(v, answers[n])}
            ways.setdefault(frozenset(changed), []).append(changed)
    fewest = min(map(len, ways), default=0)
    return Found({facts: some for facts, some in ways.items() if len(facts) == fewest})


def urgency_now(changes: Changes) -> int:
    result = changes.now
    return result.at_least.urgency if result.urgency is None else result.urgency


def few_enough(tree: Tree) -> bool:
    return prod(map(len, values_of(tree).values())) <= MOST_PATIENTS


def assert_exact(tree: Tree, answers: Answers) -> None:
    changes = what_would_change(tree, answers, at_most=EVERYTHING)
    given = dict(changes.now.answers)
    now = urgency_now(changes)
    assert changes.is_whole
    for listed, wanted in (
        (changes.raising, range(now + 1, 100)),
        (changes.lowering, range(now)),
    ):
        found = slowly(tree, given, wanted)
        assert {frozenset(change.answers) for change in listed} == set(found.ways)
        for change in listed:
            assert_replayed(tree, given, change, wanted)
            assert_nearest(given, change, found)


def assert_replayed(tree: Tree, given: Answers, change: Change, wanted: range) -> None:
    """The engine says so, a patient of whom all of it is true says so, and so does certainty."""
    assert change.result.status == "complete"
    assert change.disposition.urgency in wanted
    assert change.instead_of == {name: given[name] for name in change.answers}
    assert not set(change.more) & set(given)
    assert change.result.answers == {**given, **change.answers, **change.more}
    after = {**given, **change.answers}
    ends = {
        tree.outcomes[reference.outcome_of(tree, patient)].disposition.urgency
        for patient in everybody(tree, after)
        if all(same(patient[name], value) for name, value in after.items())
    }
    assert change.disposition.urgency in ends
    assert change.is_certain == (ends <= set(wanted))
    assert change.is_certain or change.more


def assert_nearest(given: Answers, change: Change, found: Found) -> None:
    """Of one changed number, and of one changed answer at all, no nearer value does it."""
    if len(change.answers) != 1:
        return
    ((name, value),) = change.answers.items()
    others = [way[name] for way in found.ways[frozenset({name})]]
    assert value != "not sure" or all(other == "not sure" for other in others)
    before = given[name]
    if is_number(value) and is_number(before):
        numbers = [v for v in others if isinstance(v, (int, float))]
        assert abs(value - before) == min(abs(number - before) for number in numbers)


@given(trees_and_patients())
def test_of_a_whole_patient_the_smallest_changes_are_found(drawn: tuple[Tree, Answers]) -> None:
    """Broken by: stopping at the first set; by counting a value in the same class as a change."""
    tree, patient = drawn
    assume(few_enough(tree))
    assert_exact(tree, patient)


@given(trees_and_answers())
def test_of_some_answers_the_smallest_changes_are_found(drawn: tuple[Tree, Answers]) -> None:
    """Broken by: counting open answers as changes; by calling certain what is still open."""
    tree, answers = drawn
    assume(few_enough(tree))
    assert_exact(tree, answers)


@given(trees_and_answers())
def test_a_short_list_holds_the_nearest_and_says_that_it_was_cut(
    drawn: tuple[Tree, Answers],
) -> None:
    tree, answers = drawn
    whole = what_would_change(tree, answers, at_most=EVERYTHING)
    short = what_would_change(tree, answers, at_most=1)
    for all_of_them, some in ((whole.raising, short.raising), (whole.lowering, short.lowering)):
        assert [change.text for change in some] == [change.text for change in all_of_them[:1]]
    assert short.is_whole == (max(len(whole.raising), len(whole.lowering)) <= 1)
