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


@pytest.mark.nightly  # it starts Java
@pytest.mark.filterwarnings("ignore")  # those of Spark itself
def test_spark_works_out_its_partitions_with_the_same_kernel(tmp_path, monkeypatch):
    pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
    pytest.importorskip("pandas", reason="the extra `spark` is not installed")
    if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
        pytest.skip("there is no Java")
    from triage.cohort.spark_files import assess_by_spark

    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    source, target = tmp_path / "in.parquet", tmp_path / "out.parquet"
    TABLE.write_parquet(source)

    assess_by_spark(SHOWCASE, str(source), str(target), master="local[1]", keep=["number"])

    told = pl.read_parquet(target / "*.parquet").sort("number")
    assert told.rows() == TOLD.rows()
