"""Answers to one fact as SQL: whose answer is in a set, and whose may be.

Columns hold texts: yes, no, not sure, or the name of an option. NULL, an empty text
and whatever is no answer to the fact are alike: not answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final, TypeAlias

from attrs import frozen

from triage.model.domains import Number
from triage.model.facts import Fact
from triage.model.thresholds import boundaries
from triage.model.values import AnswerSet, Numeric, Value, is_number

# A predicate as text; True and False where it is so, or not, of everybody.
Predicate: TypeAlias = str | bool
# The first and the last number of a run; None where it has no end in the domain.
Run: TypeAlias = tuple[Numeric | None, Numeric | None]
NUMBER_SUFFIX: Final = "_number"


@frozen
class Side:
    """Some of the answers to a fact.

    Attributes:
        words: those that are no numbers, as a column spells them.
        runs: the numbers, as runs of neighbours.
    """

    words: tuple[str, ...]
    runs: tuple[Run, ...]

    def __bool__(self) -> bool:
        return bool(self.words or self.runs)


def sides(fact: Fact, answers: AnswerSet) -> tuple[Side, Side]:
    """Return the answers to a fact that are in a set, and those that are not."""
    numbers = _numbers(fact, answers)
    found = []
    for inside in (True, False):
        runs = [[*run] for is_in, run in groupby(numbers, answers.__contains__) if is_in is inside]
        ends = ((_open(r[0], numbers[0]), _open(r[-1], numbers[-1])) for r in runs)
        chosen = (spelt(value) for value in words_of(fact) if (value in answers) is inside)
        found.append(Side(tuple(chosen), tuple(ends)))
    return found[0], found[1]


def words_of(fact: Fact) -> tuple[Value, ...]:
    """Return the answers to a fact that are no numbers."""
    return tuple(value for value in fact.choices() if not is_number(value))


def _open(end: Numeric, of_domain: Numeric) -> Numeric | None:
    return None if end == of_domain else end


def _numbers(fact: Fact, answers: AnswerSet) -> list[Numeric]:
    if not isinstance(fact.domain, Number):
        return []
    grid = fact.domain.grid
    ends = {grid.value(0), grid.value(grid.last)}
    return sorted(ends.union(boundaries(fact.domain, answers)))


def spelt(value: Value) -> str:
    """Return an answer that is no number as a column spells it."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


# --- as predicates


def certainly_in(fact: Fact, side: Side) -> Predicate:
    """Say whose answer is among some; NULL or false of whoever did not answer."""
    return any_of([*_words_in(fact, side), *(_in_run(fact, run) for run in side.runs)])


def possibly_in(fact: Fact, side: Side, other: Side) -> Predicate:
    """Say whose answer is among some or not known; never NULL.

    Args:
        fact: the fact.
        side: the answers.
        other: all other answers to the fact.
    """
    parts: list[Predicate] = []
    if other.words:
        known = f"COALESCE({word_column(fact)}, '')"
        parts.append(_not_among(known, other.words))
    if other.runs:
        number = number_column(fact)
        runs = [_in_run(fact, run) for run in side.runs]
        parts.append(any_of([f"{number} IS NULL", *runs]))
    return all_of(parts)


def word_column(fact: Fact) -> str:
    """Return the column of a fact as text."""
    column = quoted(fact.name)
    return f"CAST({column} AS TEXT)" if isinstance(fact.domain, Number) else column


def number_column(fact: Fact) -> str:
    """Return the column of the numbers of a fact, NULL where there is none of its domain."""
    return quoted(fact.name + NUMBER_SUFFIX)


def _words_in(fact: Fact, side: Side) -> list[Predicate]:
    if not side.words:
        return []
    column, listed = word_column(fact), [literal(word) for word in side.words]
    return [f"{column} = {listed[0]}" if len(listed) == 1 else f"{column} IN ({', '.join(listed)})"]


def _not_among(known: str, words: tuple[str, ...]) -> Predicate:
    listed = [literal(word) for word in words]
    return (
        f"{known} <> {listed[0]}" if len(listed) == 1 else f"{known} NOT IN ({', '.join(listed)})"
    )


def _in_run(fact: Fact, run: Run) -> Predicate:
    number, (low, high) = number_column(fact), run
    if low is None and high is None:
        return f"{number} IS NOT NULL"
    if low is None or high is None:
        return f"{number} <= {high}" if low is None else f"{number} >= {low}"
    return f"{number} = {low}" if low == high else f"{number} BETWEEN {low} AND {high}"


# --- text


def quoted(name: str) -> str:
    """Return the name of a column or table as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


class JoinedPredicates(str):
    """Predicates joined by AND or OR, in brackets.

    Attributes:
        word: AND or OR.
        parts: what is joined.
    """

    word: str
    parts: list[Predicate]

    @property
    def bare(self) -> str:
        """The same without the outer brackets."""
        return self[1:-1]


def any_of(parts: Sequence[Predicate]) -> Predicate:
    """Return that one of some predicates holds."""
    return _joined(parts, "OR", decides=True)


def all_of(parts: Sequence[Predicate]) -> Predicate:
    """Return that all of some predicates hold."""
    return _joined(parts, "AND", decides=False)


def _joined(given: Sequence[Predicate], word: str, *, decides: bool) -> Predicate:
    parts = [each for part in given for each in _inside(part, word)]
    if any(part is decides for part in parts):
        return decides
    texts = [*dict.fromkeys(part for part in parts if isinstance(part, str))]
    if len(texts) <= 1:
        return texts[0] if texts else not decides
    made = JoinedPredicates("(" + f" {word} ".join(texts) + ")")
    made.word, made.parts = word, [*texts]
    return made


def _inside(part: Predicate, word: str) -> Sequence[Predicate]:
    return part.parts if isinstance(part, JoinedPredicates) and part.word == word else (part,)
