"""Asked means shown: nothing new where earlier answers decide, and nothing else counts."""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.answer_space.small import everybody, label
from tests.answer_space.small import small as ends_of
from tests.engine.answering import (
    difference,
    ended,
    leaving,
    records_of_all_paths,
    refined,
    told,
    what_differs,
)
from tests.engine.drawn import Answers, trees_and_patients
from tests.engine.small import Plain, small
from tests.pool import trees
from tests.sampled import sampled
from tests.shipped_trees import shipped_tree
from triage.analysis.proofs.prove import prove
from triage.answer_space.left_open import given_anyhow
from triage.engine.assess import assess
from triage.engine.prepared import engine_of
from triage.engine.saved import start
from triage.engine.walk import walk
from triage.model.conditions import facts_of
from triage.model.tree import Tree
from triage.tree_files.library import available

WHY = {"judgement": "made up"}
# `python -m benchmarks.path_classes` goes all paths of all of them.
TREES = sampled(available(), "showcase")
ENDS: dict[str, Plain] = {
    "home": {"disposition": "self_care", "review_after": "7 days"},
    "visit": {"disposition": "physio", "advice": ["warn", "massage"]},
    "doctor": {"disposition": "gp_routine"},
}


def passed_over() -> Tree:
    """Whoever limps is sent on before the second step asks about heparin."""
    return small(
        {"limp": {}, "heparin": {}},
        {
            "one": {"ask": "limp", "then": [{"go": "two", "including": "not sure"}]},
            "two": {
                "ask": "heparin",
                "then": [
                    {"if": {"limp": ["yes", "not sure"]}, "go": "visit"},
                    {"if": {"heparin": ["yes", "not sure"]}, "go": "doctor"},
                    {"go": "home", "including": "not sure"},
                ],
            },
        },
        ENDS,
        advice={
            "warn": {"text": "Tell them of it.", "when": {"heparin": ["yes", "not sure"]}},
            "massage": {"text": "Stroke the calf.", "never_when": [{"heparin": "yes"}]},
        },
        safety={
            "heparin-is-asked": {"if": {"limp": "yes"}, "then": {"asked": "heparin"}, **WHY},
            "heparin-is-warned": {
                "if": {"limp": "yes", "heparin": "yes"},
                "then": {"always_advice": "warn"},
                **WHY,
            },
        },
    )


def test_a_session_ends_without_the_question_and_a_record_that_answers_it_ends_alike() -> None:
    tree = passed_over()
    session = start(tree).answer({"limp": True})
    whole = assess(tree, {"limp": True, "heparin": True})

    assert session.next is None
    assert whole.outcome == session.result.outcome == "visit"
    assert whole.advice == session.result.advice == ()
    assert [each.id for each in whole.withheld] == ["massage"]
    assert whole.not_used == ("heparin",)


def test_what_was_not_asked_is_no_reason() -> None:
    because = assess(passed_over(), {"limp": True, "heparin": True}).because

    assert {fact for reason in because for fact in reason.facts} == {"limp"}


def test_a_claim_that_it_is_always_asked_is_refuted() -> None:
    refuted = {v.claim.kind for v in prove(passed_over()).verdicts if v.status == "fails"}

    assert {"safety rule", "advice question", "advice"} <= refuted


def test_what_was_passed_over_is_asked_where_it_matters_later() -> None:
    tree = small(
        {"limp": {"sure": True}, "heparin": {"sure": True}},
        {
            "one": {"ask": "limp", "then": [{"go": "two"}]},
            "two": {
                "ask": "heparin",
                "then": [{"if": {"limp": "yes"}, "go": "three"}, {"go": "home"}],
            },
            "three": {"then": [{"if": {"heparin": "yes"}, "go": "doctor"}, {"go": "home"}]},
        },
        {"home": ENDS["home"], "doctor": ENDS["doctor"]},
    )
    session = start(tree).answer({"limp": True})

    assert session.next is not None
    assert session.next.facts == ("heparin",)
    assert assess(tree, {"limp": True, "heparin": True}).not_used == ()


