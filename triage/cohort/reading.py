"""Files of tables, read block by block: CSV, TSV, JSON lines, Parquet, Arrow IPC.

Texts stay texts, so that nothing is guessed of a column.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from attrs import field, frozen

from triage.cohort.kernel import BLOCK
from triage.errors import TriageError
from triage.words import _

CSV, TSV, LINES, PARQUET, ARROW = "csv", "tsv", "jsonl", "parquet", "arrow"
KINDS: Final[Mapping[str, str]] = {
    ".csv": CSV,
    ".tsv": TSV,
    ".jsonl": LINES,
    ".ndjson": LINES,
    ".parquet": PARQUET,
    ".arrow": ARROW,
    ".feather": ARROW,
    ".ipc": ARROW,
}
SEPARATORS: Final[Mapping[str, str]] = {CSV: ",", TSV: "\t"}
# What a packed file begins with: it may unpack to any size.
_PACKED: Final = {
    b"\x1f\x8b": "gzip",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"PK\x03\x04": "zip",
    b"BZh": "bzip2",
}
_LONGEST_HEADER: Final = 8 << 20
_SAMPLE: Final = 1 << 20
# No table has such a column.
_ROW: Final = "\ue000row"
# Polars 2.1 looks whether anybody minds the order of rows, and gets it wrong.
IN_ORDER: Final = pl.QueryOptFlags(check_order_observe=False)


@frozen(eq=False)
class TableFile:
    """A table in a file.

    Attributes:
        path: the file.
        kind: its format.
        types: the types of its columns.
        rows: how many there are; None where only reading tells.
    """

    path: Path
    kind: str
    lazy: pl.LazyFrame = field(repr=False)
    types: Mapping[str, pl.DataType] = field(repr=False)
    rows: int | None = None

    def about(self) -> int | None:
        """Return how many rows there are, guessed by the length of the first where need be."""
        if self.rows is not None or self.kind == ARROW:
            return self.rows
        with self.path.open("rb") as file:
            begin = file.read(_SAMPLE)
        size = self.path.stat().st_size
        return max(1, begin.count(b"\n") * size // max(1, len(begin)))

    def blocks(
        self, columns: Sequence[pl.Expr], begin: int, end: int | None = None
    ) -> Iterator[pl.DataFrame]:
        """Yield some columns, ``BLOCK`` rows at a time but for the last.

        Args:
            columns: what makes them.
            begin: the first row, from 0.
            end: the row to stop before; all are read where it is left out.

        Raises:
            TriageError: the file holds no such table.
        """
        numbered = self.lazy.with_row_index(_ROW)
        if begin or end is not None:
            numbered = numbered.slice(begin, None if end is None else end - begin)
        rest = numbered.select(_ROW, *columns)
        with readable(self.path):
            for block in rest.collect_batches(chunk_size=BLOCK, optimizations=IN_ORDER):
                _check_order(block[_ROW], begin)
                begin += block.height
                yield block.drop(_ROW)


def _check_order(rows: pl.Series, begin: int) -> None:
    """Stop where rows do not come in their order: a result would be another patient's.

    Raises:
        TriageError: they do not.
    """
    if not np.array_equal(rows.to_numpy(), np.arange(begin, begin + len(rows))):
        found = _("found rows from {begin} on in another order than they stand in", begin=begin)
        raise TriageError(
            _(
                "{found}\n    help: install the Polars that triage asks for, and report this",
                found=found,
            )
        )


def kind_of(path: Path) -> str:
    """Return the format of a file by its name.

    Raises:
        TriageError: the name tells none.
    """
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        found = _("the name of `{path}` does not say what it is", path=path)
        hint = _("end it with one of {endings}", endings=", ".join(KINDS))
        raise TriageError(_("{found}\n    help: {hint}", found=found, hint=hint))
    return kind


def state_of(path: Path) -> tuple[int, int]:
    """Return the length of a file in bytes and when it was last changed, in ns."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def open_source(path: Path) -> TableFile:
    """Return the table of a file, of which nothing but the names of the columns was read.

    Raises:
        TriageError: it is of no format that is known, or packed, or broken.
        OSError: it cannot be read.
    """
    kind = kind_of(path)
    _refuse_packed(path)
    with readable(path):
        lazy, rows = _SCANS[kind](path)
        return TableFile(path, kind, lazy, dict(lazy.collect_schema()), rows)


