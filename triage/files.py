"""Files are written whole or not at all: whatever happens, a name holds the old or the new.

The content goes into a temporary file beside the target, which then takes the
name of the target in one step. What is promised, and what is not, stands in
``docs/decisions/0034-files-are-written-whole.md``.
"""

from __future__ import annotations

import errno
import os
import re
import signal
import stat
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp
from typing import Final, TextIO

from triage.words import N_, _

if sys.platform != "win32":
    import fcntl

STDOUT: Final = Path("-")

_OWNER_ALONE: Final = 0o600
_ANYBODY: Final = 0o666
_TEMPORARY: Final = re.compile(r"\.triage-(\d+)-\w+\.tmp")
# What asks a process to end. Windows knows no SIGHUP.
_ENDING: Final = tuple(
    getattr(signal, name) for name in ("SIGHUP", "SIGINT", "SIGTERM") if hasattr(signal, name)
)
_HELP: Final = {
    errno.ENOENT: N_("make the folder first, or name another"),
    errno.EISDIR: N_("name a file in it"),
    errno.EACCES: N_("allow writing to it and to its folder, or name another place"),
    errno.EROFS: N_("name another place"),
    errno.ENOSPC: N_("make room, or name another place"),
    errno.EDQUOT: N_("make room, or name another place"),
}


def write_whole(path: Path, content: bytes, *, private: bool = False) -> None:
    """Give a file new content, so that it holds the old or the new and never a part.

    A link stays, and what it leads to is written. What is no file takes the
    content as it comes: ``-`` for standard output, a pipe, a device.

    Args:
        path: the file.
        content: all that it is to hold.
        private: it holds a patient's answers. Then only its owner can read it,
            and anything but an ordinary file is refused, a link as well.
            Otherwise permissions stay, and a new file gets the usual ones.

    Raises:
        OSError: it cannot be written, and is as it was; ``strerror`` says why in words.
    """
    try:
        if private:
            _refuse_all_but_a_file(path)
            _replace(path, content, private=True)
        elif not _pour(path, content):
            _replace(Path(os.path.realpath(path)), content, private=False)
    except OSError as error:
        raise _in_words(error, path) from error


def is_stdout(path: Path) -> bool:
    """Return whether a path means standard output, as ``-`` and ``/dev/stdout`` do."""
    return path == STDOUT or _is_open(path, 1)


def sweep(folder: Path) -> None:
    """Delete what writers of this user left in a folder when they were killed."""
    if sys.platform == "win32":  # which has neither the locks nor the question who runs
        return
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            named = _TEMPORARY.fullmatch(entry.name)
            if named and not _runs(int(named[1])):
                _delete_abandoned(Path(entry.path))


def _refuse_all_but_a_file(path: Path) -> None:
    found = None if path == STDOUT else _found(path, follow=False)
    if path == STDOUT or (found and not stat.S_ISREG(found.st_mode)):
        what = _("standard output") if found is None else _kind(found.st_mode)
        reason = _(
            "found {what}, expected an ordinary file, as it is to hold a patient's answers",
            what=what,
        )
        raise OSError(errno.EINVAL, reason)


