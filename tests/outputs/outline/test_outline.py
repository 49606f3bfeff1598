"""The outline says of ways and screens what the engine and sessions do."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.outputs.outline.small import DOCUMENT, end, sign, small_tree
from tests.pool import parted_trees, trees
from tests.sampled import slow
from tests.shipped_trees import shipped_tree
from triage.analysis.cases.tested import screens_until_known
from triage.engine.prepared import engine_of
from triage.engine.saved import start
from triage.engine.walk import walk
from triage.errors import TriageError
from triage.model.conditions import facts_of
from triage.model.graph import reading_order
from triage.outputs.outline.outline import Screens, outline_of, screens_of_branches
from triage.outputs.outline.outline_text import lay_out, say_outline
from triage.testing import patients
from triage.tree_files.library import available

PLACE = re.compile(r"(?:Step|End) (\d+): `(\S+)`")
BRANCH = re.compile(r"   (\d+\.\d+)\. ")
REST = end("self_care", "Rest")
TARGET = re.compile(r"      (?:goes to step|comes to end) (\d+), `([^`]+)`")


def lines_of(outline, width=88):
    places = outline.after(outline.tree.start)
    return lay_out(say_outline(outline, places), width, "utf-8")


def read_back(lines):
    """Return the numbered names, and where each numbered branch leads, as a reader finds them."""
    places, branches = [], []
    for line in lines:
        if found := PLACE.fullmatch(line):
            places.append((int(found[1]), found[2]))
        elif found := BRANCH.match(line):
            number = found[1]
        elif found := TARGET.match(line):
            branches.append((number, (int(found[1]), found[2])))
    return places, branches


def listed_ways(tree):
    """List every way through a tree as the names that it comes by."""
    whole, begun = [], [[tree.start]]
    while begun:
        way = begun.pop()
        if way[-1] in tree.steps:
            begun += [[*way, branch.go] for branch in tree.steps[way[-1]].branches]
        else:
            whole.append(way)
        assume(len(begun) + len(whole) < 20_000)
    return whole


def screens_of_way(tree, reached):
    """Add up the screens of the branches that somebody takes."""
    shown = screens_of_branches(tree, reading_order(tree))
    total = Screens(0, 0)
    for taken in reached.path:
        index = next(i for i, b in enumerate(taken.step.branches) if b is taken.branch)
        total = total.then(shown[taken.step.name][index])
    return total


def reads_what_it_asks(step):
    """Tell whether a step decides first by an answer of its own."""
    condition = step.branches[0].condition
    return not step.ask or condition is None or set(facts_of(condition)) <= set(step.ask)


@given(st.data())
def test_everybody_s_way_can_be_followed_in_the_lines(data):
    tree = data.draw(trees())
    places, branches = read_back(lines_of(outline_of(tree)))
    number = {name: number for number, name in places}
    leads = dict(branches)

    reached = walk(engine_of(tree), data.draw(patients(tree)))

    here = tree.start
    for taken in reached.path:
        assert here == taken.step.name
        index = 1 + next(i for i, b in enumerate(taken.step.branches) if b is taken.branch)
        there, here = leads[f"{number[here]}.{index}"]
        assert there == number[here]
    assert reached.outcome is not None
    assert here == reached.outcome.name


@given(trees())
def test_every_step_branch_and_outcome_stands_there_once(tree):
    places, branches = read_back(lines_of(outline_of(tree)))

    assert sorted(name for _, name in places) == sorted([*tree.steps, *tree.outcomes])
    assert [number for number, _ in places] == list(range(1, len(places) + 1))
    assert len({number for number, _ in branches}) == len(branches)
    assert sorted(target for _, (_, target) in branches) == sorted(
        branch.go for step in tree.steps.values() for branch in step.branches
    )


@given(trees())
def test_a_reader_never_has_to_go_back(tree):
    outline = outline_of(tree)

    for place in outline.places.values():
        for way in place.ways:
            assert outline.places[way.branch.go].number > place.number
            assert way.number in outline.places[way.branch.go].come_from


@given(trees())
def test_ways_are_as_many_as_can_be_listed(tree):
    outline, ways = outline_of(tree), listed_ways(tree)

    assert outline.start.ways_through == len(ways)
    for place in outline.places.values():
        assert place.ways_through == sum(place.name in way for way in ways)


@given(st.data())
def test_no_session_shows_fewer_or_more_screens(data):
    tree = data.draw(trees())
    patient = data.draw(patients(tree))
    outline, reached = outline_of(tree), walk(engine_of(tree), patient)

    seen = screens_until_known(tree, patient)

    assert seen is not None
    assert reached.outcome is not None
    counted = [outline.places[reached.outcome.name].before, outline.start.left]
    for screens in [*counted, screens_of_way(tree, reached)]:
        assert screens.least <= seen <= screens.most


@slow
@given(st.data())
def test_no_session_of_several_parts_shows_fewer_or_more_screens_either(data):
    tree = data.draw(parted_trees())
    patient = data.draw(patients(tree))
    outline, session = outline_of(tree), start(tree)

    seen = screens_until_known(tree, patient)

    assert seen is not None
    assert outline.start.left.least <= seen <= outline.start.left.most
    assert seen <= session.progress.at_most
    for told in walk(engine_of(tree), patient).outcomes:
        assert outline.places[told.name].before.least <= seen


@given(st.data())
def test_sessions_show_as_many_screens_as_are_counted_where_nothing_is_asked_twice(data):
    tree = data.draw(trees())
    asked = [fact for step in tree.steps.values() for fact in step.ask]
    assume(len(asked) == len(set(asked)))
    assume(all(reads_what_it_asks(step) for step in tree.steps.values()))
    patient = data.draw(patients(tree))

    counted = screens_of_way(tree, walk(engine_of(tree), patient))

    assert counted.least == counted.most == screens_until_known(tree, patient)


@given(trees())
def test_screens_to_the_ends_and_from_the_start_agree(tree):
    outline = outline_of(tree)
    ends = [place.before for place in outline.places.values() if not place.ways]

    assert outline.start.left.least == min(screens.least for screens in ends)
    assert outline.start.left.most == max(screens.most for screens in ends)


def test_sessions_show_the_least_and_the_most_screens():
    tree = small_tree()
    outline = outline_of(tree)
    seen = {}
    for answers in product([True, False], repeat=4):
        patient = dict(zip("abcd", answers, strict=True))
        outcome = walk(engine_of(tree), patient).outcome
        assert outcome is not None
        seen.setdefault(outcome.name, set()).add(screens_until_known(tree, patient))

    assert seen == {"today": {1}, "physio": {3}, "home": {3}}
    assert outline.places["today"].before == Screens(1, 2)
    # By `aside`, `third` has nothing left to ask; the bounds do not look that far back.
    assert outline.places["home"].before == Screens(2, 4)


def test_a_question_that_was_passed_over_may_still_be_put():
    steps = {
        "first": {"ask": "a", "then": [{"go": "second"}]},
        "second": {
            "ask": "b",
            "then": [
                {"if": {"a": "yes"}, "go": "third"},
                {"if": {"b": "yes"}, "go": "today"},
                {"go": "home"},
            ],
        },
        "third": {"ask": "b", "then": [{"if": {"b": "yes"}, "go": "today"}, {"go": "home"}]},
    }
    facts, outcomes = DOCUMENT["facts"], DOCUMENT["outcomes"]
    tree = small_tree(
        facts={name: facts[name] for name in "ab"},
        steps=steps,
        outcomes={name: outcomes[name] for name in ("today", "home")},
    )

    third = outline_of(tree).places["third"]

    assert screens_until_known(tree, {"a": True, "b": True}) == 2
    assert (third.before, third.left) == (Screens(1, 2), Screens(0, 1))


@pytest.mark.parametrize("name", available())
def test_the_most_screens_are_those_that_a_session_promises(name):
    tree = shipped_tree(name)

    assert outline_of(tree).start.left.most == start(tree).progress.at_most


def test_ways_that_nobody_could_list_are_counted_exactly():
    conditions = [{"if": {"a": "yes"}}, {"if": {"a": "no"}}, {}]
    steps = {
        f"step-{i}": {"ask": "a", "then": [{**each, "go": f"step-{i + 1}"} for each in conditions]}
        for i in range(200)
    }
    steps["step-200"] = {"then": [{"go": "home"}]}
    tree = small_tree(start="step-0", steps=steps, outcomes={"home": REST}, facts={"a": sign("a")})

    outline = outline_of(tree)

    assert outline.start.ways_through == 3**200
    assert "about 2.66 \N{MULTIPLICATION SIGN} 10^95 ways from the start to an end." in lines_of(
        outline
    )
    assert outline.start.left == Screens(1, 1)


def test_depth_follows_steps_one_after_another_with_their_ends():
    outline = outline_of(small_tree())

    def names(*what):
        return [place.name for place in outline.after(*what)]

    assert names("first", 1) == ["first"]
    assert names("first", 2) == ["first", "second", "today"]
    assert names("second", 1) == ["second", "today"]
    assert names("aside") == ["aside", "third", "physio", "home"]
    assert names("home") == ["home"]
    assert names("first", 99) == list(outline.places)


def test_a_tree_that_begins_at_its_end_has_one_way():
    tree = small_tree(start="home", steps=None, facts=None, outcomes={"home": REST})
    outline = outline_of(tree)

    assert outline.start.ways_through == 1
    assert outline.start.left == Screens(0, 0)
    assert "On the only way. No screen from the start." in lines_of(outline)[-3]


def test_a_module_that_asks_nothing_has_no_outline():
    with pytest.raises(TriageError, match="`lower-leg-self-care` has no steps to show"):
        outline_of(shipped_tree("lower-leg-self-care"))