def _refuse_packed(path: Path) -> None:
    with path.open("rb") as file:
        begin = file.read(4)
    for mark, name in _PACKED.items():
        if begin.startswith(mark):
            found = _("`{path}` is packed with {name}", path=path, name=name)
            hint = _("unpack it first, as it may become of any size")
            raise TriageError(_("{found}\n    help: {hint}", found=found, hint=hint))


_BROKEN: Final = (
    pl.exceptions.PolarsError,
    pl.exceptions.PanicException,
    pa.ArrowException,
)


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Turn what the readers of tables raise into an error in words.

    Raises:
        TriageError: the file could not be read as a table.
    """
    try:
        yield
    except (*_BROKEN, OSError) as error:
        if isinstance(error, OSError) and error.errno:
            raise  # the file itself; Arrow says of what is in it that it is an OSError, too
        # The first line alone: what follows may be advice about Polars, or rows of the file.
        reason = (str(error).splitlines() or [""])[0][:200]
        found = _("`{path}` cannot be read as a table: {reason}", path=path, reason=reason)
        raise TriageError(_("{found}\n    help: {hint}", found=found, hint=_(_HINT))) from None


_HINT: Final = "look whether it is whole, in UTF-8, and what its name says"


# --- each format


def _scan_text(path: Path, separator: str) -> tuple[pl.LazyFrame, int | None]:
    _refuse_doubled(path, _header(path, separator))
    lazy = pl.scan_csv(path, separator=separator, infer_schema=False, glob=False)
    return lazy, None


def _header(path: Path, separator: str) -> list[str]:
    with path.open("rb") as file:
        line = file.readline(_LONGEST_HEADER + 1)
    if len(line) > _LONGEST_HEADER:
        raise TriageError(
            _("the first row of `{path}` is over 8 MB, expected the names of columns", path=path)
        )
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        found = _("the first row of `{path}` is not in UTF-8", path=path)
        hint = _("save it as UTF-8, or convert it: iconv -f latin1 -t utf8 FILE")
        raise TriageError(_("{found}\n    help: {hint}", found=found, hint=hint)) from None
    try:
        return next(csv.reader(StringIO(text), delimiter=separator), [])
    except csv.Error:  # a name over several lines, or over 128 kB
        return []


def _scan_lines(path: Path) -> tuple[pl.LazyFrame, int | None]:
    names = pl.scan_ndjson([path], infer_schema_length=1_000).collect_schema().names()
    texts = dict.fromkeys(names, pl.String)
    return pl.scan_ndjson([path], schema=texts), None


def _scan_parquet(path: Path) -> tuple[pl.LazyFrame, int | None]:
    found = pq.ParquetFile(path)
    _refuse_doubled(path, found.schema_arrow.names)
    return pl.scan_parquet(path, glob=False), found.metadata.num_rows


def _scan_arrow(path: Path) -> tuple[pl.LazyFrame, int | None]:
    with pa.memory_map(str(path)) as file:
        _refuse_doubled(path, pa.ipc.open_file(file).schema.names)
    return pl.scan_ipc(path, glob=False), None


_SCANS: Final[Mapping[str, Callable[[Path], tuple[pl.LazyFrame, int | None]]]] = {
    **{kind: partial(_scan_text, separator=each) for kind, each in SEPARATORS.items()},
    LINES: _scan_lines,
    PARQUET: _scan_parquet,
    ARROW: _scan_arrow,
}


def _refuse_doubled(path: Path, names: Sequence[str]) -> None:
    doubled = [name for name, count in Counter(names).items() if count > 1]
    if doubled:
        found = _("`{path}` has several columns `{name}`", path=path, name=doubled[0])
        hint = _("give each a name of its own; which of them holds the answer is not known")
        raise TriageError(_("{found}\n    help: {hint}", found=found, hint=hint))


def values_at(source: TableFile, wanted: Mapping[str, Sequence[int]]) -> dict[str, list[Any]]:
    """Return what stands in some rows of some columns.

    Args:
        source: the table.
        wanted: for each column the numbers of rows, from 0, ascending.
    """
    rows = sorted({row for each in wanted.values() for row in each})
    with readable(source.path):
        found = (
            source.lazy.with_row_index(_ROW)
            .select(_ROW, *wanted)
            .head(rows[-1] + 1)
            .filter(pl.col(_ROW).is_in(rows))
            .collect(engine="streaming", optimizations=IN_ORDER)
        )
    place = {row: n for n, row in enumerate(found[_ROW])}
    return {name: [found[name][place[row]] for row in each] for name, each in wanted.items()}
