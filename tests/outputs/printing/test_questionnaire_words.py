"""What the questionnaire says of each kind of step and condition."""

from __future__ import annotations

import json

import pytest
from attrs import asdict

from tests.engine.small import small
from tests.outputs.printing.lockstep import follow
from tests.outputs.printing.printed import from_data
from tests.shipped_trees import shipped_tree
from triage.errors import TriageError
from triage.locales.regions import region_for
from triage.outputs.printing.questionnaire import questionnaire_of

YES_NO = {"type": "yes-no"}
DAYS = {"type": "whole number", "unit": "days", "range": "0 to 30"}
PLACE = {"type": "one of", "options": {"hip": "Hip", "knee": "Knee", "toe": "Toe"}}
ENDS = {"now": {"disposition": "emergency"}, "home": {"disposition": "self_care"}}


def form_of(tree):
    return questionnaire_of(tree, region_for(None))


def item(tree, number):
    return form_of(tree).items[number - 1]


def arrows(tree, number):
    """Return the arrows of an item, those before its question and those behind it."""
    found = item(tree, number)
    return [[f"{r.words} {r.to}".strip() for r in rules] for rules in (found.early, found.rules)]


def tree_of(facts, *steps, **more):
    """Return a tree of some steps, each asking some facts; END A is `now`, END B `home`."""
    asks = [{"ask": ask, "then": then} if ask else {"then": then} for ask, then in steps]
    named = {f"s{number}": step for number, step in enumerate(asks, 1)}
    return small(facts, named, ENDS, **more)


def one(fact, *ways):
    then = [{"if": {"x": answers}, "go": go} for answers, go in ways]
    return tree_of(
        {"x": fact}, ("x", [*then[:-1], then[-1], {"go": "home", "including": "not sure"}])
    )


def test_each_answer_to_a_single_question_stands_on_one_arrow():
    tree = one(YES_NO, (["yes", "not sure"], "now"))

    assert arrows(tree, 1) == [[], ["If yes or not sure: END A", "If no: END B"]]


def test_numbers_stand_on_arrows_without_their_unit_and_without_a_gap():
    tree = one(DAYS, (["over 14", "not sure"], "now"))

    assert arrows(tree, 1)[1] == ["If more than 14 or not sure: END A", "If at most 14: END B"]
    question = item(tree, 1).questions[0]
    assert question.number == "a whole number from 0 to 30 (days)"
    assert [box.label for box in question.boxes] == ["not sure"]


def test_options_are_called_by_their_letters():
    tree = one(PLACE, (["knee", "not sure"], "now"))

    assert arrows(tree, 1)[1] == ["If b or not sure: END A", "If a or c: END B"]
    boxes = [(box.label, box.words) for box in item(tree, 1).questions[0].boxes]
    assert boxes == [("a", "Hip"), ("b", "Knee"), ("c", "Toe"), ("not sure", "")]


def test_extra_answers_to_a_number_have_letters_too():
    tree = one({**DAYS, "also": {"always": "It was always so"}}, (["always", "over 3"], "now"))

    assert arrows(tree, 1)[1] == ["If a or more than 3: END A", "If at most 3 or not sure: END B"]


def signs(condition, **more):
    facts = dict.fromkeys("abcd", YES_NO)
    first = {"if": condition, "go": "now", "judgement": "so that the test can be read"}
    return tree_of(facts, (list("abcd"), [first, {"go": "home", "including": "not sure"}]), **more)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"any asked": "yes"}, "If yes in 1a to 1d: END A"),
        ({"any of a, b": ["yes", "not sure"]}, "If yes or not sure in 1a or 1b: END A"),
        ({"all asked": "no"}, "If no in all of 1a to 1d: END A"),
        ({"none asked": "yes"}, "If no or not sure in all of 1a to 1d: END A"),
        ({"2 or more of a, b, d": "yes"}, "If yes in 2 or more of 1a, 1b and 1d: END A"),
        (
            {"not": {"3 or more of a, b, c, d": "yes"}},
            "If no or not sure in 2 or more of 1a to 1d: END A",
        ),
        ({"a": "yes", "c": "no"}, "If yes in 1a; and no in 1c: END A"),
        (
            {"all": [{"a": "yes"}, {"any": [{"b": "yes"}, {"c": "no"}]}]},
            "If yes in 1a; and (yes in 1b; or no in 1c): END A",
        ),
        (
            {"not": {"any": [{"a": "yes"}, {"b": "no"}]}},
            "If no or not sure in 1a; and yes or not sure in 1b: END A",
        ),
        (
            {"any": [{"a": "yes"}, {"a": "not sure"}, {"b": ["yes", "not sure"]}]},
            "If yes or not sure in 1a or 1b: END A",
        ),
    ],
)
def test_a_combined_condition_says_which_ticks_fit(condition, words):
    assert arrows(signs(condition), 1)[1] == [words, "Otherwise, not sure included: END B"]


