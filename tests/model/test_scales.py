from __future__ import annotations

import ast
import copy
import json
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

import triage
from triage.model.dispositions import DEFAULT, Disposition, DispositionEntry, Scale, most_urgent

CAR = Scale(
    (
        DispositionEntry(id="carry-on", urgency=0, words="drive on", look="round"),
        DispositionEntry(id="garage", urgency=1, words="go to a garage", look="folded"),
        DispositionEntry(id="dealer", urgency=1, words="go to your dealer", look="double"),
        DispositionEntry(
            id="stop-now", urgency=4, words="stop now", within_hours=0, look="eight corners"
        ),
    ),
    is_medical=False,
)
PACKAGE = Path(triage.__file__).parent
THE_SCALE = PACKAGE / "model" / "dispositions.py"
# Styles of the terminal, and words of sources, that are spelt like a disposition.
OTHER_MEANINGS = {
    "emergency": {
        "render.py",
        "plain.py",
        "replies.py",
        "fullscreen.py",
        "screenful.py",
        "frame.py",
    }
}


def test_a_scale_marks_its_ends_and_what_is_for_today() -> None:
    marks = {str(d): (d.is_mildest, d.is_urgent, d.is_top) for d in CAR.dispositions}

    assert marks == {
        "carry-on": (True, False, False),
        "garage": (False, False, False),
        "dealer": (False, False, False),
        "stop-now": (False, True, True),
    }
    assert (CAR.mildest, CAR.top, CAR.urgencies) == ("carry-on", "stop-now", (0, 1, 4))


def test_the_default_scale_calls_for_today_at_its_two_most_urgent() -> None:
    assert DEFAULT.urgent == ("emergency", "same_day_urgent")
    assert (DEFAULT.mildest, DEFAULT.top) == ("self_care", "emergency")


def test_what_is_not_said_to_a_clinician_or_above_is_said_as_to_the_person() -> None:
    garage = CAR.find("garage")
    assert garage is not None
    assert {garage.words, garage.clinical, garage.heading} == {"go to a garage"}


def test_of_equal_urgency_the_later_of_the_scale_is_named() -> None:
    assert most_urgent(CAR.at(1)) == most_urgent(reversed(CAR.at(1))) == "dealer"


@pytest.mark.parametrize("again", [pickle.loads, copy.copy, copy.deepcopy, json.loads])
@pytest.mark.parametrize("one", [*CAR.dispositions, *DEFAULT.dispositions])
def test_a_disposition_survives_with_all_that_it_knows(one: Disposition, again: object) -> None:
    if again is json.loads:
        assert json.loads(json.dumps({one: one})) == {str(one): str(one)}
        return
    same = pickle.loads(pickle.dumps(one)) if again is pickle.loads else again(one)  # type: ignore[operator]  # one of three functions
    assert type(same) is Disposition
    assert same.__dict__ == one.__dict__
    assert (same, hash(same)) == (one, hash(str(one)))


def test_a_disposition_of_the_default_scale_stays_itself() -> None:
    assert pickle.loads(pickle.dumps(Disposition.EMERGENCY)) is Disposition.EMERGENCY


def test_a_disposition_cannot_be_changed() -> None:
    with pytest.raises(AttributeError, match="cannot be changed"):
        CAR.mildest.urgency = 3


def test_scales_differ_by_more_than_the_names_of_their_dispositions() -> None:
    *others, top = CAR.entries
    slower = DispositionEntry(id=top.id, urgency=4, words=top.words, within_hours=2)
    assert Scale((*others, slower), is_medical=False) != CAR
    assert Scale(CAR.entries, is_medical=False) == CAR


def _named_in(file: Path) -> Iterator[str]:
    names = {str(each) for each in DEFAULT.dispositions}
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        of_class = isinstance(node, ast.Attribute) and ast.unparse(node).split(".")[-2:]
        if of_class and of_class[0] == "Disposition" and of_class[1].lower() in names:
            yield f"{file.name}: {ast.unparse(node)}"
        value = node.value if isinstance(node, ast.Constant) else None
        if value in names and file.name not in OTHER_MEANINGS.get(str(value), set()):
            yield f"{file.name}: {value!r}"


def test_nothing_in_the_package_names_a_disposition_outside_the_default_scale() -> None:
    """A tree may have others, and then the code would speak of what is not there."""
    files = [file for file in PACKAGE.rglob("*.py") if file != THE_SCALE]
    assert len([*_named_in(THE_SCALE)]) >= len(DEFAULT.dispositions)  # the search finds them
    assert [found for file in files for found in _named_in(file)] == []
    templates = [*PACKAGE.rglob("*.typ")]
    assert templates
    for name in DEFAULT.dispositions:
        assert [file.name for file in templates if f'"{name}"' in file.read_text("utf-8")] == []
