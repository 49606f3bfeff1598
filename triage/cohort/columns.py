"""What comes out, as Arrow columns: names by look-up, lists by their places."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, cast

import numpy as np
import pyarrow as pa
from attrs import define, field
from numpy.typing import NDArray

from triage.cohort.compiled import Compiled
from triage.cohort.told import BlockResult, Part
from triage.errors import TriageError
from triage.model.names import did_you_mean, near
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
# What has to be worked out for a column, beside the outcome.
_PARTS: Final[Mapping[str, tuple[Part, ...]]] = {
    "also": ("also",),
    "at_least": ("at_least",),
    "step": ("step",),
    "advice": ("advice",),
    "also_advice": ("also_advice",),
    "next": ("next_step", "next_asks"),
    "to_correct": ("to_correct",),
}
_LISTS: Final = ("also", "advice", "also_advice", "next", "to_correct", "set_aside")
_NUMBERS: Final = {"urgency": pa.int16(), "within_hours": pa.int32()}
_WORD: Final = pa.dictionary(pa.int16(), pa.string())


def schema(only: Collection[str] = ()) -> pa.Schema:
    """Return the types of the columns, or of some alone."""
    return pa.schema(
        [
            pa.field(name, pa.list_(_WORD) if name in _LISTS else _NUMBERS.get(name, _WORD))
            for name in wanted(only)
        ]
    )


def wanted(only: Collection[str]) -> tuple[str, ...]:
    """Return the columns that are wanted, in their order; all where none is named."""
    return tuple(name for name in COLUMNS if name in only or not only)


def parts(only: Collection[str]) -> tuple[Part, ...]:
    """Return what has to be worked out for some columns; the outcome is always counted."""
    found = {"outcome": None, **{p: None for name in wanted(only) for p in _PARTS.get(name, ())}}
    return cast(tuple[Part, ...], tuple(found))


def plain(kind: pa.DataType) -> pa.DataType:
    """Return a type without dictionaries, which not every reader knows."""
    if pa.types.is_list(kind):
        return pa.list_(plain(kind.value_type))
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def plain_schema(only: Collection[str] = ()) -> pa.Schema:
    """Return the types of the columns where there are no dictionaries."""
    return pa.schema([pa.field(f.name, plain(f.type)) for f in schema(only)])


def plain_lists(only: Collection[str] = ()) -> pa.Schema:
    """Return the types of the columns, with lists of plain texts."""
    return pa.schema(
        [pa.field(f.name, plain(f.type) if f.name in _LISTS else f.type) for f in schema(only)]
    )


def check_columns(keep: Sequence[str], names: Sequence[str], only: Collection[str]) -> None:
    """Refuse to keep what is not there, or what has the name of a result.

    Args:
        keep: what is to be kept of a table.
        names: the columns of the table.
        only: the results that are wanted.

    Raises:
        TriageError: such a column is to be kept, or what is wanted is no result.
    """
    for name in only:
        if name not in COLUMNS:
            found = _("found no result `{name}`", name=name)
            hint = did_you_mean(
                near(name, COLUMNS), _("name one of {names}", names=", ".join(COLUMNS))
            )
            raise TriageError(_("{found}\n    help: {hint}", found=found, hint=hint))
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
        only: the columns that are wanted; all where none is named.
    """

    compiled: Compiled
    facts: tuple[str, ...]
    only: Collection[str] = ()
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
        made = {name: self._column(name, told, bad) for name in wanted(self.only)}
        return pa.RecordBatch.from_arrays([*made.values()], schema=schema(self.only))

    def _column(
        self, name: str, told: BlockResult, bad: Mapping[str, NDArray[np.bool_]]
    ) -> pa.Array:
        outcome, labels = told.numbers["outcome"], self.compiled.outcome.labels
        match name:
            case "status":
                return _words((outcome != 0).astype(np.int16), STATUS)
            case "disposition":
                return _words(outcome, [self._disposition(each) for each in labels])
            case "urgency" | "within_hours":
                return self._of_outcome[name].take(pa.array(outcome))
            case "outcome":
                return _words(outcome, labels)
            case "at_least":
                return _words(told.numbers["at_least"], self.compiled.at_least.labels)
            case "step":
                return _words(told.numbers["step"], self.compiled.step.labels)
            case "next":
                return self._next(told)
            case "set_aside":
                return self._set_aside(told.rows, bad)
        return self._slots(name, told)

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