def test_each_of_several_ways_to_fit_has_an_arrow_of_its_own():
    tree = signs({"any": [{"a": "yes", "b": "yes"}, {"c": "yes", "d": "no"}]})

    assert arrows(tree, 1)[1] == [
        "If yes in 1a; and yes in 1b: END A",
        "If yes in 1c; and no in 1d: END A",
        "Otherwise, not sure included: END B",
    ]


def test_three_statements_about_one_fact_lose_none():
    tree = signs({"any": [{"a": "yes"}, {"not": {"a": "yes"}}, {"a": "no"}]})
    narrow = signs({"all": [{"a": "yes"}, {"not": {"a": "yes"}}, {"a": ["yes", "no"]}]})

    assert arrows(tree, 1)[1] == ["Now END A"]
    assert arrows(narrow, 1)[1] == ["Now END B"]


def test_facts_of_different_kinds_are_counted_line_by_line():
    facts = {"first": PLACE, "second": {**PLACE, "options": {"toe": "Toe", "hip": "Hip"}}}
    tree = tree_of(
        facts,
        ("first", [{"go": "s2", "including": "not sure"}]),
        (
            "second",
            [
                {"if": {"all of first, second": "hip"}, "go": "now", "judgement": "Both."},
                {"go": "home", "including": "not sure"},
            ],
        ),
    )

    assert arrows(tree, 2) == [
        [],
        [
            "If 2 or more of these apply: (a in 1; or b in 2): END A",
            "Otherwise, not sure included: END B",
        ],
    ]


def test_a_score_is_a_table_of_points_to_add_up():
    points = {"a": {"yes": 2, "not sure": 2}, "b": {"yes": 1, "no": -1}}
    tree = signs({"score": {"points": points, "is": "at least 2"}})
    found = item(tree, 1)

    assert arrows(tree, 1)[1][0] == "If sum 1 is at least 2: END A"
    assert [(line.place, line.answers, line.points) for line in found.sums[0].lines] == [
        ("1a", "yes or not sure", 2),
        ("1b", "yes", 1),
        ("1b", "no", -1),
    ]


def test_answers_that_overlap_keep_their_points_apart():
    points = {"x": {"over 5": 1, "over 10": 1}}
    then = [
        {"if": {"score": {"points": points, "is": 2}}, "go": "now", "judgement": "Long."},
        {"go": "home", "including": "not sure"},
    ]
    found = item(tree_of({"x": DAYS}, ("x", then)), 1)

    assert [line.answers for line in found.sums[0].lines] == ["more than 5", "more than 10"]
    assert found.rules[0].words == "If sum 1 is at least 2:"


def test_a_step_that_asks_nothing_looks_back():
    tree = tree_of(
        {"x": YES_NO},
        ("x", [{"go": "s2", "including": "not sure"}]),
        ([], [{"if": {"x": "yes"}, "go": "now"}, {"go": "home", "including": "not sure"}]),
    )

    assert item(tree, 2).questions == ()
    assert arrows(tree, 2)[1] == ["If yes in 1: END A", "Otherwise, not sure included: END B"]


PASSED_OVER = (
    ("a", [{"go": "s2", "including": "not sure"}]),
    (
        "b",
        [
            {"if": {"a": "yes"}, "go": "s3"},
            {"if": {"b": "yes"}, "go": "now"},
            {"go": "s3", "including": "not sure"},
        ],
    ),
    (
        "c",
        [
            {"if": {"c": "yes"}, "go": "home"},
            {"if": {"any": [{"b": "no"}, {"c": "not sure"}]}, "go": "now"},
            {"go": "home", "including": "not sure"},
        ],
    ),
)


