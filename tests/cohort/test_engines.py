"""DuckDB and Spark hand over the same rows, and are told the same of them."""

from __future__ import annotations

import os
import shutil
import sys

import polars as pl
import pytest

from tests.cohort.test_frames import SHOWCASE, TEXTS, assess
from tests.sampled import slow

TABLE = TEXTS.with_columns(number=pl.int_range(pl.len()))
TOLD = assess(TABLE, SHOWCASE, keep=["number"])


@slow
def test_duckdb_hands_over_its_rows_by_arrow(tmp_path):
    duckdb = pytest.importorskip("duckdb", reason="the extra `duckdb` is not installed")
    TABLE.write_parquet(tmp_path / "in.parquet")

    with duckdb.connect() as connection:
        rows = connection.read_parquet(str(tmp_path / "in.parquet"))
        told = assess(rows, SHOWCASE, keep=["number"])

    assert pl.DataFrame(told).rows() == TOLD.rows()


def write_file(folder):
    """Write a table that the workers read themselves."""
    TABLE.write_parquet(folder / "in.parquet", row_group_size=30)
    return folder / "in.parquet"


def write_folder(folder):
    """Write several files, whose names are written otherwise in an address."""
    source = folder / "50% in.parquet"
    source.mkdir()
    for n in range(4):
        TABLE.slice(50 * n, 50).write_parquet(source / f"a b#{n}.parquet")
    return source


def write_by_date(folder):
    """Write a folder of which a column stands in the names of its folders: Spark reads it."""
    for n in range(2):
        part = folder / "in.parquet" / f"storm_warning={'yes' if n else 'no'}"
        part.mkdir(parents=True)
        half = TABLE.filter(pl.col("number") % 2 == n).drop("storm_warning")
        half.write_parquet(part / "part.parquet")
    return folder / "in.parquet"


def write_text(folder):
    """Write a table of text: Spark reads it."""
    TABLE.write_csv(folder / "in.csv")
    return folder / "in.csv"


@pytest.mark.nightly  # it starts Java
@pytest.mark.filterwarnings("ignore")  # those of Spark itself
@pytest.mark.parametrize("write", [write_file, write_folder, write_by_date, write_text])
def test_spark_works_out_its_partitions_with_the_same_kernel(tmp_path, monkeypatch, write):
    pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
    pytest.importorskip("pandas", reason="the extra `spark` is not installed")
    if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
        pytest.skip("there is no Java")
    from triage.cohort.spark_files import assess_by_spark

    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    source, target = write(tmp_path), tmp_path / "out.parquet"
    wanted = TOLD
    if write is write_by_date:
        told_by = pl.when(pl.col("number") % 2 == 1).then(pl.lit("yes")).otherwise(pl.lit("no"))
        wanted = assess(TABLE.with_columns(storm_warning=told_by), SHOWCASE, keep=["number"])
    if write is write_text:
        wanted = wanted.with_columns(pl.col("number").cast(pl.String))

    assess_by_spark(SHOWCASE, str(source), str(target), master="local[1]", keep=["number"])

    told = pl.read_parquet(target / "*.parquet").sort(pl.col("number").cast(pl.Int64))
    assert told.rows() == wanted.rows()
