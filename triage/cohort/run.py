"""A file of many patients in, a file of results out: whole or not at all, and in order."""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

import polars as pl
import pyarrow as pa
from attrs import frozen

from triage.cohort.blocks import Blocks, SetAside, refuse_set_aside
from triage.cohort.coding import as_kept, coded_blocks
from triage.cohort.columns import check_columns, schema
from triage.cohort.compiled import compile_tree
from triage.cohort.mapping import columns_of
from triage.cohort.reading import TableFile, kind_of, open_source, state_of, values_at
from triage.cohort.work import Work, blocks_of, working
from triage.cohort.writing import BlockWriter, with_kept, writer
from triage.errors import TriageError
from triage.model.tree import Tree
from triage.version import VERSION
from triage.words import _

# In blocks: what is lost when a run is killed.
_PART: Final = 4
_WAITING: Final = 2

Progress = Callable[[int, int | None], None]


@frozen
class CohortReport:
    """What came of a table, in counts.

    Attributes:
        rows: how many patients there are.
        complete: how many of them have a disposition.
        resumed: how many rows an earlier run had left.
        aside: for each column how many values were set aside, and the first few with their
            row, counted from 1.
    """

    rows: int
    complete: int
    resumed: int
    aside: Mapping[str, tuple[int, tuple[tuple[int, Any], ...]]]


def assess_file(
    tree: Tree,
    source: Path,
    target: Path,
    *,
    keep: Sequence[str] = (),
    only: Sequence[str] = (),
    mapping: Mapping[str, object] | None = None,
    strict: bool = False,
    progress: Progress = lambda _rows, _of: None,
) -> CohortReport:
    """Say of each row of a file where it leads, in another file.

    Args:
        tree: the tree to ask, which may be asked.
        source: the table; its name says of which format it is.
        target: the file to write.
        keep: columns of the table that stand before the results.
        only: the columns of results that are wanted; all where none is named.
        mapping: which column holds which fact.
        strict: stop where something is no answer to its fact.
        progress: is told how many rows are done, of how many if that is known.

    Raises:
        TriageError: the table cannot be used; the message says why. Nothing was written.
        OSError: a file cannot be read or written.
    """
    table, kind = open_source(source), kind_of(target)
    if target.exists() and target.samefile(source):
        raise TriageError(_("found that `{path}` is read and to be written", path=target))
    check_columns(keep, [*table.types], only)
    blocks = Blocks(compile_tree(tree), columns_of(tree, [*table.types], mapping), only)
    said = [
        *(str(source.resolve()), *state_of(source), tree.digest, VERSION, kind),
        *(list(keep), list(only), mapping),
    ]
    signature = sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()
    run = _Run(table, blocks, tuple(keep), strict, progress)
    with working(target, signature) as work:
        resumed = work.rows
        try:
            with work.whole() as file:
                with closing(writer(kind, file, _schema(run))) as out:
                    _write(run, work, out)
                if list(state_of(source)) != said[1:3]:
                    raise TriageError(_("`{path}` was changed while it was read", path=source))
            report = _report(table, blocks, work, resumed)
        except TriageError:
            work.discard()
            raise
        work.finish()
    return report


@frozen(eq=False)
class _Run:
    source: TableFile
    blocks: Blocks
    keep: tuple[str, ...]
    strict: bool
    progress: Progress


def _write(run: _Run, work: Work, out: BlockWriter) -> None:
    """Write what an earlier run left, and then the rest, each part as soon as it is whole."""
    for part in work.files:
        for block in blocks_of(part):
            out.write(block)
    stream = coded_blocks(run.source, run.blocks, run.keep, work.rows)
    with ThreadPoolExecutor(1) as pool:  # which writes while the next block is worked out
        for first in stream:
            _write_part(run, work, out, chain([first], islice(stream, _PART - 1)), pool)


def _write_part(
    run: _Run,
    work: Work,
    out: BlockWriter,
    blocks: Iterator[pl.DataFrame],
    pool: ThreadPoolExecutor,
) -> None:
    rows, of = 0, run.source.about()
    run.blocks.aside, before = SetAside(), run.blocks.complete
    waiting: deque[Future[None]] = deque()
    with work.next_part(_schema(run)) as part:
        for block in blocks:
            made = run.blocks.work_out(block, work.rows + rows)
            if run.strict:
                refuse_set_aside(run.blocks)
            rows += block.height
            whole = with_kept(block.select(run.keep), made)
            waiting.append(pool.submit(_write_block, whole, part, out))
            while len(waiting) > _WAITING:
                waiting.popleft().result()
            run.progress(work.rows + rows, of)
        for each in waiting:
            each.result()
    counts, first = run.blocks.aside.counts, run.blocks.aside.rows
    work.done(
        rows,
        run.blocks.complete - before,
        {fact: [count, *first[fact]] for fact, count in counts.items()},
    )


def _write_block(block: pa.RecordBatch, *files: BlockWriter) -> None:
    for file in files:
        file.write(block)


def _schema(run: _Run) -> pa.Schema:
    types = {name: run.source.types[name] for name in run.keep}
    empty = pl.DataFrame(schema=types).select(as_kept(name, kind) for name, kind in types.items())
    kept = empty.to_arrow(compat_level=pl.CompatLevel.oldest()).schema
    return pa.schema([*kept, *schema(run.blocks.only)])


def _report(source: TableFile, blocks: Blocks, work: Work, resumed: int) -> CohortReport:
    """Return the counts of all parts, with what stands in the first rows that were set aside."""
    counts, rows = Counter[str](), dict[str, list[int]]()
    columns = {each.fact.name: each.column for each in blocks.of}
    for part in work.parts:
        for fact, (count, *first) in part.aside.items():
            counts[columns[fact]] += count
            known = rows.setdefault(columns[fact], [])
            known += first[: 3 - len(known)]
    values = values_at(source, rows) if rows else {}
    shown = {
        name: (counts[name], tuple(zip((r + 1 for r in rows[name]), values[name], strict=True)))
        for name in counts
    }
    return CohortReport(work.rows, sum(part.complete for part in work.parts), resumed, shown)
