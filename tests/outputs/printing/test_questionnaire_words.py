"""What the questionnaire says of each kind of question and line."""

from __future__ import annotations

import json

import pytest
from attrs import asdict

from tests.engine.small import small
from tests.outputs.printing.lockstep import filled_in
from tests.outputs.printing.orders import order
from tests.outputs.printing.pen import CannotBe, Unreadable
from tests.outputs.printing.printed import from_data
from tests.shipped_trees import shipped_tree
from triage.errors import TriageError
from triage.locales.regions import region_for
from triage.outputs.printing.questionnaire import Questionnaire, document, questionnaire_of

YES_NO = {"type": "yes-no"}
DAYS = {"type": "whole number", "unit": "days", "range": "0 to 30"}
PLACE = {"type": "one of", "options": {"hip": "Hip", "knee": "Knee", "toe": "Toe"}}
ENDS = {"now": {"disposition": "emergency"}, "home": {"disposition": "self_care"}}
ON = {"go": "home", "including": "not sure"}


def form_of(tree, **more) -> Questionnaire:
    return questionnaire_of(order(tree, **more))


def lines(tree, box=0):
    """Return the lines of a box of the table."""
    (part,) = form_of(tree).first.bands[box].parts
    said = [*part.unsure, *(_said(each) for each in part.ticks), *part.rest]
    return [each for each in said if each]


def _said(bullet):
    parts = ["; and ".join(bullet.all_of)] if bullet.all_of else []
    return "; ".join(
        [*parts, *(f"{some.lead} {' • '.join(some.options)}" for some in bullet.lists)]
    )


def tree_of(facts, *steps, **more):
    """Return a tree of some steps, each asking some facts."""
    asks = [{"ask": ask, "then": then} if ask else {"then": then} for ask, then in steps]
    named = {f"s{number}": step for number, step in enumerate(asks, 1)}
    return small(facts, named, ENDS, **more)


def one(fact, *ways):
    then = [{"if": {"x": answers}, "go": go} for answers, go in ways]
    return tree_of({"x": fact}, ("x", [*then[:-1], then[-1], ON]))


def test_answers_to_a_single_question_are_called_by_its_number():
    tree = one(YES_NO, (["yes", "not sure"], "now"))

    assert lines(tree) == ["yes or not sure in 1"]
    assert lines(tree, 1) == ["Everybody else"]


def test_numbers_stand_in_lines_without_their_unit_and_without_a_gap():
    tree = one(DAYS, (["over 14", "not sure"], "now"))
    question = form_of(tree).items[0].questions[0]

    assert lines(tree) == ["at least 15 or not sure in 1"]
    assert question.number == "a whole number from 0 to 30 (days)"
    assert [box.label for box in question.boxes] == ["not sure"]


def test_options_are_called_by_their_letters():
    tree = one(PLACE, (["knee", "not sure"], "now"))
    boxes = [(box.label, box.words) for box in form_of(tree).items[0].questions[0].boxes]

    assert lines(tree) == ["b or not sure in 1"]
    assert boxes == [("a", "Hip"), ("b", "Knee"), ("c", "Toe"), ("not sure", "")]


def test_two_options_of_the_same_words_differ_by_their_letters():
    tree = one({"type": "one of", "options": {"left": "Foot", "right": "Foot"}}, ("left", "now"))

    assert lines(tree) == ["a in 1"]


def test_extra_answers_to_a_number_have_letters_too():
    tree = one({**DAYS, "also": {"always": "It was always so"}}, (["always", "over 3"], "now"))

    assert lines(tree) == ["a or at least 4 in 1"]


def signs(condition, **more):
    first = {"if": condition, "go": "now", "judgement": "so that the test can be read"}
    return tree_of(dict.fromkeys("abcd", YES_NO), (list("abcd"), [first, ON]), **more)


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ({"any asked": "yes"}, ["yes in 1a to 1d"]),
        ({"any of a, b": ["yes", "not sure"]}, ["yes or not sure in 1a or 1b"]),
        ({"all of a, b, d": "no"}, ["no in each of 1a, 1b and 1d"]),
        ({"2 or more of a, b, d": "yes"}, ["yes in two or more of 1a, 1b and 1d"]),
        ({"a": "yes", "c": "no"}, ["yes in 1a; and no in 1c"]),
        (
            {"all": [{"a": "yes"}, {"any": [{"b": "yes"}, {"c": "no"}]}]},
            ["yes in 1a; any of these: yes in 1b • no in 1c"],
        ),
        (
            {"any": [{"a": "yes", "b": "yes"}, {"c": "yes", "d": "no"}]},
            ["yes in each of 1a and 1b", "yes in 1c; and no in 1d"],
        ),
        (
            {"any": [{"a": "yes"}, {"a": "not sure"}, {"b": ["yes", "not sure"]}]},
            ["yes or not sure in 1a or 1b"],
        ),
        (
            {"any": [{"a": "yes"}, {"a": "not sure", "b": "yes"}]},
            ["yes in 1a", "yes or not sure in 1a; and yes in 1b"],
        ),
        (
            {"score": {"points": {"a": {"yes": 2}, "b": {"yes": 1}, "c": 1}, "is": "at least 2"}},
            ["yes in 1a", "yes in each of 1b and 1c"],
        ),
    ],
)
def test_a_combined_condition_says_which_ticks_fit(condition, said):
    if "score" in condition:
        condition["score"]["points"]["c"] = {"yes": 1}

    found = [each.replace("and any", "any") for each in lines(signs(condition))]

    assert found == said


def test_a_step_that_asks_nothing_is_no_question():
    tree = tree_of(
        {"x": YES_NO},
        ("x", [{"go": "s2", "including": "not sure"}]),
        ([], [{"if": {"x": "yes"}, "go": "now"}, ON]),
    )

    assert len(form_of(tree).items) == 1
    assert lines(tree) == ["yes in 1"]


