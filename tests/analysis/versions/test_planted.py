"""Edits of shipped trees as somebody might make them, and what is said of them."""

from __future__ import annotations

from pathlib import Path

from tests.sampled import slow
from triage.phrasing.conditions import say

FLAGS, SELF_CARE, FACTS = "lower-leg-red-flags", "lower-leg-self-care", "lower-leg-facts"
DAYS = "if: {{days_since_onset: [over {}, not sure]}}\n        go: physio-not-settling"


def names(comparison):
    """Return the names of regressions without their marks."""
    found = [r.name.split("/") for r in comparison.found.regressions]
    return ["/".join(n[:-1] if len(n[-1]) == 8 and n[-1].isalnum() else n) for n in found]


def only_group(people, comparison):
    (group,) = people.groups
    return say(group.condition(), comparison.found.facts)


def test_a_later_line_at_days_sends_people_home_who_were_to_see_a_physio(edit, compared):
    edit("calf-soreness", DAYS.format(11), DAYS.format(21))

    comparison = compared("calf-soreness")

    assert [name for name in names(comparison) if name.startswith("less-urgent")] == [
        "less-urgent/physio-not-settling/look-again-before-day-14",
        "less-urgent/physio-not-settling/look-after-it-closely",
    ]
    (later,) = (m for m in comparison.found.moves if m.new == "look-again-before-day-14")
    (part,) = later.parts
    branch = "      - if: {days_since_onset: over 7}"
    lines = Path("trees/calf-soreness/tree.yaml").read_text("utf-8").splitlines()
    assert (part.place.step, part.place.at.line) == ("settling", lines.index(branch) + 1)
    assert part.people.among == (
        "those who go from `settling` to `look-again-before-day-14` "
        "(days since this bout began: more than 7 days)"
    )
    assert "days since this bout began: 12 to 21 days" in only_group(part.people, comparison)
    assert part.people.example.new.answers["days_since_onset"] == 12


def test_an_earlier_line_at_days_is_more_urgent_and_no_regression(edit, compared):
    edit("calf-soreness", DAYS.format(11), DAYS.format(7))

    comparison = compared("calf-soreness")

    urgent = [move for move in comparison.found.moves if move.kind == "more urgent"]
    assert {(move.old, move.new) for move in urgent} == {
        ("look-again-before-day-14", "physio-not-settling"),
        ("look-after-it-closely", "physio-not-settling"),
    }
    assert not any(name.startswith("less-urgent") for name in names(comparison))


def test_a_demand_that_is_dropped_has_the_answer_in_its_name(edit, compared):
    both = "demands: {yes: emergency, not sure: emergency}"
    edit(FACTS, both, both.replace("not sure: emergency", "not sure: same_day_urgent"))

    comparison = compared("calf-soreness")

    assert names(comparison) == [
        "weaker-demand/droopy_face_weak_arm_or_speech/not-sure/same_day_urgent"
    ]
    # Whom the sign alone brought there is no longer told its own words.
    assert [move.kind for move in comparison.found.moves] == ["told something else"]


def test_a_contraindication_that_is_dropped_names_who_may_be_harmed(edit, compared):
    edit(SELF_CARE, "      - any of bleeding-risks: yes\n", "")

    comparison = compared("calf-soreness")

    assert names(comparison) == ["contraindication/lower-leg-self-care.warm-bath"]
    (regression,) = comparison.found.regressions
    example = regression.people.example
    assert example.new.answers["anticoagulant"] is True
    assert "lower-leg-self-care.warm-bath" in example.new.advice - example.old.advice


def test_a_contraindication_is_missed_though_nobody_comes_to_the_advice_today(edit, compared):
    fresh = "{onset: [sudden_during_activity, sudden_no_activity], days_since_onset: at most 3}"
    roll = '    too_much: "Above 3 of 10, or sorer the next day"\n    never_when:\n'
    edit(SELF_CARE, f"{roll}      - {fresh}\n", roll)

    comparison = compared("calf-soreness")

    assert names(comparison) == ["contraindication/lower-leg-self-care.foam-roll"]
    (regression,) = comparison.found.regressions
    assert "to whom no step gives it today" in regression.says


