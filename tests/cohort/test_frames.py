"""Tables in memory: columns become the answers that `assess` would accept, and nothing else."""

from __future__ import annotations

import math
from functools import partial

import polars as pl
import pyarrow as pa
import pytest

from tests.cohort.people import assessed, people
from tests.engine.small import Plain, small
from tests.shipped_trees import shipped_tree
from triage.cohort import assess as assess_frame
from triage.cohort.classes import classes_of
from triage.cohort.columns import COLUMNS
from triage.cohort.encode import bad_code, coded, other_code, usually_coded
from triage.cohort.mapping import FactColumn
from triage.errors import TreeRefused, TriageError
from triage.model.values import Value

assess = partial(assess_frame, allow_draft=True)
SHOWCASE = shipped_tree("showcase", allow_draft=True)


def said(value: Value | None) -> str | None:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None else str(value)


ROWS = people(SHOWCASE, 200)
TEXTS = pl.DataFrame({name: [said(a.get(name)) for a in ROWS] for name in SHOWCASE.facts})


def test_each_row_of_texts_is_told_what_assess_says_of_it():
    table = TEXTS.with_row_index("number")

    told = assess(table, SHOWCASE, keep=["number"])

    assert told["number"].to_list() == list(range(200))
    for answers, row in zip(ROWS, told.rows(named=True), strict=True):
        one = assessed(SHOWCASE, answers)
        assert (row["outcome"], row["at_least"], row["step"]) == (
            one.outcome, one.at_least, one.step,
        )  # fmt: skip
        lists = (one.next, one.also, one.advice, one.to_correct, ())
        names = ("next", "also", "advice", "to_correct", "set_aside")
        assert tuple(tuple(row[name]) for name in names) == lists
        outcome = SHOWCASE.outcomes.get(row["outcome"])
        assert row["status"] == ("complete" if outcome else "incomplete")
        assert row["disposition"] == (outcome and outcome.disposition)
        assert row["within_hours"] == (outcome and outcome.within)


def test_a_table_of_arrow_and_a_lazy_one_come_back_as_such():
    told = assess(TEXTS, SHOWCASE)

    by_arrow = assess(TEXTS.to_arrow(), SHOWCASE)
    lazily = assess(TEXTS.lazy(), SHOWCASE)

    assert isinstance(by_arrow, pa.Table)
    assert pl.DataFrame(by_arrow).rows() == told.rows()
    assert isinstance(lazily, pl.LazyFrame)
    assert lazily.collect().rows() == told.rows()


def test_a_result_that_is_wanted_alone_is_what_it_is_among_all():
    whole = assess(TEXTS, SHOWCASE)

    for name in COLUMNS:
        alone = assess(TEXTS, SHOWCASE, only=[name])
        assert alone.columns == [name]
        assert alone[name].to_list() == whole[name].to_list()


def test_a_table_without_rows_has_a_result_without_rows():
    assert assess(TEXTS.clear(), SHOWCASE).height == 0


FACTS: dict[str, Plain] = {
    "sore": {},
    "days": {"type": "whole number", "range": "0 to 40", "also": ["long ago"], "unit": "days"},
    "warmth": {"type": "number", "range": "34 to 43", "step": 0.1, "unit": "°C"},
    "side": {"type": "one of", "options": {"left": "Left", "right": "Right"}},
    "story": {"type": "note"},
}
TREE = small(
    facts=FACTS,
    steps={
        "first": {
            "ask": ["sore", "days", "warmth", "side"],
            "heading": "H",
            "then": [
                {"if": {"days": "over 14", "warmth": "at least 38.3", "side": "left"}, "go": "a"},
                {"if": {"sore": "yes", "days": 3}, "go": "a"},
                {"go": "b", "including": "not sure"},
            ],
        }
    },
    outcomes={"a": {}, "b": {"refine": ["story"]}},
    start="first",
)
NUMBERS = [0, 3, 14, 15, 40, 41, -1, 14.5, 38.3, 38.299999999, 38.25, 43, 43.1, 34, 33.9, 1e30]
GIVEN: list[object] = [
    *NUMBERS, math.inf, True, False, "yes", "no", "not sure", "long ago", "left", "Left", "perhaps",
]  # fmt: skip


@pytest.mark.parametrize("name", ["sore", "days", "warmth", "side"])
def test_a_column_holds_just_what_the_fact_accepts(name):
    fact, classes = TREE.facts[name], classes_of(TREE)[name]
    kinds = {bool: pl.Boolean, str: pl.String}
    for given in GIVEN:
        kind = kinds.get(type(given), pl.Float64)
        column = pl.DataFrame({"x": pl.Series([given, None], dtype=kind)})
        code = column.select(coded(FactColumn(fact, "x"), classes, kind()))

        try:
            wanted = classes.code(fact.accept(given))
        except ValueError:
            wanted = bad_code(classes)
        assert [*code.to_series()] == [wanted, 0], given


ODD = ["", "yes", "no", "not sure", "True", "long ago", "left", "over", "nan", "inf", "1e1", "3.0",
       "+3", "-0", "003", "3 ", "3.", "1_0", "\u0663", "40", "41", "99999999999", "ja"]  # fmt: skip


