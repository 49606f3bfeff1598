"""The versions of trees to compare: two files, or a git revision and what is there now."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import frozen

from triage.analysis.versions.compare import NO_CHANGELOG
from triage.analysis.versions.regressions import Changelog
from triage.errors import Finding, TreeError, TriageError
from triage.model.tree import Tree
from triage.tree_files.changelog import CHANGELOG_FILE, load_changelog
from triage.tree_files.library import askable_in, load_file, locate, shipped
from triage.tree_files.origins import TREE_FILE

_FILES = ("100644", "100755")


@frozen
class Revision:
    """A folder as it was.

    Attributes:
        folder: a temporary folder that holds the YAML files that stood there.
        shown: how findings name the folder: revision, colon, path.
    """

    folder: Path
    shown: str


@contextmanager
def at_revision(folder: Path, revision: str) -> Iterator[Revision]:
    """Give the YAML files of a folder as they were, for as long as they are used.

    Args:
        folder: a folder of the working tree.
        revision: what git knows as a commit: a branch, a tag, ``HEAD~1``, a hash.

    Raises:
        TriageError: there is no git, no repository or no such revision.
    """
    prefix = _git(folder, "rev-parse", "--show-prefix", failing=_no_repository(folder))
    if revision.startswith("-"):
        raise TriageError(_no_revision(revision))
    wanted = f"{revision}^{{commit}}"
    found = _git(folder, "rev-parse", "--verify", wanted, failing=_no_revision(revision))
    # Links and other repositories are no files, and modules are looked for beside a tree only.
    listed = _git(folder, "ls-tree", "-r", "-z", found.decode().strip(), ".", failing="")
    with TemporaryDirectory(prefix="triage-") as name:
        for entry in filter(None, listed.decode("utf-8", "surrogateescape").split("\0")):
            about, _, path = entry.partition("\t")
            mode, _, blob = about.split()
            file = Path(name, path)
            is_inside = ".." not in file.parts  # a crafted repository may say otherwise
            if mode in _FILES and file.suffix in (".yaml", ".yml") and is_inside:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(_git(folder, "cat-file", "blob", blob, failing=""))
        where = prefix.decode("utf-8", "replace").strip().rstrip("/")
        yield Revision(Path(name), f"{revision}:{where}" if where else f"{revision}:.")


def _git(folder: Path, *arguments: str, failing: str) -> bytes:
    """Return what git prints.

    Raises:
        TriageError: there is no git, or it fails.
    """
    try:
        done = subprocess.run(["git", "-C", folder, *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        hint = "install git, or compare two files: `triage diff OLD NEW`"
        raise TriageError(f"found no git on this computer\n    help: {hint}") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = said[-1] if said else f"exit code {done.returncode}"
        raise TriageError(f"{failing or 'git cannot read the revision'}\n    git says: {reason}")
    return done.stdout


def _no_repository(folder: Path) -> str:
    return f"found no git repository around `{folder}`, expected one to compare with"


def _no_revision(revision: str) -> str:
    return f"found no revision `{revision}`, expected a branch, a tag or a commit"


# --- the versions of trees that are to be compared: two files, or a revision and what is there now


@frozen(eq=False)
class VersionFile:
    """A tree that can be asked, and the changelog beside it."""

    tree: Tree
    changelog: Changelog


@frozen(eq=False)
class Pair:
    """An old and a new version of a tree; None where there is none.

    Attributes:
        name: the tree in few words: its id or its path.
    """

    name: str
    old: VersionFile | None
    new: VersionFile | None


@frozen
class _Place:
    """Where a version stands: its file, and how findings name it."""

    path: Path
    shown: str


def two_files(old: str, new: str) -> list[Pair]:
    """Return the one pair of two names or paths.

    Raises:
        TriageError: one of them cannot be used; the faults of both are listed.
    """
    places = [_Place(*locate(name)) for name in (old, new)]
    return _load([(new, places[0], places[1])])


def since(revision: str, names: Sequence[str]) -> list[Pair]:
    """Return the pairs of some trees, as they were at a revision and as they are.

    Args:
        revision: what git knows as a commit.
        names: names and paths of trees, and folders of trees; none means all
            that come with triage.

    Raises:
        TriageError: there is no such revision, or a tree cannot be used.
    """
    with ExitStack() as stack:
        taken: dict[Path, Revision] = {}
        wanted: list[tuple[str, _Place | None, _Place | None]] = []
        for folder, file in _wanted(names):
            if folder not in taken:
                taken[folder] = stack.enter_context(at_revision(folder, revision))
            if file is None:
                wanted += _all_in(folder, taken[folder])
            else:
                wanted.append(_one(folder, taken[folder], file))
        return _load(wanted)


def _wanted(names: Sequence[str]) -> Iterator[tuple[Path, _Place | None]]:
    """Yield the folder with all modules, and the tree in it; None for all trees there."""
    if not names:
        yield shipped(), None
    for name in names:
        folder = Path(name)
        if folder.is_dir() and not (folder / TREE_FILE).is_file():
            yield folder, None
        else:
            place = _Place(*locate(name))
            is_named = place.path.name == TREE_FILE
            yield place.path.absolute().parents[1 if is_named else 0], place


def _one(folder: Path, was: Revision, now: _Place) -> tuple[str, _Place, _Place]:
    path = now.path.absolute().relative_to(folder)
    old = _Place(was.folder / path, f"{was.shown}/{path}")
    if not old.path.is_file():
        hint = "a tree that is new has nothing to be compared with"
        raise TriageError(f"found no file `{old.shown}`\n    help: {hint}")
    return str(path.parent if path.name == TREE_FILE else path), old, now


def _all_in(folder: Path, was: Revision) -> list[tuple[str, _Place | None, _Place | None]]:
    """Return the places of all trees of a folder, before and now."""
    before = {file.parent.name: file for file in askable_in(was.folder)}
    now = {file.parent.name: file for file in askable_in(folder)}
    if not before and not now:
        raise TriageError(f"found no tree in the folder `{folder}`, expected a `{TREE_FILE}`")
    shown = "trees" if folder == shipped() else str(folder)
    return [
        (
            name,
            _Place(before[name], f"{was.shown}/{name}/{TREE_FILE}") if name in before else None,
            _Place(now[name], f"{shown}/{name}/{TREE_FILE}") if name in now else None,
        )
        for name in sorted({*before, *now})
    ]


def _load(wanted: Sequence[tuple[str, _Place | None, _Place | None]]) -> list[Pair]:
    """Load all versions before any is compared, so that all faults are told at once."""
    findings: list[Finding] = []
    pairs = [
        Pair(name, *(None if place is None else _version(place, findings) for place in places))
        for name, *places in wanted
    ]
    if findings:
        raise TreeError(tuple(sorted(set(findings))))
    return pairs


def _version(place: _Place, findings: list[Finding]) -> VersionFile | None:
    try:
        tree = load_file(place.path, place.shown)
        changelog = _changelog(place, tree)
    except TreeError as error:
        findings += error.findings
        return None
    if not tree.start or tree.exits:
        hint = "compare the trees that include it"
        msg = f"`{place.shown}` is a part for other trees and nobody is asked by it alone"
        raise TriageError(f"{msg}\n    help: {hint}")
    return VersionFile(tree, changelog)


def _changelog(place: _Place, tree: Tree) -> Changelog:
    path = place.path.with_name(CHANGELOG_FILE)
    if not path.is_file():
        return NO_CHANGELOG
    return load_changelog(path, str(Path(place.shown).with_name(CHANGELOG_FILE)), tree)
