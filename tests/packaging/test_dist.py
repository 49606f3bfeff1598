"""What `make dist` makes: the same bytes from the same commit, with every licence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from email import message_from_bytes
from time import gmtime

import pytest

from tests.packaging.conftest import ROOT, run

pytestmark = pytest.mark.slow

FONTS = "triage/outputs/printing/fonts/LICENSE"


def built(clone, target, **options):
    """Build both in a clone; return the bytes of each by its name."""
    run(sys.executable, clone / ".ci" / "dist.py", target, **options)
    return {file.name: file.read_bytes() for file in target.iterdir()}


@pytest.fixture(scope="module")
def dist(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    built(ROOT, folder)
    return folder


@pytest.fixture(scope="module")
def sdist(dist):
    with tarfile.open(next(dist.glob("*.tar.gz"))) as archive:
        yield archive


@pytest.fixture(scope="module")
def wheel(dist):
    with zipfile.ZipFile(next(dist.glob("*.whl"))) as archive:
        yield archive


def inside(sdist):
    """Return the names of the files of an sdist below its one folder."""
    return {member.name.partition("/")[2] for member in sdist}


def test_another_clone_hour_and_umask_give_the_same_bytes(dist, tmp_path):
    clone = tmp_path / "clone"
    run("git", "clone", "--quiet", ROOT, clone)
    shutil.copy(ROOT / ".ci" / "dist.py", clone / ".ci" / "dist.py")
    elsewhere = dict(os.environ, TZ="Asia/Tokyo", LC_ALL="C")

    again = built(clone, tmp_path / "dist", env=elsewhere, umask=0o077)

    assert again == {file.name: file.read_bytes() for file in dist.iterdir()}
    assert {name.partition("0")[0] for name in again} == {"triage_trees-"}
    assert len(again) == 2


def test_nothing_in_them_is_of_another_day_than_the_commit(sdist, wheel):
    day = int(run("git", "log", "-1", "--format=%ct", cwd=ROOT))

    assert {member.mtime for member in sdist} == {day}
    # The clock of a zip file ticks every other second.
    assert {m.date_time for m in wheel.infolist()} == {gmtime(day - day % 2)[:6]}
    assert {(member.uname, member.uid, member.mode) for member in sdist} == {("", 0, 0o644)}


def test_both_hold_the_licence_of_all_that_they_carry(sdist, wheel):
    top = next(name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    metadata = message_from_bytes(wheel.read(top))
    licences = {name.partition("/licenses/")[2] for name in wheel.namelist()} - {""}
    # A file of another licence stands in a folder with its text.
    carried = {str(file.relative_to(ROOT)) for file in (ROOT / "triage").rglob("LICENSE*")}

    assert carried == {FONTS}
    assert licences == {"LICENSE", *carried} == set(metadata.get_all("License-File", []))
    assert licences <= inside(sdist)


def test_the_sdist_holds_what_git_has_and_no_tests(sdist):
    tracked = set(run("git", "ls-tree", "-r", "--name-only", "HEAD", cwd=ROOT).splitlines())
    made = {name for name in inside(sdist) if "egg-info/" in name} | {"PKG-INFO"}

    assert {"setup.cfg", "pyproject.toml", "CHANGELOG.md"} <= inside(sdist) - made <= tracked
    assert not any(name.startswith("tests/") for name in inside(sdist))


def test_without_git_nothing_is_built(tmp_path):
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "dist.py", tmp_path / ".ci")

    command = [sys.executable, tmp_path / ".ci" / "dist.py", tmp_path / "dist"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode != 0
    assert list((tmp_path / "dist").glob("*")) == []
