"""What is said of mutants is so, by trying every patient with the real engine."""

from __future__ import annotations

from math import prod

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.answer_space.small import everybody
from tests.pool import trees
from tests.sampled import slow
from tests.shipped_trees import shipped_tree
from triage.analysis.cases.running import run_case
from triage.analysis.mutants.killing import Original
from triage.analysis.mutants.operators import mutants_of
from triage.analysis.mutants.score import Judged, mutate
from triage.analysis.proofs.prove import prove
from triage.analysis.proofs.replay import is_ruled_out
from triage.answer_space.ends import Ends
from triage.cli.find_trees import cases_beside
from triage.engine.assess import assess
from triage.engine.prepared import engine_of
from triage.engine.walk import walk
from triage.model.dispositions import Disposition
from triage.model.facts import Demand
from triage.model.tree import Tree
from triage.model.values import AnswerSet


def told(tree: Tree, patient) -> tuple[object, ...]:
    """Return what the engine tells a patient: urgency, outcome and time, advice, what it asks."""
    result = assess(tree, patient)
    advice = {each.id for each in result.advice}
    end = result.outcome, result.within_hours
    return result.urgency, end, advice, walk(engine_of(tree), patient).asked()


def some_people(original: Original, random) -> list[dict]:
    """Return everybody who is possible where they are few, else a hundred of them."""
    tree, classes = original.tree, original.space.classes
    if prod(map(len, classes.values())) <= 300:
        people = everybody(original.space)
    else:
        people = [
            {name: random.choice(each).value for name, each in classes.items()} for _ in range(100)
        ]
    return [p for p in people if not is_ruled_out(tree, p)]


@given(trees(), st.randoms(use_true_random=False))
def test_what_a_mistake_is_said_to_change_is_what_the_engine_shows(tree, random) -> None:
    mutants = mutants_of(tree)
    original = Original(tree, mutants)
    people = some_people(original, random)
    before = [told(tree, p) for p in people]
    for mutant in random.sample(mutants, min(10, len(mutants))):
        mutated = mutant.of(tree)
        ends = Ends(mutated, original.space)
        change = original.changed(mutant, ends)
        after = [told(mutated, p) for p in people]

        if change in ("urgency", "other"):
            patient = original.plainest(mutant, ends, change)
            one, other = told(tree, patient), told(mutated, patient)
            assert one[:3] != other[:3]
            assert (one[0] != other[0]) == (change == "urgency")
        else:
            assert [one[:3] for one in before] == [one[:3] for one in after]
        if change == "equal":
            assert before == after
        if change != "urgency":
            assert [one[0] for one in before] == [one[0] for one in after]


def test_cases_of_everybody_leave_no_mistake_unnoticed(tiny) -> None:
    tree, (case,) = tiny
    home = evolve(case, name="not hot", answers={"hot": False}, expect=Disposition.SELF_CARE)

    score = mutate(tree, [case, home])

    assert score.survivors == ()
    assert score.rows()[-1].by_case == 8
    assert score.passes(100)


def failing(tree: Tree) -> set[str]:
    return {v.claim.name for v in prove(tree).verdicts if v.status == "fails"}


def agrees_with_proofs(judged: Judged, tree: Tree, broken: set[str]) -> None:
    """Hold what is said of one mistake against proofs of the whole mutated tree."""
    mutated = judged.mutant.of(tree)
    spec = evolve(mutated, advice=tree.advice)
    found = failing(mutated) - broken
    if judged.claim and not judged.claim.startswith("block"):
        assert judged.claim in found | failing(spec)
    if judged.structure:
        assert judged.structure in found
    if judged.survived:
        assert found == set()


@given(trees(), st.randoms(use_true_random=False))
def test_a_claim_that_is_said_to_fail_does_and_a_survivor_breaks_none(tree, random) -> None:
    judged = mutate(tree, [], operators=["part", "branch", "advice"]).judged
    broken = failing(tree)
    for each in random.sample(judged, min(4, len(judged))):
        agrees_with_proofs(each, tree, broken)


@slow
def test_what_is_said_of_a_shipped_tree_agrees_with_its_cases_and_proofs() -> None:
    tree = shipped_tree("showcase")
    cases = {case.name: case for case in cases_beside("showcase", tree)}
    for each in mutate(tree, cases.values()).judged[::23]:
        agrees_with_proofs(each, tree, set())
        mutated = each.mutant.of(tree)
        if each.case:
            assert run_case(cases[each.case], mutated).faults
        elif each.counts:
            assert not any(run_case(case, mutated).faults for case in cases.values())


