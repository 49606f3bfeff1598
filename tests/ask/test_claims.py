"""Which slot a session gets, and what becomes of what others hold or left."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from triage.ask import storage
from triage.ask.claims import Claim, claim, claim_file, forget
from triage.ask.slots import Slot, at, key_of
from triage.errors import SessionError

HOLD = """
import sys, time
from pathlib import Path
from triage.ask.claims import claim
held = claim(Path(sys.argv[1]), sys.argv[2])
print(held.slot.name, flush=True)
time.sleep(60)
"""


@pytest.fixture
def other(state: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another process hold the first slot of the leg."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(state), "leg"], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "leg\n"
        yield process
        process.kill()


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def write(*files: Path) -> None:
    """Write saved answers, each later than the ones before."""
    for later, file in enumerate(files):
        storage.save({"triage_session": 1}, file)
        os.utime(file, (1_000_000 + later, 1_000_000 + later))


# --- names


def test_a_tree_that_comes_with_triage_is_known_by_its_name() -> None:
    assert key_of("leg") == "leg"


def test_trees_of_one_name_in_two_places_are_kept_apart(tmp_path: Path) -> None:
    one, two = (key_of("leg", tmp_path / name / "tree.yaml") for name in "ab")
    assert one != two
    assert key_of("leg", tmp_path / "a" / ".." / "a" / "tree.yaml") == one


def test_a_link_to_a_tree_is_that_tree(tmp_path: Path) -> None:
    (tmp_path / "tree.yaml").touch()
    (tmp_path / "link.yaml").symlink_to("tree.yaml")
    assert at(tmp_path / "link.yaml") == at(tmp_path / "tree.yaml")


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("leg.json", "leg"),
        ("leg.review.json", "leg"),
        ("leg.damaged.2.json", "leg"),
        (".leg.lock", "leg"),
        ("leg.2.json", "leg.2"),
        (".leg.2.lock", "leg.2"),
        ("leg@0a+1b.3.json", "leg@0a+1b.3"),
    ],
)
def test_each_file_belongs_to_one_slot(file: str, name: str) -> None:
    assert Slot.of(Path("/folder") / file).name == name


# --- claiming


def test_the_first_session_gets_the_usual_slot_and_leaves_nothing(state: Path) -> None:
    held = claim(state, "leg")

    assert held.slot.answers == state / "leg.json"
    assert not held.has_company
    assert names(state) == [".leg.lock"]
    assert stat.S_IMODE((state / ".leg.lock").stat().st_mode) == 0o600
    held.release()
    assert names(state) == []


@pytest.mark.usefixtures("other")
def test_a_slot_that_another_process_holds_is_left_alone(state: Path) -> None:
    write(state / "leg.json")
    held = claim(state, "leg")

    assert held.slot.name == "leg.2"
    assert held.has_company
    held.release()
    assert names(state) == [".leg.lock", "leg.json"]


def test_a_killed_process_holds_nothing(state: Path, other: subprocess.Popen[str]) -> None:
    write(state / "leg.json")
    other.send_signal(signal.SIGKILL)
    other.wait()
    held = claim(state, "leg")

    assert held.slot.name == "leg"
    assert not held.has_company
    held.release()


def test_a_third_session_gets_a_slot_of_its_own(state: Path) -> None:
    held = [claim(state, "leg") for _ in range(3)]

    assert [each.slot.name for each in held] == ["leg", "leg.2", "leg.3"]
    for each in held:
        each.release()
    assert names(state) == []


def test_the_latest_answers_that_nobody_holds_are_offered(state: Path) -> None:
    write(state / "leg.json", state / "leg.3.json", state / "leg.2.json", state / "arm.json")
    first, second = claim(state, "leg"), claim(state, "leg")

    assert [first.slot.name, second.slot.name] == ["leg.2", "leg.3"]
    first.release()
    second.release()


def test_answers_come_before_a_review_and_a_review_before_an_empty_slot(state: Path) -> None:
    write(state / "leg.2.json", state / "leg.3.review.json")
    held = [claim(state, "leg") for _ in range(3)]

    assert [each.slot.name for each in held] == ["leg.2", "leg.3", "leg"]
    for each in held:
        each.release()


def test_where_an_empty_slot_is_wanted_saved_answers_are_left(state: Path) -> None:
    write(state / "leg.json")
    held = claim(state, "leg", empty=True)

    assert held.slot.name == "leg.2"
    held.release()


def test_a_slot_can_be_claimed_by_its_file_but_only_once(state: Path) -> None:
    write(state / "leg.2.json")
    held = claim_file(state / "leg.2.json")

    assert held.slot.name == "leg.2"
    with pytest.raises(SessionError, match="in use in another window"):
        claim_file(state / "leg.2.json")
    held.release()


def test_a_lock_that_was_deleted_in_the_same_moment_is_no_lock(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, deleted = os.open, []

    def open_once_too_early(path: Path, *more: int) -> int:
        handle = whole(path, *more)
        if not deleted:
            deleted.append(path)
            os.unlink(path)
        return handle

    state.mkdir(parents=True)
    monkeypatch.setattr(os, "open", open_once_too_early)
    held = claim(state, "leg")

    assert deleted
    assert names(state) == [".leg.lock"]
    held.release()


def test_a_file_system_without_locks_is_used_all_the_same(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("fcntl.flock", fail)
    held = claim(state, "leg")

    assert held.slot.name == "leg"
    held.release()


def test_a_folder_that_cannot_be_made_is_a_clear_error(state: Path) -> None:
    state.parent.mkdir(parents=True)
    state.write_text("a file where the folder should be")

    with pytest.raises(SessionError, match="cannot use the folder of saved answers"):
        claim(state, "leg")


# --- sweeping


def test_what_killed_processes_left_is_swept_for_every_tree(state: Path) -> None:
    state.mkdir(parents=True)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    for name in (f".triage-{gone.pid}-a1.tmp", ".leg.lock", ".arm.2.lock", "arm.json", "notes.tmp"):
        (state / name).touch()
    held = claim(state, "leg")

    assert names(state) == [".leg.lock", "arm.json", "notes.tmp"]
    held.release()


@pytest.mark.usefixtures("other")
def test_what_a_living_process_is_writing_is_not_swept(state: Path) -> None:
    being_written = f".triage-{os.getppid()}-a1.tmp"
    (state / being_written).touch()
    held = claim(state, "arm")

    assert names(state) == sorted([".arm.lock", being_written, ".leg.lock"])
    held.release()


# --- forgetting


def of_leg(slot: Slot) -> bool:
    return slot.tree == "leg"


def test_forgetting_a_tree_takes_all_its_files_and_no_others(state: Path) -> None:
    state.mkdir(parents=True)
    own = ["leg.json", "leg.2.json", "leg+0a.json", "leg.damaged.json", "leg.review.json"]
    others = ["leg-2.json", "leg@0a.json", "arm.json", "notes.txt"]
    for name in [*own, *others]:
        (state / name).write_text("{}")

    deleted, in_use = forget(state, of_leg)

    assert sorted(p.name for p in deleted) == sorted(own)
    assert in_use == []
    assert names(state) == sorted(others)


@pytest.mark.usefixtures("other")
def test_what_a_living_process_uses_is_not_forgotten(state: Path) -> None:
    write(state / "leg.json", state / "leg.2.json")

    assert forget(state, of_leg) == ([state / "leg.2.json"], [state / "leg.json"])
    assert names(state) == [".leg.lock", "leg.json"]


def test_where_nothing_was_kept_nothing_is_forgotten(state: Path) -> None:
    assert forget(state, of_leg) == ([], [])


def test_what_cannot_be_deleted_is_a_clear_error(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(state / "leg.json")

    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", fail)
    with pytest.raises(SessionError, match="cannot delete"):
        forget(state, of_leg)
    assert isinstance(claim_file(state / "leg.json"), Claim)
