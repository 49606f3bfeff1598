"""The versions of trees to compare: two files, or a git revision and what is there now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path, PurePath

from attrs import frozen

from triage.analysis.versions.compare import NO_CHANGELOG
from triage.analysis.versions.regressions import Changelog
from triage.answer_space.finished import refuse_unfinished
from triage.cli.git_revision import Place, Revision, at_revision
from triage.errors import Finding, TreeError, TriageError
from triage.model.tree import Tree
from triage.tree_files.changelog import load_changelog
from triage.tree_files.library import askable_in, load_file, locate
from triage.tree_files.origins import CHANGELOG_FILE, TREE_FILE
from triage.tree_files.shipped import shipped
from triage.words import _


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


def two_files(old: str, new: str) -> list[Pair]:
    """Return the one pair of two names or paths.

    Raises:
        TriageError: one of them cannot be used; the faults of both are listed.
    """
    places = [Place(*locate(name)) for name in (old, new)]
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
        wanted: list[tuple[str, Place | None, Place | None]] = []
        for folder, file in _wanted(names):
            if folder not in taken:
                taken[folder] = stack.enter_context(at_revision(folder, revision))
            if file is None:
                wanted += _all_in(folder, taken[folder])
            else:
                wanted.append(_one(folder, taken[folder], file))
        return _load(wanted)


def _wanted(names: Sequence[str]) -> Iterator[tuple[Path, Place | None]]:
    """Yield the folder with all modules, and the tree in it; None for all trees there."""
    if not names:
        yield shipped(), None
    for name in names:
        folder = Path(name)
        if folder.is_dir() and not (folder / TREE_FILE).is_file():
            yield folder, None
        else:
            place = Place(*locate(name))
            is_named = place.path.name == TREE_FILE
            yield place.path.absolute().parents[1 if is_named else 0], place


def _one(folder: Path, was: Revision, now: Place) -> tuple[str, Place, Place]:
    path = now.path.absolute().relative_to(folder)
    old = was.place(path)
    if not old.path.is_file():
        raise TriageError(
            _(
                "found no file `{shown}`\n    help: a tree that is new has nothing to be compared "
                "with; one that was moved is found once git knows its file",
                shown=old.shown,
            )
        )
    return str(path.parent if path.name == TREE_FILE else path), old, now


def _all_in(folder: Path, was: Revision) -> list[tuple[str, Place | None, Place | None]]:
    """Return the places of all trees of a folder, before and now."""
    shown = "trees" if folder == shipped() else str(folder)
    before = {
        file: Place(file, was.place(PurePath(file.parent.name, TREE_FILE)).shown)
        for file in askable_in(was.folder)
    }
    pairs: list[tuple[str, Place | None, Place | None]] = []
    for file in askable_in(folder):
        name, old = file.parent.name, was.place(PurePath(file.parent.name, TREE_FILE))
        before.pop(old.path, None)
        now = Place(file, f"{shown}/{name}/{TREE_FILE}")
        pairs.append((name, old if old.path.is_file() else None, now))
    pairs += [(file.parent.name, old, None) for file, old in before.items()]
    if not pairs:
        raise TriageError(
            _(
                "found no tree in the folder `{folder}`, expected a `{tree_file}`",
                folder=folder,
                tree_file=TREE_FILE,
            )
        )
    return sorted(pairs, key=lambda pair: pair[0])


def _load(wanted: Sequence[tuple[str, Place | None, Place | None]]) -> list[Pair]:
    """Load all versions before any is compared, so that all faults are told at once."""
    findings: list[Finding] = []
    pairs = [
        Pair(name, *(None if place is None else _version(place, findings) for place in places))
        for name, *places in wanted
    ]
    if findings:
        raise TreeError(tuple(sorted(set(findings))))
    return pairs


def _version(place: Place, findings: list[Finding]) -> VersionFile | None:
    try:
        tree = load_file(place.path, place.shown)
        changelog = _changelog(place, tree)
    except TreeError as error:
        findings += error.findings
        return None
    if not tree.start or tree.exits:
        hint = _("compare the trees that include it")
        msg = _(
            "`{shown}` is a part for other trees and nobody is asked by it alone", shown=place.shown
        )
        raise TriageError(_("{msg}\n    help: {hint}", msg=msg, hint=hint))
    refuse_unfinished(tree)
    return VersionFile(tree, changelog)


def _changelog(place: Place, tree: Tree) -> Changelog:
    path = place.path.with_name(CHANGELOG_FILE)
    if not path.is_file():
        return NO_CHANGELOG
    return load_changelog(path, str(Path(place.shown).with_name(CHANGELOG_FILE)), tree)
