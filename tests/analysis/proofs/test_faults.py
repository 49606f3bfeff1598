"""Each kind of fault, planted into a tree on which everything holds, is found and named."""

from __future__ import annotations

import typing
from collections.abc import Callable
from functools import cache

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.proofs.test_agreement import tried
from tests.answer_space.small import small
from tests.bare import bare_tree
from tests.pool import trees
from tests.sampled import slow
from tests.shipped_trees import shipped_tree
from triage.analysis.proofs.by_diagram import ByDiagram
from triage.analysis.proofs.by_paths import ByPaths
from triage.analysis.proofs.properties import claims
from triage.analysis.proofs.prove import Verdict, prove
from triage.analysis.proofs.replay import is_in
from triage.answer_space.ends import Ends
from triage.model.conditions import All, Condition, Count, Is
from triage.model.dispositions import Disposition
from triage.model.domains import YesNo
from triage.model.facts import Demand, Fact
from triage.model.texts import Instruction, Title
from triage.model.tree import Advice, Branch, Impossible, Outcome, SafetyRule, Step, Tree
from triage.model.values import NOT_SURE, AnswerSet, Range
from triage.testing import load_library

YES, UNSURE = AnswerSet((True,)), AnswerSet((NOT_SURE,))
JUDGED = {"judgement": "made up"}


def _fact(ask: str, **more: typing.Any) -> dict[str, object]:
    return {"type": "yes-no", "ask": f"{ask}?", "label": ask, "well": "no", **JUDGED, **more}


def _outcome(disposition: str, **more: typing.Any) -> dict[str, object]:
    return {"disposition": disposition, "title": disposition, "text": "Go.", **JUDGED, **more}


DOCUMENT = {
    "triage": 1,
    "id": "sound",
    "title": "A sound tree",
    "version": "0.1.0",
    "status": "draft",
    "for": "Adults",
    "not_for": "Children",
    "review_by": "2099-12-31",
    "facts": {
        "faint": _fact("faint", worse="yes", demands={"yes": "emergency", "not sure": "emergency"}),
        "hot": _fact("hot", worse="yes", demands={"not sure": "same_day_urgent"}),
        "sore": _fact("sore", sure=True, worse="yes"),
        "days": {
            "type": "whole number",
            "range": "0 to 60",
            "ask": "How many days?",
            "label": "days",
            "worse": "higher",
            "not_sure_as": 20,
            "well": 0,
            **JUDGED,
        },
        "limping": _fact("limping", worse="yes"),
        "heart": _fact("heart trouble"),
    },
    "impossible": [{"sore": "no", "limping": "yes"}],
    "start": "danger",
    "steps": {
        "danger": {
            "ask": "faint",
            "then": [
                {"if": {"faint": ["yes", "not sure"]}, "go": "ambulance", **JUDGED},
                {"go": "fever"},
            ],
        },
        "fever": {
            "ask": "hot",
            "then": [
                {"if": {"hot": ["yes", "not sure"]}, "go": "today", **JUDGED},
                {"go": "soreness"},
            ],
        },
        "soreness": {
            "ask": "sore",
            "then": [{"if": {"sore": "yes"}, "go": "how-long", **JUDGED}, {"go": "walking"}],
        },
        "how-long": {
            "ask": "days",
            "then": [
                {"if": {"days": ["over 14", "not sure"]}, "go": "physio", **JUDGED},
                {"go": "walking"},
            ],
        },
        "walking": {
            "ask": "limping",
            "then": [
                {"if": {"limping": ["yes", "not sure"]}, "go": "physio", **JUDGED},
                {"go": "home"},
            ],
        },
    },
    "outcomes": {
        "ambulance": _outcome("emergency"),
        "today": _outcome("same_day_urgent", review_after="1 day"),
        "physio": _outcome("physio", advice=["rest"], review_after="14 days"),
        "home": _outcome("self_care", advice=["rest", "bath"], refine=["heart"]),
    },
    "advice": {
        "rest": {"text": "Rest.", **JUDGED},
        "bath": {"text": "Bathe.", "never_when": [{"heart": "yes"}], **JUDGED},
    },
    "safety": {
        "hot-is-urgent": {"if": {"hot": "yes"}, "then": {"urgency": "at least physio"}, **JUDGED},
        "long-is-seen": {
            "if": {"sore": "yes", "days": "over 14"},
            "then": {"disposition": ["physio", "same_day_urgent", "emergency"]},
            **JUDGED,
        },
        "heart-no-bath": {"if": {"heart": "yes"}, "then": {"never_advice": "bath"}, **JUDGED},
        "limping-rests": {
            "if": {"limping": "yes", "faint": "no", "hot": "no"},
            "then": {"always_advice": "rest"},
            **JUDGED,
        },
        "limping-looks-again": {
            "if": {"limping": "yes", "faint": "no", "hot": "no"},
            "then": {"review": "within 14 days"},
            **JUDGED,
        },
        "all-are-asked": {"if": {"faint": "no"}, "then": {"asked": "hot"}, **JUDGED},
        "sore-passes": {
            "if": {"faint": "no", "hot": "no", "sore": "yes"},
            "then": {"passes": "how-long"},
            **JUDGED,
        },
        "well-go-past": {"if": {"sore": "no"}, "then": {"never_passes": "how-long"}, **JUDGED},
    },
}  # fmt: skip


