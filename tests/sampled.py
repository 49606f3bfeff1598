"""Parameters of which the quick tests try some, and all tests the others too.

`make test` leaves out what is marked slow. Of the trees that come with triage
it tries the one that shows every feature.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from triage.tree_files.library import available

slow = pytest.mark.slow
_SAMPLE = ("showcase",)


def sampled(values: Iterable[Any], *quick: Any) -> list[Any]:
    """Return parameters; all but the quick ones are slow."""
    return [value if value in quick else pytest.param(value, marks=slow) for value in values]


SHIPPED = sampled(available(), *_SAMPLE)
PAPERS = sampled(("a4", "a3", "letter"), "a4")
