"""Made-up trees that many tests share.

To make and load a tree takes longer than most tests do with it. Where the
examples are the same each time, all tests take their trees out of one pool,
which is drawn once; elsewhere each test draws its own, which shrink.
"""

from __future__ import annotations

from functools import cache
from typing import TypeVar

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from triage.model.several import splitting
from triage.model.tree import Tree
from triage.testing import documents, load_library
from triage.testing import trees as drawn_trees

_T = TypeVar("_T")


def pooled(drawn: SearchStrategy[_T], size: int = 12) -> SearchStrategy[_T]:
    """Return what draws out of a pool; in a profile of random examples, the strategy itself."""
    if not settings().derandomize:
        return drawn

    @cache
    def pool() -> list[_T]:
        return _draw(drawn, size)

    return st.deferred(lambda: st.sampled_from(pool()))


def _draw(drawn: SearchStrategy[_T], size: int) -> list[_T]:
    found: list[_T] = []

    @settings(max_examples=size, phases=[Phase.generate])
    @given(drawn)
    def take(each: _T) -> None:
        found.append(each)

    take()
    return found


_TREES = pooled(drawn_trees())
_PARTED = pooled(
    documents(several=True)
    .map(lambda document: load_library({"made-up": document}))
    .filter(lambda tree: bool(splitting(tree))),
    size=6,
)


def trees() -> SearchStrategy[Tree]:
    """Draw made-up trees, as ``triage.testing.trees`` does."""
    return _TREES


def parted_trees() -> SearchStrategy[Tree]:
    """Draw made-up trees that may come to several results at once."""
    return _PARTED
