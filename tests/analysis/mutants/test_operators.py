"""Each operator makes the mistake that it says."""

from __future__ import annotations

from pathlib import Path

import pytest

import triage
from tests.shipped_trees import shipped_tree
from triage.analysis.mutants.conditions import condition_variants
from triage.analysis.mutants.mutants import said
from triage.analysis.mutants.operators import OPERATORS, mutants_of
from triage.model.conditions import All, Any, Count, Is, Not, Points, Score
from triage.model.domains import Number, OneOf, Option, YesNo
from triage.model.facts import Fact
from triage.model.graph import ends_first
from triage.model.values import NOT_SURE, AnswerSet, Range

FACTS = {
    "days": Fact(name="days", domain=Number(low=0, high=30), ask="Days?", label="days", sure=True),
    "degrees": Fact(
        name="degrees",
        domain=Number(low=35, high=42, step=0.1),
        ask="Degrees?",
        label="degrees",
        sure=True,
    ),
    "side": Fact(
        name="side",
        domain=OneOf((Option("one", "One"), Option("both", "Both"))),
        ask="Side?",
        label="side",
    ),
    **{
        name: Fact(name=name, domain=YesNo(), ask="So?", label=name, sure=True)
        for name in ("a", "b", "c")
    },
}
YES = AnswerSet((True,))


def made(condition, operator):
    return [new for name, new in condition_variants(condition, FACTS) if name == operator]


def days(**bounds):
    return Is("days", AnswerSet((), (Range(**bounds),)))


def test_a_threshold_moves_one_step_down_and_up():
    over_14 = days(low=14, low_included=False)

    assert made(over_14, "threshold") == [
        days(low=13, low_included=False),
        days(low=15, low_included=False),
    ]


def test_a_threshold_moves_by_the_step_of_its_domain_without_rounding():
    fever = Is("degrees", AnswerSet((), (Range(low=38.3),)))

    lows = [new.answers.ranges[0].low for new in made(fever, "threshold")]

    assert lows == [38.2, 38.4]


def test_both_ends_of_a_range_move_and_a_single_number_moves_as_a_whole():
    assert len(made(days(low=2, high=14), "threshold")) == 4
    assert made(days(low=3, high=3), "threshold") == [days(low=2, high=2), days(low=4, high=4)]
    assert made(Is("days", AnswerSet((3,))), "threshold") == [
        Is("days", AnswerSet((2,))),
        Is("days", AnswerSet((4,))),
    ]


def test_a_comparison_turns_round():
    assert made(days(low=14, low_included=False), "comparison") == [days(high=14)]


def test_an_answer_is_added_or_dropped_and_so_is_not_sure():
    one = Is("side", AnswerSet(("one",)))

    assert made(one, "answer") == [
        Is("side", AnswerSet(())),
        Is("side", AnswerSet(("one", "both"))),
    ]
    assert made(one, "not-sure") == [Is("side", AnswerSet(("one", NOT_SURE)))]


def test_a_sign_is_left_out_of_a_count_and_all_stay_all():
    any_of, all_of = (
        Count(facts=("a", "b", "c"), answers=YES, low=1, high=3),
        Count(facts=("a", "b", "c"), answers=YES, low=3, high=3),
    )

    assert Count(facts=("b", "c"), answers=YES, low=1, high=2) in made(any_of, "sign")
    assert Count(facts=("a", "b"), answers=YES, low=2, high=2) in made(all_of, "sign")
    assert made(Count(facts=("a",), answers=YES, low=1, high=1), "sign") == []


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ((1, 3), [(0, 3), (2, 3)]),
        ((0, 0), [(0, 1)]),
        ((3, 3), [(2, 3)]),
        ((1, 1), [(0, 1), (1, 2)]),
    ],
)
def test_a_count_moves_its_stated_bounds_and_stays_possible(bounds, expected):
    low, high = bounds
    count = Count(facts=("a", "b", "c"), answers=YES, low=low, high=high)
    moved = made(count, "count")

    assert [(each.low, each.high) for each in moved] == expected


def test_a_score_moves_its_total_its_points_and_loses_an_entry():
    score = Score(
        (Points("a", YES, 2), Points("b", YES, 1)), Range(low=2), (FACTS["a"], FACTS["b"])
    )

    assert [(s.points, s.about) for s in made(score, "sign")] == [
        ((Points("b", YES, 1),), (FACTS["b"],)),
        ((Points("a", YES, 2),), (FACTS["a"],)),
    ]
    assert [s.total.low for s in made(score, "count") if s.points == score.points] == [1, 3]
    assert [s.points[0].points for s in made(score, "count")][:2] == [1, 3]
    assert len(made(score, "answer")) == 4


