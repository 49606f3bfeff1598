"""Any table that narwhals knows, in memory or behind an engine: results as a table of its kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import narwhals as nw
import polars as pl
import pyarrow as pa

from triage.cohort.blocks import Blocks, refuse_set_aside
from triage.cohort.columns import check_columns, plain_lists, schema
from triage.cohort.compiled import compile_tree
from triage.cohort.mapping import columns_of
from triage.engine.calls import admit
from triage.errors import TriageError
from triage.model.tree import Tree
from triage.words import _


def assess(
    frame: Any,
    tree: Tree,
    *,
    on: date | None = None,
    keep: Sequence[str] = (),
    only: Sequence[str] = (),
    mapping: Mapping[str, object] | None = None,
    strict: bool = False,
    allow_draft: bool = False,
) -> Any:
    """Say of each row where it leads; ``triage.cohort.assess`` tells of the arguments."""
    admit(tree, on, allow_draft=allow_draft)
    try:
        table = nw.from_native(frame)
    except TypeError:
        kind = type(frame).__name__
        raise TriageError(
            _("found a {kind}, expected a table that narwhals knows", kind=kind)
        ) from None
    if table.implementation.is_pyspark():
        from triage.cohort.spark import assess as by_spark

        return by_spark(frame, tree, keep=keep, only=only, mapping=mapping, strict=strict)
    names = table.collect_schema().names()
    check_columns(keep, names, only)
    blocks = Blocks(compile_tree(tree), columns_of(tree, names, mapping), only)
    wanted = list(dict.fromkeys([*keep, *(each.column for each in blocks.of)]))
    known = _in_memory(table, wanted)
    made = pa.Table.from_batches(blocks.of_frame(known), schema=schema(only)).cast(
        plain_lists(only)
    )
    if strict:
        refuse_set_aside(blocks)
    return _as_given(table, known.select(keep).to_arrow(), made)


def _in_memory(table: Any, wanted: list[str]) -> pl.DataFrame:
    """Return the columns that are needed; an engine hands them over by Arrow."""
    some = table.select(wanted)
    if isinstance(some, nw.LazyFrame):
        some = some.collect(backend="pyarrow")
    found: pl.DataFrame = some.to_polars()
    return found


def _as_given(table: Any, kept: pa.Table, made: pa.Table) -> Any:
    """Return a table of the kind that was given; an engine gets one of Arrow."""
    both = pa.Table.from_arrays(
        [*kept.columns, *made.columns], names=[*kept.column_names, *made.column_names]
    )
    if isinstance(table, nw.LazyFrame) and not table.implementation.is_polars():
        return both
    found = nw.from_arrow(both, backend=table.implementation)
    if isinstance(table, nw.LazyFrame):
        return found.lazy().to_native()
    native = found.to_native()
    if table.implementation.is_pandas():
        native.index = nw.to_native(table).index
    return native