def test_a_question_that_can_no_longer_carry_a_score_over_its_line_is_not_asked() -> None:
    """Broken by: adding up lines of one fact that exclude one another."""
    points = {"limp": {"yes": 2, "not sure": 1}, "heparin": {"yes": 1}}
    tree = small(
        {"heparin": {}, "limp": {}},
        {
            "one": {"ask": "heparin", "then": [{"go": "two", "including": "not sure"}]},
            "two": {
                "ask": "limp",
                "then": [
                    {
                        "if": {"not": {"score": {"points": points, "is": "at least 3"}}},
                        "go": "home",
                    },
                    {"go": "visit"},
                ],
            },
        },
        ENDS,
        advice={"warn": {}, "massage": {}},
    )
    assert start(tree).answer({"heparin": False}).result.outcome == "home"
    assert start(tree).answer({"heparin": True}).result.next == ("limp",)


def test_a_step_that_only_waits_asks_by_itself_what_a_list_ticked_in_part_left_open() -> None:
    """Broken by: asking it again on the list, with all else that was left there."""
    unsure = {"including": "not sure"}
    tree = small(
        {"limp": {}, "heparin": {}, "cold": {}},
        {
            "signs": {
                "ask": ["limp", "heparin", "cold"],
                "then": [{"if": {"cold": "yes"}, "go": "blood"}, {"go": "home", **unsure}],
            },
            "blood": {"ask": "heparin", "then": [{"go": "doctor", **unsure}]},
        },
        {"home": ENDS["home"], "doctor": ENDS["doctor"]},
    )
    session = start(tree).answer({"cold": True})

    assert session.next is not None
    assert (session.next.step, session.next.facts) == ("blood", ("heparin",))
    assert session.result.next == ("heparin",)


@pytest.mark.parametrize("skipped", [[], [{"if": {"cold": "yes"}, "go": "blood"}]])
def test_a_step_that_goes_on_by_what_a_list_ticked_in_part_left_open_lets_the_list_come_first(
    skipped: list[dict[str, object]],
) -> None:
    """Broken by: asking by itself, where no step of the tree can be passed over, or one can."""
    unsure = {"including": "not sure"}
    tree = small(
        {"limp": {}, "heparin": {}, "cold": {}, "fever": {}},
        {
            "signs": {
                "ask": ["limp", "heparin", "cold"],
                "then": [{"if": {"cold": "yes"}, "go": "fever"}, {"go": "fever", **unsure}],
            },
            "fever": {"ask": "fever", "then": [*skipped, {"go": "blood", **unsure}]},
            "blood": {
                "ask": "heparin",
                "then": [{"if": {"heparin": "yes"}, "go": "doctor"}, {"go": "home", **unsure}],
            },
        },
        {"home": ENDS["home"], "doctor": ENDS["doctor"]},
    )
    session = start(tree).answer({"cold": True})
    session = session if skipped else session.answer({"fever": False})

    assert session.next is not None
    assert (session.next.step, session.result.next) == ("signs", ("limp", "heparin"))


# --- on made-up trees, of which a third passes questions over


@given(trees_and_patients(), st.booleans())
def test_a_session_and_the_whole_record_end_alike(
    drawn: tuple[Tree, Answers], ticks_only: bool
) -> None:
    tree, patient = drawn
    whole = assess(tree, patient)
    if whole.contradictions:
        return
    session = told(tree, patient, ticks_only)

    assert session.result.outcome == whole.outcome
    assert assess(tree, session.answers).to_json() == session.result.to_json()
    if not ticks_only:
        assert session.result.advice == whole.advice
        assert session.result.withheld == whole.withheld
        assert session.answers.keys() == whole.answers.keys() - set(whole.not_used)


@given(trees_and_patients(), st.booleans())
def test_what_is_shown_on_the_way_is_what_counts_as_asked(
    drawn: tuple[Tree, Answers], ticks_only: bool
) -> None:
    tree, patient = drawn
    if assess(tree, patient).contradictions:
        return
    session, shown = start(tree), set[str]()
    while (screen := session.next) is not None and screen.kind == "ask":
        shown.update(screen.facts)
        answers = {fact: patient[fact] for fact in screen.facts}
        ticked = {fact: value for fact, value in answers.items() if value is not False}
        session = session.answer(ticked if ticks_only and ticked else answers)

    assert shown == walk(engine_of(tree), patient).asked()


