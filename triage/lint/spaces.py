"""Small spaces: all that can be answered to the facts of a few conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import ParamSpec, TypeAlias

from triage.answer_space.budget import Budget, TooLarge
from triage.answer_space.space import Space
from triage.errors import Finding
from triage.model.conditions import Condition, Score, facts_of, leaves_of
from triage.model.tree import Tree
from triage.words import _

# What a person writes takes a few hundred nodes. A place that takes more is not judged here.
_MOST_NODES = 20_000
_MOST_POINTS = 1_000

_P = ParamSpec("_P")
Judge: TypeAlias = Callable[_P, Iterator[Finding]]


def space_of(
    tree: Tree,
    conditions: Iterable[Condition],
    *,
    first: Iterable[str] = (),
    nodes: int = _MOST_NODES,
) -> Space:
    """Return every combination of answers to the facts of some conditions.

    Args:
        tree: what defines the facts.
        conditions: what tells answers apart.
        first: facts that come first, in the order of the diagrams.
        nodes: the greatest number of nodes of the diagrams.

    Raises:
        TooLarge: the conditions are too intricate to be judged in passing.
    """
    read = list(conditions)
    if any(map(_has_many_sums, read)):
        raise TooLarge(_("a score of more than {most} points", most=_MOST_POINTS))
    facts = dict.fromkeys([*first, *facts_of(*read)])
    return Space((tree.facts[fact] for fact in facts), read, Budget(nodes))


def _has_many_sums(condition: Condition) -> bool:
    scores = (leaf for leaf in leaves_of(condition) if isinstance(leaf, Score))
    return any(sum(abs(term.points) for term in score.terms) > _MOST_POINTS for score in scores)


def unless_too_large(judge: Judge[_P]) -> Judge[_P]:
    """Let a rule find nothing where a place is too intricate; `triage prove` is for those."""

    @wraps(judge)
    def judged(*args: _P.args, **kwargs: _P.kwargs) -> Iterator[Finding]:
        try:
            yield from list(judge(*args, **kwargs))
        except TooLarge:
            return

    return judged
