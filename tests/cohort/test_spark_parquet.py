"""Files of Parquet are parted among Spark's workers; each reads its rows itself."""

from __future__ import annotations

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.cohort.test_frames import SHOWCASE, TEXTS, assess
from triage.cohort.blocks import Blocks
from triage.cohort.columns import plain_schema
from triage.cohort.compiled import compile_tree
from triage.cohort.mapping import columns_of
from triage.cohort.spark_parquet import parted, told_of
from triage.errors import TriageError

KEPT = pa.schema([pa.field("number", pa.int64())])
TABLE = TEXTS.with_columns(number=pl.int_range(pl.len()), food=pl.lit("mouldy"))
BLOCKS = Blocks(compile_tree(SHOWCASE), columns_of(SHOWCASE, TABLE.columns))


@pytest.fixture
def files(tmp_path):
    """Two files of ten groups of rows each."""
    paths = [tmp_path / "one.parquet", tmp_path / "two.parquet"]
    for n, path in enumerate(paths):
        TABLE.slice(100 * n, 100).write_parquet(path, row_group_size=10)
    return [(path, pq.read_metadata(path)) for path in paths]


@pytest.mark.parametrize("cores", [1, 3])
def test_every_row_has_its_place_in_one_split(files, cores):
    splits = [split for some in parted(files, cores, least=1) for split in some]

    told = [batch for split in splits for batch in told_of(BLOCKS, split, ["number"], KEPT)]

    assert len(splits) == {1: 2, 3: 4}[cores]  # the middle one of three has some of both files
    wanted = assess(TABLE, SHOWCASE, keep=["number"])
    found = pa.Table.from_batches(told, pa.schema([*KEPT, *plain_schema()]))
    assert pl.DataFrame(found).rows() == wanted.rows()


def test_a_file_that_changed_meanwhile_is_refused(files):
    path, _ = files[0]
    splits = parted(files, 1)[0]
    TABLE.write_parquet(path)

    with pytest.raises(TriageError, match="was changed while it was read"):
        list(told_of(BLOCKS, splits[0], ["number"], KEPT))