def test_the_score_of_a_tiny_tree_is_as_worked_out_by_hand(tiny) -> None:
    score = mutate(*tiny)
    rows = {row.operator: row for row in score.rows()}

    assert {name: row.mutants for name, row in rows.items()} == {
        "answer": 2, "target": 2, "branch": 1, "disposition": 3, "all": 8,
    }  # fmt: skip
    # The case about somebody hot notices five. Of the others, two leave a branch
    # or an outcome to nobody, and a milder home could be a visit to a physio.
    row = rows["all"]
    assert (row.equal, row.asks, row.by_case, row.by_property) == (0, 0, 5, 0)
    assert (row.by_either, row.by_structure, row.survived) == (5, 2, 1)
    assert (score.of("urgency").killed, score.of("urgency").of) == (7, 8)
    assert score.of("urgency").percent == 87.5
    assert [each.mutant.after for each in score.survivors] == ["disposition physio"]
    assert not score.passes(0)


def test_proofs_are_tried_where_no_case_fails(tiny) -> None:
    tree, cases = tiny
    demand = Demand(AnswerSet((True,)), Disposition.SAME_DAY_URGENT)
    tree = evolve(tree, facts={"hot": evolve(tree.facts["hot"], demands=(demand,))})

    rows = mutate(tree, []).rows()[-1], mutate(tree, cases).rows()[-1]

    # A proof of the demand notices who is sent on less urgently, the case also who is sent on more.
    assert [(row.by_case, row.by_property, row.by_either) for row in rows] == [(0, 4, 4), (5, 0, 5)]


def test_without_cases_only_proofs_notice(tiny) -> None:
    score = mutate(tiny[0], [])

    assert score.rows()[-1].by_case == 0
    assert score.cases == 0
    assert score.of("other").percent == 100.0  # nothing to notice is nothing missed


def test_a_case_that_the_tree_itself_fails_notices_nothing(tiny) -> None:
    tree, (case,) = tiny
    score = mutate(tree, [case, evolve(case, name="wrong", answers={"hot": False})])

    assert (score.cases, score.left_out) == (1, 1)
    assert {each.case for each in score.judged} == {"", "hot"}


def test_a_search_without_time_or_room_leaves_the_rest_unknown(tiny) -> None:
    assert "time" in mutate(*tiny, seconds=0).unknown
    assert "nodes" in mutate(shipped_tree("calf-soreness"), [], nodes=50).unknown
    assert mutate(*tiny, seconds=0).judged == ()


def test_many_mutants_take_no_more_room_than_some() -> None:
    tree = shipped_tree("showcase")
    mutants = mutants_of(tree, ["target"])
    original = Original(tree, mutants)
    before = len(original.space.diagram)
    for mutant in mutants:
        original.changed(mutant, Ends(mutant.of(tree), original.space))
    made = len(original.space.diagram) - before

    narrow = mutate(tree, [], operators=["target"], nodes=before + made // 2)

    assert narrow.unknown == ""
    wide = mutate(tree, [], operators=["target"])
    assert [e.change for e in narrow.judged] == [e.change for e in wide.judged]
    assert [e.claim for e in narrow.judged] == [e.claim for e in wide.judged]


def chain(tree: Tree, length: int) -> Tree:
    """Return a tree of many steps, each of which asks the same."""
    first, last = tree.steps["only"].branches
    steps = {
        f"step-{i}": evolve(
            tree.steps["only"],
            name=f"step-{i}",
            branches=(first, evolve(last, go=f"step-{i + 1}" if i + 1 < length else "home")),
            at=None,
        )
        for i in range(length)
    }
    return evolve(tree, steps=steps, start="step-0")


def test_a_chain_of_500_steps_is_judged_like_a_short_one(tiny) -> None:
    tree, cases = tiny
    score = mutate(chain(tree, 500), cases, operators=["disposition"])

    assert score.unknown == ""
    assert [bool(each.case) for each in score.judged] == [True, True, False]


def test_what_only_a_later_step_asks_again_changes_nothing(tiny) -> None:
    tree, cases = tiny
    score = mutate(chain(tree, 20), cases, operators=["answer"])

    changing = {each.mutant.where for each in score.judged if each.counts}
    # A step that looks for nothing is made up for by the next; one that looks for all is not.
    assert score.rows()[-1].equal == 20
    assert len(changing) == 20
