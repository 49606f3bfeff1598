"""The diagram of a tree says of each patient what the engine says."""

from __future__ import annotations

from hypothesis import given

from tests.answer_space.small import changes, everybody, label, like, outcome_of, small
from tests.engine.rule_trees import ends
from tests.engine.small import small as made_up
from tests.pool import trees
from tests.shipped_trees import shipped_tree
from triage.answer_space.ends import Ends, space_of
from triage.answer_space.examples import plainest
from triage.answer_space.space import count
from triage.answer_space.space import everybody as number_of_all
from triage.answer_space.taken import branches_taken
from triage.engine.assess import assess
from triage.engine.prepared import engine_of
from triage.engine.walk import walk
from triage.model.tree import Tree


@given(trees())
def test_every_patient_ends_where_the_engine_takes_them(tree: Tree) -> None:
    ends = small(tree)
    for patient in everybody(ends.space):
        assert label(ends.space, ends.outcome, patient) == outcome_of(tree, patient)


@given(trees())
def test_the_sets_of_a_function_hold_whoever_gets_their_label(tree: Tree) -> None:
    ends = small(tree)
    sets = ends.diagram.sets_of(ends.outcome)
    for outcome in tree.outcomes:
        found = sets.get(outcome, ends.diagram.false)
        assert found == ends.diagram.relabel(ends.outcome, outcome.__eq__)
    assert sets.keys() == ends.diagram.labels(ends.outcome)


@given(trees())
def test_counts_are_those_of_counting_one_by_one(tree: Tree) -> None:
    ends = small(tree)
    people = everybody(ends.space)
    for name in tree.outcomes:
        counted = sum(like(ends.space, p) for p in people if outcome_of(tree, p) == name)

        assert count(ends.space, ends.ending_in({name})) == counted
    assert number_of_all(ends.space) == sum(like(ends.space, p) for p in people)


@given(trees())
def test_the_plainest_patient_differs_least_from_a_well_one(tree: Tree) -> None:
    ends = small(tree)
    for name in tree.outcomes:
        found = plainest(ends.space, ends.ending_in({name}))
        costs = [
            changes(ends.space, patient)
            for patient in everybody(ends.space)
            if outcome_of(tree, patient) == name
        ]
        if found is None:
            assert not costs
        else:
            assert outcome_of(tree, found) == name
            assert changes(ends.space, found) == min(costs)


@given(trees())
def test_advice_is_given_to_just_whom_the_engine_gives_it(tree: Tree) -> None:
    ends = small(tree)
    functions = {name: ends.given(name) for name in tree.advice}
    for patient in everybody(ends.space):
        result = assess(tree, patient)
        given_to = {advice.id for advice in result.advice}
        for name, function in functions.items():
            if result.status == "complete":
                assert label(ends.space, function, patient) == (name in given_to)


@given(trees())
def test_a_branch_is_reached_when_somebody_who_is_not_ruled_out_takes_it(tree: Tree) -> None:
    ends = small(tree)
    taken = set()
    for patient in everybody(ends.space):
        if not label(ends.space, ends.ruled_out, patient):
            for decision in walk(engine_of(tree), patient).path:
                assert decision.branch is not None
                number = [b is decision.branch for b in decision.step.branches].index(True)
                taken.add((decision.step.name, number))

    assert branches_taken(ends) == taken


def test_a_number_is_cut_just_where_the_tree_cuts_it() -> None:
    days = space_of([shipped_tree("calf-soreness")]).classes["days_since_onset"]
    sizes = {each.value: each.size for each in days}

    assert sum(sizes.values()) == 3651 + 1  # 0 to 3650 days, and not sure
    assert {4, 12} <= set(sizes)


def test_a_fact_stands_where_it_is_read_and_not_where_it_is_asked() -> None:
    form: dict[str, object] = {"ask": ["a", "b"], "heading": "Now"}
    tree = made_up(
        {name: {"sure": True} for name in ("a", "b", "c")},
        {
            "form": form | {"then": _if("a", "c")},
            "c": {"ask": "c", "then": _if("c", "last")},
            "last": {"then": _if("b", "home")},
        },
        ends("home", "see-a-physio"),
    )

    assert space_of([tree]).facts == ("a", "c", "b")


def _if(fact: str, otherwise: str) -> list[dict[str, object]]:
    return [{"if": {fact: "yes"}, "go": "see-a-physio"}, {"go": otherwise}]


def test_trees_of_one_space_that_do_the_same_are_the_same_node() -> None:
    tree = shipped_tree("shin-soreness")
    space = space_of([tree, tree])

    assert Ends(tree, space).outcome == Ends(tree, space).outcome
