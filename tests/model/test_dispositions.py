from __future__ import annotations

import json

from triage.model.dispositions import Disposition, most_urgent


def test_the_urgencies_are_as_designed() -> None:
    assert {d.value: d.urgency for d in Disposition} == {
        "self_care": 0,
        "physio": 1,
        "gp_routine": 1,
        "same_day_urgent": 2,
        "emergency": 3,
    }


def test_every_disposition_has_words() -> None:
    assert [d.words for d in Disposition] == [
        "look after it yourself",
        "see a physio",
        "see a doctor within days",
        "get medical help today",
        "get emergency help now",
    ]


def test_the_most_urgent_of_none_is_self_care() -> None:
    assert most_urgent([]) is Disposition.SELF_CARE


def test_the_most_urgent_wins_in_any_order() -> None:
    mixed = [Disposition.PHYSIO, Disposition.EMERGENCY, Disposition.SELF_CARE]
    assert most_urgent(mixed) is Disposition.EMERGENCY
    assert most_urgent(mixed[::-1]) is Disposition.EMERGENCY


def test_of_two_equally_urgent_the_doctor_is_named() -> None:
    assert most_urgent([Disposition.GP_ROUTINE, Disposition.PHYSIO]) is Disposition.GP_ROUTINE


def test_json_writes_a_disposition_as_its_name() -> None:
    assert json.dumps(Disposition.GP_ROUTINE) == '"gp_routine"'
