"""What cannot be written is said in words, and what stood there is as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.files.conftest import NEW, OLD, PRIVATE
from triage.files import write_whole

# Root may write everything, so it becomes somebody else once all is imported; and nobody else
# may enter a folder of pytest.
PROTECTED = """
import os, sys, tempfile
from pathlib import Path
from triage.files import write_whole

if os.geteuid() == 0:
    os.setgid(65_534)
    os.setuid(65_534)
with tempfile.TemporaryDirectory() as folder:
    file = Path(folder, "file")
    file.write_bytes(b"old")
    os.chmod(file if "file" in sys.argv else folder, 0o500)
    try:
        write_whole(file, b"new", private="private" in sys.argv)
    except OSError as error:
        print(error.strerror)
    os.chmod(folder, 0o700)
    print(file.read_bytes(), os.listdir(folder))
"""


@PRIVATE
def test_a_folder_is_refused_in_words(tmp_path, private):
    with pytest.raises(OSError, match=r"a directory\n    help: name a file|found a folder"):
        write_whole(tmp_path, NEW, private=private)

    assert os.listdir(tmp_path) == []


@PRIVATE
def test_a_folder_that_is_missing_is_named(tmp_path, private):
    with pytest.raises(OSError, match=r"there is no folder `.*/nowhere`\n    help: make"):
        write_whole(tmp_path / "nowhere" / "file", NEW, private=private)


def test_a_folder_that_is_missing_behind_a_link_is_named(tmp_path):
    (tmp_path / "link").symlink_to("nowhere/file")

    with pytest.raises(OSError, match=r"there is no folder `.*/nowhere`"):
        write_whole(tmp_path / "link", NEW)


@PRIVATE
@pytest.mark.parametrize("protected", ["file", "folder"])
def test_what_may_not_be_written_is_not(private, protected):
    arguments = [protected, *(["private"] if private else [])]
    done = subprocess.run(
        [sys.executable, "-c", PROTECTED, *arguments], capture_output=True, text=True, check=True
    )

    assert done.stdout == (
        "permission denied\n"
        "    help: allow writing to it and to its folder, or name another place\n"
        "b'old' ['file']\n"
    )


@PRIVATE
def test_a_full_disk_leaves_the_file_and_nothing_else(file, private, monkeypatch):
    file.write_bytes(OLD)

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space left on device\n    help: make room"):
        write_whole(file, NEW, private=private)

    assert file.read_bytes() == OLD
    assert os.listdir(file.parent) == ["file"]


def test_a_full_device_is_said_in_words():
    with pytest.raises(OSError, match="no space left on device"):
        write_whole(Path("/dev/full"), NEW)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_in_the_middle_waits_until_the_file_is_whole(file, name):
    program = f"""
import os, signal, sys
from pathlib import Path
from triage.files import write_whole

sync = os.fsync
def struck(handle):
    os.kill(os.getpid(), signal.{name})
    sync(handle)

os.fsync = struck
write_whole(Path(sys.argv[1]), b"new")
print("went on")
"""
    done = subprocess.run(
        [sys.executable, "-c", program, file], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout) == (-getattr(signal, name), "")
    assert file.read_bytes() == b"new"
    assert os.listdir(file.parent) == ["file"]


def test_signals_are_handled_as_before_once_a_file_is_written(file):
    before = [signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)]

    write_whole(file, NEW)

    after = [signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)]
    assert after == before