@pytest.mark.parametrize("name", ["sore", "days", "warmth", "side"])
@pytest.mark.parametrize("words", [{}, {"ja": None}])
def test_what_is_known_of_usual_texts_is_what_looking_for_all_says(name, words):
    classes, column = classes_of(TREE)[name], FactColumn(TREE.facts[name], "x", words)
    table = pl.DataFrame({"x": [*ODD, None]})

    made = table.select(
        usual=usually_coded(column, classes, pl.String()), all=coded(column, classes, pl.String())
    )

    known = made.filter(pl.col("usual") != other_code(classes))
    assert known["usual"].to_list() == known["all"].to_list()
    assert (known.height == made.height) == (name in ("warmth", "side"))


def test_numbers_may_stand_in_a_table_as_text_and_not_a_number_is_not_answered():
    table = pl.DataFrame({"days": ["15", "15.0", "long ago", "", None, "NaN", "15 days"]})

    told = assess(table, TREE)

    assert [row["set_aside"] for row in told.rows(named=True)] == [[]] * 5 + [["days"]] * 2
    floats = assess(pl.DataFrame({"days": [math.nan, 3.0, 3.5]}), TREE)
    assert floats["set_aside"].to_list() == [[], [], ["days"]]


def test_what_is_no_answer_counts_as_not_answered_and_is_named():
    right = {"sore": "yes", "warmth": "37", "side": "left"}
    table = pl.DataFrame([{**right, "days": "3"}, {**right, "days": "soon"}, right])

    told = assess(table, TREE).rows(named=True)

    assert [row["status"] for row in told] == ["complete", "incomplete", "incomplete"]
    assert [row["next"] for row in told] == [[], ["days"], ["days"]]
    assert [row["set_aside"] for row in told] == [[], ["days"], []]


def test_a_note_may_hold_any_text_on_one_line():
    table = pl.DataFrame({"sore": "yes", "story": ["It hurts.", "", "a\nb", "x" * 501, None]})

    told = assess(table, TREE)

    assert told["set_aside"].to_list() == [[], [], ["story"], ["story"], []]


def test_a_mapping_tells_columns_words_and_units():
    mapping = {
        "triage_map": 1,
        "tree": TREE.id,
        "facts": {
            "sore": {"column": "weh", "words": {"ja": "yes", "nein": "no", "?": None}},
            "warmth": {"column": "F", "times": 5 / 9, "plus": -160 / 9},
            "days": "Tage",
            "side": {"column": "code", "words": {"1": "left", "2": "right"}},
        },
    }
    table = pl.DataFrame(
        {
            "weh": ["ja", "nein", "?"],
            "F": [98.6, 101.3, 100.0],
            "Tage": [3, 20, 3],
            "code": [2, 1, 3],
        }
    )

    told = assess(table, TREE, mapping=mapping).rows(named=True)

    assert [(r["outcome"], r["next"], r["set_aside"]) for r in told] == [
        ("a", [], []),
        ("a", [], []),
        (None, ["sore", "warmth", "side"], ["warmth", "side"]),
    ]


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ({"facts": {"soar": {}}}, "no fact of"),
        ({"facts": {"sore": {"column": "y"}}}, "no column `y`"),
        ({"facts": {"sore": {"word": {}}}}, "expected one of column, words, times, plus"),
        ({"facts": {"sore": {"words": {"ja": "si"}}}}, "expected yes (true) or no (false)"),
        ({"facts": {"sore": {"times": "x"}}}, "numbers"),
        ({"tree": "other"}, "expected one for"),
        ({"columns": {}}, "found `columns` in the mapping"),
    ],
)
def test_a_mapping_that_names_what_is_not_there_is_refused(mapping, said):
    with pytest.raises(TriageError) as caught:
        assess(pl.DataFrame({"sore": ["yes"]}), TREE, mapping=mapping)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("table", "options", "said"),
    [
        ({"a": [1]}, {}, "found no column that is a fact of"),
        ({"sore": ["yes"]}, {"keep": ["id"]}, "found no column `id` to keep"),
        ({"sore": ["yes"]}, {"only": ["outcomes"]}, "did you mean `outcome`?"),
        ({"sore": ["yes"], "status": ["x"]}, {"keep": ["status"]}, "the name of a result"),
        (
            {"sore": ["yes", "soon", "soon"]},
            {"strict": True},
            "2 in `sore`, the first in row 2; expected yes (true) or no (false), or not sure",
        ),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(table, options, said):
    with pytest.raises(TriageError) as caught:
        assess(pl.DataFrame(table), TREE, **options)
    assert said in str(caught.value)


def test_what_is_no_table_is_refused():
    with pytest.raises(TriageError, match="expected a table that narwhals knows"):
        assess([{"sore": True}], TREE)


def test_a_draft_is_refused_unless_it_is_allowed():
    with pytest.raises(TreeRefused):
        assess_frame(TEXTS, shipped_tree("showcase"))
