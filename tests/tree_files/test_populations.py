"""The file of a population is read whole, or each of its faults is told with its place."""

from __future__ import annotations

import pytest

from tests.analysis.cases.populations import POPULATION
from tests.cli.conftest import TREE
from triage.errors import TreeError
from triage.model.values import NOT_SURE, AnswerSet, Range
from triage.tree_files.populations import load_population
from triage.tree_files.shipped import shipped


@pytest.fixture
def read(tmp_path):
    """Return a function that reads the small population, with a text in it replaced."""
    (tmp_path / "ankle").mkdir()
    (tmp_path / "ankle" / "tree.yaml").write_text(TREE, encoding="utf-8")

    def replaced(old="", new=""):
        assert old in POPULATION
        file = tmp_path / "population.yaml"
        file.write_text(POPULATION.replace(old, new, 1), encoding="utf-8")
        return load_population(file, "population.yaml")

    return replaced


def spread_of(population, group, fact):
    found = next(each for each in population.groups if each.name == group)
    return [
        [(share.answers, share.percent) for share in row.shares] for row in found.spreads[fact].rows
    ]


def test_what_the_shares_leave_goes_to_not_sure_and_then_to_the_well(read):
    population = read()

    assert spread_of(population, "sore", "cannot_stand") == [
        [(AnswerSet((NOT_SURE,)), 1), (AnswerSet((False,)), 99)]
    ]
    assert spread_of(population, "broken", "cannot_stand") == [
        [(AnswerSet((True,)), 80), (AnswerSet((NOT_SURE,)), 5), (AnswerSet((False,)), 15)]
    ]


def test_not_sure_takes_no_more_than_is_left(read):
    shares = spread_of(read("{0 to 3: 60, 4 to 9: 40}", "{0 to 3: 99.5}"), "sore", "days")

    days = AnswerSet((), (Range(low=0, high=3),))
    assert shares == [[(days, 99.5), (AnswerSet((NOT_SURE,)), 0.5)]]


def test_the_people_are_drawn_in_the_order_of_the_facts_those_as_well_last(read):
    assert [*read().groups[0].spreads] == ["days", "pain", "cannot_stand"]


def test_the_population_that_comes_with_the_trees_has_no_fault():
    population = load_population(shipped() / "population.yaml", "population.yaml")

    assert {group.kind for group in population.groups} == {"well", "ill"}
    assert all(group.at_least for group in population.groups if group.kind == "ill")
    assert all(group.means for group in population.groups if group.kind == "well")


def test_each_source_that_comes_with_the_trees_is_used():
    population = load_population(shipped() / "population.yaml", "population.yaml")

    text = (shipped() / "population.yaml").read_text("utf-8")
    uses = [line for line in text.splitlines() if line.strip().startswith("source:")]
    assert [name for name in population.sources if not any(name in line for line in uses)] == []


FAULTS = [
    ("as_well: [cannot_stand]\n", "", "no shares for `cannot_stand`, a fact of `ankle`"),
    ("as_well: [cannot_stand]", "as_well: [cannot_stnd]", "did you mean `cannot_stand`"),
    ("[cannot_stand]", "[cannot_stand, days]", "found `days` under `facts`, too"),
    ("  days: {shares", "  dais: {shares", "found `dais`, but `ankle` has no fact"),
    ("0 to 3: 60", "0 to 3: 70", "found shares of 110 %, expected at most 100 %"),
    ("0 to 3: 60", "0 to 3: -60", "found a share of -60 %, expected 0 % to 100 %"),
    ("1 to 5: 70, 6 to 7: 30", "1 to 5: 70", "`pain` has no `well:`"),
    ("4 to 9: 40", "4 to 999: 40", "found `4 to 999`, which fits no answers to `days`"),
    ("yes: 80", "maybe: 80", "found `maybe`, which is no answer to `cannot_stand`"),
    ("{days: under 4}", "{cannot_stand: yes}", "which is drawn after `pain`"),
    ("means: plain", "means: plane", "found `plane`, but `means` has no such name"),
    ("source: clinic", "source: clinik", "found `clinik`, but no source has that name"),
    (", source: clinic", "", "that rests on nothing"),
    ("at_least: same_day_urgent", "at_least: tomorrow", "found `tomorrow`"),
    ("kind: ill", "kind: poorly", "found `poorly`"),
    ("triage_population: 1", "triage_population: 2", "found version 2 of the format"),
    ("tree: ankle", "tree: elbow", "elbow/tree.yaml"),
]


@pytest.mark.parametrize(("old", "new", "words"), FAULTS, ids=[f[2] for f in FAULTS])
def test_a_fault_is_told_with_its_place(read, old, new, words):
    with pytest.raises(TreeError) as raised:
        read(old, new)

    told = [str(finding) for finding in raised.value.findings]
    assert any(words in each for each in told), told


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(TreeError, match=r"none\.yaml"):
        load_population(tmp_path / "none.yaml", "none.yaml")
