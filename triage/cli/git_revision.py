"""The files of a folder as they were at a git revision, followed where they were moved."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePath, PurePosixPath
from posixpath import normpath
from tempfile import TemporaryDirectory

from attrs import frozen

from triage.errors import TriageError
from triage.tree_files.origins import TREE_FILE
from triage.words import _

_FILES = ("100644", "100755")
_LINK = "120000"


@frozen
class Place:
    """Where a version stands: its file, and how findings name it."""

    path: Path
    shown: str


@frozen
class Revision:
    """A folder as it was.

    Attributes:
        name: what git knows as a commit.
        root: a temporary folder that holds YAML files by their paths in the
            repository: those that stood in the folder, and those beside a
            file that was moved into it.
        prefix: the path of the folder in the repository.
        moved: the old paths of files that were moved, by the new ones.
    """

    name: str
    root: Path
    prefix: PurePosixPath
    moved: Mapping[str, str]

    @property
    def folder(self) -> Path:
        """The files that stood in the folder."""
        return self.root / self.prefix

    def place(self, path: PurePath) -> Place:
        """Return where a file of the folder stood, also if it was moved since."""
        now = str(self.prefix / path.as_posix())
        before = self.moved.get(now, now)
        return Place(self.root / before, f"{self.name}:{before}")


@contextmanager
def at_revision(folder: Path, revision: str) -> Iterator[Revision]:
    """Give the YAML files of a folder as they were, for as long as they are used.

    Args:
        folder: a folder of the working tree.
        revision: what git knows as a commit: a branch, a tag, ``HEAD~1``, a hash.

    Raises:
        TriageError: there is no git, no repository or no such revision.
    """
    shown = _git(folder, "rev-parse", "--show-prefix", failing=_no_repository(folder))
    if revision.startswith("-"):
        raise TriageError(_no_revision(revision))
    wanted = f"{revision}^{{commit}}"
    found = _git(folder, "rev-parse", "--verify", wanted, failing=_no_revision(revision))
    prefix, commit = PurePosixPath(_text(shown).rstrip("\n")), _text(found).strip()
    moved = _moved_into(folder, commit, prefix)
    # Modules are looked for beside a tree, so what stood beside it comes along.
    beside = {PurePosixPath(path).parent.parent for path in moved.values()}
    with TemporaryDirectory(prefix="triage-") as name:
        for each in (prefix, *sorted(beside)):
            _take(folder, commit, each, Path(name))
        yield Revision(revision, Path(name), prefix, moved)


def _moved_into(folder: Path, commit: str, prefix: PurePosixPath) -> dict[str, str]:
    """Return the old paths of the tree files that were moved into a folder or within it."""
    options = (
        "--name-status",
        "-z",
        "--no-ext-diff",
        "--no-relative",
        "--find-renames",
        "--diff-filter=R",
    )
    listed = _text(_git(folder, "diff", *options, commit, failing="")).split("\0")
    files = zip(listed[1::3], listed[2::3], strict=False)  # each follows how alike they are
    return {
        now: before
        for before, now in files
        if PurePosixPath(now).is_relative_to(prefix) and PurePosixPath(now).name == TREE_FILE
    }


def _take(folder: Path, commit: str, under: PurePosixPath, into: Path) -> None:
    """Write the YAML files below a path of the repository, as they were, links followed."""
    for path, mode, blob in _listed(folder, commit, f"{under}/" if under.parts else ""):
        if mode in _FILES:
            _write(folder, blob, into / path)
        elif mode == _LINK:
            target = _target(folder, path, blob)
            for inner, of_file, its_blob in _listed(folder, commit, target) if target else ():
                if of_file in _FILES:
                    _write(folder, its_blob, into / path / PurePosixPath(inner).relative_to(target))


def _listed(folder: Path, commit: str, under: str) -> Iterator[tuple[str, str, str]]:
    """Yield path, mode and name of all that stands below a path; "" is the whole repository."""
    options = ("ls-tree", "-r", "-z", "--full-tree", commit, *([under] if under else []))
    for entry in filter(None, _text(_git(folder, *options, failing="")).split("\0")):
        about, _, path = entry.partition("\t")
        mode, _, blob = about.split()
        yield path, mode, blob


def _target(folder: Path, link: str, blob: str) -> str:
    """Return the path of the repository that a link leads to; "" where that is outside."""
    written = _text(_git(folder, "cat-file", "blob", blob, failing=""))
    target = normpath(PurePosixPath(link).parent / written)
    return "" if target.startswith(("..", "/")) or target == "." else target


def _write(folder: Path, blob: str, file: Path) -> None:
    """Write a YAML file; a crafted repository may name places outside."""
    if file.suffix in (".yaml", ".yml") and ".." not in file.parts:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_git(folder, "cat-file", "blob", blob, failing=""))


def _text(printed: bytes) -> str:
    return printed.decode("utf-8", "surrogateescape")


def _git(folder: Path, *arguments: str, failing: str) -> bytes:
    """Return what git prints.

    Raises:
        TriageError: there is no git, or it fails.
    """
    try:
        done = subprocess.run(["git", "-C", folder, *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        hint = _("install git, or compare two files: `triage diff OLD NEW`")
        raise TriageError(_("found no git on this computer\n    help: {hint}", hint=hint)) from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = said[-1] if said else _("exit code {returncode}", returncode=done.returncode)
        raise TriageError(
            _(
                "{what}\n    git says: {reason}",
                what=failing or _("git cannot read the revision"),
                reason=reason,
            )
        )
    return done.stdout


def _no_repository(folder: Path) -> str:
    return _(
        "found no git repository around `{folder}`, expected one to compare with", folder=folder
    )


def _no_revision(revision: str) -> str:
    return _(
        "found no revision `{revision}`, expected a branch, a tag or a commit", revision=revision
    )
