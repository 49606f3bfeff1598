"""PySpark and DuckDB: the same rows through the kernel, and how many a second."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
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

LEAST = 0.3


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
        begun = perf_counter()
        told.write.format("noop").mode("overwrite").save()
        spent = perf_counter() - begun
        out = source.with_name("out.parquet")
        told.write.parquet(str(out))
        same = _sorted(session.read.parquet(str(out)).toArrow()) == _sorted(wanted.to_arrow())
    finally:
        session.stop()
    rate = rows / spent / 1e6
    print(f"Spark local[2]: {rate:.2f} M rows/s from cached rows (at least {LEAST}), "
          f"{'the same' if same else 'NOT THE SAME'}")  # fmt: skip
    return same and rate >= LEAST


def _sorted(table: Any) -> list[str]:
    """Return the rows in an order of their own: Spark writes its partitions side by side."""
    return sorted(map(repr, pl.DataFrame(table).rows()))
