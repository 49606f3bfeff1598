"""Files of Parquet on Spark: each worker reads its share of the rows itself.

Spark would make rows of all texts and hand them over one by one, which takes ten times as long as
all else. Its plan stays: splits are partitions, and Spark writes what comes out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pyarrow as pa
import pyarrow.parquet as pq
import pyarrow.types as kinds
from attrs import evolve, frozen

from triage.cohort.blocks import Blocks
from triage.cohort.coding import coded_blocks
from triage.cohort.columns import check_columns
from triage.cohort.mapping import columns_of
from triage.cohort.reading import open_source, readable, state_of
from triage.cohort.spark import compiled_once, told_schema, with_results
from triage.errors import TriageError
from triage.model.tree import Tree
from triage.words import _

# As Spark parts files, in bytes.
_MOST: Final = 128 << 20
_LEAST: Final = 4 << 20


@frozen
class FileSplit:
    """Some rows of a file, one after another.

    Attributes:
        path: the file.
        state: its length in bytes and the time of its last change, in ns.
        begin: the first row, from 0.
        rows: how many.
        size: how many bytes of the file they take, about.
    """

    path: Path
    state: tuple[int, int]
    begin: int
    rows: int
    size: int


def assess_parquet(
    frame: Any,
    tree: Tree,
    *,
    keep: Sequence[str] = (),
    only: Sequence[str] = (),
    mapping: Mapping[str, object] | None = None,
) -> Any | None:
    """Return a Spark table of what each row comes to; None where Spark has to read the files.

    That is so where they are on no file system that all machines share, or where their columns
    are of other types than texts, numbers, yes and no, or differ from file to file.

    Args:
        frame: what Spark makes of a file or folder, as it was read and no more.
        tree: the tree to ask, which may be asked.
        keep: columns that stand before the results.
        only: the columns of results that are wanted; all where none is named.
        mapping: which column holds which fact.

    Raises:
        TriageError: no column is a fact.
    """
    names = list(frame.columns)
    check_columns(keep, names, only)
    of = columns_of(tree, names, mapping)
    files = _files(frame, [*keep, *(each.column for each in of)])
    if not files:
        return None
    schema = told_schema(frame, keep, only)
    kept_types = _arrow_types(schema, keep)
    cores = frame.sparkSession.sparkContext.defaultParallelism
    partitions = parted(files, cores)

    def work(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for number in (n.as_py() for batch in batches for n in batch.column(0)):
            for split in partitions[number]:
                blocks = Blocks(compiled_once(tree), of, only)
                yield from told_of(blocks, split, keep, kept_types)

    numbers = frame.sparkSession.range(0, len(partitions), 1, len(partitions))
    return numbers.mapInArrow(work, schema)


def _arrow_types(schema: Any, keep: Sequence[str]) -> pa.Schema:
    from pyspark.sql.pandas.types import to_arrow_type

    return pa.schema([pa.field(name, to_arrow_type(schema[name].dataType)) for name in keep])


# --- which files, and who reads what of them


def _files(frame: Any, wanted: Sequence[str]) -> list[tuple[Path, Any]] | None:
    """Return the files of a table with what Parquet tells of them, in the order of their names.

    Args:
        frame: what Spark makes of them.
        wanted: the columns that are read.

    Returns:
        The files; None where a worker could not read all these columns in each by itself.

    Raises:
        TriageError: a file is broken.
    """
    parts = [urlsplit(uri) for uri in sorted(frame.inputFiles())]
    if any(part.scheme != "file" or part.netloc for part in parts):
        return None
    paths = [Path(url2pathname(part.path)) for part in parts]
    found, first = [], None
    for path in paths:
        with readable(path):
            file = pq.ParquetFile(path)
        schema = file.schema_arrow
        types = [schema.field(name).type for name in wanted if name in schema.names]
        first = types if first is None else first
        if len(types) < len(wanted) or types != first or not all(map(_is_simple, types)):
            return None
        found.append((path, file.metadata))
    return found


def _is_simple(kind: pa.DataType) -> bool:
    """Say whether Spark and Polars make the same of a column."""
    kind = kind.value_type if kinds.is_dictionary(kind) else kind
    tests = (kinds.is_string, kinds.is_large_string, kinds.is_boolean, kinds.is_floating,
             kinds.is_signed_integer, kinds.is_null)  # fmt: skip
    return any(test(kind) for test in tests)


def parted(
    files: Sequence[tuple[Path, Any]], cores: int, least: int = _LEAST
) -> list[list[FileSplit]]:
    """Part files about as Spark does: not beyond a size, and so that all processors have some.

    Args:
        files: with what Parquet tells of them.
        cores: how many processors there are.
        least: how many bytes are worth a partition.
    """
    groups = [split for path, meta in files for split in _row_groups(path, meta)]
    total = sum(each.size for each in groups)
    number = max(-(-total // _MOST), min(cores, -(-total // least)), 1)
    found: list[list[FileSplit]] = [[] for _ in range(number)]
    passed = 0
    for each in groups:
        _add(found[(2 * passed + each.size) * number // (2 * total + 1)], each)
        passed += each.size
    return [some for some in found if some]


def _add(splits: list[FileSplit], more: FileSplit) -> None:
    """Add rows to a share; those that follow others of the same file are read with them."""
    if splits and splits[-1].path == more.path:
        last = splits.pop()
        more = evolve(last, rows=last.rows + more.rows)
    splits.append(more)


def _row_groups(path: Path, meta: Any) -> Iterator[FileSplit]:
    state, begin = state_of(path), 0
    for number in range(meta.num_row_groups):
        rows = meta.row_group(number).num_rows
        yield FileSplit(path, state, begin, rows, state[0] * rows // max(1, meta.num_rows))
        begin += rows


# --- in a worker


def told_of(
    blocks: Blocks, split: FileSplit, keep: Sequence[str], kept_types: pa.Schema
) -> Iterator[pa.RecordBatch]:
    """Yield what is told of the rows of a split.

    Args:
        blocks: the tree, ready for the columns of the file.
        split: the rows.
        keep: columns that stand before the results.
        kept_types: their types.

    Raises:
        TriageError: the file is broken, or not the one that was parted.
    """
    source, begin, end = open_source(split.path), split.begin, split.begin + split.rows
    for block in coded_blocks(source, blocks, keep, begin, end):
        made = blocks.work_out(block, begin)
        begin += block.height
        yield from with_results(block.select(keep).to_arrow().cast(kept_types), made)
    if begin != end or state_of(split.path) != split.state:
        raise TriageError(_("`{path}` was changed while it was read", path=split.path))
