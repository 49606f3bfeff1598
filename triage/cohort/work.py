"""The folder in which results wait until all of them are there.

It stands beside the file that is to be written, for its owner alone. Each
part is a file; when one is whole, a line about it is added to the manifest.
Whoever is killed goes on behind the last line.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

import pyarrow as pa
from attrs import asdict, define, field, frozen

from triage.errors import TriageError
from triage.words import _

if sys.platform != "win32":
    import fcntl

_OWNER_ALONE: Final = 0o600
_FOLDER: Final = 0o700
_WHOLE: Final = "whole"
_OPTIONS: Final = pa.ipc.IpcWriteOptions(unify_dictionaries=True)


@frozen
class WrittenPart:
    """What is known of a part that is whole.

    Attributes:
        rows: how many it holds.
        size: in bytes.
        complete: how many of them have a disposition.
        aside: for each fact how many values were set aside, and then the first rows.
    """

    rows: int
    size: int
    complete: int
    aside: Mapping[str, list[int]]


@define(eq=False)
class Work:
    """The parts of a file that is being written.

    Attributes:
        target: the file.
        parts: those that are whole.
    """

    target: Path
    folder: Path
    parts: list[WrittenPart] = field(factory=list)

    @property
    def rows(self) -> int:
        """How many rows are done."""
        return sum(part.rows for part in self.parts)

    @property
    def files(self) -> list[Path]:
        """The files of the parts, in their order."""
        return [self._file(number) for number in range(len(self.parts))]

    def _file(self, number: int) -> Path:
        return self.folder / f"part-{number:06}"

    @contextmanager
    def next_part(self, schema: pa.Schema) -> Iterator[_PartWriter]:
        """Open the file of the next part; ``done`` makes it one of the parts."""
        with _open(self._file(len(self.parts))) as file:
            with pa.ipc.new_file(file, schema, options=_OPTIONS) as out:
                yield _PartWriter(out)
            _to_disk(file)

    def done(self, rows: int, complete: int, aside: Mapping[str, list[int]]) -> None:
        """Add the part that was written to those that are whole."""
        size = self._file(len(self.parts)).stat().st_size
        part = WrittenPart(rows, size, complete, aside)
        with _open(self.folder / "manifest", "ab") as file:
            file.write(json.dumps(asdict(part)).encode() + b"\n")
            _to_disk(file)
        self.parts.append(part)

    @contextmanager
    def whole(self) -> Iterator[BinaryIO]:
        """Open the file that takes the place of the target in the end."""
        with _open(self.folder / _WHOLE) as file:
            yield file
            _to_disk(file)

    def finish(self) -> None:
        """Give the file that was written its name, and take the folder away."""
        os.replace(self.folder / _WHOLE, self.target)
        self.discard()

    def discard(self) -> None:
        """Take the folder away."""
        shutil.rmtree(self.folder, ignore_errors=True)


@frozen(eq=False)
class _PartWriter:
    out: Any

    def write(self, block: pa.RecordBatch) -> None:
        """Write a block."""
        self.out.write_batch(block)

    def close(self) -> None:
        """Leave it to whoever opened it."""


def blocks_of(part: Path) -> Iterator[pa.RecordBatch]:
    """Yield the blocks of a part that is whole."""
    with pa.memory_map(str(part)) as file:
        reader = pa.ipc.open_file(file)
        for number in range(reader.num_record_batches):
            yield reader.get_batch(number)


def folder_of(target: Path) -> Path:
    """Return the folder in which the parts of a file wait."""
    return target.parent / f".{target.name}.triage-cohort"


@contextmanager
def working(target: Path, signature: str) -> Iterator[Work]:
    """Hold the folder of a file, with the parts that a run of the same kind left there.

    Args:
        target: the file that is to be written.
        signature: tells whether a run reads the same and makes the same of it.

    Raises:
        TriageError: another run is writing the same file, or it is no ordinary one.
        OSError: there is no such folder, or it cannot be written to.
    """
    if target.is_symlink() or (target.exists() and not target.is_file()):
        raise TriageError(_("found that `{path}` is no ordinary file, expected one", path=target))
    folder = folder_of(target)
    with suppress(FileExistsError):
        folder.mkdir(_FOLDER)
    with _open(folder / "lock", "ab") as lock:
        _hold(lock, target)
        yield Work(target, folder, _left(folder, signature))


def _hold(lock: BinaryIO, target: Path) -> None:
    if sys.platform != "win32":
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            msg = _("another `triage cohort` is writing `{path}`", path=target)
            raise TriageError(msg) from None


def _left(folder: Path, signature: str) -> list[WrittenPart]:
    """Return the parts that are left; of another run nothing is."""
    manifest = folder / "manifest"
    lines = manifest.read_bytes().split(b"\n")[:-1] if manifest.exists() else []
    if lines[:1] != [signature.encode()]:
        for old in folder.glob("part-*"):
            old.unlink()
        lines = [signature.encode()]
    with _open(folder / "manifest") as file:  # a line that was cut off is left out
        file.write(b"".join(line + b"\n" for line in lines))
        _to_disk(file)
    return [WrittenPart(**json.loads(line)) for line in lines[1:]]


def _open(path: Path, mode: str = "wb") -> BinaryIO:
    def for_owner(name: str, flags: int) -> int:
        return os.open(name, flags, _OWNER_ALONE)

    return cast(BinaryIO, open(path, mode, opener=for_owner))


def _to_disk(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
