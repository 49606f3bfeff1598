"""Answers kept for later, in a file that nobody else can read."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import mkstemp

from triage.errors import SessionError

_LARGEST = 1_000_000
_MARK = "triage_session"  # what every saved session has


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
        raise SessionError("found no home folder to keep answers in; set HOME")
    return Path(home) / ".local" / "state" / "triage"


def file_for(tree_id: str, environ: Mapping[str, str]) -> Path:
    """Return where the answers to one tree are kept."""
    return folder(environ) / f"{tree_id}.json"


def review_file_for(tree_id: str, environ: Mapping[str, str]) -> Path:
    """Return where the answers of a result are kept, to look at them again."""
    return folder(environ) / f"{tree_id}.review.json"


def save(data: Mapping[str, object], path: Path) -> None:
    """Write a session so that the file is whole or is not there, and is private.

    Raises:
        SessionError: the file cannot be written.
    """
    try:
        if not path.parent.exists():
            path.parent.mkdir(parents=True, mode=0o700)
        _replace(path, json.dumps(data, ensure_ascii=False, indent=1).encode())
    except OSError as error:
        msg = f"cannot keep your answers in `{path}`: {error.strerror or error}"
        raise SessionError(msg) from error


def _replace(path: Path, content: bytes) -> None:
    # mkstemp creates the file with mode 0600, so it is never readable by others.
    handle, temporary = mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    _sync_folder(path.parent)


def _sync_folder(path: Path) -> None:
    """Make the new name last; some systems cannot open a folder and need not."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def read(path: Path) -> Mapping[str, object]:
    """Return a saved session as plain data.

    Raises:
        SessionError: there is no such file, or it is not a saved session.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        msg = f"cannot read saved answers in `{path}`: {error.strerror or error}"
        raise SessionError(msg) from error
    return _decoded(content, path)


def _decoded(content: bytes, path: Path) -> Mapping[str, object]:
    msg = f"`{path}` is not a file of saved answers, or it is damaged"
    if len(content) > _LARGEST:
        raise SessionError(msg)
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise SessionError(msg) from error
    if not isinstance(data, dict) or _MARK not in data:
        raise SessionError(msg)
    return data


def set_aside(path: Path, *, damaged: bool = False) -> None:
    """Rename a file that holds no session, so that saving does not destroy it.

    Args:
        path: where a session is about to be saved.
        damaged: it is known already that the file cannot be used.

    Raises:
        SessionError: it cannot be renamed.
    """
    if path.exists() and (damaged or not _holds_session(path)):
        _rename(path, path.with_name(f"{path.stem}.damaged{path.suffix}"))


def _holds_session(path: Path) -> bool:
    try:
        read(path)
    except SessionError:
        return False
    return True


def _rename(path: Path, to: Path) -> None:
    try:
        path.rename(to)
    except OSError as error:
        msg = f"cannot rename `{path}`: {error.strerror or error}"
        raise SessionError(msg) from error


def saved_on(path: Path) -> date | None:
    """Return the day on which a file was saved, or None where there is no such file."""
    try:
        return date.fromtimestamp(path.stat().st_mtime)
    except OSError:
        return None


def forget(tree_id: str | None, environ: Mapping[str, str]) -> tuple[Path, ...]:
    """Delete the saved answers to one tree, or all with None; return what was deleted.

    Raises:
        SessionError: a file cannot be deleted.
    """
    return tuple(path for path in _saved(tree_id, environ) if delete(path))


def _saved(tree_id: str | None, environ: Mapping[str, str]) -> list[Path]:
    """Find saved answers, and what an interrupted save may have left."""
    place = folder(environ)
    names = sorted(p.name for p in place.iterdir()) if place.is_dir() else []
    return [place / name for name in names if _belongs(name, tree_id)]


def _belongs(name: str, tree_id: str | None) -> bool:
    of_tree = name.removeprefix(".").split(".", 1)[0]  # no id of a tree holds a dot
    is_ours = name.endswith(".json") or (name.startswith(".") and name.endswith(".tmp"))
    return is_ours and tree_id in (None, of_tree)


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
        msg = f"cannot delete `{path}`: {error.strerror or error}"
        raise SessionError(msg) from error
    return True
