"""What stands on arrows is what takes them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pool import trees
from tests.shipped_trees import shipped_tree
from triage.model.conditions import All, Any, Count, Is, Not
from triage.model.domains import YesNo
from triage.model.facts import Fact
from triage.model.tree import Branch, Step
from triage.model.values import NOT_SURE, AnswerSet
from triage.phrasing.arrow_labels import answers_taken, say_at, say_groups, say_step, say_ways
from triage.testing import values
from triage.tree_files.library import load

SHOWCASE = shipped_tree("showcase")
YES = AnswerSet((True,))


def ways(step: str) -> tuple[str, ...]:
    return say_ways(SHOWCASE, SHOWCASE.steps[step])


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("where", ("any answer",)),
        ("how-many", ("more than 20 people", "20 people or less")),
        ("how-wet", ("no forecast, more than 60 % or not sure", "60 % or less")),
        ("how-warm", ("less than 8 °C or not sure; or more than 35 °C", "otherwise")),
        ("way", ("no or not sure", "otherwise")),
        ("fire", ("all of these: yes or not sure", "otherwise")),
    ],
)
def test_an_arrow_has_the_answers_that_take_it(step, words):
    assert ways(step) == words


def test_arrows_whose_order_matters_are_numbered():
    assert ways("basket") == (
        "1. all of “to eat”: no or not sure",
        "2. 2 or more of these: no or not sure",
        "3. any of these: no or not sure",
        "otherwise",
    )


def test_a_group_that_an_arrow_names_is_explained():
    step = SHOWCASE.steps["basket"]

    assert say_groups(SHOWCASE, [step]) == {
        "“to eat”": "“to eat” are: food for everybody; water for everybody"
    }


def test_facts_that_no_group_names_are_named_one_by_one():
    step = SHOWCASE.steps["basket"]
    foods = AnswerSet((NOT_SURE,))
    some = Count(facts=("has_food", "has_water"), answers=foods, low=2, high=2)

    said = say_at(step, some, SHOWCASE)

    assert said == "all of food for everybody, water for everybody: not sure"


def test_facts_that_have_commas_in_their_names_are_still_told_apart():
    legs = shipped_tree("calf-soreness")
    cold = ("foot_cold_pale_or_blue", "cannot_move_foot_or_toes")
    both = Count(facts=cold, answers=AnswerSet((NOT_SURE,)), low=2, high=2)

    said = say_at(SHOWCASE.steps["basket"], both, legs)

    assert (
        said == "all of foot cold, or pale, grey or blue; unable to move the foot or toes: not sure"
    )


def test_a_step_that_asks_nothing_says_so():
    step = Step(name="through", ask=(), branches=(Branch(condition=None, go="on"),))

    assert say_step(SHOWCASE, step) == ("No question here: the answers so far decide.",)
    assert say_ways(SHOWCASE, step) == ("always",)


def test_a_checklist_shows_its_heading_and_each_item():
    assert say_step(SHOWCASE, SHOWCASE.steps["fire"]) == (
        "Do any of these apply to your picnic?",
        "• a fire or a grill",
        "• yellow, dry grass",
    )


def test_counts_are_shortened_inside_other_conditions_too():
    step = SHOWCASE.steps["fire"]
    these = Count(facts=step.ask, answers=YES, low=1, high=2)
    heavy = Count(facts=("has_cool_box", "has_table"), answers=YES, low=1, high=2, group="heavy")
    some = Count(facts=("has_cool_box", "has_guitar"), answers=YES, low=2, high=2)
    deep = All((Not(these), Any((heavy, some)), Is("place", AnswerSet(("park",)))))

    assert say_at(step, deep, SHOWCASE) == (
        "all of these: no or not sure; and (any of “heavy”: yes; or all of these: a cool box and "
        "a guitar); and in a park"
    )
    assert list(
        say_groups(
            SHOWCASE, [Step(name="a", ask=step.ask, branches=(Branch(condition=deep, go="b"),))]
        )
    ) == ["“heavy”"]


def test_a_branch_that_nobody_is_left_for_says_so():
    fact = Fact(name="well", domain=YesNo(), ask="Are you well?", label="well", sure=True)
    taken = answers_taken([YES, YES, AnswerSet((False,))], fact)

    assert [list(each.values) for each in taken] == [[True], [], [False], []]


@given(trees(), st.data())
def test_of_the_arrows_of_one_question_exactly_the_one_that_the_branches_say_is_taken(tree, data):
    for step in tree.steps.values():
        conditions = [b.condition for b in step.branches[:-1]]
        wanted = [c.answers for c in conditions if isinstance(c, Is) and (c.fact,) == step.ask]
        if len(step.ask) != 1 or len(wanted) != len(conditions):
            continue
        fact = tree.facts[step.ask[0]]
        if fact.is_note:  # no branch reads one, so that its one arrow says any answer
            continue
        value = data.draw(values(fact))
        holding = [n for n, a in enumerate(answers_taken(wanted, fact)) if value in a]
        first = next((n for n, answers in enumerate(wanted) if value in answers), len(wanted))
        assert holding == [first]


def test_a_form_shows_its_questions_in_short_with_the_words_between_them():
    tree = load(str(Path(__file__).parents[1] / "terminal" / "trees" / "one-form.yaml"))

    assert say_step(tree, tree.steps["leg"]) == (
        "Tell us about the leg",
        "• a cold foot",
        "— How it is",
        "• limping",
        "— How it goes",
        "• days since it began",
        "• which way it goes",
    )
