"""The measurement of printing measures what it says."""

from __future__ import annotations

import pytest

from benchmarks import printing
from tests.sampled import slow

pytest.importorskip("typst", reason="needs the extra `print`")


@slow
def test_a_small_tree_is_measured(capsys):
    assert printing.main(["10"]) == 0

    head, _, *rows = capsys.readouterr().out.splitlines()[2:]
    assert head.startswith("| kind | steps | pages |")
    assert len({len(row.split("|")) for row in (head, *rows)}) == 1
    assert [row.split(" | ")[1] for row in rows] == ["10"] * len(rows)
    assert len(rows) == len(
        [least for least in map(printing.SMALLEST.get, printing.FAMILIES) if (least or 0) <= 10]
    )


def test_too_long_is_said(monkeypatch, capsys):
    monkeypatch.setattr(printing, "LIMITS", {10: 0.001})
    monkeypatch.setattr(printing, "FAMILIES", {"chain": printing.FAMILIES["chain"]})

    assert printing.main(["10"]) == 1
    assert capsys.readouterr().out.rstrip().endswith("| 0.001 | NO |")
