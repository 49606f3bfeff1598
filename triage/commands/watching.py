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
    """What is to be printed, and on which files it depends.

    Attributes:
        lines: what is to be printed.
        files: names the files; they may become more while one watches.
    """

    lines: list[str]
    files: Callable[[], Set[Path]]


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
    sight = Sight([], frozenset)
    while True:
        # The times are taken first, so that a save during the reading is noticed.
        before = _stamps(sight)
        sight = look()
        if sight.files() != before.keys():
            continue
        yield sight
        while _stamps(sight) == before:
            rest()
        _let_settle(sight, rest)


def _let_settle(sight: Sight, rest: Callable[[], None]) -> None:
    """Wait until files stay as they are: some editors delete a file before they write it."""
    latest: Stamps | None = None
    while (now := _stamps(sight)) != latest:
        latest = now
        rest()


def _stamps(sight: Sight) -> Stamps:
    return {file: _stamp(file) for file in sight.files()}


def _stamp(file: Path) -> tuple[int, int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
