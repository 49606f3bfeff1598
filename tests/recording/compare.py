"""Compare two recordings: ``python -m tests.recording.compare BEFORE NOW``."""

from __future__ import annotations

import sys
from difflib import unified_diff
from pathlib import Path

_LINES_SHOWN = 12


def main(before: Path, now: Path) -> int:
    """Print what differs; return 1 where something does."""
    names = {str(f.relative_to(side)) for side in (before, now) for f in side.rglob("*.txt")}
    different = [name for name in sorted(names) if _of(before / name) != _of(now / name)]
    for name in different:
        lines = unified_diff(_of(before / name), _of(now / name), name, name, lineterm="", n=1)
        print("\n".join([*lines][:_LINES_SHOWN]))
    print(f"{len(names)} files, {len(different)} different")
    return 1 if different else 0


def _of(file: Path) -> list[str]:
    return file.read_text("utf-8").splitlines() if file.exists() else ["(not there)"]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
