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

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

import triage
from benchmarks.handwritten_calf import CALF
from tests.cohort.people import people
from triage.cohort import assess
from triage.cohort.reading import open_source
from triage.model.values import Value

CHUNK = 100_000
FEW = 2_000
TURNS = 3
LARGE_SECONDS, LARGE_MEMORY = 90, 6  # of a hundred million rows; memory in GB


def table(rows: int, of: triage.Tree | None = None) -> pl.DataFrame:
    """Return made-up people as texts, drawn again and again from a few."""
    tree = of or triage.load(CALF, allow_draft=True)
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


# Where somebody is sent, and what to ask them next.
FEW_RESULTS = ("disposition", "outcome", "next")


def run(source: Path, target: Path, only: Sequence[str] = ()) -> list[str]:
    words = [sys.executable, "-m", "triage", "cohort", CALF, str(source), "-o", str(target)]
    return [*words, *(word for name in only for word in ("--only", name))]


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
            source = Path(folder, f"in.{kind}")
            write(source, rows)
            found = [_beside_reading(source, rows, FEW_RESULTS, most)]
            found += [_beside_reading(source, rows, (), None)]
            met = met and all(found)
            source.unlink()
    return int(not met)


def _beside_reading(source: Path, rows: int, only: Sequence[str], most: float | None) -> bool:
    """Print how long a table takes beside reading alone; each the best of some runs in turns."""
    target = source.with_stem("out")
    job = partial(subprocess.run, run(source, target, only), check=True, capture_output=True)
    alone, ours = [], []
    for _ in range(TURNS):
        alone.append(_worked(resource.RUSAGE_SELF, partial(_read_alone, source)))
        ours.append(_worked(resource.RUSAGE_CHILDREN, job))
    (clock, work), (clock_alone, work_alone) = (_least(each) for each in (ours, alone))
    times, worked = clock / clock_alone, work / work_alone
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    bar = f" (at most {most})" if most else ""
    print(f"{rows:,} rows of text {source.suffix}, {', '.join(only) or 'all results'}: "
          f"{clock:.1f} s, {rows / clock / 1e6:.2f} M rows/s; {times:.2f} times reading alone"
          f"{bar}, {clock_alone:.1f} s; of processors {work:.1f} s, {worked:.2f} times, "
          f"{work_alone:.1f} s; {memory:.1f} GB", flush=True)  # fmt: skip
    return most is None or min(times, worked) <= most


def _least(runs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return the least time by the clock, and the least of processors."""
    return min(clock for clock, _ in runs), min(work for _, work in runs)


def measure_large(options: Namespace) -> int:
    """Print how long a large table takes; return 1 where a limit or the order is not kept."""
    rows = options.rows or 100_000_000
    with TemporaryDirectory() as folder:
        source, target = Path(folder, "in.parquet"), Path(folder, "out.parquet")
        write(source, rows)
        job = partial(subprocess.run, run(source, target, FEW_RESULTS), check=True)
        clock, work = _worked(resource.RUSAGE_CHILDREN, job)
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
        in_order = _in_order(target, rows)
    print(f"{rows:,} rows: {clock:.0f} s (at most {LARGE_SECONDS}), {work:.0f} s of processors, "
          f"{memory:.1f} GB (at most {LARGE_MEMORY}), {'in' if in_order else 'OUT OF'} order",
          flush=True)  # fmt: skip
    return int(not (clock <= LARGE_SECONDS and memory <= LARGE_MEMORY and in_order))


def _in_order(target: Path, rows: int) -> bool:
    """Say whether each row was told what its people are told in memory."""
    people_told = assess(
        table(min(rows, CHUNK)), triage.load(CALF, allow_draft=True), only=["outcome"]
    )
    wanted = people_told["outcome"].cast(pl.String).to_arrow().cast(pa.string())
    begin = 0
    for batch in pq.ParquetFile(target).iter_batches(1 << 18, columns=["outcome"]):
        places = pa.array((begin + np.arange(batch.num_rows)) % len(wanted))
        if not batch.column(0).equals(wanted.take(places)):
            return False
        begin += batch.num_rows
    return begin == rows


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
