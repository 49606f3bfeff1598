"""What a hostile table takes of memory, beside a small one: the command itself, in a process."""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from tests.cohort.test_frames import SHOWCASE
from tests.sampled import slow

NAMES = list(SHOWCASE.facts)
HEADER = ",".join(NAMES)
ROW = ",".join(["no"] * len(NAMES))
LONG = 100 << 20
# Runs the command, and says last how much memory it held at most; that of the process which
# started it does not count, as it would with getrusage.
RUN = """
import re, sys
from pathlib import Path
from triage.cli import main
try:
    main()
finally:
    print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1], file=sys.stderr)
"""


def many_columns(path: Path) -> None:
    names = [*NAMES, *(f"x{n}" for n in range(10_000))]
    pl.DataFrame(dict.fromkeys(names, ["no"] * 1_000)).write_csv(path)


def cut_parquet(path: Path) -> None:
    many_columns(path)
    table = pl.read_csv(path, infer_schema=False)
    table.write_parquet(path)
    path.write_bytes(path.read_bytes()[:-2_000])


def damaged_parquet(path: Path) -> None:
    pl.DataFrame(dict.fromkeys(NAMES, ["no"] * 1_000)).write_parquet(path)
    whole = bytearray(path.read_bytes())
    whole[200:1_200] = bytes(range(250)) * 4
    path.write_bytes(whole)


def huge_integers(path: Path) -> None:
    row = ",".join(["9" * 5_000] * len(NAMES))
    path.write_text(f"{HEADER}\n" + f"{row}\n" * 300)


def one_long_text(path: Path) -> None:
    path.write_text(f"{HEADER},letter\n{ROW},{'x' * LONG}\n")


def one_long_answer(path: Path) -> None:
    path.write_text(f"{HEADER}\n{'x' * LONG}{ROW[2:]}\n")


def gzipped(path: Path) -> None:
    path.write_bytes(gzip.compress(bytes(10 * LONG), 1))


# What writes it, its name, the exit code, and what is said.
HOSTILE: dict[str, tuple[Callable[[Path], object], str, int, str]] = {
    "gzip": (gzipped, "in.csv", 1, "is packed with gzip"),
    "gzip as parquet": (gzipped, "in.parquet", 1, "is packed with gzip"),
    "10,000 columns": (many_columns, "in.csv", 0, "wrote out.parquet: 1000 rows"),
    "cut off": (cut_parquet, "in.parquet", 1, "cannot be read as a table"),
    "damaged": (damaged_parquet, "in.parquet", 1, "cannot be read as a table"),
    "huge integers": (huge_integers, "in.csv", 0, "0 complete, 300 to be asked more"),
    "one long text": (one_long_text, "in.csv", 0, "wrote out.parquet: 1 row"),
    "one long answer": (one_long_answer, "in.csv", 0, "set aside in `thunder_heard`: 1"),
}
# Polars holds a long row several times over; a gigabyte that gzip would unpack is far more.
MOST_TIMES = 8
ALLOWED = 100 << 20


def run(folder: Path, source: str) -> tuple[subprocess.CompletedProcess[str], int]:
    """Return what the command said, and its most memory in bytes."""
    words = ["cohort", "showcase", source, "-o", "out.parquet"]
    done = subprocess.run(
        [sys.executable, "-c", RUN, *words],
        cwd=folder, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    *said, most = done.stderr.splitlines()
    done.stderr = "\n".join(said)
    return done, int(most) << 10


@slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_hostile_table_takes_little_more_memory_than_itself(tmp_path):
    (tmp_path / "small.csv").write_text(f"{HEADER}\n{ROW}\n")
    _, usual = run(tmp_path, "small.csv")

    for what, (write, name, code, said) in HOSTILE.items():
        folder = tmp_path / what
        folder.mkdir()
        write(folder / name)
        done, most = run(folder, name)

        assert (done.returncode, "Traceback" in done.stderr) == (code, False), (what, done)
        assert said in done.stdout + done.stderr, (what, done)
        assert most - usual <= ALLOWED + MOST_TIMES * (folder / name).stat().st_size, what
        left = {path.name for path in folder.iterdir()} - {name}
        assert left <= ({"out.parquet", "out.parquet.set-aside.json"} if code == 0 else set()), what
