"""The one function that writes files: whole or not at all, and no more open than it must be."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from tests.files.conftest import NEW, OLD, PRIVATE
from triage.files import write_whole


@pytest.fixture
def umask():
    """Return a function that sets the umask, which is put back in the end."""
    before = os.umask(0o022)
    yield os.umask
    os.umask(before)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@PRIVATE
@pytest.mark.parametrize("before", [None, OLD], ids=["new", "there"])
def test_a_file_holds_what_was_written_and_nothing_stands_beside_it(file, before, private):
    if before is not None:
        file.write_bytes(before)

    write_whole(file, NEW, private=private)

    assert file.read_bytes() == NEW
    assert os.listdir(file.parent) == ["file"]


def test_the_longest_name_can_be_written(tmp_path):
    write_whole(tmp_path / ("n" * 255), NEW)

    assert os.listdir(tmp_path) == ["n" * 255]


def test_whoever_reads_meanwhile_finds_the_old_or_the_new(file):
    file.write_bytes(OLD)
    seen = set()
    done = threading.Event()

    def look():
        while not done.is_set():
            seen.add(file.read_bytes())

    reader = threading.Thread(target=look)
    reader.start()
    for _ in range(20):
        write_whole(file, NEW)
        write_whole(file, OLD)
    done.set()
    reader.join()

    assert seen <= {OLD, NEW}


def test_many_can_write_the_same_file_at_once(file):
    contents = [bytes([number]) * 10_000 for number in range(8)]
    writers = [threading.Thread(target=write_whole, args=(file, c)) for c in contents]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert file.read_bytes() in contents
    assert os.listdir(file.parent) == ["file"]


@pytest.mark.parametrize("mask", [0, 0o022, 0o077, 0o177])
def test_a_new_file_gets_the_permissions_that_open_would_give(file, umask, mask):
    umask(mask)
    other = file.with_name("other")
    other.write_bytes(NEW)

    write_whole(file, NEW)

    assert mode(file) == mode(other)


@pytest.mark.parametrize("mask", [0, 0o022, 0o777])
@pytest.mark.parametrize("before", [None, 0o644])
def test_only_its_owner_can_read_a_private_file_under_any_umask(file, umask, mask, before):
    if before:
        file.write_bytes(OLD)
        file.chmod(before)
    umask(mask)

    write_whole(file, NEW, private=True)

    assert mode(file) == 0o600


@pytest.mark.parametrize("before", [0o600, 0o640, 0o755, 0o666])
def test_a_file_keeps_its_permissions(file, before):
    file.write_bytes(OLD)
    file.chmod(before)

    write_whole(file, NEW)

    assert (mode(file), file.read_bytes()) == (before, NEW)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_a_file_keeps_its_owner_and_group(file):
    file.write_bytes(OLD)
    os.chown(file, 65_534, 12_345)

    write_whole(file, NEW)

    assert (file.stat().st_uid, file.stat().st_gid) == (65_534, 12_345)


def test_nobody_else_can_read_it_while_it_is_written(file, umask, monkeypatch):
    umask(0)
    seen = []
    file.write_bytes(OLD)
    file.chmod(0o600)
    chmod = os.chmod

    def look(path, new):
        seen.append((mode(Path(path)), Path(path).read_bytes()))
        chmod(path, new)

    monkeypatch.setattr(os, "chmod", look)
    write_whole(file, NEW, private=True)

    assert seen == [(0o600, NEW)]
