"""The copy of a flow about inheritance ends where the flow ends, which is read here once more."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.examples.foreign import copy_of
from triage.engine.assess import assess


def ending(told: dict[str, Any]) -> int:
    """Return the number of the result, by the questions of the flow in its order."""
    region = told["region"]
    if region == "outside_uk":
        return 68
    if region == "scotland":
        return in_scotland(told)
    return in_england_and_wales(told) if region == "england_and_wales" else in_ireland(told)


def in_england_and_wales(told: dict[str, Any]) -> int:
    if told["partner"]:
        return 20 if told["estate_over_270000"] and told["children"] else 1
    relatives = (
        ("children", 2),
        ("parents", 3),
        ("siblings", 4),
        ("half_siblings", 23),
        ("grandparents", 5),
        ("aunts_or_uncles", 6),
        ("half_aunts", 24),
    )
    return next((end for fact, end in relatives if told[fact]), 25)


def in_scotland(told: dict[str, Any]) -> int:
    if told["children"]:
        return 40 if told["partner"] else 2
    kin = (told["parents"], told["siblings"])
    if told["partner"]:
        return {(True, True): 43, (True, False): 42, (False, True): 41, (False, False): 1}[kin]
    if any(kin):
        return {(True, True): 44, (True, False): 3, (False, True): 4}[kin]
    relatives = (("aunts_or_uncles", 6), ("grandparents", 5), ("great_aunts", 45))
    return next((end for fact, end in relatives if told[fact]), 46)


def in_ireland(told: dict[str, Any]) -> int:
    if not told["partner"]:
        relatives = (
            ("children", 66),
            ("parents", 3),
            ("siblings", 4),
            ("grandparents", 5),
            ("aunts_or_uncles", 6),
        )
        return next((end for fact, end in relatives if told[fact]), 67)
    if not told["estate_over_250000"]:
        return 60
    if told["children"]:
        return 61 if told["more_than_one_child"] else 62
    if told["parents"]:
        return 63
    return 64 if told["mixed_siblings"] else 65


def test_made_up_families_end_where_the_flow_ends() -> None:
    tree, random = copy_of("uk-no-will"), Random(1)
    met = set[int]()
    for _ in range(800):
        few = random.random()
        family = {
            name: random.choice([*fact.choices()]) if name == "region" else random.random() < few
            for name, fact in tree.facts.items()
        }
        assert assess(tree, family).outcome == f"result-{ending(family)}", family
        met.add(ending(family))
    assert len(met) == len(tree.outcomes)