@cache
def sound() -> Tree:
    return load_library({"sound": DOCUMENT})


# How to plant a fault: each of these returns the tree with one thing changed.


def with_step(tree: Tree, name: str, *branches: Branch, ask: tuple[str, ...] | None = None) -> Tree:
    step = tree.steps[name]
    asked = step.ask if ask is None else ask
    return evolve(tree, steps={**tree.steps, name: evolve(step, branches=branches, ask=asked)})


def branches(tree: Tree, name: str) -> list[Branch]:
    return list(tree.steps[name].branches)


def leading(tree: Tree, name: str, number: int, go: str) -> Tree:
    some = branches(tree, name)
    some[number] = evolve(some[number], go=go)
    return with_step(tree, name, *some)


def when(tree: Tree, name: str, number: int, condition: Condition) -> Tree:
    some = branches(tree, name)
    some[number] = evolve(some[number], condition=condition)
    return with_step(tree, name, *some)


def without_branch(tree: Tree, name: str, number: int) -> Tree:
    some = branches(tree, name)
    del some[number]
    return with_step(tree, name, *some)


def shadowed(tree: Tree) -> Tree:
    some = branches(tree, "how-long")
    shadow = Branch(condition=Is("days", AnswerSet((NOT_SURE,), (Range(low=20),))), go="physio")
    return with_step(tree, "how-long", some[0], shadow, some[1])


def with_island(tree: Tree) -> Tree:
    island = Step(
        name="island",
        ask=("hot",),
        branches=(Branch(condition=None, go="today", including_not_sure=True),),
    )
    return evolve(tree, steps={**tree.steps, "island": island})


def with_outcome(tree: Tree) -> Tree:
    nobody = Outcome(
        name="nobody",
        disposition=Disposition.PHYSIO,
        title=Title("Nobody"),
        text=Instruction("Nobody."),
    )
    return evolve(tree, outcomes={**tree.outcomes, "nobody": nobody})


def with_outcome_changed(tree: Tree, name: str, **more: typing.Any) -> Tree:
    return evolve(tree, outcomes={**tree.outcomes, name: evolve(tree.outcomes[name], **more)})


def with_advice(tree: Tree, name: str, **more: typing.Any) -> Tree:
    advice = evolve(tree.advice.get(name) or Advice(name=name, text=Instruction("?")), **more)
    return evolve(tree, advice={**tree.advice, name: advice})


def with_fact(tree: Tree, name: str, **more: typing.Any) -> Tree:
    return evolve(tree, facts={**tree.facts, name: evolve(tree.facts[name], **more)})


def ruling_out(tree: Tree, *conditions: Condition) -> Tree:
    return evolve(tree, impossible=tuple(map(Impossible, conditions)))


def with_rule(tree: Tree, name: str, condition: Condition, **promise: typing.Any) -> Tree:
    others = [rule for rule in tree.safety if rule.name != name]
    return evolve(tree, safety=(*others, SafetyRule(name=name, condition=condition, **promise)))


