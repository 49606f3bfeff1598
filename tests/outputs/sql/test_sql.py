"""The exported statement says of every row what `assess` says of its answers."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings

from tests.cohort.people import Answers
from tests.engine.places import ON, places, step
from tests.engine.small import Plain, small
from tests.outputs.sql.databases import (
    assessed,
    by_duckdb,
    by_postgres,
    fill_postgres,
    postgres,
    set_aside_by_duckdb,
    table,
)
from tests.pool import parted_trees, trees
from tests.sampled import SHIPPED, slow
from tests.shipped_trees import shipped_tree
from triage.errors import TriageError
from triage.model.asking import steps_that_may_skip
from triage.model.tree import Tree
from triage.outputs.sql.exporting import DIALECTS, in_dialect, refuse
from triage.outputs.sql.statement import outcome_statement

pytest.importorskip("duckdb", reason="DuckDB is not installed: pip install duckdb")


def assert_same(tree: Tree, number: int) -> None:
    people, rows = table(tree, number)

    for answers, said in zip(people, by_duckdb(tree, rows), strict=True):
        assert said == assessed(tree, answers), answers


@pytest.mark.parametrize("name", SHIPPED)
def test_of_a_shipped_tree_on_duckdb(name):
    assert_same(shipped_tree(name, allow_draft=True), 200)


def test_what_is_no_answer_is_counted_for_each_fact():
    tree = shipped_tree("showcase", allow_draft=True)
    rows = [dict.fromkeys(tree.facts), dict.fromkeys(tree.facts)]
    rows[0] |= {"thunder_heard": "yse", "people": "1.5", "place": "", "walk_minutes": "by car"}
    rows[1] |= {"thunder_heard": "not sure", "people": "many", "temperature": "7.5"}

    counts = set_aside_by_duckdb(tree, rows)

    assert {fact: n for fact, n in counts.items() if n} == {"thunder_heard": 1, "people": 2}


CALL = {"disposition": "emergency"}


def yes_no(*names: str) -> dict[str, Plain]:
    """Return facts that are yes or no."""
    return {name: {} for name in names}


def test_of_several_results_the_one_that_decides_and_the_others():
    assert_same(places(), 400)


def test_a_part_may_end_where_those_of_no_part_go():
    """Broken by: taking that end for the beginning of something else, behind the other part."""
    each = [{"if": {"calf": "yes"}, "go": "hot"}, {"if": {"foot": "yes"}, "go": "rest"}]
    steps = {
        "places": {"ask": ["calf", "foot"], "then_each": [*each, {"go": "nothing", **ON}]},
        "hot": step("hot", ("yes", "call"), ("not sure", "rest"), last="nothing"),
    }
    ends: dict[str, Plain] = {"call": CALL, "rest": {}, "nothing": {}}
    tree = small(yes_no("calf", "foot", "hot"), steps, ends)
    both: Answers = {"calf": True, "foot": True, "hot": False}

    assert assessed(tree, both)[:2] == ("nothing", "rest")
    assert_same(tree, 100)


def test_parts_count_in_their_order_however_else_somebody_comes_to_one():
    """Broken by: taking first what stands first in the file."""
    each = [{"if": {"calf": "yes"}, "go": "rest"}, {"if": {"foot": "yes"}, "go": "hot"}]
    steps = {
        "before": step("early", ("yes", "hot"), last="places"),
        "places": {"ask": ["calf", "foot"], "then_each": [*each, {"go": "nothing", **ON}]},
        "hot": step("hot", ("yes", "call"), last="cool"),
    }
    ends: dict[str, Plain] = {"call": CALL, "rest": {}, "cool": {}, "nothing": {}}
    tree = small(yes_no("early", "calf", "foot", "hot"), steps, ends)
    both: Answers = {"early": False, "calf": True, "foot": True, "hot": False}

    assert assessed(tree, both)[:2] == ("rest", "cool")
    assert_same(tree, 100)


def test_a_tree_with_contradictions_beside_several_results_is_refused():
    with pytest.raises(TriageError, match="contradictions, and several results"):
        refuse(places(impossible=[{"calf": "no", "foot": "no"}]))


@slow
@given(parted_trees())
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=6)
def test_of_made_up_trees_with_several_results(tree):
    assume(not tree.impossible)
    assert_same(tree, 60)


@slow
@given(trees())
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=12)
def test_of_made_up_trees_on_duckdb(tree):
    assume(not (tree.impossible and steps_that_may_skip(tree)))
    assert_same(tree, 20)


@slow
def test_of_shipped_trees_on_postgresql():
    with postgres() as server:
        trees = [shipped_tree(name, allow_draft=True) for name in ("showcase", "calf-soreness")]
        for tree in (*trees, places()):
            people, rows = table(tree, 400)

            for answers, said in zip(people, by_postgres(server, tree, rows), strict=True):
                assert said == assessed(tree, answers), answers


@slow
def test_postgresql_reads_a_number_once_and_may_share_rows_out():
    tree = shipped_tree("showcase", allow_draft=True)
    text = in_dialect(outcome_statement(tree, "patients"), "postgresql").rstrip(";\n")
    costs = ("parallel_setup_cost", "parallel_tuple_cost", "min_parallel_table_scan_size")
    free = "".join(f"SET {cost} = 0; " for cost in costs)

    with postgres() as server:
        fill_postgres(server, table(tree, 100)[1])
        plan = server.say(f"{free} EXPLAIN SELECT COUNT(outcome) FROM ({text}) AS said")

    assert plan.index("Gather") < plan.index("Subquery Scan on given")


@slow
@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_statement_can_be_read_again_in_its_dialect(dialect):
    from sqlglot import parse_one

    name = {"postgresql": "postgres", "sqlserver": "tsql"}.get(dialect, dialect)
    for tree in (shipped_tree("calf-soreness", allow_draft=True), places()):
        text = in_dialect(outcome_statement(tree, "patients"), dialect)

        parse_one(text.rstrip(";\n"), dialect=name)
