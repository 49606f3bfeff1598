"""Choices out of a few values, each made once: to make one anew takes longer than to draw."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeVar, cast

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

_T = TypeVar("_T")


def pick(*values: _T) -> SearchStrategy[_T]:
    """Draw one of some values; it shrinks towards the first."""
    return cast("SearchStrategy[_T]", _made(*values))


@lru_cache(maxsize=1_000, typed=True)  # as True is equal to 1
def _made(*values: object) -> SearchStrategy[object]:
    return st.sampled_from(values)
