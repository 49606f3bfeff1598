"""Files of answers: private, whole or not there, and nobody else's file is touched."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from itertools import count
from pathlib import Path
from typing import TypeAlias

from triage.errors import SessionError
from triage.files import write_whole
from triage.words import N_, _

_LARGEST = 1_000_000
_MARK = "triage_session"  # what every saved session has
_FOR_THE_OWNER = 0o700
# A pipe must not keep us waiting, and a link is not followed; Windows knows neither.
_CAREFULLY = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_BINARY", 0)
)
_KINDS = {
    stat.S_IFLNK: N_("a link"),
    stat.S_IFDIR: N_("a folder"),
    stat.S_IFIFO: N_("a pipe"),
    stat.S_IFSOCK: N_("a socket"),
}

Stamp: TypeAlias = tuple[int, int, int, int]


def folder(environ: Mapping[str, str], platform: str = sys.platform) -> Path:
    """Return the folder of saved answers for this person.

    Raises:
        SessionError: the system names no home folder.
    """
    if platform == "win32" and environ.get("LOCALAPPDATA"):
        return Path(environ["LOCALAPPDATA"]) / "triage"
    state = environ.get("XDG_STATE_HOME", "")
    if os.path.isabs(state):
        return Path(state) / "triage"
    home = environ.get("HOME") or os.path.expanduser("~")
    if not os.path.isabs(home):
        raise SessionError(_("found no home folder to keep answers in; set HOME"))
    return Path(home) / ".local" / "state" / "triage"


def make_private(path: Path) -> None:
    """Make our own folder, or close one that others can look into.

    Raises:
        OSError: it cannot be made.
    """
    _make_folder(path)
    if stat.S_IMODE(path.stat().st_mode) != _FOR_THE_OWNER:
        with suppress(OSError):  # somebody else's folder; the files in it are private, too
            path.chmod(_FOR_THE_OWNER)


def _make_folder(path: Path) -> None:
    """Make a folder and those above it; others could put another one in place of an open one."""
    missing = [each for each in (path, *path.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=_FOR_THE_OWNER, exist_ok=True)


# --- writing


def save(data: Mapping[str, object], path: Path) -> None:
    """Write a session so that the file is whole or is not there, and is private.

    Raises:
        SessionError: the file cannot be written.
    """
    try:
        _make_folder(path.parent)
        content = json.dumps(data, ensure_ascii=False, indent=1).encode()
        write_whole(path, content, private=True)
    except OSError as error:
        msg = _(
            "cannot keep your answers in `{path}`: {what}", path=path, what=error.strerror or error
        )
        raise SessionError(msg) from error


def save_in_named(data: Mapping[str, object], path: Path, as_it_was: Stamp | None) -> None:
    """Write a session to a file that the person named, if it is as it was in the beginning.

    Raises:
        SessionError: the file has changed since, or it cannot be written.
    """
    refuse_changed(path, as_it_was)
    save(data, path)


def refuse_changed(path: Path, as_it_was: Stamp | None) -> None:
    """Refuse a file that is not as it was: another session may have used it.

    Raises:
        SessionError: it has changed.
    """
    if stamp(path) != as_it_was:
        raise SessionError(
            _("`{path}` has changed since you began, so it was left as it is", path=path)
        )


def stamp(path: Path) -> Stamp | None:
    """Return what tells a file from a later one of that name; None where there is none."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size


# --- reading


def read(path: Path) -> Mapping[str, object]:
    """Return a saved session as plain data.

    Raises:
        SessionError: there is no such file, or it is not a saved session.
    """
    try:
        content = _content(path)
    except OSError as error:
        msg = _(
            "cannot read saved answers in `{path}`: {what}", path=path, what=error.strerror or error
        )
        raise SessionError(msg) from error
    return _decoded(content, path)


def _content(path: Path) -> bytes:
    """Read a plain file; anything else is refused before it is opened, as opening may do harm."""
    _refuse_no_file(path, path.lstat().st_mode)
    handle = os.open(path, _CAREFULLY)
    with os.fdopen(handle, "rb") as file:
        _refuse_no_file(path, os.fstat(handle).st_mode)
        return file.read(_LARGEST + 1)


def _refuse_no_file(path: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        found = _(_KINDS.get(stat.S_IFMT(mode), N_("a device")))
        raise SessionError(
            _(
                "`{path}` is {found}, expected a file of saved answers; name another",
                path=path,
                found=found,
            )
        )


def _decoded(content: bytes, path: Path) -> Mapping[str, object]:
    msg = _(
        "`{path}` is not a file of saved answers, or it is damaged; it was left as it is", path=path
    )
    if len(content) > _LARGEST:
        raise SessionError(msg)
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise SessionError(msg) from error
    if not isinstance(data, dict) or _MARK not in data:
        raise SessionError(msg)
    return data


def saved_on(path: Path) -> date | None:
    """Return the day on which a file was saved, or None where there is no such file."""
    try:
        return date.fromtimestamp(path.stat().st_mtime)
    except OSError:
        return None


def written_at(path: Path) -> int:
    """Return when a file was written, in nanoseconds; 0 where there is none."""
    found = stamp(path)
    return found[2] if found else 0


# --- files that are in the way


def refuse_unwritable(path: Path) -> None:
    """Refuse a file to save in that cannot be written, before anybody has answered for nothing.

    Raises:
        SessionError: it cannot be written, or its folder cannot be made.
    """
    there = next(each for each in (path, *path.absolute().parents) if os.path.lexists(each))
    if there != path and not there.is_dir():
        raise SessionError(
            _(
                "cannot save in `{path}`: `{there}` is no folder; name another file",
                path=path,
                there=there,
            )
        )
    if not os.access(there, os.W_OK):
        raise SessionError(
            _(
                "cannot save in `{path}`: `{there}` is protected; name another file",
                path=path,
                there=there,
            )
        )


def set_aside(path: Path) -> Path:
    """Rename a file that holds no session, so that saving does not destroy it; return its new name.

    Raises:
        SessionError: it cannot be renamed.
    """
    names = (f"{path.stem}.damaged{f'.{n}' if n > 1 else ''}{path.suffix}" for n in count(1))
    to = next(path.with_name(name) for name in names if not os.path.lexists(path.with_name(name)))
    try:
        return path.rename(to)
    except OSError as error:
        msg = _("cannot rename `{path}`: {what}", path=path, what=error.strerror or error)
        raise SessionError(msg) from error


def delete(path: Path) -> bool:
    """Delete a file of saved answers; say whether it was there.

    Raises:
        SessionError: it is there and cannot be deleted.
    """
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        msg = _("cannot delete `{path}`: {what}", path=path, what=error.strerror or error)
        raise SessionError(msg) from error
    return True
