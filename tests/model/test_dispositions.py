from __future__ import annotations

import json
import operator
from collections.abc import Callable
from typing import Any

import pytest

from triage.model.dispositions import DEFAULT, Disposition, most_urgent


def test_the_urgencies_are_as_designed() -> None:
    assert {str(d): d.urgency for d in DEFAULT.dispositions} == {
        "self_care": 0,
        "physio": 1,
        "gp_routine": 1,
        "same_day_urgent": 2,
        "emergency": 3,
    }


def test_every_disposition_has_words() -> None:
    assert [d.words for d in DEFAULT.dispositions] == [
        "look after it yourself",
        "see a physio",
        "see a doctor within days",
        "get medical help today",
        "get emergency help now",
    ]


def test_of_no_dispositions_none_is_the_most_urgent() -> None:
    assert most_urgent([]) is None


def test_the_most_urgent_wins_in_any_order() -> None:
    mixed = [Disposition.PHYSIO, Disposition.EMERGENCY, Disposition.SELF_CARE]
    assert most_urgent(mixed) is Disposition.EMERGENCY
    assert most_urgent(mixed[::-1]) is Disposition.EMERGENCY


def test_of_two_equally_urgent_the_doctor_is_named() -> None:
    assert most_urgent([Disposition.GP_ROUTINE, Disposition.PHYSIO]) is Disposition.GP_ROUTINE


def test_json_writes_a_disposition_as_its_name() -> None:
    assert json.dumps(Disposition.GP_ROUTINE) == '"gp_routine"'


def test_a_disposition_is_equal_to_its_name() -> None:
    assert Disposition.EMERGENCY == "emergency"
    assert {"emergency": 1}[Disposition.EMERGENCY] == 1


ORDERED: dict[str, Callable[[Any, Any], object]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "max": max,
    "min": min,
    "sorted": lambda *both: sorted(both),
    "sorted pairs": lambda *both: sorted((each, 1) for each in both),
}


@pytest.mark.parametrize("ordered", ORDERED.values(), ids=ORDERED)
@pytest.mark.parametrize("other", [Disposition.SELF_CARE, "self_care"])
def test_dispositions_are_not_compared_by_the_letters_of_their_names(
    ordered: Callable[[Any, Any], object], other: str
) -> None:
    for both in ((Disposition.EMERGENCY, other), (other, Disposition.EMERGENCY)):
        with pytest.raises(TypeError, match=r"compare their `\.urgency`"):
            ordered(*both)


def test_dispositions_are_ordered_by_urgency() -> None:
    assert max(DEFAULT.dispositions, key=lambda each: each.urgency) is Disposition.EMERGENCY
