"""Files of results: one part after another, and then all of them together."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final, Protocol

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from attrs import define

from triage.cohort.reading import ARROW, CSV, LINES, PARQUET, SEPARATORS, TSV

_BETWEEN: Final = " "  # no name holds any


class PartWriter(Protocol):
    """What writes the blocks of one part."""

    def write(self, block: pa.RecordBatch) -> None:
        """Write a block."""

    def close(self) -> None:
        """Write what comes last."""


@define(eq=False)
class _Text:
    """CSV and TSV, without the names of the columns."""

    file: BinaryIO
    separator: str

    def write(self, block: pa.RecordBatch) -> None:
        flat = pa.RecordBatch.from_arrays(
            [_joined(column) for column in block.columns], names=block.schema.names
        )
        pl.DataFrame(flat).write_csv(self.file, include_header=False, separator=self.separator)

    def close(self) -> None:
        pass


def _joined(column: pa.Array) -> pa.Array:
    """Return a list as its names in a row, and all else as it is."""
    if not pa.types.is_list(column.type):
        return column
    names = pc.binary_join(column, _BETWEEN)
    return pc.if_else(pc.equal(names, ""), None, names)  # so that nothing stands there


@define(eq=False)
class _Lines:
    file: BinaryIO

    def write(self, block: pa.RecordBatch) -> None:
        pl.DataFrame(block).write_ndjson(self.file)

    def close(self) -> None:
        pass


class _Parquet:
    def __init__(self, file: BinaryIO, schema: pa.Schema) -> None:
        self.writer = pq.ParquetWriter(file, schema, compression="zstd")

    def write(self, block: pa.RecordBatch) -> None:
        self.writer.write_batch(block)

    def close(self) -> None:
        self.writer.close()


class _Arrow:
    def __init__(self, file: BinaryIO, schema: pa.Schema) -> None:
        options = pa.ipc.IpcWriteOptions(unify_dictionaries=True)
        self.writer = pa.ipc.new_file(file, schema, options=options)

    def write(self, block: pa.RecordBatch) -> None:
        self.writer.write_batch(block)

    def close(self) -> None:
        self.writer.close()


def writer(kind: str, file: BinaryIO, schema: pa.Schema) -> PartWriter:
    """Return what writes blocks into a file.

    Args:
        kind: the format.
        file: open for writing.
        schema: the types of the columns.
    """
    if kind in SEPARATORS:
        return _Text(file, SEPARATORS[kind])
    if kind == LINES:
        return _Lines(file)
    return _Parquet(file, schema) if kind == PARQUET else _Arrow(file, schema)


def put_together(kind: str, parts: Sequence[Path], target: BinaryIO, schema: pa.Schema) -> None:
    """Write all parts into one file.

    Args:
        kind: the format.
        parts: in their order.
        target: open for writing.
        schema: the types of the columns.
    """
    if kind in SEPARATORS:
        names = pl.DataFrame(schema=dict.fromkeys(schema.names, pl.String))
        names.write_csv(target, separator=SEPARATORS[kind])
    if kind in (CSV, TSV, LINES):
        for part in parts:
            with part.open("rb") as file:
                shutil.copyfileobj(file, target, 1 << 20)
        return
    whole = writer(kind, target, schema)
    for part in parts:
        for block in _READ[kind](part):
            whole.write(block)
    whole.close()


def _parquet_blocks(part: Path) -> Iterable[pa.RecordBatch]:
    file = pq.ParquetFile(part)
    for number in range(file.num_row_groups):
        yield from file.read_row_group(number).combine_chunks().to_batches()


def _arrow_blocks(part: Path) -> Iterable[pa.RecordBatch]:
    with pa.memory_map(str(part)) as file:
        reader = pa.ipc.open_file(file)
        for number in range(reader.num_record_batches):
            yield reader.get_batch(number)


_READ: Final[Mapping[str, Callable[[Path], Iterable[pa.RecordBatch]]]] = {
    PARQUET: _parquet_blocks,
    ARROW: _arrow_blocks,
}


def with_kept(kept: pl.DataFrame, made: pa.RecordBatch) -> pa.RecordBatch:
    """Return the columns that are kept, and behind them the results."""
    table: Any = kept.to_arrow(compat_level=pl.CompatLevel.oldest()).combine_chunks()
    columns = [column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
               for column in table.columns]  # fmt: skip
    return pa.RecordBatch.from_arrays(
        [*columns, *made.columns], names=[*table.column_names, *made.schema.names]
    )
