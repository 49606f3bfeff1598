"""A tree comes from a name, a path, a text, bytes, a stream, or a package that may be zipped."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import triage
from tests.tree_files.folders import SMALL
from triage.errors import UnknownTree, WrongArgument
from triage.tree_files.shipped import shipped

MAIN = "calf-soreness"  # it includes other trees, which stand beside it
TEXT = (shipped() / MAIN / "tree.yaml").read_text("utf-8")
SIZE = 1_000_000


@pytest.fixture
def zipped(tmp_path: Path) -> zipfile.Path:
    """Return the trees of the package as a zipped app holds them."""
    archive = tmp_path / "app.zip"
    with zipfile.ZipFile(archive, "w") as written:
        for path in shipped().glob("*/tree.yaml"):
            written.write(path, f"my_app/trees/{path.parent.name}/tree.yaml")
        written.writestr("my_app/trees/small.yaml", SMALL)
        written.writestr("my_app/trees/__init__.py", "")
        written.writestr("my_app/__init__.py", "")
    return zipfile.Path(archive, "my_app/trees/")


AS_GIVEN: dict[str, Callable[[Path], Any]] = {
    "text": lambda path: path.read_text("utf-8"),
    "bytes": lambda path: path.read_bytes(),
    "a text stream": lambda path: io.StringIO(path.read_text("utf-8")),
    "a stream of bytes": lambda path: io.BytesIO(path.read_bytes()),
    "an open file": lambda path: path.open("rb"),
    "an open text file": lambda path: path.open(encoding="utf-8"),
    "a path": lambda path: path,
    "the text of a path": str,
}


@pytest.mark.parametrize("give", AS_GIVEN.values(), ids=AS_GIVEN)
def test_a_tree_is_the_same_however_it_is_handed_over(
    give: Callable[[Path], Any], tmp_path: Path
) -> None:
    path = tmp_path / "calf.yaml"
    path.write_text(SMALL, encoding="utf-8")
    given = give(path)

    loaded = triage.load(given)

    assert (loaded, loaded.digest) == (triage.load(path), triage.load(path).digest)
    if isinstance(given, io.IOBase):
        assert not given.closed  # it is the app's to close
        given.close()


def test_a_tree_in_a_zipped_package_finds_the_trees_beside_it(zipped: zipfile.Path) -> None:
    there = triage.load(zipped / MAIN / "tree.yaml")
    assert there == triage.load(MAIN)
    assert there.modules
    assert triage.load(zipped / MAIN) == there  # the folder will do
    assert triage.load(zipped / "small.yaml") == triage.load(SMALL)


def test_a_zipped_app_loads_its_own_tree_as_a_resource(zipped: zipfile.Path) -> None:
    archive = str(str(zipped.root.filename))
    program = (
        f"import sys; sys.path.insert(0, {archive!r}); import triage\n"
        "from importlib.resources import files\n"
        f"print(triage.load(files('my_app.trees') / {MAIN!r} / 'tree.yaml').digest)"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=120
    )

    assert (done.stdout.strip(), done.stderr) == (triage.load(MAIN).digest, "")


def test_a_fault_is_named_by_its_place_in_what_was_handed_over(zipped: zipfile.Path) -> None:
    faulty = SMALL.replace("title:", "titel:", 1)
    for name, shown in ((None, "<text>"), ("from the database", "from the database")):
        with pytest.raises(triage.TreeError) as told:
            triage.load(faulty, name=name)
        assert {finding.file for finding in told.value.findings} == {shown}
    with zipfile.ZipFile(str(zipped.root.filename), "a") as written:
        written.writestr("my_app/trees/faulty.yaml", faulty)
    with pytest.raises(triage.TreeError) as told:
        triage.load(zipfile.Path(str(zipped.root.filename), "my_app/trees/faulty.yaml"))
    assert told.value.findings[0].file.endswith("app.zip/my_app/trees/faulty.yaml")


def test_a_text_has_no_trees_beside_it_and_its_findings_say_what_to_do() -> None:
    with pytest.raises(triage.TreeError) as told:
        triage.load(TEXT.replace("lower-leg-self-care", "ours"))
    shipped_one, ours = [f for f in told.value.findings if f.name == "unknown-module"]
    assert "for the one that comes with triage" in shipped_one.help
    finding = ours
    assert "a text has no trees beside it; load a file or a package's resource" in finding.help


def test_a_module_that_a_zipped_package_does_not_hold_is_named(zipped: zipfile.Path) -> None:
    with zipfile.ZipFile(str(zipped.root.filename), "a") as written:
        lost = SMALL + "\ninclude:\n  startt: {}\n"
        written.writestr("my_app/trees/lost.yaml", lost)
    with pytest.raises(triage.TreeError) as told:
        triage.load(zipfile.Path(str(zipped.root.filename), "my_app/trees/lost.yaml"))
    assert any("did you mean `start`" in f.help for f in told.value.findings), told.value


class Broken(io.RawIOBase):
    """A stream that fails."""

    def read(self, size: int = -1) -> bytes:
        raise EOFError(f"the line went dead, with {size} bytes to go")


class Odd:
    """A stream of something else."""

    def read(self, size: int) -> object:
        return [size]


def test_a_stream_that_fails_is_no_tree() -> None:
    closed = io.StringIO(SMALL)
    closed.close()
    not_utf_8 = io.TextIOWrapper(io.BytesIO(b"\xff\n"), encoding="utf-8")
    for stream, words in (
        (Broken(), "the line went dead"),
        (closed, "closed file"),
        (not_utf_8, "can't decode"),
    ):
        with pytest.raises(triage.TreeError, match=words):
            triage.load(stream)


def test_no_more_than_a_tree_may_be_long_is_read_of_a_stream() -> None:
    endless = io.StringIO("# x\n" * SIZE)
    with pytest.raises(triage.TreeError, match="over 1,000,000 bytes"):
        triage.load(endless)
    assert endless.tell() == SIZE + 1


@pytest.mark.parametrize("data", [b"\xff\xfe", "\ud800\n", "\0\n", "", b"", "\n", b"5", "[]\n"])
def test_what_is_no_text_of_a_tree_is_refused_with_its_place(data: str | bytes) -> None:
    expected = UnknownTree if data == "" else triage.TreeError
    with pytest.raises(expected):
        triage.load(data)


@pytest.mark.parametrize("nothing", [None, 5, [SMALL], {"triage": 1}, bytearray(b"x"), Odd()])
def test_what_no_tree_can_be_read_from_is_a_wrong_argument(nothing: Any) -> None:
    with pytest.raises(WrongArgument, match=r"found a .*expected"):
        triage.load(nothing)


def test_a_resource_that_is_not_there_is_an_unknown_tree(zipped: zipfile.Path) -> None:
    for missing in (zipped / "nothing.yaml", zipped / "nothing", zipped):
        with pytest.raises(UnknownTree, match=r"found no file .*app\.zip"):
            triage.load(missing)


def test_a_damaged_zip_file_is_no_tree(zipped: zipfile.Path) -> None:
    archive = Path(str(str(zipped.root.filename)))
    tree = zipfile.Path(archive, "my_app/trees/small.yaml")
    data = archive.read_bytes()
    archive.write_bytes(data.replace(SMALL.encode()[:40], b"x" * 40))
    with pytest.raises(triage.TreeError, match="bad crc-32"):
        triage.load(tree)