@given(trees())
def test_whom_a_diagram_says_to_be_asked_is_asked_by_the_engine(tree: Tree) -> None:
    ends = ends_of(tree)
    asked = {fact: ends.asked(fact) for fact in tree.facts}
    for patient in everybody(ends.space):
        shown = walk(engine_of(tree), patient).asked()
        assert {f for f, node in asked.items() if label(ends.space, node, patient)} == shown


def skipping(questions: Collection[str]) -> list[tuple[str, ...]]:
    """Return all sets of questions that may be skipped."""
    return [some for size in range(len(questions) + 1) for some in combinations(questions, size)]


def some_of(questions: Collection[str]) -> set[tuple[str, ...]]:
    """Return each question by itself, all but each, and all: of eight every set is too many."""
    sizes = {1, len(questions) - 1, len(questions)} - {-1, 0}
    return {some for size in sizes for some in combinations(questions, size)}


@given(trees())
def test_what_a_diagram_says_to_be_given_anyhow_is_given_in_every_session(tree: Tree) -> None:
    """Broken by: `used` for `asked` in `left_open`; by leaving refining questions only."""
    ends = ends_of(tree, most=60)
    some = {name: (ends.given(name), given_anyhow(ends, name)) for name in tree.advice}
    for patient in everybody(ends.space):
        if not some or assess(tree, patient).contradictions:
            continue
        for name, (given_once, given_always) in some.items():
            depends = facts_of(*tree.advice[name].conditions)
            sessions = [leaving(tree, patient, left) for left in skipping(depends)]
            found = [s.result.advice for s in sessions if s.result.status == "complete"]
            given_ = [name in {each.id for each in advice} for advice in found]
            assert label(ends.space, given_once, patient) == given_[0] == any(given_)
            assert label(ends.space, given_always, patient) == all(given_)


def refining(**rule: Plain) -> Tree:
    """Whoever limps is told to stroke the calf, unless a question after that forbids it."""
    return small(
        {"limp": {}, "heparin": {}, "cold": {}},
        {
            "one": {
                "ask": "limp",
                "then": [{"if": {"limp": ["yes", "not sure"]}, "go": "visit"}, {"go": "home"}],
            }
        },
        {"home": ENDS["home"], "visit": {**ENDS["visit"], "refine": ["cold", "heparin"]}},
        advice={
            "warn": {"when": {"cold": "yes"}},
            "massage": {"never_when": [{"heparin": "yes"}]},
        },
        safety={"massaged": {**WHY, **rule}},
    )


def test_advice_that_is_always_given_is_given_to_those_who_skip_a_question_too() -> None:
    tree = refining(
        **{"if": {"limp": "yes", "heparin": "no"}, "then": {"always_advice": "massage"}}
    )
    (verdict,) = (v for v in prove(tree).verdicts if v.claim.kind == "safety rule")

    assert verdict.status == "fails"
    assert verdict.skipped == ("heparin",)
    assert "massage" not in {each.id for each in verdict.results[0].advice}


def test_no_question_is_named_as_skipped_where_the_answer_itself_keeps_the_advice_away() -> None:
    tree = refining(**{"if": {"heparin": "yes"}, "then": {"always_advice": "massage"}})
    (verdict,) = (v for v in prove(tree).verdicts if v.claim.kind == "safety rule")

    assert (verdict.status, verdict.skipped) == ("fails", ())


def ticking(sent_by: Plain, rule: Plain) -> Tree:
    """A list of signs, of which one answer may send somebody on before the rest is answered."""
    return small(
        {"limp": {"sure": True}, "heparin": {"sure": True}, "cold": {"sure": True}},
        {
            "signs": {
                "ask": ["limp", "heparin", "cold"],
                "then": [{"if": sent_by, "go": "visit"}, {"go": "home"}],
            }
        },
        {"home": ENDS["home"], "visit": ENDS["visit"]},
        advice={
            "warn": {"when": {"cold": "yes"}},
            "massage": {"never_when": [{"heparin": "yes"}]},
        },
        safety={"told": {**WHY, **rule}},
    )


LIMPS = {"limp": "yes"}


