"""Several results at once: parts gone through one after another, the most urgent decides."""

from __future__ import annotations

import json
import pickle

import pytest

from tests.engine.places import ON, part_steps, places, step, turned
from tests.engine.small import Plain
from triage.engine.assess import assess
from triage.engine.saved import resume, start
from triage.errors import TreeError
from triage.model.tree import Tree

PLACES = places()
WELL = dict.fromkeys(["hot", "limp", "black", "tight", "red"], False)
BOTH = {**WELL, "calf": True, "foot": True}


def told(tree: Tree = PLACES, **answers: object) -> list[str | None]:
    """Return the outcome, then those that are told beside it."""
    result = assess(tree, {**BOTH, **answers})
    return [result.outcome, *(each.outcome for each in result.also)]


def test_each_branch_that_holds_is_taken_and_the_most_urgent_outcome_decides() -> None:
    assert told(limp=True) == ["calf-physio", "foot-home"]
    assert told(tight=True) == ["foot-physio", "calf-home"]
    assert told(black=True) == ["today", "calf-home"]


def test_one_branch_that_holds_has_one_result_and_none_is_the_last_branch() -> None:
    assert told(foot=False, limp=True) == ["calf-physio"]
    assert told(calf=False) == ["foot-home"]
    assert told(calf=False, foot=False) == ["nothing"]


def test_of_equally_urgent_ones_the_sooner_decides_then_the_part_that_stands_first() -> None:
    assert told(limp=True, tight=True) == ["foot-physio", "calf-physio"]
    assert told(limp=True, tight="not sure") == ["shoe", "calf-physio"]
    sooner = places()
    assert told(sooner) == ["foot-home", "calf-home"]  # looks again after 7 days, not 14


def test_the_highest_urgency_ends_at_once_and_nothing_is_told_beside_it() -> None:
    result = assess(PLACES, {"calf": True, "foot": True, "hot": True})
    assert (result.status, result.outcome, result.also) == ("complete", "call", ())
    tree = places(steps={**part_steps(), "places": turned()})
    assert told(tree, limp=True, tight=True, hot=True) == ["call"]
    assert assess(tree, {**BOTH, "hot": True}).review_after_days is None


def test_it_is_known_which_parts_come_before_the_first_begins() -> None:
    result = assess(PLACES, {"calf": True, "hot": True})
    assert (result.status, result.next) == ("incomplete", ("foot",))


def test_a_part_that_has_ended_counts_while_others_are_still_to_come() -> None:
    tree = places(steps={**part_steps(), "places": turned()})
    result = assess(tree, {"calf": True, "foot": True, "black": True})
    assert (result.status, result.next, result.at_least) == (
        "incomplete",
        ("hot",),
        "same_day_urgent",
    )


def test_the_parts_to_come_may_still_use_their_answers() -> None:
    result = assess(PLACES, {"calf": True, "foot": True, "tight": True, "red": True})
    assert result.not_used == ()
    assert assess(PLACES, {"calf": True, "foot": False, "tight": True}).not_used == ("tight",)


def test_reasons_are_told_apart() -> None:
    result = assess(PLACES, {**BOTH, "limp": True, "tight": True})
    assert [dict(r.facts) for r in result.because] == [
        {"foot": True},
        {"black": False},
        {"tight": True},
    ]
    (calf,) = result.also
    assert [dict(r.facts) for r in calf.because] == [{"calf": True}, {"hot": False}, {"limp": True}]


def test_advice_and_signs_are_told_once() -> None:
    result = assess(PLACES, {**BOTH, "limp": True, "tight": True})
    assert [a.id for a in result.advice] == ["warm", "shoes"]
    assert [a.id for a in result.also[0].advice] == ["rest"]
    homes = assess(PLACES, BOTH)
    assert (len(homes.safety_net), homes.also[0].safety_net) == (1, ())


def test_an_answer_of_one_part_keeps_back_the_advice_of_another() -> None:
    alone = assess(PLACES, {**BOTH, "foot": False, "limp": True})
    assert [w.id for w in alone.withheld] == ["rest"]
    assert assess(PLACES, {**BOTH, "limp": True}).withheld == ()


