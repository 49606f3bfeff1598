"""What a killed writer leaves is swept by the next, and nothing else is."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys

import pytest

from tests.files.conftest import NEW, OLD
from triage.files import sweep, write_whole


@pytest.fixture
def dead():
    """Return the number of a process that has ended."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


def test_what_a_killed_writer_left_is_swept_by_the_next(file, dead):
    for number in (dead, os.getpid()):  # as in a container, where each process may be the first
        (file.parent / f".triage-{number}-abc_1234.tmp").write_bytes(OLD)

    write_whole(file, NEW)

    assert os.listdir(file.parent) == ["file"]


def test_what_somebody_still_writes_is_not_swept(tmp_path, dead):
    of_a_living = tmp_path / f".triage-{os.getppid()}-abcd1234.tmp"
    of_another_container = tmp_path / f".triage-{dead}-abcd1234.tmp"
    of_a_living.write_bytes(OLD)
    with open(of_another_container, "wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        sweep(tmp_path)
        assert sorted(tmp_path.iterdir()) == sorted([of_a_living, of_another_container])

    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == [of_a_living]


def test_a_writer_whose_file_was_swept_too_early_takes_another(file, monkeypatch, dead):
    monkeypatch.setattr(os, "getpid", lambda: dead)
    locked, swept = fcntl.flock, []

    def late(handle, how):
        if how == fcntl.LOCK_EX and not swept:
            swept.append(os.listdir(file.parent))
            sweep(file.parent)
        locked(handle, how)

    monkeypatch.setattr(fcntl, "flock", late)
    write_whole(file, NEW)

    assert len(swept[0]) == 1
    assert file.read_bytes() == NEW
    assert os.listdir(file.parent) == ["file"]


@pytest.mark.parametrize(
    "name", ["triage-{}-a.tmp", ".triage-{}.tmp", ".triage-{}-a", ".x-{}-a.tmp"]
)
def test_files_of_other_names_are_not_swept(tmp_path, dead, name):
    (tmp_path / name.format(dead)).write_bytes(OLD)

    sweep(tmp_path)

    assert len(os.listdir(tmp_path)) == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make files of others")
def test_files_of_others_and_links_are_not_swept(tmp_path, dead, file):
    file.write_bytes(OLD)
    other = tmp_path / f".triage-{dead}-abcd1234.tmp"
    other.write_bytes(OLD)
    os.chown(other, 65_534, 65_534)
    (tmp_path / f".triage-{dead}-abcd5678.tmp").symlink_to(file)

    sweep(tmp_path)

    assert len(os.listdir(tmp_path)) == 3


def test_a_folder_that_is_not_there_needs_no_sweeping(tmp_path):
    sweep(tmp_path / "nowhere")