def test_a_fact_that_two_steps_ask_for_is_asked_once():
    tree = tree_of(
        dict.fromkeys("ab", YES_NO),
        ("a", [{"if": {"a": "yes"}, "go": "s2"}, {"go": "s3", "including": "not sure"}]),
        ("b", [{"go": "s3", "including": "not sure"}]),
        ("b", [{"if": {"b": "yes"}, "go": "now"}, ON]),
    )

    assert [item.questions[0].place for item in form_of(tree).items] == ["1", "2"]
    assert lines(tree) == ["yes in 2"]


# --- when to stop, and what to leave out

BY_PLACE = (
    ("place", [{"if": {"place": "toe"}, "go": "s2"}, ON]),
    ("a", [{"if": {"a": "yes"}, "go": "now"}, {"go": "s3", "including": "not sure"}]),
    ("b", [{"if": {"b": "yes"}, "go": "now"}, ON]),
)


def test_what_a_choice_leads_past_is_for_those_whom_it_does_not():
    tree = tree_of({"place": PLACE, "a": YES_NO, "b": YES_NO}, *BY_PLACE)
    form = form_of(tree)

    assert [item.only_if for item in form.items] == ["", "c in 1", "c in 1"]
    pen = filled_in(tree, from_data(asdict(form)), {"place": "hip", "a": True, "b": True})
    assert pen.left_out == ["2", "3"]
    assert pen.read()[2] == "Everybodyelse"
    assert any("“only if”" in each for each in form.how)


def test_a_tick_that_is_enough_for_an_emergency_stops_at_once():
    tree = tree_of(
        dict.fromkeys("abc", YES_NO),
        (
            ["a", "b"],
            [{"if": {"any asked": "yes"}, "go": "now"}, {"go": "s2", "including": "not sure"}],
        ),
        ("c", [{"if": {"c": "yes"}, "go": "now"}, ON]),
    )

    assert form_of(tree).items[0].notes == (
        "If yes in 1a or 1b: stop here, and do what box A of the table says.",
    )


def test_a_box_is_looked_at_when_all_that_it_asks_for_is_known():
    ends = {**ENDS, "today": {"disposition": "same_day_urgent"}}
    steps = {
        "s1": {
            "ask": "a",
            "then": [{"if": {"a": "yes"}, "go": "today"}, {"go": "s2", "including": "not sure"}],
        },
        "s2": {"ask": "b", "then": [{"if": {"b": "yes"}, "go": "home"}, ON]},
    }

    notes = form_of(small(dict.fromkeys("ab", YES_NO), steps, ends)).items[0].notes

    assert notes == ("Look at the table down to box A: if a line there fits, stop here.",)


def impossible():
    return tree_of(
        {"a": YES_NO, "x": DAYS},
        ("a", [{"go": "s2", "including": "not sure"}]),
        ("x", [{"if": {"x": "over 20"}, "go": "now"}, ON]),
        impossible=[{"a": "no", "x": "over 0"}],
    )


def test_what_cannot_be_so_stands_behind_emergencies_and_before_all_else():
    form = form_of(impossible())
    read = from_data(asdict(form))

    assert form.is_first_at_once
    assert [each.all_of for each in form.cannot_be] == [("no in 1", "at least 1 in 2")]
    with pytest.raises(CannotBe):
        filled_in(impossible(), read, {"a": False, "x": 3}).read()
    assert filled_in(impossible(), read, {"a": False, "x": 25}).read()[0].startswith("A:")


def test_an_empty_line_never_fits_and_the_table_asks_for_it_before_all_that_is_milder():
    form = from_data(asdict(form_of(impossible())))
    pen = filled_in(impossible(), form, {"a": "not sure", "x": 25})
    del pen.ticks["2"]

    assert pen.read()[2] == "Everybodyelse"
    assert [box.title[:1] for box in form.boxes] == ["A", "", "B"]
    with pytest.raises(Unreadable):
        filled_in(impossible(), _without_rest(form), {"a": "not sure", "x": 2}).read()


def _without_rest(form):
    form.boxes.pop()
    return form


# --- words


def test_words_that_look_like_the_form_lose_its_signs():
    tree = one({**YES_NO, "ask": "▶ 2 [ ] yes ➜ If yes: ✎ ☐"}, ("yes", "now"))

    assert form_of(tree).items[0].questions[0].words == "▷ 2 ( ) yes → If yes: ✏ □"


def test_only_what_occurs_is_explained():
    explained = " ".join(form_of(one(YES_NO, ("yes", "now"))).how)

    assert "is not a “no”" in explained
    assert "Write a number" not in explained
    assert "“only if”" not in explained


def test_the_first_thing_said_is_whom_to_call_in_an_emergency():
    first = form_of(one(YES_NO, ("yes", "now")), region=region_for("gb")).how[0]

    assert first == "In an emergency do not fill in a form: call 999."


def test_a_questionnaire_is_plain_data():
    data = asdict(form_of(shipped_tree("showcase")))
    assert json.loads(json.dumps(data)) == json.loads(json.dumps(data, ensure_ascii=False))


def test_a_tree_that_asks_nothing_is_refused():
    with pytest.raises(TriageError, match="asks nothing"):
        form_of(shipped_tree("lower-leg-facts"))


def test_a_table_that_takes_too_long_to_prove_is_refused(monkeypatch):
    monkeypatch.setattr("triage.outputs.printing.questionnaire._SECONDS", 0)

    with pytest.raises(TriageError, match="print it as a flowchart"):
        document(order(shipped_tree("showcase")))
