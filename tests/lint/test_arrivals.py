"""Who meets a fault of the steps, held against trying every patient one by one."""

from __future__ import annotations

from itertools import product
from math import prod

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.pool import trees
from tests.tree_files.folders import GOOD
from triage.answer_space.classes import classes_of
from triage.engine.assess import assess
from triage.lint import arrivals
from triage.lint.arrivals import Arrivals
from triage.lint.blocking import asked as asked_rule
from triage.lint.blocking.asked import AskedFacts, facts_not_asked
from triage.lint.blocking.structure import not_sure_absorbed, step_cycles
from triage.lint.by_few_facts import FewFacts
from triage.model.conditions import All, Is, Not, Score, answer_sets, facts_of, leaves_of
from triage.model.evaluation import prepare
from triage.model.graph import Graph
from triage.model.values import NOT_SURE, AnswerSet
from triage.phrasing.answers_in_texts import for_anybody
from triage.tree_files.library import load

MOST_PATIENTS = 20_000
YES = AnswerSet((True,))
NORTH = Is("region", AnswerSet(("north",)))
NOT_NORTH_AND_NORTH = All((NORTH, Not(NORTH)))


def patients(tree):
    """Return a patient for all that the steps can tell apart."""
    conditions = [c for step in tree.steps.values() for c in step.conditions]
    asked = [fact for step in tree.steps.values() for fact in step.ask]
    facts = dict.fromkeys([*asked, *facts_of(*conditions)])
    classes = classes_of([tree.facts[fact] for fact in facts], conditions)
    answers = [[each.value for each in classes[fact]] for fact in facts]
    assume(prod(map(len, answers)) <= MOST_PATIENTS)
    return [dict(zip(facts, values, strict=True)) for values in product(*answers)]


def stuck(tree, patient):
    """Yield where a patient stands undecided who answers all that is asked, as if led on."""
    here, known = tree.start, {}
    while here in tree.steps:
        step = tree.steps[here]
        known |= {fact: patient[fact] for fact in step.ask}
        held = [decided(branch, known) for branch in step.branches]
        first = next(i for i, each in enumerate(held) if each is not False)
        if held[first] is None:
            yield step.branches[first].at.line
        here = next(b.go for b in step.branches if decided(b, patient))


def decided(branch, answers):
    return True if branch.condition is None else prepare(branch.condition)(answers)


def with_less_asked(draw, tree):
    """Return a tree of which one step asks nothing."""
    name = draw(st.sampled_from(sorted(tree.steps)))
    silent = evolve(tree.steps[name], ask=())
    tree = for_anybody(tree)  # of what texts name nothing is expected
    return evolve(tree, steps={**tree.steps, name: silent}, outcomes=plain(tree))


def plain(tree):
    return {n: evolve(o, advice=(), tell=(), refine=()) for n, o in tree.outcomes.items()}


@given(trees(), st.data())
def test_a_fact_is_reported_exactly_where_a_patient_stands_before_it(tree, data):
    tree = with_less_asked(data.draw, tree)
    expected = {line for each in patients(tree) for line in stuck(tree, each)}
    # A bound on a score may be told where closer reckoning decides it.
    scores = {
        branch.at.line
        for step in tree.steps.values()
        for branch in step.branches
        if branch.condition and any(isinstance(leaf, Score) for leaf in leaves_of(branch.condition))
    }

    found = {finding.line for finding in facts_not_asked(tree)}

    assert expected <= found
    assert found - expected <= scores


@given(trees(), st.data())
def test_a_patient_of_a_finding_comes_by_its_path(tree, data):
    tree = with_less_asked(data.draw, tree)
    asked = AskedFacts.of(Graph.of(tree))
    arrived = Arrivals(tree)
    for name in asked.graph.order:
        somebody = arrived.example(arrived.coming[name])
        if somebody is not None:
            assert arrived.path(somebody, name)[-1] == name


@given(trees(), st.data())
def test_a_quick_look_leaves_nobody_out_who_was_not_asked(tree, data):
    tree = with_less_asked(data.draw, tree)
    arrived, asked = Arrivals(tree), [fact for step in tree.steps.values() for fact in step.ask]
    few = FewFacts(tree, {*arrived.order})
    for fact in dict.fromkeys(asked):
        come = arrived.unasked(fact)
        assert {name for name in come if come[name] != arrived.space.diagram.false} <= few.unasked(
            fact
        )


def test_a_question_that_depends_on_two_answers_is_settled_without_trying_all_patients():
    tree = load("start")
    suspected = [*asked_rule._suspected(AskedFacts.of(Graph.of(tree)))]
    assert suspected
    assert asked_rule._unless_settled(suspected, tree) == []


def test_a_question_behind_a_guard_is_no_fault_and_the_engine_decides_without_it():
    tree = evolve(load(GOOD / "guarded-question.yaml"), allow_draft=True)

    southern = assess(tree, {"region": "south", "cold": True})

    assert list(facts_not_asked(tree)) == []
    assert (southern.status, southern.outcome) == ("complete", "home")
    assert assess(tree, {"region": "north", "cold": True}).next == ("snow",)