def test_a_physio_in_place_of_a_doctor_lowers_who_can_help(edit, compared):
    edit(FLAGS, "    disposition: gp_routine", "    disposition: physio")

    comparison = compared("calf-soreness")

    name = "lower-leg-red-flags.doctor-bone"
    assert names(comparison) == [f"lower-help/{name}/{name}"]
    (part,) = comparison.found.moves[0].parts
    assert part.place.outcome == name
    assert part.people.share_among == 1


def test_a_narrower_safety_rule_names_whom_it_leaves(edit, compared):
    rule = "limping-on-the-flat-is-never-sent-home"
    edit("calf-soreness", f"{rule}:\n    if: {{limping: [yes, not sure],",
         f"{rule}:\n    if: {{limping: yes,")  # fmt: skip

    comparison = compared("calf-soreness")

    assert names(comparison) == [f"weaker-rule/{rule}"]
    (regression,) = comparison.found.regressions
    assert only_group(regression.people, comparison).endswith("move differently: not sure")
    assert comparison.found.moves == ()


def test_a_safety_rule_under_another_name_is_no_regression(edit, compared):
    rule = "an-injury-is-never-sent-home:\n"
    edit("calf-soreness", rule, f"any-{rule}")

    assert compared("calf-soreness").found.regressions == ()


@slow
def test_an_edit_of_a_module_is_seen_in_a_tree_that_hands_over(edit, compared):
    edit("calf-soreness", DAYS.format(11), DAYS.format(21))

    moves = compared("start").found.moves

    # Whoever has a numb foot, too, is told that besides, or first.
    assert {move.old for move in moves} == {
        "calf-soreness.physio-not-settling",
        "foot-numbness.doctor-comes-back",
        "foot-numbness.doctor-nerve",
        "foot-numbness.doctor-set-effort",
    }
    assert "calf-soreness.look-again-before-day-14" in {move.new for move in moves}


def test_answers_that_one_version_does_not_know_are_set_apart(edit, compared):
    edit(FACTS, "range: 0 to 3650", "range: 0 to 400")

    found = compared("calf-soreness").found

    (question,) = found.questions
    assert (question.change, question.answers) == ("answers gone", "more than 400 days")
    assert found.apart * 3652 == found.everybody * 3250
    assert found.moves == ()


def test_a_new_answer_is_told_with_where_it_leads(edit, compared):
    edit(FACTS, "      resolved: ", '      nearly_resolved: "Nearly gone"\n      resolved: ')
    edit(FACTS, "[resolved, improving", "[[resolved, nearly_resolved], improving")

    question = compared("calf-soreness").found.questions[0]

    assert (question.change, question.answers) == ("new answers", "Nearly gone")
    (lead,) = question.leads
    assert lead.answers == "Nearly gone"
    assert {"look-after-it", "back-to-running"} & set(lead.outcomes)
    assert "self_care" in lead.to


def test_new_words_send_nobody_elsewhere_and_stand_apart(edit, compared):
    edit("calf-soreness", 'title: "Look after it yourself"', 'title: "Look after your leg"')

    comparison = compared("calf-soreness")

    (change,) = comparison.edits
    assert (change.sort, change.part, change.key) == ("words", "outcome `look-after-it`", "title")
    assert (change.old, change.new) == ("Look after it yourself", "Look after your leg")
    assert not comparison.is_same
    (move,) = comparison.found.moves
    assert (move.kind, [t.change.what for t in move.told]) == ("told something else", ["title"])
    assert comparison.found.regressions == ()


def test_what_is_not_searched_to_its_end_is_not_known(edit, compared):
    edit("calf-soreness", DAYS.format(11), DAYS.format(21))

    comparison = compared("calf-soreness", nodes=100)

    assert comparison.found is None
    assert comparison.reason == "the comparison needs more than 100 nodes"
    assert comparison.open == ()


@slow
def test_the_same_edit_has_the_same_mark_and_a_wider_one_another(edit, compared):
    edit("calf-soreness", DAYS.format(11), DAYS.format(21))
    first = compared("calf-soreness").found.moves[0].name
    edit("calf-soreness", "if: {pain_0_10: over 2}", "if: {pain_0_10: over 3}")
    again = compared("calf-soreness").found.moves[0].name
    edit("calf-soreness", DAYS.format(21), DAYS.format(60))
    wider = compared("calf-soreness").found.moves[0].name

    assert first == again
    assert first.rpartition("/")[0] == wider.rpartition("/")[0]
    assert first != wider
