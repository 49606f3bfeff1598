"""Files: a whole job beside the reading of its columns alone, its memory, and killed runs."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

import triage
from benchmarks.handwritten_calf import CALF
from tests.cohort.people import people
from triage.cohort.reading import open_source
from triage.model.values import Value

CHUNK = 100_000
FEW = 2_000


def table(rows: int) -> pl.DataFrame:
    """Return made-up people as texts, drawn again and again from a few."""
    tree = triage.load(CALF, allow_draft=True)
    some = people(tree, FEW)
    texts = {name: [_said(one.get(name)) for one in some] for name in tree.facts}
    drawn = pl.DataFrame(texts, schema=dict.fromkeys(texts, pl.String))
    return drawn.sample(rows, with_replacement=True, seed=0)


def _said(answer: Value | None) -> str | None:
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return None if answer is None else str(answer)


def write(path: Path, rows: int) -> None:
    """Write a table, one chunk of people after another."""
    chunk = table(min(rows, CHUNK))
    first = range(0, rows, CHUNK)
    if path.suffix == ".csv":
        with path.open("wb") as file:
            for n in first:
                chunk.head(rows - n).write_csv(file, include_header=n == 0)
        return
    # Dictionaries are written as they are, which is quick; what is read are texts.
    arrow = pa.table({c.name: c.to_arrow().cast(pa.string()).dictionary_encode() for c in chunk})
    with pq.ParquetWriter(path, arrow.schema, store_schema=False) as out:
        for n in first:
            out.write_table(arrow.slice(0, min(CHUNK, rows - n)))


def run(source: Path, target: Path) -> list[str]:
    return [sys.executable, "-m", "triage", "cohort", CALF, str(source), "-o", str(target)]


def _spent(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def _worked(who: int, work: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds by the clock and of all processors that something takes."""
    before = resource.getrusage(who)
    spent = _spent(work)
    after = resource.getrusage(who)
    return spent, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _read_alone(source: Path) -> None:
    """Read the columns of facts as the job does, on all processors, and do nothing with them."""
    opened = open_source(source)
    for _ in opened.blocks([pl.col(name) for name in opened.types], 0):
        pass


def measure(options: Namespace) -> int:
    """Print how long files take; return 1 where a limit is not met."""
    rows, met = options.rows or 10_000_000, True
    with TemporaryDirectory() as folder:
        for kind, most in (("parquet", 2.0), ("csv", 1.5)):
            source, target = Path(folder, f"in.{kind}"), Path(folder, f"out.{kind}")
            write(source, rows)
            alone = _worked(resource.RUSAGE_SELF, partial(_read_alone, source))
            job = partial(subprocess.run, run(source, target), check=True, capture_output=True)
            ours = _worked(resource.RUSAGE_CHILDREN, job)
            memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
            times = [one / other for one, other in zip(ours, alone, strict=True)]
            print(f"{rows:,} rows of text {kind}: {ours[0]:.1f} s, {rows / ours[0] / 1e6:.2f} M "
                  f"rows/s, {times[0]:.2f} times reading alone ({alone[0]:.1f} s; at most {most}); "
                  f"of processors {ours[1]:.1f} s, {times[1]:.2f} times ({alone[1]:.1f} s); "
                  f"{memory:.1f} GB", flush=True)  # fmt: skip
            met = met and min(times) <= most
    return int(not met)


def measure_killed(options: Namespace) -> int:
    """Kill a run at 20 random moments; return 1 where the bytes are not those of one left alone."""
    rows, same = options.rows or 10_000_000, True
    with TemporaryDirectory() as folder:
        source = Path(folder, "in.parquet")
        write(source, rows)
        for kind in ("parquet", "csv"):
            alone, target = Path(folder, f"alone.{kind}"), Path(folder, f"out.{kind}")
            spent = _spent(lambda alone=alone: subprocess.run(run(source, alone), check=True))  # type: ignore[misc]
            killed = _kill(run(source, target), spent, 20)
            subprocess.run(run(source, target), check=True)
            is_same = _digest(alone) == _digest(target)
            print(f"{rows:,} rows to {kind}: killed {killed} times, then "
                  f"{'the same bytes' if is_same else 'OTHER BYTES'}", flush=True)  # fmt: skip
            same = same and is_same
    return int(not same)


def _kill(job: Sequence[str], spent: float, times: int) -> int:
    """Start a job and kill it after a random time, again and again; return how often it ran."""
    chance, killed = random.Random(0), 0
    for _ in range(times):
        process = subprocess.Popen(job, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        sleep(chance.uniform(0.5, max(1.0, spent / 3)))
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
            killed += 1
        process.wait()
    return killed


def _digest(path: Path) -> str:
    found = sha256()
    with path.open("rb") as file:
        while some := file.read(1 << 20):
            found.update(some)
    return found.hexdigest()
