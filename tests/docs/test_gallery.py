"""The gallery shows the trees as they are now, and its index all that is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.examples import ROOT
from tests.outputs.chart.readers import plain, read_svg
from tests.sampled import slow
from tests.shipped_trees import shipped_tree
from triage.phrasing.tree_status import short_digest
from triage.tree_files.library import available, load

GALLERY = ROOT / "docs" / "gallery"
INDEX = (GALLERY / "README.md").read_text("utf-8")
RENEW = "renew it with `python -m docs.gallery`"


def pictures() -> list[Path]:
    return sorted(file for file in GALLERY.iterdir() if file.suffix in (".svg", ".png"))


def test_the_index_names_what_is_there_and_nothing_else():
    named = re.findall(r'(?:\]\(|src=")([^")]+)', INDEX)

    assert sorted(name for name in named if "/" not in name) == [file.name for file in pictures()]


@pytest.mark.parametrize("name", available())
def test_the_picture_of_a_tree_is_that_of_the_tree_now(name):
    tree = shipped_tree(name)
    svg = (GALLERY / f"{name}.svg").read_text("utf-8")

    assert short_digest(tree) in svg, RENEW
    seen = "".join(read_svg(svg).boxes.values())
    assert all(
        plain(outcome.title) in seen
        for outcome in tree.outcomes.values()
        if "{" not in outcome.title
    )


@slow
def test_what_is_printed_was_the_tree_as_it_is_now():
    shown = set(re.findall(r"`(\S+)` (\S+), digest (\w+)", INDEX))

    assert shown == {(t.id, t.version, short_digest(t)) for t in map(load, available())}, RENEW


def test_every_kind_of_every_tree_is_shown_and_the_flowchart_on_large_paper_too():
    shown = {file.stem.rpartition("-")[0] for file in GALLERY.glob("*.png")}
    kinds = ("flowchart-{}-a4", "flowchart-{}-a3", "questionnaire-{}-a4", "handout-{}-a4")

    assert shown == {
        kind.format(name) for name in available() for kind in (*kinds, "summary-{}-a4", "poster-{}")
    }


def test_pictures_are_whole_and_small():
    for file in GALLERY.glob("*.png"):
        assert file.read_bytes().startswith(b"\x89PNG")
        assert file.read_bytes().endswith(b"IEND\xaeB`\x82")
    assert sum(file.stat().st_size for file in pictures()) < 8_000_000
