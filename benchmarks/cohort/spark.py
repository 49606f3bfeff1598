"""PySpark and DuckDB: the same rows through the kernel, and how many a second."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import polars as pl

import triage
from benchmarks.cohort.files import FEW_RESULTS, table, write
from benchmarks.handwritten_calf import CALF
from triage.cohort import assess
from triage.cohort.spark_parquet import assess_parquet
from triage.outputs.sql.exporting import in_dialect
from triage.outputs.sql.statement import outcome_statement

LEAST, TIMES, TURNS, PROCESSORS = 0.3, 3, 2, 2
NAMES = ("calf-soreness", "start", "showcase")
EQUAL = 100_000
NUMBER = "number"


def measure(options: Namespace) -> int:
    """Print the rates of Spark and DuckDB; return 1 where they say other things, or are slow."""
    rows, met = options.rows or 2_000_000, True
    tree = triage.load(CALF, allow_draft=True)
    with TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "in.parquet", rows)
        if find_spec("duckdb"):
            met = _duckdb(folder / "in.parquet", tree, rows)
        if find_spec("pyspark"):
            with _session() as session:
                met = all([*_equal(session, folder), *_rates(session, folder, tree, rows), met])
    return int(not met)


def _duckdb(source: Path, tree: triage.Tree, rows: int) -> bool:
    import duckdb

    begun = perf_counter()
    told = assess(duckdb.read_parquet(str(source)), tree)
    spent = perf_counter() - begun
    same = pl.DataFrame(told).rows() == assess(pl.read_parquet(source), tree).rows()
    print(f"DuckDB: {rows / spent / 1e6:.2f} M rows/s, {_said(same)}")
    return same


def _said(same: bool) -> str:
    return "the same" if same else "NOT THE SAME"


# --- Spark


@contextmanager
def _session() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder: Any = SparkSession.builder.master(f"local[{PROCESSORS}]")
    told = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false",
            "spark.executorEnv.POLARS_MAX_THREADS": "1"}  # fmt: skip
    session = builder.config(map=told).getOrCreate()
    try:
        yield session
    finally:
        session.stop()


def _equal(session: Any, folder: Path) -> Iterator[bool]:
    """Compare rows of several trees, as workers read them and as Spark hands them over."""
    source = folder / "few.parquet"
    for name in NAMES:
        tree = triage.load(name, allow_draft=True)
        people = _with_none(table(EQUAL, tree)).with_row_index(NUMBER).cast({NUMBER: pl.Int64})
        people.write_parquet(source, row_group_size=EQUAL // 8)
        frame = session.read.parquet(str(source))
        for only in (FEW_RESULTS, ()):
            wanted = assess(people, tree, keep=[NUMBER], only=only)
            by_worker: Any = assess_parquet(frame, tree, keep=[NUMBER], only=only)
            by_spark = assess(frame, tree, keep=[NUMBER], only=only)
            found = [pl.DataFrame(each.toArrow()).sort(NUMBER).rows() == wanted.rows()
                     for each in (by_worker, by_spark)]  # fmt: skip
            print(f"Spark: {name}, {EQUAL:,} rows, {', '.join(only) or 'all results'}: read by "
                  f"workers {_said(found[0])}, by Spark {_said(found[1])}", flush=True)  # fmt: skip
            yield all(found)


def _with_none(people: pl.DataFrame) -> pl.DataFrame:
    """Return people some of whose answers are none: each hundredth in each third column."""
    is_none = pl.int_range(pl.len()) % 100 == 0
    return people.with_columns(
        pl.when(is_none).then(pl.lit("mouldy")).otherwise(pl.col(name)).alias(name)
        for name in people.columns[::3]
    )


def _rates(session: Any, folder: Path, tree: triage.Tree, rows: int) -> Iterator[bool]:
    """Print rows a second; yield whether limits are met, and what is said is the same."""
    frame = session.read.parquet(str(folder / "in.parquet"))
    by_worker = partial(assess_parquet, frame, tree)
    tell = partial(_tell, folder / "out.parquet", rows)
    few = tell(", ".join(FEW_RESULTS), by_worker(only=FEW_RESULTS))
    tell("all results", by_worker())
    tell("the same, read by Spark", assess(frame, tree, only=FEW_RESULTS))
    outcomes = by_worker(only=["outcome"])
    alone, planned = tell("outcome", outcomes), tell("by exported SQL", _by_plan(frame, tree))
    same = _counted(outcomes) == _counted(_by_plan(frame, tree))
    print(f"at least {LEAST} M rows/s, and {TIMES} times exported SQL: {planned / alone:.1f} "
          f"times, {_said(same)}", flush=True)  # fmt: skip
    yield same and rows / few / 1e6 >= LEAST and planned >= TIMES * alone


def _tell(target: Path, rows: int, name: str, told: Any) -> float:
    """Print how long it takes to write what is told; return the least seconds of some runs.

    Where others work on the computer, those are the seconds of two processors that do not wait.
    """
    clock, work = [], []
    for _ in range(TURNS):
        before, begun = _worked(), perf_counter()
        told.write.mode("overwrite").parquet(str(target))
        clock.append(perf_counter() - begun)
        work.append(_worked() - before)
    least, worked = min(clock), min(work)
    print(f"Spark local[{PROCESSORS}], {name}: {rows / least / 1e6:.2f} M rows/s, {least:.1f} s; "
          f"of one processor {rows / worked / 1e6:.2f} M rows/s, {worked:.1f} s",
          flush=True)  # fmt: skip
    return min(least, worked / PROCESSORS)


def _worked() -> float:
    """Return the seconds of processors of all processes that this one started, still running."""
    parents, ticks = {}, {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            found = file.read_text().rpartition(")")[2].split()
            parents[file.parent.name] = found[1]
            ticks[file.parent.name] = int(found[11]) + int(found[12])
    ours = [name for name in ticks if str(os.getpid()) in _above(name, parents)]
    return sum(ticks[name] for name in ours) / os.sysconf("SC_CLK_TCK")


def _above(process: str, parents: dict[str, str]) -> Iterator[str]:
    while process in parents:
        process = parents[process]
        yield process


def _by_plan(frame: Any, tree: triage.Tree) -> Any:
    """Return what Spark says by expressions alone: the statement that is exported."""
    frame.createOrReplaceTempView("patients")
    statement = in_dialect(outcome_statement(tree, "patients"), "spark")
    return frame.sparkSession.sql(statement.rstrip(";\n")).select("outcome")


def _counted(told: Any) -> dict[str, int]:
    return {row[0]: row[1] for row in told.groupBy("outcome").count().collect()}
