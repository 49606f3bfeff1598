"""A model that cannot be is not built: each is given one value that its field cannot hold."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve, fields, has

from tests.bare import BARE
from triage.model import conditions, domains, facts, provenance, tree, values
from triage.model.conditions import All, Count
from triage.model.dispositions import Disposition
from triage.model.domains import Number, Option, YesNo
from triage.model.facts import Demand, Fact, Saying
from triage.model.provenance import Source
from triage.model.serialise import JsonForm
from triage.model.texts import Instruction, Title
from triage.model.tree import Advice, Branch, Outcome, Review, SafetyRule, Step, Tree, Watch
from triage.model.values import AnswerSet, Range

YES = AnswerSet((True,))
POSSIBLE: dict[type, Any] = {
    Branch: Branch(condition=None, go="home"),
    Step: Step(name="a", ask=(), branches=()),
    Advice: Advice(name="bath", text=Instruction("Take a bath.")),
    Watch: Watch(name="worse", look_for="It gets worse.", then=Disposition.PHYSIO),
    Outcome: Outcome(
        name="home",
        disposition=Disposition.SELF_CARE,
        title=Title("Rest"),
        text=Instruction("Rest a day."),
    ),
    SafetyRule: SafetyRule(name="always", condition=All(())),
    Review: Review(by="A. Person", role="physio", on=date(2026, 11, 20), digest="sha256:0"),
    Fact: Fact(name="limping", domain=YesNo(), ask="Do you limp?", label="limping"),
    Saying: Saying(name="", words=(), unanswered=None, anybody="your leg"),
    Source: Source(id="nhs", title="Sprains", kind="guideline"),
    Number: Number(low=0, high=10),
    Range: Range(low=0),
    Count: Count(facts=("limping",), answers=YES, low=1, high=1),
    Tree: BARE,
}
IMPOSSIBLE = [
    (Outcome, {"disposition": "nonsense"}),
    (Outcome, {"title": 3}),
    (Outcome, {"text": None}),
    (Outcome, {"advice": "warm-bath"}),
    (Outcome, {"advice": ["warm-bath"]}),
    (Outcome, {"review_after_days": -1}),
    (Outcome, {"review_after_days": True}),
    (Outcome, {"review_after_days": 1.5}),
    (Advice, {"kind": "maybe"}),
    (Advice, {"phase": "tomorrow"}),
    (Advice, {"evidence": "hearsay"}),
    (Advice, {"dose": 10}),
    (Advice, {"never_when": All(())}),
    (Branch, {"condition": {"limping": True}}),
    (Step, {"ask": ("limping", None)}),
    (Watch, {"then": "emergency"}),
    (SafetyRule, {"condition": None}),
    (SafetyRule, {"dispositions": ("emergency",)}),
    (Review, {"on": "2026-11-20"}),
    (Fact, {"domain": "yes-no"}),
    (Fact, {"sure": "yes"}),
    (Fact, {"worse": "louder"}),
    (Fact, {"demands": (Disposition.EMERGENCY,)}),
    (Saying, {"words": ("your leg",)}),
    (Source, {"kind": "rumour"}),
    (Number, {"low": "0"}),
    (Number, {"step": True}),
    (Number, {"also": ("none",)}),
    (Range, {"high": "10"}),
    (Count, {"low": None}),
    (Tree, {"status": "finished"}),
    (Tree, {"review_by": None}),
    (Tree, {"steps": {"a": "b"}}),
    (Tree, {"facts": []}),
]


def test_every_model_of_more_than_three_fields_is_tried():
    modules = (conditions, domains, facts, provenance, tree, values)
    every = {c for m in modules for c in vars(m).values() if isinstance(c, type) and has(c)}
    classes = every - {JsonForm}  # says how to write a model, and is none
    large = {c for c in classes if sum(f.init for f in fields(c)) > 3}

    assert large == set(POSSIBLE) == {cls for cls, _ in IMPOSSIBLE}


@pytest.mark.parametrize(
    ("cls", "given"), IMPOSSIBLE, ids=[f"{cls.__name__}-{given}" for cls, given in IMPOSSIBLE]
)
def test_an_impossible_model_names_its_class_and_the_field(cls, given):
    (name,) = given

    with pytest.raises((TypeError, ValueError), match=rf"{cls.__name__}: '{name}' must be "):
        evolve(POSSIBLE[cls], **given)


@pytest.mark.parametrize("cls", POSSIBLE)
def test_fields_of_a_large_model_are_named_never_counted(cls):
    possible = POSSIBLE[cls]

    assert all(f.kw_only for f in fields(cls))
    assert evolve(possible) == possible or cls is Tree


def test_a_model_is_changed_as_before():
    fact = evolve(POSSIBLE[Fact], demands=(Demand(YES, Disposition.PHYSIO),), worse=((False,),))

    assert fact.demand(True) is Disposition.PHYSIO
    assert evolve(POSSIBLE[Number], also=(Option("none", "none"),)).choices() == ("none",)
