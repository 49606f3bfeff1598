"""Answers that are saved as cases are those that the kernel read."""

from __future__ import annotations

from tests.outputs.sql.databases import table
from tests.shipped_trees import shipped_tree
from triage.cohort.judging import answer_of
from triage.cohort.mapping import columns_of


def test_an_answer_is_read_from_its_text_and_nothing_from_what_is_none():
    tree = shipped_tree("showcase", allow_draft=True)
    people, rows = table(tree, 100)
    columns = columns_of(tree, [*tree.facts])

    for answers, row in zip(people, rows, strict=True):
        read = {each.fact.name: answer_of(each, row[each.column]) for each in columns}
        assert {name: value for name, value in read.items() if value is not None} == answers


def test_words_units_and_numbers_of_a_mapping_count():
    tree = shipped_tree("showcase", allow_draft=True)
    given = {"facts": {"temperature": {"column": "f", "times": 5 / 9, "plus": -160 / 9}}}
    (column,) = columns_of(tree, ["f"], given)

    assert answer_of(column, 68) == 20
    assert answer_of(column, "68") == 20
    assert answer_of(column, "not sure") == "not sure"
    assert answer_of(column, True) is None
