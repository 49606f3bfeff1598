"""Who uses which slot: two sessions never share one.

A session holds the lock of its slot, and the system lets go of it when the
process dies, however that comes about. So what stands in a slot that nobody
holds was left by a session that has ended, and may be offered or swept; a slot
that is held is left alone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count, groupby
from pathlib import Path

from attrs import evolve, frozen

from triage.errors import SessionError
from triage.files import sweep
from triage.terminal import storage
from triage.terminal.slots import Slot, is_lock
from triage.words import _

if sys.platform != "win32":
    import fcntl


@frozen
class SlotClaim:
    """A slot that nobody else uses until it is released.

    Attributes:
        slot: the slot.
        handle: holds its lock.
        has_company: whether other sessions ask the same tree at the moment.
    """

    slot: Slot
    handle: int
    has_company: bool = False

    def release(self) -> None:
        """Let others have the slot; what is saved in it stays."""
        if sys.platform == "win32":  # where a file that is open cannot be deleted
            os.close(self.handle)
        with suppress(OSError):
            os.unlink(self.slot.lock)
        if sys.platform != "win32":
            os.close(self.handle)


def claim(folder: Path, key: str, *, empty: bool = False) -> SlotClaim:
    """Return a slot of a tree: the one with the latest answers that a session has left.

    Args:
        folder: the folder of saved answers.
        key: the key of the tree.
        empty: only a slot without answers will do.

    Raises:
        SessionError: the folder cannot be used.
    """
    with _in_words(folder):
        storage.make_private(folder)
        _sweep(folder)
        known = {slot for slot in map(Slot.of, folder.iterdir()) if slot.key == key}
        held = [held for slot in known if (held := _take(slot))]
        fit = [each for each in held if not (empty and each.slot.answers.exists())]
        best = max(fit, key=lambda each: _age(each.slot), default=None)
        for each in held:
            if each is not best:
                each.release()
        return evolve(best or _take_new(folder, key, known), has_company=len(held) < len(known))


def claim_file(file: Path) -> SlotClaim:
    """Return the slot that a file of saved answers lies in.

    Raises:
        SessionError: another session uses it, or the folder cannot be used.
    """
    with _in_words(file.parent):
        claimed = _take(Slot.of(file))
    if claimed is None:
        raise SessionError(
            _("the answers in `{file}` are in use in another window; go on there", file=file)
        )
    return claimed


def _age(slot: Slot) -> tuple[int, int, int]:
    """Return what is greatest for the latest answers, then for the latest review."""
    return storage.written_at(slot.answers), storage.written_at(slot.review), -len(slot.name)


def _take_new(folder: Path, key: str, known: set[Slot]) -> SlotClaim:
    slots = (Slot.numbered(folder, key, number) for number in count(1))
    return next(held for slot in slots if slot not in known and (held := _take(slot)))


def _take(slot: Slot) -> SlotClaim | None:
    """Claim a slot; None where another session holds it."""
    if sys.platform == "win32":
        return _take_by_deleting(slot)
    while True:
        handle = os.open(slot.lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return None
        except OSError:
            pass  # a file system without locks; then the last one who saves wins
        if os.fstat(handle).st_nlink:
            return SlotClaim(slot, handle)
        os.close(handle)  # whoever held it before has just deleted it


def _take_by_deleting(slot: Slot) -> SlotClaim | None:
    """Claim a slot on Windows, where nobody can delete a file that is open."""
    with suppress(OSError):
        os.unlink(slot.lock)
    try:
        return SlotClaim(slot, os.open(slot.lock, os.O_RDWR | os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return None


def _sweep(folder: Path) -> None:
    """Delete what killed processes left: unfinished files, and locks that nobody holds."""
    sweep(folder)
    for file in filter(is_lock, folder.iterdir()):
        if held := _take(Slot.of(file)):
            held.release()


def forget(folder: Path, is_meant: Callable[[Slot], bool]) -> tuple[list[Path], list[Path]]:
    """Delete saved answers; return what was deleted, and what another session is using.

    Args:
        folder: the folder of saved answers.
        is_meant: says of a slot whether its answers are to be deleted.

    Raises:
        SessionError: a file cannot be deleted.
    """
    deleted: list[Path] = []
    in_use: list[Path] = []
    files = folder.iterdir() if folder.is_dir() else ()
    ours = [file for file in files if file.suffix == ".json"]
    for slot, of_slot in groupby(sorted(ours, key=Slot.of), key=Slot.of):
        if is_meant(slot):
            with _in_words(folder):
                held = _take(slot)
            if held is None:
                in_use += of_slot
            else:
                deleted += _delete(held, of_slot)
    return deleted, in_use


def _delete(held: SlotClaim, files: Iterator[Path]) -> list[Path]:
    try:
        return [file for file in files if storage.delete(file)]
    finally:
        held.release()


@contextmanager
def _in_words(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        msg = _(
            "cannot use the folder of saved answers, `{folder}`: {what}",
            folder=folder,
            what=error.strerror or error,
        )
        raise SessionError(msg) from error
