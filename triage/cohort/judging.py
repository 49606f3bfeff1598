"""A table of people of whom it is known what they needed, and where trees send them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl
from attrs import frozen

from triage.cohort.frames import assess
from triage.cohort.mapping import FactColumn, columns_of, spellings
from triage.cohort.reading import open_source, readable
from triage.errors import TriageError
from triage.model.names import did_you_mean, near
from triage.model.tree import Tree
from triage.model.values import Value, is_number, shown
from triage.words import _

_TRUTH = "truth"
_MOST_GROUPS = 100


@frozen
class RowTooLow:
    """A row of whom the first tree sends less urgently than was needed.

    Attributes:
        number: its number, from 1.
    """

    number: int
    answers: Mapping[str, Value]
    truth: str
    told: str


@frozen(eq=False)
class JudgedRows:
    """What is known of the rows.

    Attributes:
        counts: where people needed to go, where each tree sends them, their groups, and how
            many they are.
        too_low: who is sent less urgently than was needed, by the first tree.
        without: how many rows say nothing of what was needed.
        aside: how many hold something that is no answer.
    """

    counts: Sequence[tuple[str, tuple[str | None, ...], tuple[str, ...], int]]
    too_low: Sequence[RowTooLow]
    without: int
    aside: int


def judge(
    path: Path,
    trees: Sequence[Tree],
    truth: str,
    by: Sequence[str],
    mapping: Mapping[str, object] | None,
) -> JudgedRows:
    """Say where trees send the rows of a table.

    Args:
        path: the table.
        trees: the trees, of one scale.
        truth: the column that says where somebody needed to go.
        by: the columns by which they are parted.
        mapping: which column holds which fact.

    Raises:
        TriageError: a column is not there, or what was needed is no place of the scale.
        OSError: the file cannot be read.
    """
    table = open_source(path)
    for column in (truth, *by):
        if column not in table.types:
            hint = did_you_mean(near(column, table.types), _("name a column of the table"))
            found = _("found no column `{column}`", column=column)
            raise TriageError(_("{found}\n    help: {hint}", found=found, hint=hint))
    with readable(path):
        frame = table.lazy.collect()
    told = [assess(frame, tree, mapping=mapping, allow_draft=True) for tree in trees]
    seen = pl.DataFrame(
        [
            _plain(frame[truth]).alias(_TRUTH),
            *(
                each["disposition"].cast(pl.String).alias(f"told {n}")
                for n, each in enumerate(told)
            ),
            *(_plain(frame[name]).fill_null("").alias(f"by {n}") for n, name in enumerate(by)),
        ]
    )
    _refuse_other_words(seen[_TRUTH], trees[0], truth)
    _refuse_many_groups(seen, by)
    known = seen.filter(pl.col(_TRUTH).is_not_null())
    grouped = known.group_by(known.columns, maintain_order=True).len()
    end = 1 + len(trees)
    return JudgedRows(
        [(row[0], row[1:end], row[end:-1], row[-1]) for row in grouped.iter_rows()],
        _too_low(frame, seen, trees[0], columns_of(trees[0], frame.columns, mapping)),
        frame.height - known.height,
        int((told[0]["set_aside"].list.len() > 0).sum()),
    )


def _refuse_many_groups(seen: pl.DataFrame, by: Sequence[str]) -> None:
    for number, column in enumerate(by):
        count = seen[f"by {number}"].n_unique()
        if count > _MOST_GROUPS:
            msg = _(
                "found {count} values in `{column}`, expected at most {most}",
                count=count,
                column=column,
                most=_MOST_GROUPS,
            )
            raise TriageError(msg)


def _plain(column: pl.Series) -> pl.Series:
    text = column.cast(pl.String).str.strip_chars()
    return text.set(text == "", None)


def _refuse_other_words(truth: pl.Series, tree: Tree, column: str) -> None:
    places = [str(each) for each in tree.scale.dispositions]
    other = truth.filter(truth.is_not_null() & ~truth.is_in(places)).value_counts(sort=True)
    if other.height:
        word, count = other.row(0)
        msg = _(
            "found {word} in `{column}` {count} times, expected one of {places}",
            word=shown(word), column=column, count=count, places=", ".join(places),
        )  # fmt: skip
        raise TriageError(msg)


def _too_low(
    frame: pl.DataFrame, seen: pl.DataFrame, tree: Tree, columns: Sequence[FactColumn]
) -> list[RowTooLow]:
    urgency = {str(each): each.urgency for each in tree.scale.dispositions}
    found = []
    for number, (truth, told) in enumerate(seen.select(_TRUTH, "told 0").iter_rows()):
        if truth is not None and told is not None and urgency[told] < urgency[truth]:
            row = frame.row(number, named=True)
            said = {each.fact.name: answer_of(each, row[each.column]) for each in columns}
            answers = {name: value for name, value in said.items() if value is not None}
            found.append(RowTooLow(number + 1, answers, truth, told))
    return found


def answer_of(column: FactColumn, raw: object) -> Value | None:
    """Return the answer that a value in a table means; None for none."""
    fact, text = column.fact, str(raw)
    if raw is None:
        return None
    if isinstance(raw, bool):
        text = "true" if raw else "false"
    if fact.is_note:
        return _accepted(column, text)
    known: dict[str, Value | None] = {**spellings(fact), "": None, **column.words}
    if text in known:
        return known[text]
    number = _number(raw)
    for word, answer in column.words.items():
        if number is not None and is_number(raw) and _number(word) == number:
            return answer
    return None if number is None else _accepted(column, number * column.times + column.plus)


def _number(raw: object) -> float | None:
    try:
        return None if isinstance(raw, bool) else float(raw)  # type: ignore[arg-type]  # tried
    except (TypeError, ValueError):
        return None


def _accepted(column: FactColumn, raw: object) -> Value | None:
    try:
        return column.fact.accept(raw)
    except (ValueError, OverflowError):
        return None