@pytest.mark.parametrize(
    ("sent_by", "who", "advice", "status", "left"),
    [
        (LIMPS, {"limp": "yes", "heparin": "no"}, "massage", "fails", ("heparin",)),
        (LIMPS, {"limp": "yes", "cold": "yes"}, "warn", "fails", ("cold",)),
        # Whoever gives an answer of their own accord that forbids it needs to leave nothing open.
        (LIMPS, {"limp": "yes", "heparin": "yes"}, "massage", "fails", ()),
        # Nobody comes there who has not told of heparin.
        ({"heparin": "no"}, {"heparin": "no"}, "massage", "holds", ()),
        (
            {"limp": "yes", "heparin": "no"},
            {"limp": "yes", "heparin": "no"},
            "massage",
            "holds",
            (),
        ),
        ({"all asked": "no"}, {"all of limp, heparin, cold": "no"}, "massage", "holds", ()),
    ],
)
def test_always_is_also_whoever_ticks_what_decides_and_leaves_the_rest_of_the_list(
    sent_by: Plain, who: Plain, advice: str, status: str, left: tuple[str, ...]
) -> None:
    """Broken by: proving it of those alone who complete each list."""
    tree = ticking(sent_by, {"if": who, "then": {"always_advice": advice}})
    for decider in (None, 0):  # the diagram, and the paths where there is no room for it
        (verdict,) = (
            v for v in prove(tree, nodes=decider).verdicts if v.claim.kind == "safety rule"
        )
        assert (verdict.status, verdict.skipped) == (status, left)
        for result in verdict.results:
            assert result.outcome == "visit"
            assert advice not in {each.id for each in result.advice}


def test_always_is_proved_of_a_list_of_which_a_million_parts_may_be_left() -> None:
    """Broken by: trying the sets of answers that may be left one by one."""
    names = [f"sign_{letter}" for letter in "abcdefghijklmnopqrst"]
    step = {"ask": names, "long_because": "All of them matter.", "then": [
        {"if": {"any asked": "yes"}, "go": "visit"}, {"go": "home"}]}  # fmt: skip
    anything = {f"any of {', '.join(names)}": "yes"}
    tree = small(
        {name: {"sure": True} for name in names},
        {"signs": step},
        {"home": ENDS["home"], "visit": {**ENDS["visit"], "advice": ["warn"]}},
        advice={"warn": {"when": anything}},
        safety={"warned": {"if": anything, "then": {"always_advice": "warn"}, **WHY}},
    )
    (verdict,) = (v for v in prove(tree).verdicts if v.claim.kind == "safety rule")

    assert verdict.status == "holds"


def test_never_is_so_of_those_who_tick_in_part_as_they_are_given_no_more() -> None:
    tree = ticking(LIMPS, {"if": {"cold": "no"}, "then": {"never_advice": "warn"}})
    (verdict,) = (v for v in prove(tree).verdicts if v.claim.kind == "safety rule")

    assert verdict.status == "holds"


# --- every path class of every shipped tree; the quick tests try one in ten

each_path = pytest.mark.parametrize("step", sampled((10, 1), 10))


@each_path
@pytest.mark.parametrize("name", TREES)
@pytest.mark.parametrize("ticks_only", [False, True])
def test_on_every_path_a_session_ends_as_the_whole_record_does(
    name: str, ticks_only: bool, step: int
) -> None:
    tree = shipped_tree(name)
    for record in islice(records_of_all_paths(tree), 0, None, step):
        assert what_differs(tree, record, ticks_only) == ""


def test_a_session_that_ends_elsewhere_is_found() -> None:
    """Broken by: comparing nothing."""
    tree = shipped_tree("showcase")
    record = next(r for r in records_of_all_paths(tree) if assess(tree, r).status == "complete")
    sessions = [ended(tree, record, False), start(tree)]

    assert [difference(tree, record, each, True) for each in sessions] == ["", "outcome"]


@each_path
@pytest.mark.parametrize("name", TREES)
def test_on_every_path_skipped_questions_change_nothing_but_advice_that_they_decide(
    name: str, step: int
) -> None:
    tree = shipped_tree(name)
    for record in islice(records_of_all_paths(tree), 0, None, step):
        whole = assess(tree, record)
        if whole.status != "complete" or whole.outcome is None:
            continue
        end = ended(tree, record, ticks_only=False)
        for skipped in some_of(end.unasked):
            session = refined(end, record, skipped)
            assert session.result.outcome == whole.outcome
            left = assess(tree, {f: v for f, v in record.items() if f not in skipped})
            assert session.result.advice == left.advice
            assert set(left.advice) <= set(whole.advice)
            assert assess(tree, session.answers).to_json() == session.result.to_json()