def test_a_part_is_left_out_and_a_not_too():
    a, b = Is("a", YES), Is("b", YES)

    assert made(All((a, b)), "part") == [b, a]
    assert made(Any((a, b, Not(a))), "part")[0] == Any((b, Not(a)))
    assert made(Not(a), "part") == [a]
    assert Not(Is("a", AnswerSet(()))) in made(Not(a), "answer")


def test_a_condition_that_nobody_meets_is_said_so(tiny):
    tree, _ = tiny

    assert said(Is("hot", AnswerSet(())), tree) == "hot: no answer"
    assert said(None, tree) == "always"


TWO_PLACES = Path(__file__).parents[2] / "trees" / "good" / "two-places.yaml"


def test_every_operator_is_at_work_in_the_shipped_trees():
    found = {m.operator for name in triage.available() for m in mutants_of(shipped_tree(name))}

    assert found == set(OPERATORS)
    assert [m.operator for m in mutants_of(triage.load(TWO_PLACES), ["each"])] == ["each"]


def test_every_mutant_of_the_shipped_trees_differs_from_the_tree_in_words_and_has_a_place():
    for name in triage.available():
        for mutant in mutants_of(shipped_tree(name)):
            assert mutant.before != mutant.after
            assert mutant.at is not None


def test_the_page_about_mutants_says_what_each_operator_does():
    page = (Path(__file__).parents[3] / "docs" / "mutate.md").read_text("utf-8")

    for name, means in OPERATORS.items():
        assert f"| `{name}` | {means} |" in page


def test_mutants_come_in_the_same_order_every_time():
    name = triage.available()[0]

    assert mutants_of(shipped_tree(name)) == mutants_of(shipped_tree(name))


def changes(tree, operator):
    return [(m.where, m.before, m.after) for m in mutants_of(tree, [operator])]


def test_a_branch_goes_where_another_goes(tiny):
    assert changes(tiny[0], "target") == [
        ("only", "if hot: yes: go to today", "if hot: yes: go to home"),
        ("only", "otherwise go to home", "otherwise go to today"),
    ]


def test_no_mistake_makes_two_parts_meet_or_steps_lead_round():
    tree = shipped_tree("start")
    for mutant in mutants_of(tree, ["target", "step-order"]):
        assert ends_first(mutant.of(tree))
    parts = {branch.go for branch in tree.steps["where"].branches}
    targets = [m for m in mutants_of(tree, ["target"]) if m.where == "where"]
    for mutant in targets:
        leads = [branch.go for branch in mutant.steps["where"].branches[:-1]]
        assert sum(go in parts for go in leads) == len(set(leads) & parts)
    assert targets


def test_a_branch_is_left_out_but_never_the_last(tiny):
    assert changes(tiny[0], "branch") == [("only", "if hot: yes: go to today", "")]


def test_a_disposition_goes_one_step_down_and_up(tiny):
    assert [(where, after) for where, _, after in changes(tiny[0], "disposition")] == [
        ("today", "disposition physio"),
        ("today", "disposition emergency"),
        ("home", "disposition physio"),
    ]


def test_advice_is_dropped_from_an_outcome_and_each_contraindication_from_an_advice():
    tree = shipped_tree("calf-soreness")
    dropped = mutants_of(tree, ["advice"])
    freed = mutants_of(tree, ["contraindication"])

    assert len(dropped) == sum(len(outcome.advice) for outcome in tree.outcomes.values())
    for mutant in dropped:
        assert len(mutant.outcomes[mutant.where].advice) + 1 == len(
            tree.outcomes[mutant.where].advice
        )
    for mutant in freed:
        assert len(mutant.advice[mutant.where].never_when) + 1 == len(
            tree.advice[mutant.where].never_when
        )


def test_when_is_left_out_and_turned_round():
    tree = shipped_tree("calf-soreness")
    name = "lower-leg-self-care.cut-back-the-load"
    found = [m.advice[name].when for m in mutants_of(tree, ["when"]) if m.where == name]

    when = tree.advice[name].when
    assert when is not None
    assert found == [None, Not(when)]


def test_neighbouring_steps_change_places_and_all_else_leads_as_before():
    tree = shipped_tree("calf-soreness")
    mutant = next(m for m in mutants_of(tree, ["step-order"]) if m.where == "pattern")
    mutated = mutant.of(tree)

    assert [b.go for b in mutated.steps["injury-or-pain"].branches][-1] == "which-way"
    assert [b.go for b in mutated.steps["which-way"].branches][-1] == "pattern"
    assert [b.go for b in mutated.steps["pattern"].branches][-1] == "settling"


def test_neighbouring_branches_change_places_but_never_with_the_last():
    tree = shipped_tree("calf-soreness")
    for mutant in mutants_of(tree, ["branch-order"]):
        before, after = tree.steps[mutant.where].branches, mutant.steps[mutant.where].branches
        assert before != after
        assert sorted(map(str, before)) == sorted(map(str, after))
        assert after[-1] is before[-1]
