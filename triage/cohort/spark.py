"""PySpark: the same kernel in each worker, over the batches of Arrow that Spark hands it.

Partitions stay as they are, and nothing is worked out before Spark is asked for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

import polars as pl
import pyarrow as pa

from triage.cohort.blocks import Blocks
from triage.cohort.columns import check_columns, plain_schema
from triage.cohort.compiled import Compiled, compile_tree
from triage.cohort.mapping import columns_of
from triage.errors import TriageError
from triage.model.tree import Tree
from triage.words import _

_BLOCK: Final = 1 << 17  # rows


def assess(
    frame: Any,
    tree: Tree,
    *,
    keep: Sequence[str] = (),
    only: Sequence[str] = (),
    mapping: Mapping[str, object] | None = None,
    strict: bool = False,
) -> Any:
    """Return a Spark table of what each row comes to, which Spark works out when it is read.

    Args:
        frame: the Spark table.
        tree: the tree to ask, which may be asked.
        keep: columns that stand before the results.
        only: the columns of results that are wanted; all where none is named.
        mapping: which column holds which fact.
        strict: refused, as nothing is known before Spark has worked it out.

    Raises:
        TriageError: no column is a fact, or it is to be strict.
    """
    if strict:
        raise TriageError(
            _("Spark works rows out later, so it cannot be strict\n    help: count `set_aside`")
        )
    names = list(frame.columns)
    check_columns(keep, names, only)
    of = columns_of(tree, names, mapping)
    wanted = list(dict.fromkeys([*keep, *(each.column for each in of)]))

    def work(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        blocks = Blocks(compiled_once(tree), of, only)
        for block in _larger(batches):
            yield from _told(blocks, block, keep)

    return frame.select(*_quoted(wanted)).mapInArrow(work, told_schema(frame, keep, only))


def _quoted(names: Iterable[str]) -> list[str]:
    return ["`" + name.replace("`", "``") + "`" for name in names]


@lru_cache(4)  # a worker works out several partitions, one after another
def compiled_once(tree: Tree) -> Compiled:
    """Return a tree made ready."""
    return compile_tree(tree)


def _larger(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Yield batches together: Spark hands over 10,000 rows at a time, and each block costs."""
    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        if sum(each.num_rows for each in waiting) >= _BLOCK:
            yield pa.Table.from_batches(waiting)
            waiting = []
    if waiting:
        yield pa.Table.from_batches(waiting)


def _told(blocks: Blocks, block: pa.Table, keep: Sequence[str]) -> Iterator[pa.RecordBatch]:
    begin = 0
    for made in blocks.of_frame(pl.DataFrame(block)):
        kept = block.slice(begin, made.num_rows).select(list(keep))
        begin += made.num_rows
        yield from with_results(kept, made)


def with_results(kept: pa.Table, made: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """Yield what is kept of a block and its results, in the types that Spark knows."""
    plain = pa.Table.from_batches([made]).cast(plain_schema(made.schema.names))
    table = pa.Table.from_arrays(
        [*kept.columns, *plain.columns], names=[*kept.column_names, *plain.column_names]
    )
    yield from table.combine_chunks().to_batches()


def told_schema(frame: Any, keep: Sequence[str], only: Sequence[str]) -> Any:
    """Return the types of what is told of a Spark table, as Spark names them."""
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import StructType

    kept = [frame.schema[name] for name in keep]
    return StructType([*kept, *from_arrow_schema(plain_schema(only)).fields])
