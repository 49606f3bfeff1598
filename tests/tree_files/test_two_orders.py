"""Steps that two people go through in two orders: nobody goes round, every face has one order."""

from __future__ import annotations

from itertools import permutations, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.places import ON
from tests.engine.small import small, small_document
from tests.profiles import a_share
from tests.second_reading.agreeing import meet
from tests.second_reading.files import read_library
from triage.analysis.proofs.prove import prove
from triage.engine.assess import assess
from triage.errors import TreeError
from triage.model.graph import cycles
from triage.model.tree import Tree
from triage.testing import load_library

Document = dict[str, Any]
REGIONS = ("north", "east", "south")
SIGNS = ("snow", "cold", "wind")
ENDS: Document = {"gp": {"disposition": "gp_routine"}, "call": {"disposition": "emergency"}}
HOME: Document = {"home": {"review_after": "7 days"}}


def facts(signs: tuple[str, ...]) -> dict[str, Document]:
    region = {"type": "one of", "options": {name: name for name in REGIONS}, "sure": True}
    return {"region": {**region, "well": "north"}, **{sign: {} for sign in signs}}


def in_orders(orders: dict[str, tuple[str, ...]], last: str) -> Document:
    """Return a tree that asks each region its signs in an order of its own."""
    signs = tuple(dict.fromkeys(sign for order in orders.values() for sign in order))
    follows: dict[str, dict[str, str]] = {sign: {} for sign in signs}
    for region, order in orders.items():
        for sign, following in zip(order, (*order[1:], "home"), strict=True):
            follows[sign][region] = following
    ways = [{"if": {"region": r}, "go": order[0]} for r, order in orders.items() if order]
    steps: dict[str, Document] = {"a": {"ask": "region", "then": [*ways, {"go": "home"}]}}
    for number, sign in enumerate(signs):
        goes = [{"if": {"region": r}, "go": go} for r, go in follows[sign].items()]
        end = ("gp", "call")[number % 2]
        first = {"if": {sign: ["yes", "not sure"]}, "go": end}
        steps[sign] = {"ask": sign, "then": [first, *goes[:-1], {"go": last or goes[-1]["go"]}]}
        if last:
            steps[sign]["then"].insert(-1, goes[-1])
    used = {name: ENDS[name] for name in ("gp", "call")[: len(signs)]}
    return small_document(facts=facts(signs), steps=steps, outcomes={**used, **HOME})


def ends(orders: dict[str, tuple[str, ...]], signs: tuple[str, ...], who: dict[str, str]) -> str:
    """Say where somebody ends: at the first sign that they have, in the order of their region."""
    met = [sign for sign in orders[who["region"]] if who[sign] != "no"]
    return ("gp", "call")[signs.index(met[0]) % 2] if met else "home"


ORDERS = st.fixed_dictionaries(
    {region: st.sampled_from([*permutations(SIGNS), *permutations(SIGNS, 2)]) for region in REGIONS}
)


@a_share(of=3)
@given(ORDERS, st.sampled_from(["home", ""]))
def test_everybody_ends_where_the_order_of_their_region_leads(
    orders: dict[str, tuple[str, ...]], last: str
) -> None:
    document = in_orders(orders, last)
    tree = load_library({"small": document})
    signs = tuple(name for name in document["facts"] if name != "region")
    assert cycles(tree) == ()
    for region, *found in product(REGIONS, *[("yes", "no", "not sure")] * len(signs)):
        who = {"region": region, **dict(zip(signs, found, strict=True))}
        assert assess(tree, who).outcome == ends(orders, signs, who)


@a_share(of=3)
@given(ORDERS, st.sampled_from(["home", ""]))
def test_the_second_reading_which_knows_no_copies_says_the_same(
    orders: dict[str, tuple[str, ...]], last: str
) -> None:
    library = {"small": in_orders(orders, last)}
    meet(load_library(library), read_library(library), number=4)


def asks(sign: str, onward: list[str], to: str) -> Document:
    """Return a step that sends whoever has a sign to the doctor, and some regions further on."""
    ways = [{"if": {sign: "yes"}, "go": "gp"}, {"if": {"region": onward}, "go": to}]
    return {"ask": sign, "then": [*ways, {"go": "home", **ON}]}


def two(*, north: list[str], south: list[str], more: Document | None = None) -> Tree:
    """Load a tree that asks some about snow and then about cold, others the other way about."""
    begin = {"ask": "region", "then": [{"if": {"region": "north"}, "go": "s"}, {"go": "c"}]}
    steps = {"a": begin, "s": asks("snow", north, "c"), "c": asks("cold", south, "s")}
    outcomes = {"gp": ENDS["gp"], **HOME}
    return small(facts=facts(("snow", "cold")), steps={**steps, **(more or {})}, outcomes=outcomes)


def test_what_comes_second_is_a_copy_behind_the_rest_and_is_proved() -> None:
    tree = two(north=["north"], south=["south"])
    assert [*tree.steps] == ["a", "s", "c", "s--again"]
    assert [b.go for b in tree.steps["s--again"].branches] == ["gp", "home"]
    assert tree.steps["s--again"].at == tree.steps["s"].at
    assert prove(tree).number("unknown") == 0


def test_a_copy_whose_name_is_taken_leaves_the_steps_going_round() -> None:
    other = {"s--again": {"ask": "snow", "then": [{"go": "home", **ON}]}}
    with pytest.raises(TreeError, match=r"lead round: .*, though nobody goes round"):
        two(north=["north"], south=["south"], more=other)


def test_steps_that_somebody_goes_round_are_an_error_that_names_them() -> None:
    with pytest.raises(TreeError, match=r"lead round: `s` → `c` → `s`, as with .*east"):
        two(north=["north", "east"], south=["south", "east"])
