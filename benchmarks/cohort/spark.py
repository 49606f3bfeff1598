"""PySpark and DuckDB: the same rows through the kernel, and how many a second."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import polars as pl

import triage
from benchmarks.cohort.files import write
from benchmarks.handwritten_calf import CALF
from triage.cohort import assess
from triage.outputs.sql.exporting import in_dialect
from triage.outputs.sql.statement import outcome_statement

LEAST, TIMES = 0.3, 3


def measure(options: Namespace) -> int:
    """Print the rates of Spark and DuckDB; return 1 where they say other things, or are slow."""
    rows, met = options.rows or 1_000_000, True
    tree = triage.load(CALF, allow_draft=True)
    with TemporaryDirectory() as folder:
        source = Path(folder, "in.parquet")
        write(source, rows)
        wanted = assess(pl.read_parquet(source), tree)
        if find_spec("duckdb"):
            met = _duckdb(source, tree, wanted, rows)
        if find_spec("pyspark"):
            met = _spark(source, tree, wanted, rows) and met
    return int(not met)


def _duckdb(source: Path, tree: triage.Tree, wanted: pl.DataFrame, rows: int) -> bool:
    import duckdb

    begun = perf_counter()
    told = assess(duckdb.read_parquet(str(source)), tree)
    spent = perf_counter() - begun
    same = pl.DataFrame(told).rows() == wanted.rows()
    print(f"DuckDB: {rows / spent / 1e6:.2f} M rows/s, {'the same' if same else 'NOT THE SAME'}")
    return same


def _spark(source: Path, tree: triage.Tree, wanted: pl.DataFrame, rows: int) -> bool:
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder: Any = SparkSession.builder
    session = builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        # A small file is one partition, which one processor would work out.
        frame = session.read.parquet(str(source)).repartition(2).cache()
        frame.count()
        told = assess(frame, tree)
        told.write.parquet(str(source.with_name("out.parquet")))  # starts the workers, too
        made = session.read.parquet(str(source.with_name("out.parquet"))).toArrow()
        same = _sorted(made) == _sorted(wanted.to_arrow())
        spent = min(_spent(told) for _ in range(2))
        print(f"Spark local[2]: {rows / spent / 1e6:.2f} M rows/s from cached rows (at least "
              f"{LEAST}), {'the same' if same else 'NOT THE SAME'}", flush=True)  # fmt: skip
        by_plan = _by_plan(frame, tree)
        said = [row.outcome for row in by_plan.select("outcome").collect()]
        planned = _spent(by_plan)
    finally:
        session.stop()
    is_equal = Counter(said) == Counter(wanted["outcome"])
    print(f"{planned / spent:.1f} times the rate of exported SQL for the outcome alone (at least "
          f"{TIMES}), {'the same' if is_equal else 'NOT THE SAME'}", flush=True)  # fmt: skip
    return same and is_equal and rows / spent / 1e6 >= LEAST and planned >= TIMES * spent


def _spent(frame: Any) -> float:
    begun = perf_counter()
    frame.write.format("noop").mode("overwrite").save()
    return perf_counter() - begun


def _by_plan(frame: Any, tree: triage.Tree) -> Any:
    """Return what Spark says by expressions alone: the statement that is exported."""
    frame.createOrReplaceTempView("patients")
    statement = in_dialect(outcome_statement(tree, "patients"), "spark")
    return frame.sparkSession.sql(statement.rstrip(";\n"))


def _sorted(table: Any) -> list[str]:
    """Return the rows in an order of their own: Spark writes its partitions side by side."""
    return sorted(map(repr, pl.DataFrame(table).rows()))
