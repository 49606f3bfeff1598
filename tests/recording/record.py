"""Record what every command says: ``python -m tests.recording.record FOLDER``.

Two recordings, of two states of the code, are compared byte for byte with
``python -m tests.recording.compare BEFORE NOW``.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

from tests.recording.running import in_folder
from tests.recording.scenarios import furnish, scenarios

_PROCESSES = 2
_AT_A_TIME = 10
_PARTS_OF_A_PROCESS = 20  # then it starts afresh, as much that is worked out is kept in memory


def record(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the name of each scenario and what came of it."""
    every = scenarios()
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder).resolve()
        furnish(here)
        with in_folder(here):
            for name in names:
                for scratch in (here / "out", here / "state"):
                    shutil.rmtree(scratch, ignore_errors=True)
                (here / "out").mkdir()
                yield name, every[name]()


def _recorded(names: list[str]) -> list[tuple[str, str]]:
    return list(record(names))


def in_parallel(names: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the same as ``record``, sooner; what a scenario says depends on no other."""
    parts = [names[first : first + _AT_A_TIME] for first in range(0, len(names), _AT_A_TIME)]
    with get_context("spawn").Pool(_PROCESSES, maxtasksperchild=_PARTS_OF_A_PROCESS) as pool:
        for part in pool.imap(_recorded, parts):
            yield from part


def digest(page: str) -> str:
    """Return a short hash of what came of a scenario."""
    return sha256(page.encode()).hexdigest()[:16]


def main(folder: Path) -> None:
    """Write one file for each scenario, and the list of their digests."""
    shutil.rmtree(folder, ignore_errors=True)
    lines = []
    for name, page in in_parallel(list(scenarios())):
        file = folder / f"{name}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page, encoding="utf-8")
        lines.append(f"{digest(page)} {name}\n")
    (folder / "digests.txt").write_text("".join(lines), encoding="utf-8")
    print(f"{len(lines)} scenarios in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
