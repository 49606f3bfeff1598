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
        frame = session.read.parquet(str(source)).cache()
        frame.count()
        told = assess(frame, tree)
        told.limit(1).collect()  # starts the workers
        spent = _spent(told)
        by_plan = _by_plan(frame, tree)
        said = [row.outcome for row in by_plan.select("outcome").collect()]
        planned = _spent(by_plan)
        out = source.with_name("out.parquet")
        told.write.parquet(str(out))
        same = _sorted(session.read.parquet(str(out)).toArrow()) == _sorted(wanted.to_arrow())
    finally:
        session.stop()
    same = same and Counter(said) == Counter(wanted["outcome"])
    rate = rows / spent / 1e6
    print(f"Spark local[2]: {rate:.2f} M rows/s from cached rows (at least {LEAST}), "
          f"{'the same' if same else 'NOT THE SAME'}; {planned / spent:.1f} times exported SQL "
          f"for the outcome alone (at least {TIMES})")  # fmt: skip
    return same and rate >= LEAST and planned >= TIMES * spent


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