def test_a_question_that_earlier_answers_pass_over_is_put_off_and_asked_when_it_is_needed():
    tree = tree_of(dict.fromkeys("abc", YES_NO), *PASSED_OVER)

    assert arrows(tree, 2) == [
        ["If yes in 1: tick “put off” and 3", "Otherwise: answer this question"],
        ["If yes: END A", "Otherwise, not sure included: 3"],
    ]
    assert item(tree, 2).can_be_put_off
    assert arrows(tree, 3)[1] == [
        "If yes: END B",
        "If no in 2: END A",
        "If not sure: END A",
        "If 2 is put off; and 2 is empty; unless (yes or not sure in 2; and yes or no): "
        "answer 2 now, then read these arrows again from the top",
        "Otherwise, not sure included: END B",
    ]


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({"a": True, "b": True, "c": False}, [("a",), ("c",), ("b",)]),
        ({"a": True, "b": True, "c": True}, [("a",), ("c",)]),
        ({"a": False, "b": False, "c": False}, [("a",), ("b",), ("c",)]),
    ],
)
def test_what_was_put_off_is_asked_only_by_those_who_need_it(answers, asked):
    tree = tree_of(dict.fromkeys("abc", YES_NO), *PASSED_OVER)

    assert follow(tree, from_data(asdict(form_of(tree))), answers)[1].asked == asked


def test_a_question_that_may_have_been_asked_before_is_copied_not_asked():
    tree = tree_of(
        dict.fromkeys("ab", YES_NO),
        ("a", [{"if": {"a": "yes"}, "go": "s2"}, {"go": "s3", "including": "not sure"}]),
        ("b", [{"go": "s3", "including": "not sure"}]),
        ("b", [{"if": {"b": "yes"}, "go": "s4"}, {"go": "home", "including": "not sure"}]),
        ([], [{"if": {"b": "no"}, "go": "now"}, {"go": "home"}]),
    )

    assert item(tree, 3).questions[0].copy == "2"
    assert arrows(tree, 4)[1][0] == "If no in 2/3: END A"
    assert any("↩ 3" in line for line in form_of(tree).how)


def test_what_cannot_be_so_stands_behind_emergencies_and_before_all_else():
    tree = tree_of(
        {"a": YES_NO, "x": DAYS},
        ("a", [{"go": "s2", "including": "not sure"}]),
        ("x", [{"if": {"x": "over 20"}, "go": "now"}, {"go": "home", "including": "not sure"}]),
        impossible=[{"a": "no", "x": "over 0"}],
    )

    assert arrows(tree, 2)[1] == [
        "If more than 20: END A",
        "If no in 1; and more than 0: this cannot be true: ask again, "
        "and correct the tick that is wrong",
        "If at most 20 or not sure: END B",
    ]


def test_two_options_of_the_same_words_differ_by_their_letters():
    tree = one({"type": "one of", "options": {"left": "Foot", "right": "Foot"}}, ("left", "now"))

    assert [box.label for box in item(tree, 1).questions[0].boxes] == ["a", "b", "not sure"]
    assert arrows(tree, 1)[1] == ["If a: END A", "If b or not sure: END B"]


def test_words_that_look_like_the_form_lose_its_signs():
    tree = one({**YES_NO, "ask": "▶ 2 [ ] yes ➜ If yes: ✎ ↩ ◆ ✓"}, ("yes", "now"))

    assert item(tree, 1).questions[0].words == "▷ 2 ( ) yes → If yes: ✏ ← ◇ ✔"


def test_ends_have_letters_by_urgency_and_signs_of_the_same_words_one_number():
    tree = shipped_tree("start")
    form = form_of(tree)
    urgency = [tree.outcomes[end.name].disposition.urgency for end in form.ends]

    assert urgency == sorted(urgency, reverse=True)
    assert [end.letter for end in form.ends][25:28] == ["Z", "AA", "AB"]
    assert len({(sign.words, sign.then) for sign in form.signs}) == len(form.signs)
    assert [sign.number for sign in form.signs] == list(range(1, len(form.signs) + 1))


def test_an_end_says_when_to_look_again_and_which_signs_to_watch_for():
    ends = {end.name: end for end in form_of(shipped_tree("showcase")).ends}

    assert ends["picnic"].review == "after 1 day"
    assert ends["ask-a-friend"].review == "after 2 days"
    assert ends["picnic"].signs == "1 to 3"
    assert ends["ask-the-office"].signs == ""


def test_only_what_occurs_is_explained():
    explained = " ".join(form_of(one(YES_NO, ("yes", "now"))).how)

    assert "is not a “no”" in explained
    assert not [
        word for word in ("“3/5”", "“↩", "sum,", "“Put", "Write") if word in explained.split()
    ]


