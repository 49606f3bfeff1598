from __future__ import annotations

from pathlib import Path

import pytest

import triage
from tests.tree_files.folders import BAD, GOOD
from triage.model.dispositions import DEFAULT
from triage.model.tree import Tree
from triage.tree_files.library import load

CAR = GOOD / "car.yaml"
STANDS_FOR = "    scale: {emergency: stop-now}\n"


def with_module(folder: Path, scale: str = STANDS_FOR) -> Tree:
    """Return the car with a module of the default scale in front of it."""
    (folder / "sent-away").mkdir()
    module = (BAD / "sent-away" / "tree.yaml").read_text("utf-8")
    (folder / "sent-away" / "tree.yaml").write_text(module, encoding="utf-8")
    include = f"include:\n  sent-away:\n    exits: {{way-out: dangers}}\n{scale}"
    text = CAR.read_text("utf-8").replace("\nsources:", f"\n{include}sources:", 1)
    (folder / "car.yaml").write_text(text.replace("start: dangers", "start: sent-away"), "utf-8")
    return load(folder / "car.yaml")


def test_a_scale_is_read_with_its_order_its_times_and_its_words() -> None:
    scale = load(CAR).scale

    assert {str(d): (d.urgency, d.within_hours, d.look) for d in scale.dispositions} == {
        "carry-on": (0, None, "round"),
        "garage": (1, 336, "folded"),
        "dealer": (1, 336, "double"),
        "stop-soon": (2, 24, "six corners"),
        "stop-now": (3, 0, "eight corners"),
    }
    garage = scale.dispositions[1]
    assert (garage.heading, garage.clinical) == ("to a garage", "inspection wanted")
    assert not scale.is_medical


def test_a_tree_without_a_scale_has_the_five() -> None:
    tree = triage.load("calf-soreness", allow_draft=True)
    assert tree.own_scale is None
    assert tree.scale is DEFAULT


def test_the_names_in_a_file_are_those_of_its_scale() -> None:
    car = load(CAR)
    brakes = car.facts["brakes_soft"]

    assert [d.disposition for d in brakes.demands] == ["stop-now", "stop-soon"]
    assert brakes.demands[0].disposition is car.scale.top
    assert car.watch_for["pedal"].then is car.scale.top
    assert car.safety[1].urgency_at_least is car.scale.dispositions[3]


def test_a_number_of_one_word_is_no_fact_that_a_text_names(tmp_path: Path) -> None:
    text = CAR.read_text("utf-8").replace("breakdown line", "breakdown")
    advised = text.replace("    text: ", "    text: Call {breakdown}. ", 1)
    (tmp_path / "car.yaml").write_text(advised, "utf-8")

    assert load(tmp_path / "car.yaml").id == "car"


def test_a_change_of_the_scale_changes_the_digest(tmp_path: Path) -> None:
    text = CAR.read_text("utf-8")
    digests = {load(CAR).digest}
    for old, new in (("within: now", "within: 1 hour"), ("drive on and listen", "drive on")):
        (tmp_path / "car.yaml").write_text(text.replace(old, new), encoding="utf-8")
        digests.add(load(tmp_path / "car.yaml").digest)

    assert len(digests) == 3


def test_what_a_module_calls_for_stands_for_what_the_include_says(tmp_path: Path) -> None:
    car = with_module(tmp_path)

    assert car.outcomes["sent-away.away"].disposition is car.scale.top
    assert {d.disposition for d in car.facts["numb"].demands} == {"stop-now"}
    assert triage.assess(car, {"numb": True}, allow_draft=True).disposition == "stop-now"


def test_a_module_with_another_scale_is_told_apart_from_one_with_the_same(tmp_path: Path) -> None:
    with pytest.raises(triage.TreeError, match="N322 other-scale"):
        with_module(tmp_path, scale="")
