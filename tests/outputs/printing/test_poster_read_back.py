"""What can be read on a poster is what the tree tells everybody, and no line of it can go."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from math import inf

import pytest
from attrs import evolve
from hypothesis import given

from tests.answer_space.ladder.reading import meant, read, shipped
from tests.outputs.printing.orders import order
from tests.outputs.printing.wall import Reader, boxes_of
from tests.pool import trees
from tests.profiles import a_share
from tests.sampled import SHIPPED, slow
from triage.answer_space.ladder.ladder import HelpInTime, Ladder, Line, NextPage
from triage.errors import MissingExtra, TriageError
from triage.model.tree import Tree
from triage.model.values import AnswerSet, Value
from triage.outputs.ladder.proof import check_ladder
from triage.outputs.printing.kinds import SHEETS

# Those that need A3.
LARGE = {"achilles-pain", "calf-soreness", "shin-soreness", "start"}

each_tree = pytest.mark.parametrize("name", SHIPPED)


@cache
def ladder_on_paper(name: str) -> Ladder:
    tree, places = shipped(name)
    job = order(tree, places=places, paper="a3" if name in LARGE else "a4")
    try:
        pdf = SHEETS["poster"].document(job)
    except MissingExtra as error:
        pytest.skip(str(error))
    return Reader(tree, places).ladder(boxes_of(pdf))


def told(name: str, patient: dict[str, Value]) -> HelpInTime | None:
    """Return what a patient reads, at the page that it leads on to if it does."""
    _, places = shipped(name)
    read_here = read(ladder_on_paper(name), patient)
    if isinstance(read_here, NextPage):
        there = [meant(p, patient) for p in places.values() if p.id in read_here.trees]
        return min(there, key=most_urgent_first)
    return read_here


def most_urgent_first(help: HelpInTime | None) -> tuple[int, float]:
    assert help is not None  # a page that somebody reads on at tells them something
    return -help.disposition.urgency, inf if help.hours is None else help.hours


def people(tree: Tree, number: int) -> Iterator[dict[str, Value]]:
    """Yield made-up patients: well ones with a few other answers, and some with any answers."""
    chance = random.Random(18)
    facts = list(tree.facts.values())
    well = {fact.name: fact.well for fact in facts if fact.well is not None}
    for _ in range(number):
        changed = chance.sample(facts, chance.choice((0, 1, 1, 2, 2, 3, 4, len(facts))))
        yield well | {fact.name: some_answer(fact, chance) for fact in changed}


def some_answer(fact, chance: random.Random) -> Value:
    if fact.low is None:
        return chance.choice(fact.choices())
    steps = round((fact.high - fact.low) / fact.step)
    number = fact.domain.grid.value(chance.randint(0, steps))
    return chance.choice([number, number, number, *fact.choices()])


def facts_of_all(name: str) -> Tree:
    """Return a tree with the facts of those that it leads on to."""
    tree, places = shipped(name)
    others = {n: f for place in places.values() for n, f in place.facts.items()}
    return evolve(tree, facts={**others, **tree.facts})


@slow
@pytest.mark.parametrize("name", [*SHIPPED])
def test_some_hundred_patients_read_what_the_tree_tells_them(name):
    tree, _ = shipped(name)
    assert [p for p in people(facts_of_all(name), 300) if told(name, p) != meant(tree, p)] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["calf-soreness", "start"])
def test_a_hundred_thousand_patients_read_what_the_tree_tells_them(name):
    tree, _ = shipped(name)
    patients = people(facts_of_all(name), 100_000)
    assert next((p for p in patients if told(name, p) != meant(tree, p)), None) is None


@slow
def test_the_made_up_patients_come_to_every_box():
    tree, _ = shipped("calf-soreness")
    met = {told("calf-soreness", patient) for patient in people(tree, 300)}

    assert met == {rung.told for rung in ladder_on_paper("calf-soreness").rungs}


@each_tree
def test_what_is_read_is_proved_to_be_the_tree(name):
    tree, places = shipped(name)
    assert check_ladder(tree, ladder_on_paper(name), places) is None


@each_tree
def test_a_poster_without_one_of_its_lines_is_refused_with_a_patient(name):
    tree, places = shipped(name)
    ladder = ladder_on_paper(name)
    for at, rung in enumerate(ladder.rungs):
        for line in rung.lines:
            lines = tuple(each for each in rung.lines if each is not line)
            rungs = (*ladder.rungs[:at], evolve(rung, lines=lines), *ladder.rungs[at + 1 :])
            refused = check_ladder(tree, evolve(ladder, rungs=rungs), places)
            assert refused is not None
            assert refused.startswith("somebody with ")


@slow
def test_a_poster_with_one_more_line_is_refused_with_the_patient_whom_it_moves():
    tree, _ = shipped("calf-soreness")
    ladder = ladder_on_paper("calf-soreness")
    first = ladder.rungs[0]
    added = evolve(first, lines=(*first.lines, Line({"statin": AnswerSet((True,))})))

    refused = check_ladder(tree, evolve(ladder, rungs=(added, *ladder.rungs[1:])))

    assert refused == (
        "somebody with “a statin (cholesterol tablet): yes” reads on the page: get emergency help "
        "now; the tree tells them: look after it yourself, look again after 7 days"
    )


@a_share(2)
@given(trees())
def test_posters_of_made_up_trees_read_as_the_tree_or_are_refused(tree: Tree) -> None:
    try:
        pdf = SHEETS["poster"].document(order(tree))
    except MissingExtra as error:
        pytest.skip(str(error))
    except TriageError as refused:
        assert re.search("too tall for a page|the same words", str(refused))  # noqa: PT017  # either
        return
    assert check_ladder(tree, Reader(tree, {}).ladder(boxes_of(pdf))) is None