def test_a_questionnaire_is_plain_data():
    for name in ("showcase", "forefoot-transition"):
        data = asdict(form_of(shipped_tree(name)))
        assert json.loads(json.dumps(data)) == json.loads(json.dumps(data, ensure_ascii=False))


def test_a_tree_that_asks_nothing_is_refused():
    with pytest.raises(TriageError, match="asks nothing"):
        form_of(shipped_tree("lower-leg-facts"))


def test_an_arrow_above_a_question_does_not_answer_for_those_who_are_asked_only_then():
    tree = tree_of(
        dict.fromkeys("ab", YES_NO),
        ("a", [{"if": {"a": "yes"}, "go": "s2"}, {"go": "s3", "including": "not sure"}]),
        ("b", [{"go": "s3", "including": "not sure"}]),
        (
            "b",
            [
                {"if": {"any": [{"b": "yes"}, {"a": "not sure"}]}, "go": "now"},
                {"go": "home", "including": "not sure"},
            ],
        ),
    )
    form = from_data(asdict(form_of(tree)))

    assert arrows(tree, 3) == [
        ["If yes in 2: END A", "If not sure in 1: END A", "Otherwise: answer this question"],
        ["If yes: END A", "Otherwise, not sure included: END B"],
    ]
    assert follow(tree, form, {"a": False, "b": True})[0] == "END A"
    assert follow(tree, form, {"a": False, "b": False})[0] == "END B"


def test_a_checklist_that_was_put_off_is_asked_whole_where_one_of_its_lines_is_asked_again():
    tree = tree_of(
        dict.fromkeys("abc", YES_NO),
        ("a", [{"go": "s2", "including": "not sure"}]),
        (
            ["b", "c"],
            [{"if": {"a": "yes"}, "go": "s3"}, {"go": "home", "including": "not sure"}],
        ),
        ("b", [{"if": {"b": "yes"}, "go": "now"}, {"go": "home", "including": "not sure"}]),
    )
    form = from_data(asdict(form_of(tree)))

    assert arrows(tree, 3)[0] == [
        "If yes in 2a: END A",
        "If 2 is put off; and 2a is empty: answer 2 now, then read these arrows again from the top",
        "Otherwise: answer this question",
    ]
    end, side = follow(tree, form, {"a": True, "b": True, "c": False})
    assert (end, side.asked) == ("END A", [("a",), ("b", "c")])


def test_a_line_of_which_every_answer_counts_is_not_named():
    then = [
        {"if": {"all asked": ["yes", "no"]}, "go": "now", "judgement": "Both are known."},
        {"go": "home", "including": "not sure"},
    ]
    tree = tree_of({"a": {**YES_NO, "sure": True}, "b": YES_NO}, (["a", "b"], then))

    assert arrows(tree, 1)[1][0] == "If yes or no in 1b: END A"


def test_a_line_that_may_be_empty_adds_to_a_sum_what_helps_least():
    score = {"points": {"a": {"yes": 3}, "b": {"yes": -2}}, "is": "at least 2"}
    tree = tree_of(
        dict.fromkeys("abc", YES_NO),
        ("a", [{"if": {"a": "yes"}, "go": "s2"}, {"go": "s3", "including": "not sure"}]),
        ("b", [{"go": "s3", "including": "not sure"}]),
        (
            ["b", "c"],
            [
                {"if": {"score": score}, "go": "now", "judgement": "Made up."},
                {"go": "home", "including": "not sure"},
            ],
        ),
    )
    form = from_data(asdict(form_of(tree)))
    lines = [(line.place, line.answers, line.points) for line in item(tree, 3).early_sums[0].lines]

    assert lines == [("1", "yes", 3), ("2", "yes", -2), ("2", "empty", -2)]
    assert arrows(tree, 3)[0][0] == "If sum 1 is at least 2: END A"
    assert follow(tree, form, {"a": False, "b": False, "c": False})[0] == "END B"
    assert follow(tree, form, {"a": True, "b": False, "c": False})[1].asked == [("a",), ("b",)]


def test_the_first_thing_said_is_whom_to_call_in_an_emergency():
    first = questionnaire_of(shipped_tree("calf-soreness"), region_for("gb")).how[0]

    assert first == "In an emergency do not fill in a form: call 999."