ALWAYS = All(())
FAULTS: dict[str, tuple[Callable[[Tree], Tree], str]] = {
    "a last branch that not everybody takes": (
        lambda t: without_branch(t, "walking", 1), "end"),
    "a last branch with a condition": (
        lambda t: when(t, "fever", 1, Is("hot", YES)), "end"),
    "a shadowed branch": (shadowed, "branch of how-long, branch 2, to physio"),
    "a step nobody comes to": (with_island, "branch of island, branch 1, to today"),
    "an outcome nobody ends in": (with_outcome, "outcome of nobody"),
    "an advice nobody is given": (
        lambda t: with_advice(t, "bath", when=Is("sore", UNSURE)), "advice of bath"),
    "a dropped red flag": (lambda t: leading(t, "danger", 0, "fever"), "demand of faint"),
    "what was shown is taken back": (lambda t: leading(t, "danger", 0, "fever"), "at least"),
    "worse answers sent home": (
        lambda t: when(t, "how-long", 0, Is("days", AnswerSet((NOT_SURE,), (Range(high=14),)))),
        "order of days"),
    "a threshold one off": (
        lambda t: when(t, "how-long", 0, Is("days", AnswerSet((NOT_SURE,), (Range(low=16),)))),
        "safety rule of long-is-seen"),
    "not sure sent home": (
        lambda t: when(t, "walking", 0, Is("limping", YES)), "not sure of limping"),
    "not sure passed over": (
        lambda t: when(t, "walking", 0, Is("limping", YES)), "default of walking"),
    "not sure unlike the answer it stands for": (
        lambda t: when(t, "how-long", 0, Is("days", AnswerSet((), (Range(low=15),)))),
        "not sure of days"),
    "a demand that not sure misses": (
        lambda t: when(t, "fever", 0, Is("hot", YES)), "demand of hot"),
    "a question moved behind an exit": (
        lambda t: evolve(leading(leading(t, "fever", 1, "danger"), "danger", 1, "soreness"),
                         start="fever"),
        "question of faint"),
    "advice about what was never asked": (
        lambda t: with_outcome_changed(t, "home", refine=()), "advice question of bath"),
    "a useless question": (
        lambda t: leading(t, "walking", 0, "home"), "use of limping"),
    "an impossible answer that nobody can give": (
        lambda t: ruling_out(t, Is("sore", UNSURE)), "impossible of entry 1"),
    "everybody ruled out": (
        lambda t: ruling_out(t, Is("sore", YES), Is("sore", AnswerSet((False,)))), "impossible"),
    "a demand hidden behind what is impossible": (
        lambda t: leading(ruling_out(t, Is("faint", YES)), "danger", 0, "fever"),
        "demand of faint"),
    "a promise of urgency broken": (
        lambda t: with_rule(t, "r", ALWAYS, urgency_at_least=Disposition.PHYSIO),
        "safety rule of r"),
    "a promise of dispositions broken": (
        lambda t: with_rule(t, "r", ALWAYS, dispositions=(Disposition.PHYSIO,)),
        "safety rule of r"),
    "a promise of no advice broken": (
        lambda t: with_rule(t, "r", Is("sore", YES), never_advice=("rest",)), "safety rule of r"),
    "a promise of advice broken": (
        lambda t: with_outcome_changed(t, "physio", advice=()), "safety rule of limping-rests"),
    "a promise to look again broken": (
        lambda t: with_outcome_changed(t, "physio", review_after_days=15),
        "safety rule of limping-looks-again"),
    "a promise of a question broken": (
        lambda t: leading(t, "danger", 1, "soreness"), "safety rule of all-are-asked"),
    "a promise of a way broken": (
        lambda t: leading(t, "soreness", 0, "walking"), "safety rule of sore-passes"),
    "a promise of no way broken": (
        lambda t: leading(t, "soreness", 1, "how-long"), "safety rule of well-go-past"),
}  # fmt: skip


def failing(tree: Tree) -> dict[str, Verdict]:
    found = prove(tree).verdicts
    assert not [v for v in found if v.status == "unknown"]
    return {v.claim.name: v for v in found if v.status == "fails"}


def test_everything_holds_of_the_sound_tree() -> None:
    assert failing(sound()) == {}


@pytest.mark.parametrize("kind", FAULTS)
def test_a_planted_fault_is_found_and_whom_it_names_breaks_the_claim(kind: str) -> None:
    plant, name = FAULTS[kind]
    tree = plant(sound())
    verdict = failing(tree)[name]

    if verdict.claim.somebody:
        assert not any(tried(tree, g, Ends(tree).space) for g in verdict.claim.groups)
    else:
        assert any(is_in(tree, group, verdict.patients) for group in verdict.claim.groups)


