"""Programs that import the tests, beside a package that may be installed elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

TESTS = Path(__file__).parent


def importing_tests(folder: Path) -> dict[str, str]:
    """Return the environment of a program that can import ``tests``, and no source beside it.

    Args:
        folder: an empty folder, which gets a link to the tests.
    """
    (folder / "tests").symlink_to(TESTS, target_is_directory=True)
    paths = [str(folder), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
