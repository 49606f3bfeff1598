"""A run that was killed goes on where it was, and comes to the same bytes."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest

from tests.cohort.test_frames import SHOWCASE, TEXTS
from tests.sampled import slow
from triage.cohort.run import assess_file
from triage.cohort.work import folder_of, working
from triage.errors import TriageError

# Small blocks, so that there are many parts; the process ends itself after some of them.
RUN = """
import os, signal, sys
from pathlib import Path
from triage.cohort import blocks, reading, run, told
import triage

for module in (blocks, reading, told):
    module.BLOCK = 8
source, target, left = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])

def told_so_far(rows, _of):
    if rows >= left:
        os.kill(os.getpid(), signal.SIGKILL)

tree = triage.load("showcase", allow_draft=True)
print(run.assess_file(tree, source, target, keep=["id"], progress=told_so_far).resumed)
"""
NEVER = 10**9


def run(source: Path, target: Path, left: int) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-c", RUN, str(source), str(target), str(left)]
    return subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture
def source(tmp_path):
    TEXTS.with_row_index("id").write_parquet(tmp_path / "in.parquet")
    return tmp_path / "in.parquet"


@slow
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_the_bytes_are_those_of_a_run_that_was_left_alone(kind, source, tmp_path):
    alone, target = tmp_path / f"alone.{kind}", tmp_path / f"out.{kind}"
    run(source, alone, NEVER)

    for left in (50, 130):  # of 200 rows, in parts of 32
        assert run(source, target, left).returncode == -signal.SIGKILL
        assert not target.exists()
    last = run(source, target, NEVER)

    assert last.stdout == "128\n"
    assert target.read_bytes() == alone.read_bytes()
    assert not folder_of(target).exists()


def test_what_is_left_of_another_table_is_not_used(source, tmp_path, monkeypatch):
    for module in ("reading", "blocks", "told"):
        monkeypatch.setattr(f"triage.cohort.{module}.BLOCK", 8)
    target = tmp_path / "out.csv"

    def stop(rows: int, _of: int | None) -> None:
        if rows > 64:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        assess_file(SHOWCASE, source, target, progress=stop)
    assert len([*folder_of(target).glob("part-*")]) == 3
    TEXTS.head(100).write_parquet(source)

    report = assess_file(SHOWCASE, source, target)

    assert (report.rows, report.resumed) == (100, 0)
    assert pl.read_csv(target).height == 100


def test_a_line_of_the_manifest_that_was_cut_off_is_left_out(tmp_path):
    target = tmp_path / "out.csv"
    with working(target, "s") as work:
        for _ in range(2):
            with work.next_part(pa.schema([])):
                pass
            work.done(4, 2, {"days": [1, 3]})
    manifest = folder_of(target) / "manifest"
    manifest.write_bytes(manifest.read_bytes()[:-5])

    with working(target, "s") as work:
        assert (work.rows, len(work.files)) == (4, 1)
    with working(target, "other") as work:
        assert work.rows == 0
    assert not [*folder_of(target).glob("part-*")]


def test_two_runs_do_not_write_one_file(tmp_path):
    with working(tmp_path / "out.csv", "s"), pytest.raises(TriageError, match="another"):  # noqa: SIM117  # the second is the one that fails
        with working(tmp_path / "out.csv", "s"):
            pass
