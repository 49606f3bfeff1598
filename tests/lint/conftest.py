"""What all tests of checks share."""

from __future__ import annotations

import pytest

from tests.lint.small import Small


@pytest.fixture
def small(tmp_path):
    """Return the small tree of the examples, in a folder of its own."""
    return Small(tmp_path)
