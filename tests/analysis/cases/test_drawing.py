"""People are drawn by their shares, the same again for a seed, and nobody who cannot be."""

from __future__ import annotations

from math import comb

import pytest
from attrs import evolve
from hypothesis import assume, given, settings

from tests.analysis.cases.populations import POPULATION, populations
from triage.analysis.cases.drawing import MOST_ATTEMPTS, Patient, draw
from triage.errors import TriageError
from triage.model.conditions import Any, Is, Not
from triage.model.evaluation import prepare
from triage.model.population import WHOLE, Population, ShareRow
from triage.model.tree import Impossible
from triage.model.values import AnswerSet
from triage.tree_files.populations import load_population

# Of a share that is drawn rightly, so rare a count is never met.
RARE = 1e-9


@pytest.fixture(scope="module")
def population(folder):
    file = folder.parent / "population.yaml"
    file.write_text(POPULATION, encoding="utf-8")
    return load_population(file, "population.yaml")


def people_of(population: Population, number: int, seed: int = 1) -> list[Patient]:
    tree = population.tree
    return [each for group in draw(population, tree, number, seed) for each in group.people]


def test_the_same_seed_draws_the_same_people_and_another_one_others(population):
    assert people_of(population, 50) == people_of(population, 50)
    assert people_of(population, 50) != people_of(population, 50, seed=2)


def test_more_people_leave_those_before_as_they_are(population):
    few, many = (draw(population, population.tree, number, 1)[0].people for number in (40, 80))

    assert many[: len(few)] == few


@pytest.mark.parametrize(
    ("phrase", "numbers"),
    [("over 7", {8, 9, 10}), ("under 2", {0, 1}), ("at least 9", {9, 10}), ("at most 1", {0, 1})],
)
def test_a_range_is_spread_over_just_its_numbers(folder, phrase, numbers):
    file = folder.parent / "population.yaml"
    file.write_text(POPULATION.replace("{4 to 10: 100}", f"{{{phrase}: 100}}"), encoding="utf-8")
    population = load_population(file, "population.yaml")
    broken = draw(population, evolve(population.tree, impossible=()), 120, 1)[2]

    assert {person["pain"] for person in broken.people} == numbers


def test_half_of_the_people_are_well_and_groups_are_as_large_as_their_weights(population):
    sizes = {g.group.name: len(g.people) for g in draw(population, population.tree, 81, 1)}

    assert sizes == {"sore": 30, "very-sore": 10, "broken": 41}


def test_each_person_is_as_the_meaning_of_the_group_says_and_others_are_counted(population):
    drawn = {each.group.name: each for each in draw(population, population.tree, 400, 1)}

    assert {person["pain"] for person in drawn["very-sore"].people} == {7}
    assert drawn["very-sore"].unlike > 0
    assert drawn["broken"].unlike == 0


def test_who_contradicts_themselves_is_drawn_again_and_counted(population):
    drawn = draw(population, population.tree, 400, 1)[2]

    assert drawn.contradictory > 0
    assert not [p for p in drawn.people if p["pain"] == 10 and p["cannot_stand"] is False]


def test_a_group_of_whom_nobody_can_be_is_an_error_that_names_it(population):
    yes = Is("cannot_stand", AnswerSet((True,)))
    nobody = evolve(population.tree, impossible=(Impossible(Any((yes, Not(yes)))),))

    with pytest.raises(TriageError, match=f"nobody in {MOST_ATTEMPTS:,} draws .* `sore`"):
        draw(population, nobody, 4, 1)


def test_a_fact_that_the_population_does_not_know_is_an_error_that_names_it(population):
    fact = evolve(population.tree.facts["days"], name="weeks")
    tree = evolve(population.tree, facts={**population.tree.facts, "weeks": fact})

    with pytest.raises(TriageError, match="found no shares for `weeks`, a fact of `ankle`"):
        draw(population, tree, 4, 1)


def test_nobody_comes_to_a_tree_that_no_group_names(population):
    assert draw(population, evolve(population.tree, id="elbow"), 4, 1) == ()


# --- made-up populations


@given(populations())
@settings(deadline=None)
def test_each_answer_is_one_that_its_fact_allows(population: Population) -> None:
    facts = population.tree.facts

    for patient in people_drawn(population, 5):
        assert {name: facts[name].accept(value) for name, value in patient.items()} == patient
        assert patient.keys() == facts.keys()


@given(populations())
@settings(deadline=None)
def test_answers_are_drawn_as_often_as_their_shares_say(population: Population) -> None:
    people = people_drawn(population, 150)

    for name, spread in population.groups[0].spreads.items():
        for number, row in enumerate(spread.rows):
            among = [p[name] for p in people if _row_of(spread.rows, p) == number]
            for share in row.shares:
                count = sum(value in share.answers for value in among)
                assert _is_likely(count, len(among), share.percent / WHOLE)


def people_drawn(population: Population, number: int) -> list[Patient]:
    """Return people of a made-up population; those that the tree rules out may be drawn, too."""
    free = evolve(population.tree, impossible=())
    assume(bool(free.facts))
    return [*draw(population, free, number, 7)[0].people]


def _row_of(rows: tuple[ShareRow, ...], patient: Patient) -> int:
    tests = (row.condition is None or prepare(row.condition)(patient) for row in rows)
    return next(number for number, holds in enumerate(tests) if holds)


def _is_likely(count: int, of: int, share: float) -> bool:
    """Tell whether a count lies within exact bounds of the binomial distribution."""
    tail = [comb(of, k) * share**k * (1 - share) ** (of - k) for k in range(of + 1)]
    return sum(tail[: count + 1]) > RARE and sum(tail[count:]) > RARE
