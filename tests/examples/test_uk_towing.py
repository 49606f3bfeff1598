"""The flow about towing, walked by its published branches and by the tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.examples.foreign import copy_of, outcome_of, published

NAME = "uk-towing"
# Which fact of the copy a published question asks.
FACT_OF = {
    "towing_vehicle_type": "vehicle",
    "existing_towing_entitlements": "any_plus_e",
    "how_long_entitlements": "plus_e_since",
    "date_licence_was_issued": "car_test",
    "medium_sized_vehicle_licenceholder": "has_c1",
    "how_old_are_you_msv": "age_group",
    "existing_large_vehicle_towing_entitlements": "has_c_plus_e",
    "date_licence_was_issued_msv": "licence_issued",
    "how_old_are_you_msv_2": "age_group",
    "existing_large_vehicle_licence": "has_c",
    "how_old_are_you_lv": "age_group",
    "car_licence_before_jan_1997": "car_test",
    "do_you_have_lv_or_bus_towing_entitlement": "has_d_plus_e",
    "full_minibus_licence": "has_d1",
    "how_old_are_you_minibus": "age_group",
    "bus_licenceholder": "has_d",
    "how_old_are_you_bus": "age_group",
}
# The answers of the copy that a published answer stands for.
ANSWERS_OF: dict[str, list[Any]] = {
    "car-or-light-vehicle": ["car"],
    "medium-sized-vehicle": ["medium"],
    "large-vehicle": ["large"],
    "minibus": ["minibus"],
    "bus": ["bus"],
    "yes": [True],
    "no": [False],
    "before-19-Jan-2013": ["before_2013"],
    "after-19-Jan-2013": ["from_2013"],
    # Named after 2013, but its words say 1997.
    "licence-issued-before-19-Jan-2013": ["before_1997"],
    "licence-issued-after-19-Jan-2013": ["from_1997"],
    "before-jan-1997": ["before_1997"],
    "from-jan-1997": ["from_1997"],
    "under-18": ["under_18"],
    "under-21": ["under_18", "from_18_to_20"],
    "21-or-over": ["from_21"],
}


def answers_of(question: str, answer: str) -> list[object]:
    if question == "car_licence_before_jan_1997":
        return ["before_1997" if answer == "yes" else "from_1997"]
    if question == "how_old_are_you_msv_2" and answer == "under-21":
        return ["from_18_to_20"]  # the only question with three answers
    return list(ANSWERS_OF[answer])


def ways(question: str, so_far: dict[str, object]) -> Iterator[tuple[dict[str, object], str]]:
    """Yield every way from a published question on: the answers, and the published result."""
    branches = [row for row in published(NAME) if row["question"] == question]
    if not branches:
        yield so_far, question
    for row in branches:
        for answer in answers_of(question, row["answer"]):
            yield from ways(row["next"], so_far | {FACT_OF[question]: answer})


def test_every_way_through_the_flow_ends_in_the_tree_as_published():
    walked = [(way, end.replace("_", "-")) for way, end in ways("towing_vehicle_type", {})]

    assert len(walked) >= 22
    assert [(way, outcome_of(NAME, way)) for way, _ in walked] == walked


def test_the_results_of_the_tree_are_those_of_the_flow():
    rows = published(NAME)
    results = {row["next"] for row in rows} - {row["question"] for row in rows}

    assert {result.replace("_", "-") for result in results} == set(copy_of(NAME).outcomes)