def test_forbidden_advice_that_leaks_is_found() -> None:
    """The engine never gives it, so the claim is put to a tree that no longer forbids it."""
    leaking = with_advice(sound(), "bath", never_when=())
    (claim,) = [claim for claim in claims(sound()) if claim.name == "block of bath"]

    for decider in (ByDiagram(Ends(leaking)), ByPaths(leaking)):
        found = decider.find(claim.groups[0])
        assert is_in(leaking, claim.groups[0], found)
        assert found[0]["heart"] in (True, NOT_SURE)
    assert set(failing(leaking)) == {"safety rule of heart-no-bath", "use of heart"}


def test_an_answer_that_decides_whether_an_advised_one_is_asked_has_a_use() -> None:
    facts = {name: Fact(name=name, domain=YesNo(), ask=f"{name}?", label=name) for name in "ab"}
    near, on = Branch(condition=Is("a", YES), go="end"), Branch(condition=None, go="then")
    last = Branch(condition=None, go="end")
    tree = bare_tree(
        start="first",
        facts=facts,
        steps={
            "first": Step(name="first", ask=("a",), branches=(on,)),
            "then": Step(name="then", ask=("b",), branches=(near, last)),
        },
        outcomes={
            "end": Outcome(
                name="end",
                disposition=Disposition.SELF_CARE,
                title=Title("End"),
                text=Instruction("Go."),
                advice=("bath",),
            )
        },
        advice={"bath": Advice(name="bath", text=Instruction("Bathe."), when=Is("b", YES))},
    )

    assert "use of a" not in failing(tree)


EQUAL: dict[str, Callable[[Tree], Tree]] = {
    "a branch that says no more than the one behind it": lambda t: with_step(
        t, "walking", branches(t, "walking")[0],
        Branch(condition=Is("limping", AnswerSet((False,))), go="home"),
        Branch(condition=None, go="home", including_not_sure=True)),
    "a condition said otherwise": lambda t: when(
        t, "fever", 0, Count(facts=("hot",), answers=AnswerSet((True, NOT_SURE)), low=1, high=1)),
    "a demand that is met anyway": lambda t: with_fact(
        t, "hot", demands=(*t.facts["hot"].demands, Demand(YES, Disposition.PHYSIO))),
}  # fmt: skip


@pytest.mark.parametrize("kind", EQUAL)
def test_a_change_that_changes_nothing_raises_no_alarm(kind: str) -> None:
    # That a branch is never taken is itself worth saying, and nothing else is.
    assert [name for name in failing(EQUAL[kind](sound())) if "walking, branch 3" not in name] == []


def shown_wrong(tree: Tree) -> set[str]:
    """Return the claims that trying everybody refutes."""
    space = small(tree, most=300).space
    return {
        v.claim.name
        for v in prove(tree).verdicts
        if any(tried(tree, group, space) for group in v.claim.groups) != v.claim.somebody
    }


@given(trees(), st.data())
def test_a_change_of_any_made_up_tree_is_an_alarm_just_where_somebody_is_harmed(
    tree: Tree, data: st.DataObject
) -> None:
    step = data.draw(st.sampled_from([*tree.steps.values()]))
    number = data.draw(st.integers(0, len(step.branches) - 1))
    outcome = data.draw(st.sampled_from([*tree.outcomes]))
    fact = data.draw(st.sampled_from([*tree.facts.values()]))
    answers = [*fact.domain.choices(), NOT_SURE]
    demand = Demand(AnswerSet((data.draw(st.sampled_from(answers)),)), Disposition.EMERGENCY)
    astray = leading(tree, step.name, number, outcome)
    planted = with_fact(astray, fact.name, demands=(*fact.demands, demand))

    assert set(failing(planted)) == shown_wrong(planted)


@slow
@pytest.mark.parametrize("name", ["calf-soreness", "foot-numbness"])
def test_a_red_flag_of_a_shipped_tree_that_leads_on_is_missed(name: str) -> None:
    tree = shipped_tree(name)
    flags = [
        (step, number)
        for step in tree.steps.values()
        for number, branch in enumerate(step.branches)
        if branch.go in tree.outcomes
        and tree.outcomes[branch.go].disposition == Disposition.EMERGENCY
    ]
    assert flags
    for step, number in flags:
        planted = leading(tree, step.name, number, step.branches[-1].go)
        found = failing(planted)

        assert any(v.patients for v in found.values()), (step.name, number)
