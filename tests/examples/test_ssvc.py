"""The two tables of SSVC: the trees end where the published rows say."""

from __future__ import annotations

from itertools import product

import pytest

from tests.examples.foreign import copy_of, outcome_of, published
from triage.model.values import Value

TABLES = ["ssvc-deployer", "ssvc-human-impact"]


def split(name: str, row: dict[str, str]) -> tuple[dict[str, Value], str]:
    """Return the answers and the result of a row."""
    facts = copy_of(name).facts
    *answers, (_, result) = list(row.items())[1:]
    patient = {fact: facts[fact].accept(value.replace(" ", "_")) for fact, value in answers}
    return patient, result.replace(" ", "-")


@pytest.mark.parametrize("name", TABLES)
def test_every_published_row_ends_in_the_tree_as_in_the_table(name):
    rows = [split(name, row) for row in published(name)]

    assert [(p, outcome_of(name, p)) for p, _ in rows] == rows


@pytest.mark.parametrize("name", TABLES)
def test_the_published_rows_are_all_that_there_can_be(name):
    answers = [fact.domain.choices() for fact in copy_of(name).facts.values()]
    rows = [tuple(split(name, row)[0].values()) for row in published(name)]

    assert sorted(rows) == sorted(product(*answers))
