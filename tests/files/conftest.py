"""What the tests of files share."""

from __future__ import annotations

import pytest

OLD, NEW = b"old\n" * 5_000, b"new\n" * 4_000
PRIVATE = pytest.mark.parametrize("private", [False, True], ids=["ordinary", "private"])


@pytest.fixture
def file(tmp_path):
    return tmp_path / "file"
