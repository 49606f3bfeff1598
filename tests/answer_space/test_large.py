"""Trees of many facts, and searches that take much room."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given

from tests.pool import trees
from tests.sampled import slow
from tests.shipped_trees import shipped_tree
from triage.analysis.proofs.by_diagram import ByDiagram
from triage.analysis.proofs.claims import PatientSet
from triage.analysis.proofs.properties import claims
from triage.analysis.proofs.prove import prove
from triage.answer_space.budget import TooLarge
from triage.answer_space.ends import Ends
from triage.answer_space.space import count
from triage.answer_space.taken import branches_taken
from triage.model.conditions import Is
from triage.model.domains import YesNo
from triage.model.facts import Fact
from triage.model.tree import Branch, Step, Tree
from triage.model.values import AnswerSet

MANY = 1_000


@pytest.fixture(scope="module")
def long() -> Tree:
    """A thousand signs one after another: any one of them is an emergency, none is self-care."""
    names = [f"sign_{index}" for index in range(MANY)]
    facts = {
        n: Fact(name=n, domain=YesNo(), ask="?", label=n, worse=((False,), (True,)), well=False)
        for n in names
    }
    base = shipped_tree("calf-soreness")
    home, now = base.outcomes["look-after-it"], base.outcomes["lower-leg-red-flags.emergency-leg"]
    ends = {
        "home": evolve(home, name="home", advice=(), refine=()),
        "now": evolve(now, name="now", advice=(), refine=()),
    }
    steps = {}
    for name, onward in zip(names, [*names[1:], "home"], strict=True):
        sign = Is(name, AnswerSet((True, "not sure")))
        steps[name] = Step(
            name=name,
            ask=(name,),
            branches=(Branch(condition=sign, go="now"), Branch(condition=None, go=onward)),
        )
    bare = evolve(base, advice={}, groups={}, impossible=(), safety=(), modules=())
    return evolve(bare, start=names[0], facts=facts, steps=steps, outcomes=ends)


def test_a_tree_of_a_thousand_facts_is_followed_to_its_ends(long: Tree) -> None:
    ends = Ends(long)

    assert count(ends.space, ends.ending_in({"home"})) == 1
    assert count(ends.space, ends.ending_in({"now"})) == 3**MANY - 1
    assert len(branches_taken(ends)) == 2 * MANY


@slow
def test_every_claim_about_a_thousand_facts_is_decided(long: Tree) -> None:
    proof = prove(long)

    assert len(proof.verdicts) > 4 * MANY
    assert proof.number("holds") == len(proof.verdicts)


@given(trees())
def test_what_was_forgotten_is_worked_out_again(tree: Tree) -> None:
    ends = Ends(tree)
    groups = [group for claim in claims(tree) for group in claim.groups]
    first = len(ends.diagram)
    empty = [ByDiagram(ends).is_empty(group) for group in groups]
    ends.forget(first)

    assert len(ends.diagram) == first
    assert [ByDiagram(ends).is_empty(group) for group in groups] == empty


def test_a_question_that_takes_all_room_leaves_the_others_theirs() -> None:
    tree = shipped_tree("calf-soreness")
    begun, whole = len(Ends(tree).diagram), prove(tree)
    grown = whole.nodes
    room = (begun + grown) // 2
    found = prove(tree, nodes=room)

    assert grown > room
    assert found.number("fails") <= whole.number("fails")
    assert found.number("holds") > 0.9 * len(found.verdicts)
    assert found.verdicts[-1].status == "holds"


def test_a_search_without_room_names_how_much_it_had() -> None:
    ends = Ends(shipped_tree("calf-soreness"))
    ends.diagram.budget.nodes = len(ends.diagram)

    with pytest.raises(TooLarge, match=f"more than {len(ends.diagram)} nodes"):
        ByDiagram(ends).find(PatientSet(unasked="settles_within_72h"))
