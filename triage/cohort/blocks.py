"""A block of a table in, a block of results out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
import polars as pl
import pyarrow as pa
from attrs import define, field
from numpy.typing import NDArray

from triage.cohort.columns import Columns, parts
from triage.cohort.compiled import Compiled
from triage.cohort.encode import bad_code, code_type, coded, other_code, usually_coded
from triage.cohort.kernel import BLOCK
from triage.cohort.mapping import FactColumn
from triage.cohort.told import Kernel
from triage.errors import TriageError
from triage.words import _

# No table has such a column.
_CODE: Final = "\ue000code of "
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
        only: the columns of results that are wanted; all where none is named.
        aside: what was set aside so far.
        complete: how many people have a disposition so far.
    """

    compiled: Compiled
    of: tuple[FactColumn, ...]
    only: Collection[str] = ()
    aside: SetAside = field(factory=SetAside)
    complete: int = field(default=0, init=False)
    _kernel: Kernel = field(init=False)
    _columns: Columns = field(init=False)

    @property
    def _by_name(self) -> dict[str, FactColumn]:
        return {each.fact.name: each for each in self.of}

    @_kernel.default
    def _made(self) -> Kernel:
        return Kernel(self.compiled, parts(self.only))

    @_columns.default
    def _named(self) -> Columns:
        return Columns(self.compiled, tuple(each.fact.name for each in self.of), self.only)

    def codes(
        self, types: Mapping[str, pl.DataType], in_full: Collection[str] | None = None
    ) -> list[pl.Expr]:
        """Return what makes codes of the columns of a table.

        Args:
            types: the types of its columns.
            in_full: the facts of which all texts are looked for, not only the usual ones; all
                facts where it is left out.
        """
        return [
            (coded if in_full is None or name in in_full else usually_coded)(
                each, self.compiled.classes[name], types[each.column]
            ).alias(_CODE + name)
            for name, each in self._by_name.items()
        ]

    def unusual(self, block: pl.DataFrame) -> list[str]:
        """Return the facts that have to be looked at in full, as something unusual stands there.

        Args:
            block: codes.
        """
        return [
            name
            for name in self._by_name
            if (block[_CODE + name] == other_code(self.compiled.classes[name])).any()
        ]

    def work_out(self, block: pl.DataFrame, begin: int) -> pa.RecordBatch:
        """Return what comes out for a block of codes.

        Args:
            block: at most ``BLOCK`` rows.
            begin: the number of its first row in the whole table, from 0.
        """
        nothing = np.zeros(block.height, np.uint8)
        codes: dict[str, NDArray[Any]] = dict.fromkeys(self._kernel.facts, nothing)
        bad: dict[str, NDArray[np.bool_]] = {}
        for each in self.of:
            name = each.fact.name
            classes = self.compiled.classes[name]
            column = block[_CODE + name].to_numpy()
            if block.height and column.max() == bad_code(classes):
                bad[name] = column == bad_code(classes)
                column = np.where(bad[name], code_type(classes)(0), column)
                rows = np.flatnonzero(bad[name])
                self.aside.note(name, len(rows), [begin + int(row) for row in rows[:_SHOWN]])
            codes[name] = column
        told = self._kernel.block(codes, block.height)
        self.complete += int(np.count_nonzero(told.numbers["outcome"]))
        return self._columns.table(told, bad)

    def of_frame(self, frame: pl.DataFrame) -> Iterator[pa.RecordBatch]:
        """Yield what comes out for a table that is in memory.

        Args:
            frame: the table; what was set aside of it is counted in ``aside``.
        """
        types = dict(frame.schema)
        usual = self.codes(types, ())
        in_full = dict(zip(self._by_name, self.codes(types), strict=True))
        for begin in range(0, frame.height, BLOCK):
            block = frame.slice(begin, BLOCK)
            codes = block.select(usual)
            others = block.select(in_full[name] for name in self.unusual(codes))
            yield self.work_out(codes.with_columns(others.get_columns()), begin)


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
