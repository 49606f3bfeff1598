from __future__ import annotations

import os
import stat
from datetime import date
from pathlib import Path

import pytest

from triage.ask import storage
from triage.errors import SessionError


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
    with pytest.raises(SessionError, match="No space left on device"):
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


def test_a_damaged_file_is_renamed_and_a_good_one_is_left(state: Path) -> None:
    storage.save({"triage_session": 1}, state / "leg.json")
    storage.set_aside(state / "leg.json")
    assert [p.name for p in state.iterdir()] == ["leg.json"]

    (state / "leg.json").write_text("{")
    storage.set_aside(state / "leg.json")
    assert [p.name for p in state.iterdir()] == ["leg.damaged.json"]

    storage.set_aside(state / "leg.json")


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


def test_forgetting_a_tree_takes_all_its_files_and_no_others(state: Path) -> None:
    state.mkdir(parents=True)
    own = ["leg.json", "leg.damaged.json", ".leg.json.ab12.tmp"]
    others = ["leg-2.json", "arm.json", "notes.txt"]
    for name in own + others:
        (state / name).write_text("{}")

    deleted = storage.forget("leg", os.environ)

    assert sorted(p.name for p in deleted) == sorted(own)
    assert sorted(p.name for p in state.iterdir()) == sorted(others)


def test_forgetting_everything_takes_every_tree(state: Path) -> None:
    storage.save({}, state / "leg.json")
    storage.save({}, state / "arm.json")

    assert len(storage.forget(None, os.environ)) == 2
    assert storage.forget(None, os.environ) == ()


def test_what_cannot_be_deleted_is_a_clear_error(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage.save({}, state / "leg.json")

    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", fail)
    with pytest.raises(SessionError, match="cannot delete"):
        storage.forget("leg", os.environ)


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
