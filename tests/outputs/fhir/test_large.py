"""Counts and scores of any size: written exactly, or refused with the reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bare import bare_tree
from triage.errors import TreeTooLarge
from triage.model.conditions import Count, Points, Score
from triage.model.dispositions import Disposition
from triage.model.domains import YesNo
from triage.model.facts import Fact
from triage.model.texts import Instruction, Title
from triage.model.tree import Branch, Outcome, Step
from triage.model.values import AnswerSet, Range
from triage.outputs.fhir import items, questionnaire
from triage.outputs.fhir.filling import holds, prepared_form
from triage.outputs.fhir.formulas import Atom, Formula, weighing

YES = AnswerSet((True,))


@given(st.lists(st.tuples(st.integers(0, 4), st.booleans()), max_size=6), st.integers(-2, 20))
def test_a_sum_is_written_as_what_it_comes_to(terms, need):
    parts: list[tuple[int, Formula]] = [
        (weight, Atom(str(i), "=", value=True)) for i, (weight, _) in enumerate(terms)
    ]
    given_ = {str(i): True for i, (_, so) in enumerate(terms) if so}

    assert holds(weighing(parts, need), given_) is (sum(w for w, so in terms if so) >= need)


def tree_with(size, condition):
    """Return a tree that asks many facts and ends by a condition on all of them."""
    facts = {
        f"f{i}": Fact(name=f"f{i}", domain=YesNo(), ask="Is it so?", label="so")
        for i in range(size)
    }
    asks = [list(facts)[i : i + 8] for i in range(0, size, 8)]
    goes = [f"s{i + 1}" for i in range(len(asks))]
    steps = {
        f"s{i}": Step(
            name=f"s{i}",
            ask=tuple(ask),
            branches=(Branch(condition=None, go=goes[i]),),
            heading="Which?",
        )
        for i, ask in enumerate(asks)
    }
    last = (Branch(condition=condition(facts), go="ill"), Branch(condition=None, go="well"))
    steps[goes[-1]] = Step(name=goes[-1], ask=(), branches=last)
    ends = {"ill": Disposition.PHYSIO, "well": Disposition.SELF_CARE}
    return bare_tree(
        id="many",
        start="s0",
        facts=facts,
        steps=steps,
        outcomes={
            name: Outcome(name=name, disposition=end, title=Title(name), text=Instruction(name))
            for name, end in ends.items()
        },
    )


@pytest.mark.parametrize("low", [1, pytest.param(400, marks=pytest.mark.slow)])
def test_any_and_all_of_many_facts_are_written(low):
    form = questionnaire(
        tree_with(400, lambda facts: Count(facts=tuple(facts), answers=YES, low=low, high=400))
    )

    assert len(form["item"]) < 1_000


@pytest.mark.parametrize(
    ("size", "condition", "reason"),
    [
        (
            400,
            lambda facts: Count(facts=tuple(facts), answers=YES, low=200, high=400),
            "a count or score of 400 facts",
        ),
        (
            90,
            lambda facts: Score(
                tuple(Points(f, YES, 37 * i % 101 + 1) for i, f in enumerate(facts)),
                Range(low=900),
                tuple(facts.values()),
            ),
            "too many sums",
        ),
    ],
)
def test_what_is_too_large_is_refused_with_the_reason(size, condition, reason):
    with pytest.raises(TreeTooLarge, match=reason):
        questionnaire(tree_with(size, condition))


def test_a_form_of_too_many_hidden_items_is_refused(monkeypatch):
    monkeypatch.setattr(items, "MAX_GATES", 10)
    tree = tree_with(40, lambda facts: Count(facts=tuple(facts), answers=YES, low=7, high=40))
    prepared_form(tree)

    with pytest.raises(TreeTooLarge, match="more than 10 hidden items"):
        questionnaire(tree)
