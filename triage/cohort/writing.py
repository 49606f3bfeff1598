"""Files of results, block by block: CSV, TSV, JSON lines, Parquet, Arrow IPC."""

from __future__ import annotations

from base64 import b64encode
from typing import Any, BinaryIO, Final, Protocol

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from attrs import define

from triage.cohort.columns import plain
from triage.cohort.reading import LINES, PARQUET, SEPARATORS

_BETWEEN: Final = " "  # no name holds any


class BlockWriter(Protocol):
    """What writes one block after another."""

    def write(self, block: pa.RecordBatch) -> None:
        """Write a block."""

    def close(self) -> None:
        """Write what comes last."""


@define(eq=False)
class _Text:
    """CSV and TSV."""

    file: BinaryIO
    separator: str
    names: list[str]

    def __attrs_post_init__(self) -> None:
        table = pl.DataFrame(schema=dict.fromkeys(self.names, pl.String))
        table.write_csv(self.file, separator=self.separator)

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
    names = pc.binary_join(column.cast(plain(column.type)), _BETWEEN)
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
        # Dictionaries are how it is written, and nothing that a reader has to know of.
        readable = pa.schema([pa.field(f.name, plain(f.type)) for f in schema])
        told = {b"ARROW:schema": b64encode(readable.serialize())}
        self.schema = schema.with_metadata(told)
        # Least and most of names help no reader, and take a third of the time.
        bounded = [f.name for f in schema if pa.types.is_primitive(f.type)]
        self.writer = pq.ParquetWriter(
            file,
            self.schema,
            compression="zstd",
            compression_level=1,
            store_schema=False,
            write_statistics=bounded,
        )

    def write(self, block: pa.RecordBatch) -> None:
        self.writer.write_batch(block.replace_schema_metadata(self.schema.metadata))

    def close(self) -> None:
        self.writer.close()


class _Arrow:
    def __init__(self, file: BinaryIO, schema: pa.Schema) -> None:
        self.schema = pa.schema([_field(f) for f in schema])
        self.writer = pa.ipc.new_file(file, self.schema, options=_OPTIONS)

    def write(self, block: pa.RecordBatch) -> None:
        self.writer.write_batch(block.cast(self.schema))

    def close(self) -> None:
        self.writer.close()


def _field(of: pa.Field) -> pa.Field:
    """Return the type of a column; no reader knows dictionaries within lists well."""
    return pa.field(of.name, plain(of.type) if pa.types.is_list(of.type) else of.type)


_OPTIONS: Final = pa.ipc.IpcWriteOptions(unify_dictionaries=True)


def writer(kind: str, file: BinaryIO, schema: pa.Schema) -> BlockWriter:
    """Return what writes blocks into a file.

    Args:
        kind: the format.
        file: open for writing.
        schema: the types of the columns.
    """
    if kind in SEPARATORS:
        return _Text(file, SEPARATORS[kind], schema.names)
    if kind == LINES:
        return _Lines(file)
    return _Parquet(file, schema) if kind == PARQUET else _Arrow(file, schema)


def with_kept(kept: pl.DataFrame, made: pa.RecordBatch) -> pa.RecordBatch:
    """Return the columns that are kept, and behind them the results."""
    table: Any = kept.to_arrow(compat_level=pl.CompatLevel.oldest()).combine_chunks()
    columns = [column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
               for column in table.columns]  # fmt: skip
    return pa.RecordBatch.from_arrays(
        [*columns, *made.columns], names=[*table.column_names, *made.schema.names]
    )
