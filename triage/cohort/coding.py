"""The rows of a file as codes, with as few looks at its texts as may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from triage.cohort.blocks import Blocks
from triage.cohort.reading import TableFile


def coded_blocks(
    source: TableFile, blocks: Blocks, keep: Sequence[str], begin: int, end: int | None = None
) -> Iterator[pl.DataFrame]:
    """Yield the columns to keep, and codes.

    Only usual texts are looked for until others are met. Then it is begun again there: the
    columns that hold them are looked at in full, and the second time all columns.

    Args:
        source: the file.
        blocks: the tree, ready for its columns.
        keep: the columns to keep.
        begin: the first row, from 0.
        end: the row to stop before; all are read where it is left out.
    """
    kept = [as_kept(name, source.types[name]) for name in keep]
    in_full: list[str] | None = []
    while True:
        unusual: list[str] = []
        columns = [*kept, *blocks.codes(source.types, in_full)]
        for block in source.blocks(columns, begin, end):
            unusual = [] if in_full is None else blocks.unusual(block)
            if unusual:
                break
            yield block
            begin += block.height
        if not unusual:
            return
        in_full = None if in_full else unusual


def as_kept(name: str, kind: pl.DataType) -> pl.Expr:
    """Return a column that is kept; categories differ from block to block, texts do not."""
    words = kind in (pl.Categorical, pl.Enum)
    return pl.col(name).cast(pl.String) if words else pl.col(name)