def test_a_question_whose_guard_is_gone_is_a_fault_with_the_patient_who_meets_it():
    tree = load(GOOD / "guarded-question.yaml")
    cold = tree.steps["cold"]
    first = cold.branches[0]
    assert isinstance(first.condition, All)
    open_now = evolve(first, condition=evolve(first.condition, of=first.condition.of[1:]))
    steps = {**tree.steps, "cold": evolve(cold, branches=(open_now, cold.branches[1]))}

    (finding,) = facts_not_asked(evolve(tree, steps=steps))

    assert finding.message == (
        "found a condition on `snow`, but the path `region` → `cold` never asks it, "
        "as with these answers: region: In the south; cold: yes"
    )


def test_facts_that_one_path_never_asks_are_told_in_one_finding():
    tree = load(GOOD / "guarded-question.yaml")
    region = tree.steps["region"]
    straight = evolve(
        region, branches=(evolve(region.branches[0], go="cold"), *region.branches[1:])
    )
    steps = {**tree.steps, "region": straight, "cold": evolve(tree.steps["cold"], ask=())}

    (finding,) = facts_not_asked(evolve(tree, steps=steps))

    assert finding.message == (
        "found a condition on `snow`, `cold`, but the path `region` → `cold` never asks them, "
        "as an otherwise well person would find"
    )
    assert finding.help == (
        "ask `snow`, `cold` in this step, or in a step that every path here passes"
    )


def test_not_sure_that_a_later_branch_names_is_not_passed_over():
    tree = load(GOOD / "not-sure-later.yaml")
    chest = tree.steps["age"].branches[0]
    assert isinstance(chest.condition, Is)
    yes = evolve(chest, condition=evolve(chest.condition, answers=YES))
    steps = {
        **tree.steps,
        "age": evolve(tree.steps["age"], branches=(yes, *tree.steps["age"].branches[1:])),
    }

    (finding,) = not_sure_absorbed(evolve(tree, steps=steps))

    assert list(not_sure_absorbed(tree)) == []
    assert finding.message == "found that somebody not sure of `chest` is sent on to `age`"


@given(trees(), st.data())
def test_who_is_passed_over_takes_a_last_branch_and_is_named_by_no_other(tree, data):
    asked = [(n, f) for n, s in tree.steps.items() for f in s.ask if not tree.facts[f].sure]
    assume(asked)
    name, fact = data.draw(st.sampled_from(asked))
    step = tree.steps[name]
    bare = evolve(tree, steps={**tree.steps, name: evolve(step, branches=step.branches[-1:])})
    everybody = patients(bare)
    arrived = Arrivals(bare)

    met = arrived.example(arrived.passed_over(fact, bare.steps[name])) is not None

    assert met == any(is_passed_over(bare, name, fact, p) for p in everybody)


def is_passed_over(tree, where, fact, patient):
    if patient[fact] != NOT_SURE:
        return False
    here, came_by = tree.start, False
    while here in tree.steps:
        taken = next(b for b in tree.steps[here].branches if decided(b, patient))
        came_by = came_by or here == where
        if taken.condition is not None and fact in facts_of(taken.condition):
            others = (patient | {fact: v} for v in candidates(tree.facts[fact], taken.condition))
            if not all(prepare(taken.condition)(other) for other in others):
                return False
        here = taken.go
    return came_by


def candidates(fact, condition):
    return [each.value for each in classes_of([fact], [*parts_on(fact, condition)])[fact.name]]


def parts_on(fact, condition):
    return (Is(name, answers) for name, answers in answer_sets(condition) if name == fact.name)


def led_round(tree, *, everybody):
    """Return a tree with a way back that everybody takes, or nobody."""
    cold = tree.steps["cold"]
    first, last = cold.branches
    if everybody:
        back = evolve(last, go="region")
        return evolve(tree, steps={**tree.steps, "cold": evolve(cold, branches=(first, back))})
    south = evolve(first, condition=NOT_NORTH_AND_NORTH, go="region")
    return evolve(tree, steps={**tree.steps, "cold": evolve(cold, branches=(south, first, last))})


def test_steps_that_lead_round_are_told_with_somebody_or_nobody():
    tree = load(GOOD / "guarded-question.yaml")

    (round_trip, *_) = step_cycles(led_round(tree, everybody=True))
    (nobody, *_) = step_cycles(led_round(tree, everybody=False))

    assert round_trip.message.startswith("found steps that lead round: `region` → ")
    assert round_trip.message.endswith(", as an otherwise well person would find")
    assert nobody.message.endswith(", though nobody goes round")
    assert "one order of steps" in nobody.help


def test_what_is_too_large_to_try_is_judged_by_its_steps_and_says_so(monkeypatch):
    tree = load(GOOD / "guarded-question.yaml")
    monkeypatch.setattr(arrivals, "_MOST_NODES", 2)

    (finding,) = facts_not_asked(tree)

    assert finding.message.endswith("; the tree is too large to try whether anybody meets this")


def test_a_tree_too_large_to_try_is_sound_where_a_look_at_the_steps_nearby_clears_it(monkeypatch):
    start = load("start")
    monkeypatch.setattr(arrivals, "_MOST_NODES", 2_000)

    assert list(facts_not_asked(start)) == []
