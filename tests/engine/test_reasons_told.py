"""How reasons are told: once, with the names of groups, the sums of scores, and their sources."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from tests.engine.small import Plain, small
from triage.cli.commands.assess import say_result
from triage.engine.assess import assess
from triage.engine.reasons import Reason, without_noes
from triage.engine.result import Result
from triage.model.provenance import Provenance
from triage.model.tree import Tree
from triage.model.values import Value
from triage.terminal.reasons import all_reasons, decided_by

ENDS: dict[str, Plain] = {"home": {}, "see-a-physio": {"disposition": "physio"}}
SIGNS: dict[str, Plain] = {name: {"sure": True} for name in ("sore", "stiff", "swollen")}


def on_signs(*ways: Plain, **more: object) -> Tree:
    step = {"ask": [*SIGNS], "then": [*ways, {"go": "home"}]}
    return small(SIGNS, {"signs": step}, ENDS, **more)


def with_a_group(quantity: str) -> Tree:
    return on_signs(
        {"if": {f"{quantity} of signs-of-pain": "yes"}, "go": "see-a-physio"},
        groups={"signs-of-pain": [*SIGNS]},
    )


def with_a_score() -> Tree:
    points = {"sore": {"yes": 1}, "stiff": {"yes": 2}, "swollen": {"yes": 4}}
    score = {"score": {"points": points, "is": "at least 5"}}
    return on_signs({"if": score, "go": "see-a-physio"})


def signs(*so: str) -> dict[str, Value]:
    return {name: name in so for name in SIGNS}


def only_reason(tree: Tree, answers: dict[str, Value]) -> Reason:
    (reason,) = assess(tree, answers).because
    return reason


def faces(result: Result) -> dict[str, str]:
    """Return what each face that is written here tells of the reasons."""
    full = "\n".join(block.text for block in all_reasons(result))
    return {
        "card": decided_by(result, longest=1000),
        "full": full,
        "assess": "\n".join(say_result(result, date.today())),
    }


def test_a_named_group_keeps_its_name() -> None:
    reason = only_reason(with_a_group("2 or more"), signs("stiff", "swollen"))

    assert reason.text == "signs of pain: stiff; swollen"


def test_noes_to_a_group_are_told_under_its_name() -> None:
    reason = only_reason(with_a_group("any"), signs())

    assert reason.text == "signs of pain: none of these: sore, stiff, swollen"


def test_of_more_ticks_than_are_counted_only_those_are_told_that_decide() -> None:
    reason = only_reason(with_a_group("2 or more"), signs(*SIGNS))

    assert [*reason.facts] == ["sore", "stiff"]


def test_of_several_ticks_that_each_decide_the_most_dangerous_is_told() -> None:
    facts: dict[str, Plain] = {**SIGNS, "swollen": {"sure": True, "demands": {"yes": "physio"}}}
    ways = [{"if": {"any asked": "yes"}, "go": "see-a-physio"}, {"go": "home"}]
    tree = small(facts, {"signs": {"ask": [*SIGNS], "then": ways}}, ENDS)

    assert [*only_reason(tree, signs(*SIGNS)).facts] == ["swollen"]


@pytest.mark.parametrize(
    ("answers", "text"),
    [
        (signs("sore", "swollen"), "a score of 5, and 5 or more counts: sore; swollen"),
        (signs(*SIGNS), "a score of 7, and 5 or more counts: sore; swollen"),
        (signs("sore", "stiff"), "a score of 3, and 5 or more counts: not so: swollen"),
        (
            {"stiff": True, "swollen": True},
            "a score of 6 to 7, and 5 or more counts: stiff; swollen",
        ),
    ],
)
def test_a_score_tells_its_sum_and_its_line(answers: dict[str, Value], text: str) -> None:
    assert only_reason(with_a_score(), {**answers}).text == text


def test_a_score_tells_its_sum_where_the_noes_are_only_counted() -> None:
    points = {name: {"yes": 3} for name in SIGNS}
    score = {"score": {"points": points, "is": "at least 3"}}
    tree = on_signs({"if": score, "go": "see-a-physio"})
    short = without_noes(only_reason(tree, signs()), tree.facts)

    assert (dict(short.facts), short.text) == ({}, "a score of 0, and 3 or more counts")


# --- several steps


def reads_twice() -> Tree:
    """Return a tree whose second step needs an answer that would do for the first one too."""
    either = {"any": [{"sore": "yes"}, {"stiff": "yes"}]}
    return small(
        {"sore": {"sure": True}, "stiff": {"sure": True}},
        {
            "first": {
                "ask": ["sore", "stiff"],
                "then": [{"if": either, "go": "second"}, {"go": "home"}],
            },
            "second": {"then": [{"if": {"stiff": "yes"}, "go": "see-a-physio"}, {"go": "home"}]},
        },
        ENDS,
    )


def test_an_answer_that_a_later_one_makes_up_for_is_not_told() -> None:
    """Broken by: finding what each step needs by itself."""
    because = assess(reads_twice(), {"sore": True, "stiff": True}).because

    assert [(each.step, dict(each.facts)) for each in because] == [("second", {"stiff": True})]


def test_a_step_that_has_nothing_left_to_tell_hands_on_its_sources() -> None:
    tree = reads_twice()
    first = tree.steps["first"]
    branch = evolve(first.branches[0], provenance=Provenance(sources=("guide",)))
    step = evolve(first, branches=(branch, *first.branches[1:]))
    tree = evolve(tree, steps={**tree.steps, "first": step})

    assert only_reason(tree, {"sore": True, "stiff": True}).sources == ("guide",)


def test_conditions_that_exclude_nobody_decide_nothing() -> None:
    """Broken by: taking for decisive whatever three-valued logic leaves open."""
    anybody = {"any": [{"sore": "yes"}, {"not": {"sore": "yes"}}]}
    tree = on_signs({"if": {"all": [anybody, {"stiff": "yes"}]}, "go": "see-a-physio"})

    assert dict(only_reason(tree, signs("stiff")).facts) == {"stiff": True}


@pytest.mark.parametrize("face", ["card", "full", "assess"])
@pytest.mark.parametrize(
    ("tree", "answers", "told"),
    [
        (with_a_group("any"), signs("stiff"), "signs of pain: stiff"),
        (with_a_score(), signs("sore", "swollen"), "a score of 5, and 5 or more counts"),
        (reads_twice(), {"sore": True, "stiff": True}, "stiff"),
    ],
    ids=["group", "score", "twice"],
)
def test_every_face_tells_it_once(
    tree: Tree, answers: dict[str, Value], told: str, face: str
) -> None:
    said = faces(assess(tree, answers))[face]
    if face == "card":  # there a group has no name
        told = told.removeprefix("signs of pain: ")

    assert said.count(told) == 1
    assert said.count("stiff") <= 1


def test_the_card_tells_signs_and_neither_groups_nor_what_is_well() -> None:
    ways = [
        {"if": {"any of signs-of-pain": "yes", "walks": "yes"}, "go": "see-a-physio"},
        {"go": "home"},
    ]
    facts: dict[str, Plain] = {**SIGNS, "walks": {"sure": True, "well": "yes"}}
    step = {"ask": [*facts], "then": ways}
    tree = small(facts, {"signs": step}, ENDS, groups={"signs-of-pain": [*SIGNS]})
    result = assess(tree, {**signs("stiff"), "walks": True})

    assert result.because[-1].text == "walks; signs of pain: stiff"
    assert decided_by(result, longest=1000) == "stiff"
    assert decided_by(result, longest=10) == ""
