"""What holds of every tree and every patient: the engine.

The docstrings say which break of the engine each test is there to catch.
"""

from __future__ import annotations

import json
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine import reference
from tests.engine.drawn import (
    Answers,
    in_another_order,
    some_of,
    trees_and_answers,
    trees_and_parts,
    trees_and_patients,
)
from tests.pool import trees
from triage.engine.assess import assess
from triage.model.tree import Tree


def without(json_result: dict[str, object], *keys: str) -> dict[str, object]:
    return {key: value for key, value in json_result.items() if key not in keys}


@given(trees_and_patients())
def test_every_patient_ends_where_the_reference_ends(drawn: tuple[Tree, Answers]) -> None:
    """Broken by: taking the last branch that holds; by `<` for `<=` in a range or count."""
    tree, patient = drawn
    result = assess(tree, patient)
    outcome = reference.outcome_of(tree, patient)
    assert result.status == "complete"
    assert result.outcome == outcome
    assert result.disposition is tree.outcomes[outcome].disposition


@given(trees_and_patients())
def test_every_patient_gets_the_advice_of_the_reference(drawn: tuple[Tree, Answers]) -> None:
    """Broken by: letting *not sure* pass `never_when`; by `any` for `all` over the blocks."""
    tree, patient = drawn
    given_advice = [advice.id for advice in assess(tree, patient).advice]
    assert given_advice == reference.advice_of(tree, patient)


@given(trees_and_answers())
def test_any_answers_give_a_result_that_json_can_write(drawn: tuple[Tree, Answers]) -> None:
    """Broken by: a tuple or an enum that is no text in `wire.result_to_json`."""
    tree, answers = drawn
    first = assess(tree, answers).to_json()
    assert json.loads(json.dumps(first)) == first
    assert assess(tree, answers).to_json() == first


@given(trees_and_answers(), st.data())
def test_the_order_of_the_answers_does_not_matter(
    drawn: tuple[Tree, Answers], data: st.DataObject
) -> None:
    """Broken by: walking the answers in the order given to find what is missing."""
    tree, answers = drawn
    shuffled = data.draw(in_another_order(answers))
    one, other = assess(tree, answers), assess(tree, shuffled)
    assert set(one.not_used) == set(other.not_used)
    assert without(one.to_json(), "not_used") == without(other.to_json(), "not_used")


@given(trees_and_parts())
def test_answers_that_decide_are_not_undecided_by_more(
    drawn: tuple[Tree, Answers, Answers],
) -> None:
    """Broken by: treating an unanswered fact as no in a count."""
    tree, patient, some = drawn
    early, late = assess(tree, some), assess(tree, patient)
    if early.status == "complete":
        assert early.outcome == late.outcome


@given(trees_and_parts())
def test_an_incomplete_result_names_what_to_ask_and_answering_it_goes_on(
    drawn: tuple[Tree, Answers, Answers],
) -> None:
    """Broken by: naming facts of the step that are answered already."""
    tree, patient, answers = drawn
    for _ in range(len(tree.facts) + 1):
        result = assess(tree, answers)
        if result.status == "complete":
            break
        assert result.disposition is None
        assert result.next
        assert not set(result.next) & set(answers)
        answers = answers | {fact: patient[fact] for fact in result.next}
    assert assess(tree, answers).outcome == reference.outcome_of(tree, patient)


@given(trees_and_parts(), st.data())
def test_another_answer_never_lowers_at_least(
    drawn: tuple[Tree, Answers, Answers], data: st.DataObject
) -> None:
    """Broken by: reading demands only at the step where the walk stops."""
    tree, patient, more = drawn
    fewer = data.draw(some_of(more)) if more else more
    low, middle, high = (assess(tree, given) for given in (fewer, more, patient))
    assert low.at_least.urgency <= middle.at_least.urgency <= high.at_least.urgency


@given(trees_and_parts())
def test_the_final_urgency_is_never_below_at_least(drawn: tuple[Tree, Answers, Answers]) -> None:
    """Holds as the demands of the drawn trees are met. Broken by: `max` for `least` there."""
    tree, patient, some = drawn
    final = assess(tree, patient)
    assert final.urgency is not None
    assert assess(tree, some).at_least.urgency <= final.urgency
    assert final.at_least is final.disposition or final.at_least.urgency == final.urgency


@given(trees_and_patients(), st.data())
def test_what_is_not_used_changes_nothing(drawn: tuple[Tree, Answers], data: st.DataObject) -> None:
    """Broken by: leaving refining facts of other outcomes out of `not_used`."""
    tree, patient = drawn
    result = assess(tree, patient)
    used = {fact: value for fact, value in patient.items() if fact not in result.not_used}
    left = {fact: patient[fact] for fact in data.draw(some_of(patient)) if fact not in used}
    alone = assess(tree, used | left).to_json()
    assert without(alone, "not_used", "at_least") == without(
        result.to_json(), "not_used", "at_least"
    )
    assert set(result.not_used) == set(patient) - reference.known_to(tree, patient)


@given(trees_and_patients())
def test_refining_facts_never_change_the_disposition_in_any_combination(
    drawn: tuple[Tree, Answers],
) -> None:
    """Broken by: reporting contradictions of refining facts as incomplete."""
    tree, patient = drawn
    outcome = reference.outcome_of(tree, patient)
    asked = reference.follow(tree, patient).asked
    routing = {fact: patient[fact] for fact in asked}
    refining = sorted(set(tree.outcomes[outcome].refine) - asked)
    for size in range(len(refining) + 1):
        for some in combinations(refining, size):
            result = assess(tree, routing | {fact: patient[fact] for fact in some})
            assert result.outcome == outcome
            assert set(result.refine) == set(refining) - set(some)


@given(trees_and_parts())
def test_advice_given_on_some_answers_is_not_forbidden_by_all(
    drawn: tuple[Tree, Answers, Answers],
) -> None:
    """Broken by: letting an unanswered fact of `never_when` pass."""
    tree, patient, some = drawn
    result = assess(tree, some)
    if result.status == "complete":
        for advice in result.advice:
            conditions = tree.advice[advice.id].never_when
            assert not any(reference.forbids(c, patient) for c in conditions)


@given(trees_and_patients())
def test_a_result_cannot_be_changed_through_what_it_returns(drawn: tuple[Tree, Answers]) -> None:
    """Threads and later results share the parts. Broken by: a plain dict in a reason."""
    tree, patient = drawn
    for reason in assess(tree, patient).because:
        with pytest.raises(TypeError):
            reason.facts["another"] = True  # type: ignore[index]  # on purpose
    assert assess(tree, patient).answers == patient


@given(trees())
def test_without_answers_the_first_question_comes_first(tree: Tree) -> None:
    """Broken by: starting at the first step of the file instead of `start`."""
    result = assess(tree, {})
    assert result.next == tree.steps[tree.start].ask
    assert result.at_least is tree.scale.mildest
