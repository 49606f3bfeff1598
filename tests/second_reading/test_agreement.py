"""The package and a second reading of its documents say the same of everybody."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.pool import pooled
from tests.profiles import a_share
from tests.sampled import SHIPPED, slow
from tests.second_reading.agreeing import Differ, compare_claims, compare_numbers, meet
from tests.second_reading.everybody import counted
from tests.second_reading.files import Reading, read, read_library
from tests.second_reading.people import follow
from triage.analysis.proofs.prove import prove
from triage.analysis.versions.compare import compare
from triage.errors import TreeError
from triage.model.tree import Tree
from triage.strategies.documents import libraries
from triage.testing import documents, load_library
from triage.tree_files.library import load

GOOD = Path(__file__).parent.parent / "trees" / "good"
TREES = Path(__file__).parent.parent.parent / "trees"
MOST = 2_000

Document = dict[str, Any]
ALONE = pooled(documents())
SEVERAL = pooled(libraries())


def _is_small(document: Document) -> bool:
    return len(document["facts"]) < 6


SMALL = pooled(documents().filter(_is_small))


def _is_parted(document: Document) -> bool:
    return any(len(step.get("then_each", ())) > 2 for step in document["steps"].values())


PARTED = pooled(documents(several=True).filter(_is_parted))
SMALL_PARTED = pooled(documents(several=True).filter(lambda d: _is_small(d) and _is_parted(d)))


def both(library: dict[str, Document]) -> tuple[Tree, Reading]:
    """Return both readings of a tree."""
    return load_library(library), read_library(library)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_trees_that_come_with_it_are_read_alike(name: str) -> None:
    path = TREES / name
    tree = load(path)
    if not tree.exits and tree.start:
        meet(tree, read(path), number=20)


@pytest.mark.parametrize(
    "name", ["as-json.yaml", "calf.yaml", "everything.yaml", "two-places.yaml"]
)
def test_trees_with_every_feature_are_read_alike(name: str) -> None:
    path = GOOD / name
    meet(load(path), read(path), number=50)


@a_share(of=3)
@given(st.one_of(ALONE.map(lambda document: {"made-up": document}), SEVERAL))
def test_made_up_trees_are_read_alike(library: dict[str, Document]) -> None:
    meet(*both(library), number=10)


@a_share(of=3)
@given(PARTED)
def test_made_up_trees_that_go_several_ways_are_read_alike(document: Document) -> None:
    meet(*both({"made-up": document}), number=10)


@slow
@given(SMALL_PARTED)
def test_what_is_proved_of_several_ways_is_so_of_everybody(document: Document) -> None:
    tree, reading = both({"made-up": document})
    assume(counted(reading, MOST))
    compare_claims(tree, reading, MOST, Counter())
    compare_numbers(tree, reading, MOST, Counter())


def test_not_sure_that_is_told_one_thing_more_ends_unlike_the_answer_that_it_stands_for() -> None:
    """Both come first to the plaster; only who is not sure is told to rest, too."""
    why = {"judgement": "made up"}
    asked = {"type": "yes-no", "ask": "Sore?", "label": "sore", "not_sure_as": "no", **why}
    parts = [
        {"if": {"sore": "not sure"}, "go": "rest", **why},
        {"if": {"sore": ["no", "not sure"]}, "go": "plaster", **why},
        {"go": "plaster"},
    ]
    ends = {"plaster": "physio", "rest": "self_care"}
    document: Document = {
        **{"triage": 1, "id": "made-up", "title": "Sore", "version": "0.1.0", "status": "draft"},
        **{"for": "Nobody", "not_for": "Anybody", "review_by": "2099-12-31", "start": "first"},
        "facts": {"sore": asked},
        "steps": {"first": {"ask": "sore", "then_each": parts}},
        "outcomes": {
            end: {"disposition": where, "title": end, "text": end, **why}
            for end, where in ends.items()
        },
    }

    tree, reading = both({"made-up": document})

    refuted = [v.claim for v in prove(tree).verdicts if v.status == "fails"]
    assert ("not sure", "sore") in {(claim.kind, claim.about) for claim in refuted}
    compare_claims(tree, reading, MOST, Counter())


@slow
@a_share(of=3)
@given(SMALL)
def test_what_is_proved_is_so_of_everybody_and_what_is_refuted_of_somebody(
    document: Document,
) -> None:
    tree, reading = both({"made-up": document})
    assume(counted(reading, MOST))
    compare_claims(tree, reading, MOST, Counter())


@given(SMALL)
def test_as_many_people_come_to_each_outcome_as_are_told(document: Document) -> None:
    tree, reading = both({"made-up": document})
    assume(counted(reading, MOST))
    compare_numbers(tree, reading, MOST, Counter())


@st.composite
def edited(draw: st.DrawFn) -> tuple[Document, Document]:
    """Draw a tree file, and the same with a branch that leads elsewhere."""
    old = draw(st.one_of(SMALL, SMALL_PARTED))
    new = json.loads(json.dumps(old))
    steps = new["steps"].values()
    branches = [b for step in steps for b in (step.get("then") or step["then_each"])]
    draw(st.sampled_from(branches))["go"] = draw(st.sampled_from([*new["outcomes"]]))
    return old, new


@slow
@given(edited())
def test_as_many_people_are_sent_elsewhere_as_a_comparison_says(
    versions: tuple[Document, Document],
) -> None:
    try:
        (old, before), (new, now) = (both({"made-up": each}) for each in versions)
    except TreeError:
        assume(False)
        raise
    people = counted(before, MOST)
    assume(people and old.digest != new.digest)
    moved: Counter[tuple[str, str]] = Counter()
    for answers, number in people:
        if not any(condition.so(answers) for condition in before.impossible):
            way = follow(before, answers).end, follow(now, answers).end
            moved[way] += number if way[0] != way[1] else 0
    found = compare(old, new).found
    assert found is not None
    # Who stays and is told another text is a move, too, but nobody is sent elsewhere by it.
    elsewhere = {(m.old, m.new): m.number for m in found.moves if m.old != m.new}
    assert elsewhere == {k: n for k, n in moved.items() if n}


def test_a_difference_is_found() -> None:
    """Broken by: comparing nothing."""
    tree, reading = both({"made-up": _two_ways()})
    condition, _ = reading.steps["first"].ways[0]
    reading.steps["first"].ways[0] = condition, "there"
    with pytest.raises(Differ):
        meet(tree, reading, number=10)


def _two_ways() -> Document:
    why = {"judgement": "so that the test can be read"}
    ends = {
        name: {"disposition": "physio", "title": name, "text": "Book a visit.", **why}
        for name in ("here", "there")
    }
    return {
        "triage": 1,
        "id": "made-up",
        "title": "Two ways",
        "version": "0.1.0",
        "status": "draft",
        "for": "Tests",
        "not_for": "Patients",
        "review_by": "2099-12-31",
        "facts": {"sore": {"type": "yes-no", "ask": "Is it sore?", "label": "sore", **why}},
        "start": "first",
        "steps": {
            "first": {
                "ask": "sore",
                "then": [{"if": {"sore": ["yes", "not sure"]}, "go": "here"}, {"go": "there"}],
            }
        },
        "outcomes": ends,
    }
