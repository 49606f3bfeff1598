"""The values of a few facts, read at once: the key by which decisions are kept."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import Final, TypeAlias, cast

from triage.model.evaluation import Answers
from triage.model.values import Value

# How many decisions a step, or an advice, keeps.
MAX_KEPT: Final = 1_024

# Bare for one fact, a tuple for more; None for an unanswered one.
Values: TypeAlias = Value | tuple[Value | None, ...] | None


def values_reader(reads: tuple[str, ...]) -> Callable[[Answers], Values]:
    """Return the fastest function that reads facts; KeyError where one is unanswered."""
    return cast(Callable[[Answers], Values], itemgetter(*reads)) if reads else lambda _: ()


def values_with_gaps(reads: tuple[str, ...], answers: Answers) -> Values:
    """Return the values of facts of which some may be unanswered."""
    values = tuple(map(answers.get, reads))
    return values[0] if len(reads) == 1 else values


def answers_from(reads: tuple[str, ...], values: Values) -> dict[str, Value]:
    """Return the answers that values were read from, without the unanswered ones."""
    each = values if isinstance(values, tuple) else (values,)
    return {fact: value for fact, value in zip(reads, each, strict=True) if value is not None}