def test_the_earliest_review_holds_and_the_referral_states_what_any_part_tells() -> None:
    assert assess(PLACES, BOTH).review_after_days == 7
    result = assess(PLACES, {**BOTH, "limp": True, "tight": True})
    assert result.summary == ("tight", "limp")
    assert assess(PLACES, {**BOTH, "limp": True}).review_after_days == 7


def test_a_part_told_beside_may_be_refined() -> None:
    answers = {**BOTH, "limp": True}
    del answers["red"]
    result = assess(PLACES, answers)
    assert (result.outcome, result.refine) == ("calf-physio", ("red",))


def test_a_session_goes_through_the_parts_in_order_and_counts_their_screens() -> None:
    session = start(PLACES)
    asked, left = [], []
    while (screen := session.next) is not None and screen.kind == "ask":
        asked.append(screen.step)
        left.append(session.progress.at_most)
        session = session.answer({fact: BOTH[fact] for fact in screen.facts})
    assert asked == ["places", "calf-hot", "calf-limp", "foot-black", "foot-tight"]
    assert left == [5, 4, 3, 2, 1]
    assert resume(PLACES, session.to_json()).session.result == session.result


def test_parts_that_rule_each_other_out_are_not_counted_together() -> None:
    """Broken by: adding up all parts, and those of nobody too."""
    site = {"type": "one of", "options": {"calf": "Calf", "shin": "Shin"}}
    each = {
        "ask": ["site", "foot"],
        "then_each": [
            {"if": {"site": ["calf", "not sure"]}, "go": "calf-hot"},
            {"if": {"site": "shin"}, "go": "shin-hurts"},
            {"if": {"foot": "yes"}, "go": "foot-black"},
            {"go": "nothing", **ON},
        ],
    }
    shin = {"shin-hurts": step("bone", ("yes", "today"), last="calf-home")}
    tree = places(
        facts={"site": site, "bone": {}},
        steps={**part_steps(), **shin, "places": each},
    )

    assert start(tree).progress.at_most == 1 + 2 + 2
    assert start(tree).answer({"site": "shin", "foot": True}).progress.at_most == 1 + 2


def test_its_json_has_the_other_results_under_also_and_it_can_be_pickled() -> None:
    result = assess(PLACES, {**BOTH, "limp": True})
    written = json.loads(json.dumps(result.to_json()))
    assert [(o["outcome"], o["disposition"]) for o in written["also"]] == [
        ("foot-home", "self_care")
    ]
    assert pickle.loads(pickle.dumps(result)).to_json() == result.to_json()
    assert assess(PLACES, {**BOTH, "foot": False}).to_json()["also"] == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"calf-limp": step("limp", ("yes", "foot-tight"), last="calf-home")}, "S532"),
        ({"places": {**turned(), "then": [{"go": "nothing", **ON}]}}, "S531"),
        ({"places": {**turned(), "then_each": [{"if": {"foot": "yes"}, "go": "foot-black"},
                                                {"if": {"calf": "yes"}, "go": "calf-hot"},
                                                {"go": "nothing"}]}}, "S505"),
        ({"nothing-else": turned(), "places": {
            **turned(), "then_each": [{"if": {"calf": "yes", "foot": "yes"}, "go": "calf-hot"},
                                       {"if": {"foot": "no"}, "go": "foot-black"},
                                       {"go": "nothing-else", **ON}]}}, "S501"),
    ],
)  # fmt: skip
def test_what_could_be_read_in_two_ways_is_refused(change: dict[str, Plain], code: str) -> None:
    with pytest.raises(TreeError) as refused:
        places(steps={**part_steps(), "places": turned(), **change})
    assert code in {finding.code for finding in refused.value.findings}


def test_the_same_advice_kept_back_in_one_part_only_is_refused() -> None:
    advice = {"rest": {}, "warm": {"text": "Do bath."}, "shoes": {},
              "bath": {"never_when": [{"calf": "yes"}]}}  # fmt: skip
    with pytest.raises(TreeError, match="S533"):
        places(advice=advice)
