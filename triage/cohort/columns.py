"""What comes out, as Arrow columns: names by look-up, lists by their places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa
from attrs import define, field
from numpy.typing import NDArray

from triage.cohort.compiled import Compiled
from triage.cohort.told import BlockResult
from triage.errors import TriageError
from triage.words import _

STATUS: Final = ("incomplete", "complete")
# The names of the columns that come out, in their order.
COLUMNS: Final = (
    "status",
    "disposition",
    "urgency",
    "within_hours",
    "outcome",
    "also",
    "at_least",
    "step",
    "advice",
    "also_advice",
    "next",
    "to_correct",
    "set_aside",
)
_LISTS: Final = ("also", "advice", "also_advice", "next", "to_correct", "set_aside")
_NUMBERS: Final = {"urgency": pa.int16(), "within_hours": pa.int32()}
_WORD: Final = pa.dictionary(pa.int16(), pa.string())


def schema() -> pa.Schema:
    """Return the types of the columns."""
    return pa.schema(
        [
            pa.field(name, pa.list_(_WORD) if name in _LISTS else _NUMBERS.get(name, _WORD))
            for name in COLUMNS
        ]
    )


def plain(kind: pa.DataType) -> pa.DataType:
    """Return a type without dictionaries, which not every reader knows."""
    if pa.types.is_list(kind):
        return pa.list_(plain(kind.value_type))
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def plain_schema() -> pa.Schema:
    """Return the types of the columns where there are no dictionaries."""
    return pa.schema([pa.field(f.name, plain(f.type)) for f in schema()])


def plain_lists() -> pa.Schema:
    """Return the types of the columns, with lists of plain texts."""
    plain_list = {name: plain(schema().field(name).type) for name in _LISTS}
    return pa.schema([pa.field(f.name, plain_list.get(f.name, f.type)) for f in schema()])


def check_kept(keep: Sequence[str], names: Sequence[str]) -> None:
    """Refuse to keep what is not there, or what has the name of a result.

    Raises:
        TriageError: such a column is to be kept.
    """
    for name in keep:
        if name not in names:
            raise TriageError(_("found no column `{name}` to keep", name=name))
        if name in COLUMNS:
            raise TriageError(
                _("found `{name}` among what to keep, which is the name of a result", name=name)
            )


@define(eq=False)
class Columns:
    """Makes the columns of what a compiled tree says.

    Attributes:
        compiled: the tree.
        facts: the facts whose answers may be set aside.
    """

    compiled: Compiled
    facts: tuple[str, ...]
    _of_outcome: dict[str, pa.Array] = field(init=False)
    _asks: tuple[NDArray[Any], list[str]] = field(init=False)

    @_of_outcome.default
    def _looked_up(self) -> dict[str, pa.Array]:
        """Return for each outcome, the first of which is none, what follows from it."""
        outcomes = self.compiled.tree.outcomes
        found = [outcomes[name] if name else None for name in self.compiled.outcome.labels]
        places = [each.disposition if each else None for each in found]
        return {
            "urgency": pa.array([p.urgency if p else None for p in places], pa.int16()),
            "within_hours": pa.array([e.within if e else None for e in found], pa.int32()),
        }

    @_asks.default
    def _questions(self) -> tuple[NDArray[Any], list[str]]:
        """Return where the facts of each step begin among all that may be asked, and these."""
        steps = self.compiled.tree.steps
        asks = [steps[name].ask if name else () for name in self.compiled.next_step.labels]
        begins = np.cumsum([0, *(len(ask) for ask in asks)])[:-1]
        return begins, [fact for ask in asks for fact in ask]

    def table(self, told: BlockResult, bad: Mapping[str, NDArray[np.bool_]]) -> pa.RecordBatch:
        """Return the columns of a block.

        Args:
            told: what was worked out.
            bad: for each fact of which values were set aside, in which rows.
        """
        outcome = told.numbers["outcome"]
        labels = self.compiled.outcome.labels
        dispositions = [self._disposition(name) for name in labels]
        made = {
            "status": _words((outcome != 0).astype(np.int16), STATUS),
            "disposition": _words(outcome, dispositions),
            **{name: each.take(pa.array(outcome)) for name, each in self._of_outcome.items()},
            "outcome": _words(outcome, labels),
            "also": self._slots("also", told),
            "at_least": _words(told.numbers["at_least"], self.compiled.at_least.labels),
            "step": _words(told.numbers["step"], self.compiled.step.labels),
            "advice": self._slots("advice", told),
            "also_advice": self._slots("also_advice", told),
            "next": self._next(told),
            "to_correct": self._slots("to_correct", told),
            "set_aside": self._set_aside(told.rows, bad),
        }
        return pa.RecordBatch.from_arrays([made[name] for name in COLUMNS], schema=schema())

    def _disposition(self, outcome: str | None) -> str | None:
        return str(self.compiled.tree.outcomes[outcome].disposition) if outcome else None

    def _slots(self, part: Any, told: BlockResult) -> pa.ListArray:
        return _lists(*told.places(part), getattr(self.compiled, part).labels)

    def _next(self, told: BlockResult) -> pa.ListArray:
        begins, facts = self._asks
        counts, places = told.places("next_asks")
        return _lists(counts, places + np.repeat(begins[told.numbers["next_step"]], counts), facts)

    def _set_aside(self, rows: int, bad: Mapping[str, NDArray[np.bool_]]) -> pa.ListArray:
        names = [n for n, fact in enumerate(self.facts) if fact in bad]
        if not names:
            return _lists(np.zeros(rows, np.int64), np.zeros(0, np.int64), self.facts)
        matrix = np.stack([bad[self.facts[n]] for n in names], axis=1)
        places = np.array(names)[np.nonzero(matrix)[1]]
        # All blocks have one dictionary, so that a file is the same whenever it was written.
        return _lists(matrix.sum(axis=1), places, self.facts)


def _words(codes: NDArray[Any], labels: Sequence[str | None]) -> pa.DictionaryArray:
    """Return the labels of numbers; the first may be none."""
    first = int(labels[0] is None)
    # Equal labels stand once, as a dictionary is to hold them.
    known = list(dict.fromkeys(label for label in labels if label is not None))
    places = np.array([known.index(x) if x is not None else 0 for x in labels], np.int16)
    indices = pa.array(places[codes], pa.int16(), mask=codes == 0 if first else None)
    return pa.DictionaryArray.from_arrays(indices, pa.array(known, pa.string()))


def _lists(counts: NDArray[Any], places: NDArray[Any], labels: Sequence[str]) -> pa.ListArray:
    """Return the labels of places, of each row as many as are counted.

    A label stands once in the dictionary, however often it may stand in a list.
    """
    known = {label: n for n, label in enumerate(dict.fromkeys(labels))}
    index = np.array([known[label] for label in labels], np.int16)
    offsets = np.zeros(len(counts) + 1, np.int32)
    np.cumsum(counts, out=offsets[1:])
    names = pa.array(known, pa.string())
    values = pa.DictionaryArray.from_arrays(pa.array(index[places]), names)
    return pa.ListArray.from_arrays(pa.array(offsets), values, type=pa.list_(_WORD))