def _kind(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return _("a link")
    if stat.S_ISDIR(mode):
        return _("a folder")
    return _("a pipe or a device")


# --- what is no file -----------------------------------------------------------------------


def _pour(path: Path, content: bytes) -> bool:
    """Write into what is no file, and return True; return False where it is a file."""
    if is_stdout(path):
        _say(sys.stdout, content)
    elif _is_open(path, 2):
        _say(sys.stderr, content)
    else:
        found = _found(path)
        if found is None or stat.S_ISREG(found.st_mode):
            return False
        with path.open("wb") as file:
            file.write(content)
    return True


def _is_open(path: Path, stream: int) -> bool:
    """Return whether a path leads to what a stream writes to: 1 standard output, 2 error."""
    with suppress(OSError):
        return os.path.samestat(path.stat(), os.fstat(stream))
    return False


def _say(stream: TextIO, content: bytes) -> None:
    stream.flush()
    stream.buffer.write(content)
    stream.buffer.flush()


# --- files ---------------------------------------------------------------------------------


def _replace(target: Path, content: bytes, *, private: bool) -> None:
    before = _found(target)
    if before is not None and not os.access(target, os.W_OK):
        # Its folder alone would allow it, but the file was protected for a reason.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    sweep(target.parent)
    with _ending_waits():
        handle, temporary = _temporary(target.parent)
        try:
            with open(handle, "wb", closefd=False) as file:
                file.write(content)
            _set_access(temporary, None if private else before, private=private)
            os.fsync(handle)
            if sys.platform == "win32":  # where an open file cannot be renamed
                os.close(handle)
            os.replace(temporary, target)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise
        finally:
            with suppress(OSError):
                os.close(handle)
        _sync_folder(target.parent)


def _temporary(folder: Path) -> tuple[int, Path]:
    """Make an empty file that only its owner can read, and hold a lock on it."""
    while True:
        handle, name = mkstemp(prefix=f".triage-{os.getpid()}-", suffix=".tmp", dir=folder)
        if _lock(handle):
            return handle, Path(name)
        os.close(handle)


def _lock(handle: int) -> bool:
    """Lock a new file; return False where it was swept in the moment before."""
    if sys.platform == "win32":
        return True
    with suppress(OSError):  # not all file systems have locks
        fcntl.flock(handle, fcntl.LOCK_EX)
    return os.fstat(handle).st_nlink > 0


def _set_access(path: Path, before: os.stat_result | None, *, private: bool) -> None:
    """Give a file the owner, the group and the permissions of what it replaces."""
    if before is None:
        os.chmod(path, _OWNER_ALONE if private else _ANYBODY & ~_umask())
        return
    if sys.platform != "win32":
        for owner in ((-1, before.st_gid), (before.st_uid, -1)):
            with suppress(OSError):  # only root can give any file to anybody
                os.chown(path, *owner)
    os.chmod(path, stat.S_IMODE(before.st_mode))


def _umask() -> int:
    """Return what new files are kept from; it can only be read by setting it."""
    umask = os.umask(0o077)
    os.umask(umask)
    return umask


def _sync_folder(folder: Path) -> None:
    """Make the new name last; some systems cannot open a folder and need not."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _ending_waits() -> Iterator[None]:
    """Let what would end the process wait for a moment, so that nothing half done is left."""
    if threading.current_thread() is not threading.main_thread():  # only that one has a say
        yield
        return
    came: list[int] = []
    before = {number: signal.getsignal(number) for number in _ENDING}
    held = {n: b for n, b in before.items() if b not in (None, signal.SIG_IGN)}
    for number in held:
        signal.signal(number, lambda number, _frame: came.append(number))
    try:
        yield
    finally:
        for number, handler in held.items():
            signal.signal(number, handler)
        for number in came:
            signal.raise_signal(number)


# --- what a killed process leaves ----------------------------------------------------------


def _runs(process: int) -> bool:
    """Return whether another process of this number runs; where that is not known it does."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    # In a container each process may have the same number; then the lock tells.
    return process != os.getpid()


def _delete_abandoned(path: Path) -> None:
    """Delete a temporary file of this user, unless its writer still holds it."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            if os.fstat(handle).st_uid == os.geteuid():
                # The system lets go of a lock when its process dies.
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                os.unlink(path)
        finally:
            os.close(handle)


# --- words ---------------------------------------------------------------------------------


def _found(path: Path, *, follow: bool = True) -> os.stat_result | None:
    try:
        return path.stat(follow_symlinks=follow)
    except FileNotFoundError:
        return None


def _in_words(error: OSError, path: Path) -> OSError:
    """Return the error with the name that the caller knows, and with what helps."""
    reason = error.strerror or str(error)
    folder = Path(os.path.realpath(path)).parent if path.is_symlink() else path.parent
    if error.errno == errno.ENOENT and not folder.exists():
        reason = _("there is no folder `{folder}`", folder=folder)
    hint = _HELP.get(error.errno or 0)
    words = reason[:1].lower() + reason[1:]
    if hint:
        words = _("{words}\n    help: {hint}", words=words, hint=_(hint))
    return OSError(error.errno, words, str(path))
