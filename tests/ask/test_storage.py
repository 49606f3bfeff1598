from __future__ import annotations

import os
import socket
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from triage.ask import storage
from triage.errors import SessionError


@pytest.fixture
def umask_0() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def test_only_the_person_can_read_what_is_saved(state: Path) -> None:
    file = state / "leg.json"
    storage.save({"triage_session": 1}, file)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(state.stat().st_mode) == 0o700


def test_what_was_saved_is_read_back(state: Path) -> None:
    storage.save({"triage_session": "é"}, state / "leg.json")

    assert storage.read(state / "leg.json") == {"triage_session": "é"}
    assert storage.saved_on(state / "leg.json") == date.today()


def test_saving_again_leaves_one_private_file(state: Path) -> None:
    file = state / "leg.json"
    storage.save({"triage_session": 1}, file)
    file.chmod(0o644)
    storage.save({"triage_session": 2}, file)

    assert [p.name for p in state.iterdir()] == ["leg.json"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_save_that_fails_leaves_the_old_answers_whole(
    state: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    file = state / "leg.json"
    storage.save({"triage_session": 1}, file)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, failing, fail)
    with pytest.raises(SessionError, match="no space left on device"):
        storage.save({"triage_session": 2}, file)

    assert storage.read(file) == {"triage_session": 1}
    assert [p.name for p in state.iterdir()] == ["leg.json"]


def test_a_save_that_is_interrupted_leaves_nothing_behind(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        storage.save({"triage_session": 1}, state / "leg.json")

    assert list(state.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"{}", b"\xff", b"[" * 100_000, b'"' + b"x" * 1_000_001 + b'"']
)
def test_a_damaged_file_is_a_clear_error(state: Path, content: bytes) -> None:
    state.mkdir(parents=True)
    (state / "leg.json").write_bytes(content)

    with pytest.raises(SessionError, match="not a file of saved answers"):
        storage.read(state / "leg.json")


def test_a_missing_file_is_a_clear_error(state: Path) -> None:
    with pytest.raises(SessionError, match="No such file"):
        storage.read(state / "leg.json")


def test_a_damaged_file_is_renamed_and_no_older_one_is_lost(state: Path) -> None:
    state.mkdir(parents=True)
    for content in "123":
        (state / "leg.json").write_text(content)
        storage.set_aside(state / "leg.json")

    names = ["leg.damaged.2.json", "leg.damaged.3.json", "leg.damaged.json"]
    assert sorted(p.name for p in state.iterdir()) == names
    assert (state / "leg.damaged.json").read_text() == "1"


def test_a_damaged_file_that_cannot_be_renamed_is_a_clear_error(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state.mkdir(parents=True)
    (state / "leg.json").write_text("{")

    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(SessionError, match="cannot rename"):
        storage.set_aside(state / "leg.json")


# --- what is no file of answers


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """Return a folder with one of each thing that is no plain file."""
    folder = tmp_path / "odd"
    (folder / "a folder").mkdir(parents=True)
    os.mkfifo(folder / "a pipe")
    (folder / "a file").write_text("important")
    (folder / "a link").symlink_to("a file")
    (folder / "a dead link").symlink_to("nowhere")
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(folder / "a socket"))
    return folder


ODD = {"a folder": "a folder", "a pipe": "a pipe", "a link": "a link", "a dead link": "a link",
       "a socket": "a socket", "/dev/null": "a device", "/dev/tty": "a device"}  # fmt: skip


@pytest.mark.parametrize(("name", "kind"), ODD.items())
def test_what_is_no_plain_file_is_refused_in_words_and_at_once(
    odd: Path, name: str, kind: str
) -> None:
    with pytest.raises(SessionError, match=f"is {kind}, expected a file of saved answers"):
        storage.read(odd / name)


def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(
    odd: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_a_file = (odd / "a file").stat()
    monkeypatch.setattr(Path, "lstat", lambda _: as_a_file)

    with pytest.raises(SessionError, match="is a pipe"):
        storage.read(odd / "a pipe")


def test_a_file_that_another_session_has_written_in_the_meantime_is_left(tmp_path: Path) -> None:
    file = tmp_path / "own.json"
    before = storage.stamp(file)
    storage.save({"triage_session": 1}, file)

    with pytest.raises(SessionError, match="has changed since you began"):
        storage.save_in_named({"triage_session": 2}, file, before)
    assert storage.read(file) == {"triage_session": 1}
    storage.save_in_named({"triage_session": 3}, file, storage.stamp(file))
    assert storage.read(file) == {"triage_session": 3}


def test_a_file_in_what_is_no_folder_is_refused(odd: Path) -> None:
    with pytest.raises(SessionError, match="is no folder; name another file"):
        storage.refuse_unwritable(odd / "a file" / "answers.json")
    storage.refuse_unwritable(odd / "not yet" / "there" / "answers.json")


def test_a_protected_file_or_folder_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own.json").touch()
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write anywhere

    with pytest.raises(SessionError, match=r"own\.json` is protected; name another"):
        storage.refuse_unwritable(tmp_path / "own.json")
    with pytest.raises(SessionError, match="is protected; name another file"):
        storage.refuse_unwritable(tmp_path / "new.json")


# --- the folder


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("umask_0")
def test_under_any_umask_only_the_person_can_enter_the_folders(state: Path) -> None:
    storage.make_private(state)
    storage.save({"triage_session": 1}, state / "leg.json")

    assert (mode(state.parent), mode(state), mode(state / "leg.json")) == (0o700, 0o700, 0o600)


def test_a_folder_that_is_open_to_others_is_closed(state: Path) -> None:
    state.mkdir(parents=True)
    state.chmod(0o777)
    storage.make_private(state)

    assert mode(state) == 0o700


def test_a_folder_that_is_not_ours_is_used_as_it_is(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state.mkdir(parents=True)
    state.chmod(0o755)

    def fail(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", fail)
    storage.make_private(state)

    assert mode(state) == 0o755


def test_deleting_what_is_not_there_says_so(state: Path) -> None:
    assert storage.delete(state / "leg.json") is False


@pytest.mark.parametrize(
    ("environ", "platform", "expected"),
    [
        ({"XDG_STATE_HOME": "/x", "HOME": "/home/a"}, "linux", "/x/triage"),
        ({"XDG_STATE_HOME": "x", "HOME": "/home/a"}, "linux", "/home/a/.local/state/triage"),
        ({"HOME": "/home/a"}, "darwin", "/home/a/.local/state/triage"),
        ({"LOCALAPPDATA": "/local", "HOME": "/home/a"}, "win32", "/local/triage"),
    ],
)
def test_each_system_has_its_own_place(
    environ: dict[str, str], platform: str, expected: str
) -> None:
    assert storage.folder(environ, platform) == Path(expected)


def test_without_a_home_there_is_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "expanduser", lambda _: "~")
    with pytest.raises(SessionError, match="no home folder"):
        storage.folder({})
