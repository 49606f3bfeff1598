"""A block of a table in, a block of results out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
import polars as pl
import pyarrow as pa
from attrs import define, evolve, field, frozen
from numpy.typing import NDArray

from triage.cohort.classes import Classes
from triage.cohort.columns import Columns
from triage.cohort.compiled import Compiled
from triage.cohort.encode import bad_code, code_type, coded, usual
from triage.cohort.kernel import BLOCK
from triage.cohort.mapping import FactColumn
from triage.cohort.told import Kernel
from triage.errors import TriageError
from triage.words import _

# No table has such a column.
_GIVEN: Final = "\ue000given "
# Where more than one row in so many is unusual, nothing is looked for first.
_MOSTLY: Final = 4


@frozen(eq=False)
class _Encoder:
    """How a column becomes codes.

    Attributes:
        first: what knows all texts, or the usual ones.
        rest: what knows all, where ``first`` does not.
    """

    first: pl.Expr
    rest: pl.Expr | None


@define(eq=False)
class Encoders:
    """How the columns of a table become codes.

    Attributes:
        of: which column holds which fact.
        classes: the codes of each fact.
    """

    of: Sequence[FactColumn]
    classes: Mapping[str, Classes]
    _known: dict[tuple[str, pl.DataType], _Encoder] = field(factory=dict, init=False)

    def columns(self) -> list[pl.Expr]:
        """Return what a block holds of a table."""
        return [pl.col(each.column).alias(_GIVEN + each.fact.name) for each in self.of]

    def codes(self, block: pl.DataFrame) -> Iterator[tuple[str, NDArray[Any]]]:
        """Yield the codes of each fact, with its name.

        Args:
            block: some rows of ``columns``.
        """
        keys = [(each.fact.name, block.schema[_GIVEN + each.fact.name]) for each in self.of]
        for each, key in zip(self.of, keys, strict=True):
            if key not in self._known:
                self._known[key] = self._encoder(each, key[1])
        made = block.select(self._known[key].first for key in keys)
        for key in keys:
            yield key[0], self._whole(block, key, made[_GIVEN + key[0]].to_numpy())

    def _encoder(self, of: FactColumn, kind: pl.DataType) -> _Encoder:
        named = evolve(of, column=_GIVEN + of.fact.name)
        classes = self.classes[of.fact.name]
        first, whole = usual(named, classes, kind), coded(named, classes, kind)
        whole = whole.alias(named.column)
        return (
            _Encoder(whole, None) if first is None else _Encoder(first.alias(named.column), whole)
        )

    def _whole(
        self, block: pl.DataFrame, key: tuple[str, pl.DataType], column: NDArray[Any]
    ) -> NDArray[Any]:
        """Return the codes of a column, with those of unusual texts."""
        rest, bad = self._known[key].rest, bad_code(self.classes[key[0]])
        if rest is None or not len(column) or column.max() != bad:
            return column
        left = np.flatnonzero(column == bad)
        if _MOSTLY * len(left) > len(column):
            self._known[key] = _Encoder(rest, None)
        whole = column.copy()
        whole[left] = block[left, [_GIVEN + key[0]]].select(rest).to_series().to_numpy()
        return whole


_SHOWN: Final = 3


@define(eq=False)
class SetAside:
    """What was no answer to its fact, and so counts as not answered.

    Values are not kept: they are a patient's, and a log is no place for them.

    Attributes:
        counts: how many in each column, by the name of the fact.
        rows: the numbers of the first few rows, from 0.
    """

    counts: Counter[str] = field(factory=Counter)
    rows: dict[str, list[int]] = field(factory=dict)

    def note(self, fact: str, count: int, rows: Sequence[int]) -> None:
        """Count some more of a fact."""
        self.counts[fact] += count
        known = self.rows.setdefault(fact, [])
        known += [int(row) for row in rows[: _SHOWN - len(known)]]


@define(eq=False)
class Blocks:
    """A tree ready for the blocks of a table.

    Attributes:
        compiled: the tree.
        of: which column holds which fact.
        aside: what was set aside so far.
    """

    compiled: Compiled
    of: tuple[FactColumn, ...]
    aside: SetAside = field(factory=SetAside)
    _kernel: Kernel = field(init=False)
    _columns: Columns = field(init=False)
    _encoders: Encoders = field(init=False)

    @_kernel.default
    def _made(self) -> Kernel:
        return Kernel(self.compiled)

    @_columns.default
    def _named(self) -> Columns:
        return Columns(self.compiled, tuple(each.fact.name for each in self.of))

    @_encoders.default
    def _coding(self) -> Encoders:
        return Encoders(self.of, self.compiled.classes)

    def columns(self) -> list[pl.Expr]:
        """Return what of a table a block for ``work_out`` holds."""
        return self._encoders.columns()

    def work_out(self, block: pl.DataFrame, begin: int) -> pa.RecordBatch:
        """Return what comes out for a block of a table.

        Args:
            block: at most ``BLOCK`` rows of ``columns``.
            begin: the number of its first row in the whole table, from 0.
        """
        nothing = np.zeros(block.height, np.uint8)
        codes: dict[str, NDArray[Any]] = dict.fromkeys(self._kernel.facts, nothing)
        bad: dict[str, NDArray[np.bool_]] = {}
        for name, column in self._encoders.codes(block):
            classes = self.compiled.classes[name]
            if block.height and column.max() == bad_code(classes):
                bad[name] = column == bad_code(classes)
                column = np.where(bad[name], code_type(classes)(0), column)
                rows = np.flatnonzero(bad[name])
                self.aside.note(name, len(rows), [begin + int(row) for row in rows[:_SHOWN]])
            codes[name] = column
        return self._columns.table(self._kernel.block(codes, block.height), bad)

    def of_frame(self, frame: pl.DataFrame) -> Iterator[pa.RecordBatch]:
        """Yield what comes out for a table that is in memory.

        Args:
            frame: the table; what was set aside of it is counted in ``aside``.
        """
        given = frame.select(self.columns())
        for begin in range(0, given.height, BLOCK):
            yield self.work_out(given.slice(begin, BLOCK), begin)


def refuse_set_aside(blocks: Blocks) -> None:
    """Stop where anything was set aside, naming columns and the first rows.

    Raises:
        TriageError: something was.
    """
    if not blocks.aside.counts:
        return
    columns = {each.fact.name: each.column for each in blocks.of}
    lines = [
        _(
            "{count} in `{column}`, the first in row {row}; expected {expected}",
            count=count,
            column=columns[fact],
            row=blocks.aside.rows[fact][0] + 1,
            expected=blocks.compiled.tree.facts[fact].expected(),
        )
        for fact, count in blocks.aside.counts.items()
    ]
    found = _("found what is no answer to its fact")
    raise TriageError("\n    ".join([found, *lines]))
