"""The codes of a block of a table, column by column: usual texts first, then what is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
import polars as pl
from attrs import define, evolve, field, frozen
from numpy.typing import NDArray

from triage.cohort.classes import Classes
from triage.cohort.encode import bad_code, coded, usual
from triage.cohort.mapping import FactColumn

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
