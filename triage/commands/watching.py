"""Looking at files again whenever they are saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from pathlib import Path
from time import sleep
from typing import TypeAlias

from attrs import frozen

_SECONDS_BETWEEN_LOOKS = 0.3
Stamps: TypeAlias = dict[Path, tuple[int, int, int] | None]


@frozen
class Sight:
    """What is to be printed, and the files that it was made from."""

    lines: list[str]
    files: frozenset[Path]


def _rest() -> None:
    sleep(_SECONDS_BETWEEN_LOOKS)


def sights(look: Callable[[], Sight], rest: Callable[[], None] = _rest) -> Iterator[Sight]:
    """Yield what there is to see, at once and after each change of a file; without end.

    A file that is gone or half written is no end either: it is looked at
    again when it is back.

    Args:
        look: reads the files.
        rest: waits a little between two looks at the files' times.
    """
    files: frozenset[Path] = frozenset()
    while True:
        # The times are taken first, so that a save during the reading is noticed.
        before = _stamps(files)
        sight = look()
        if sight.files != files:
            files = sight.files
            continue
        yield sight
        while _stamps(files) == before:
            rest()
        _let_settle(files, rest)


def _let_settle(files: Set[Path], rest: Callable[[], None]) -> None:
    """Wait until files stay as they are: some editors delete a file before they write it."""
    latest: Stamps | None = None
    while (now := _stamps(files)) != latest:
        latest = now
        rest()


def _stamps(files: Set[Path]) -> Stamps:
    return {file: _stamp(file) for file in files}


def _stamp(file: Path) -> tuple[int, int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
