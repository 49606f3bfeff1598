"""Where people are sent is counted, and what sends them is what they would have to lack."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.cases.populations import POPULATION
from tests.pool import trees
from triage.analysis.cases.drawing import draw
from triage.analysis.cases.lifts import cause_of, lifts_of
from triage.analysis.cases.reports import surveys_to_json
from triage.analysis.cases.sent import answers_for, survey, wilson
from triage.engine.assess import assess
from triage.engine.saved import start
from triage.model.tree import Tree
from triage.strategies.answering import patients
from triage.tree_files.library import load
from triage.tree_files.populations import load_population


@pytest.fixture(scope="module")
def population(folder):
    file = folder.parent / "population.yaml"
    file.write_text(POPULATION, encoding="utf-8")
    return load_population(file, "population.yaml")


@pytest.fixture(scope="module")
def surveyed(population):
    return survey(population, population.tree, 400, 1)


def test_each_person_is_sent_somewhere_and_counted_once(surveyed):
    assert [sent.people for sent in surveyed.groups] == [150, 50, 200]
    assert [sum(sent.ended.values()) for sent in surveyed.groups] == [150, 50, 200]


def test_all_well_people_of_a_meaning_are_counted_together(surveyed):
    (plain,) = surveyed.together
    groups = [sent for sent in surveyed.groups if sent.kind == "well"]

    assert (plain.title, plain.people) == ("Plain soreness", 200)
    assert plain.ended == groups[0].ended + groups[1].ended


def test_ill_people_who_are_sent_lower_than_they_need_are_counted(surveyed):
    broken = surveyed.groups[2]

    assert broken.at_least == "same_day_urgent"
    assert broken.lower == broken.people - broken.ended["same_day_urgent"]
    assert 0 < broken.lower < broken.people


def test_what_lifts_people_is_told_most_first_with_its_word_and_its_numbers(surveyed):
    lifts = surveyed.together[0].lifts

    assert [lift.people for lift in lifts] == sorted((each.people for each in lifts), reverse=True)
    assert lifts[0].say(surveyed.tree) == "pain: 6 to 7"
    assert lifts[0].judgement == "half of the scale"
    assert [lift.say(surveyed.tree) for lift in lifts[1:]] == ["cannot stand: not sure"]


def test_the_lifts_of_a_group_are_all_who_are_not_sent_home(surveyed):
    for sent in surveyed.groups:
        lifted = sent.people - sent.ended.get("self_care", 0)
        assert sum(lift.people for lift in sent.lifts) == lifted


def test_those_sent_by_not_sure_and_by_judgement_are_counted(surveyed):
    plain = surveyed.together[0]

    assert plain.unsure("same_day_urgent") == plain.ended["same_day_urgent"]
    assert (plain.unsure("physio"), plain.judged("physio")) == (0, plain.ended["physio"])


def test_dispositions_are_told_from_the_least_urgent_on(surveyed):
    assert surveyed.dispositions == ("self_care", "physio", "same_day_urgent")


TWO_WAYS = """\
triage: 1
id: two-ways
title: Two ways
version: 0.1.0
status: draft
for: Adults
not_for: Children
review_by: 2027-11-20
facts:
  side:
    type: one of
    options: {left: "Left", right: "Right"}
    ask: Which side?
    label: side
    well: left
    judgement: it chooses what is asked
  pain:
    type: whole number
    range: 0 to 10
    ask: How bad is it?
    label: pain
    well: 1
    judgement: strong pain needs a look
start: side
steps:
  side:
    ask: side
    then:
      - {if: {side: right}, go: right, judgement: "it is the right"}
      - {go: left, including: not sure}
  left:
    ask: pain
    then:
      - {if: {pain: [over 5, not sure]}, go: physio, judgement: "half of the scale"}
      - go: home
  right:
    ask: pain
    then:
      - {if: {pain: [over 2, not sure]}, go: physio, judgement: "the right is worse"}
      - go: home
outcomes:
  physio: {disposition: physio, title: "See a physio", text: "Go there.", judgement: "pain"}
  home: {disposition: self_care, title: "Stay at home", text: "It goes.", judgement: "mild"}
"""


@pytest.mark.parametrize(
    ("pain", "needed", "judgement"),
    [
        (8, {"pain": 8}, "half of the scale"),
        (4, {"side": "right", "pain": 4}, "it is the right; the right is worse"),
    ],
)
def test_an_answer_that_only_chose_the_way_is_no_cause(pain, needed, judgement):
    result = assess(load(TWO_WAYS), {"side": "right", "pain": pain})

    cause = cause_of(result)

    assert cause.answers == needed
    assert cause.judgement == judgement


@given(trees().flatmap(lambda tree: st.tuples(st.just(tree), patients(tree))))
@settings(deadline=None)
def test_without_any_answer_of_a_cause_somebody_is_sent_less_urgently(
    drawn: tuple[Tree, dict[str, Any]],
) -> None:
    tree, patient = drawn
    result = assess(tree, patient)
    if result.disposition is None or result.disposition.urgency == 0:
        return
    needed = cause_of(result).answers
    others = {name: fact.well for name, fact in tree.facts.items()}
    told = {name: value for reason in result.because for name, value in reason.facts.items()}
    kept = {**told, **{n: well for n, well in others.items() if well is not None}, **needed}

    for name in needed:
        if others[name] is not None:
            without = assess(tree, {**kept, name: others[name]})
            assert (without.urgency or 0) < result.disposition.urgency


def test_the_same_people_come_to_the_same_end_in_a_session(population):
    tree = population.tree
    for person in _people(population, 60):
        session = start(tree)
        while (screen := session.next) is not None and screen.kind == "ask":
            session = session.answer({fact: person[fact] for fact in screen.facts})

        assert session.result.outcome == assess(tree, answers_for(tree, person)).outcome


def _people(population, number):
    return [p for each in draw(population, population.tree, number, 1) for p in each.people]


def test_nobody_sent_home_is_lifted(tree):
    assert lifts_of([assess(tree, {"cannot_stand": False, "pain": 2})], {}) == ()


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    # Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3.
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_are_those_that_are_published(count, of, low, high):
    assert list(wilson(count, of)) == pytest.approx([low, high], abs=5e-5)


def test_of_nobody_nothing_is_known():
    assert wilson(0, 0) == (0.0, 1.0)


def test_programs_are_told_the_counts_the_shares_and_the_facts(surveyed):
    told: Any = surveys_to_json([surveyed])
    broken = told["trees"][0]["groups"][2]

    assert told["intervals"] == "95 % intervals after Wilson"
    assert (broken["name"], broken["at_least"]) == ("broken", "same_day_urgent")
    assert broken["lower"]["share"] == broken["lower"]["people"] / broken["people"]
    first = told["trees"][0]["together"][0]["lifts"][0]
    assert (first["facts"], first["text"]) == ({"pain": None}, "pain: 6 to 7")


def test_a_group_without_people_has_no_share(population):
    nobody = evolve(population, groups=tuple(evolve(g, weight=0) for g in population.groups[:2]))
    sent = survey(nobody, population.tree, 0, 1).groups[0]

    assert (sent.people, dict(sent.ended)) == (0, {})
