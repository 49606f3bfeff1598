"""What is no ordinary file is written as it is, or refused where answers are private."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.files.conftest import NEW, OLD
from triage.files import write_whole


def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path):
    there, link = tmp_path / "folder" / "file", tmp_path / "link"
    there.parent.mkdir()
    link.symlink_to(there)

    for content in (OLD, NEW):  # at first it leads to nothing
        write_whole(link, content)
        assert link.is_symlink()
        assert there.read_bytes() == content


def test_a_private_file_is_not_written_through_a_link(file, tmp_path):
    link = tmp_path / "link"
    file.write_bytes(OLD)
    for target in (file, tmp_path / "nowhere"):
        link.symlink_to(target)
        with pytest.raises(OSError, match="found a link, expected an ordinary file"):
            write_whole(link, NEW, private=True)
        assert link.is_symlink()
        link.unlink()

    assert file.read_bytes() == OLD
    assert os.listdir(tmp_path) == ["file"]


def test_a_pipe_takes_the_content_and_stays_a_pipe(file):
    os.mkfifo(file)
    with subprocess.Popen(["cat", file], stdout=subprocess.PIPE) as reader:
        write_whole(file, NEW)
        assert reader.stdout is not None
        assert reader.stdout.read() == NEW

    assert stat.S_ISFIFO(file.lstat().st_mode)
    assert os.listdir(file.parent) == ["file"]


def test_a_private_file_is_not_written_into_a_pipe_or_a_device(file):
    os.mkfifo(file)
    for path in (file, Path("/dev/null")):
        with pytest.raises(OSError, match="found a pipe or a device, expected an ordinary file"):
            write_whole(path, NEW, private=True)

    assert stat.S_ISFIFO(file.lstat().st_mode)


def test_a_device_takes_the_content_and_stays_a_device():
    write_whole(Path("/dev/null"), NEW)

    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


WRITE = """
import sys
from pathlib import Path
from triage.files import write_whole

try:
    write_whole(Path(sys.argv[1]), b"new\\n", private="private" in sys.argv)
except OSError as error:
    print(error.strerror)
"""


@pytest.mark.parametrize("path", ["-", "/dev/stdout"])
def test_standard_output_keeps_what_was_written_before(file, path):
    with open(file, "wb") as out:
        out.write(b"before\n")
        out.flush()
        subprocess.run([sys.executable, "-c", WRITE, path], stdout=out, check=True)

    assert file.read_bytes() == b"before\nnew\n"
    assert os.listdir(file.parent) == ["file"]


def test_standard_error_can_be_written():
    command = [sys.executable, "-c", WRITE, "/dev/stderr"]

    assert subprocess.run(command, capture_output=True, check=True).stderr == b"new\n"


def test_a_private_file_is_not_standard_output():
    done = subprocess.run(
        [sys.executable, "-c", WRITE, "-", "private"], capture_output=True, text=True, check=True
    )

    assert done.stdout.startswith("found standard output, expected an ordinary file")
