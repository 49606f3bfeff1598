"""Finding the files that a command was given."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from triage.cli.tree_names import is_folder_of_trees, tree_named
from triage.errors import Finding, TreeError, TriageError
from triage.model.tree import Tree
from triage.phrasing.tree_status import REFUSALS
from triage.tree_files.library import available, can_be_asked, load, locate, misnamed
from triage.tree_files.origins import CASES_FILE, CHANGELOG_FILE, POPULATION_FILE, TREE_FILE, OnDisk
from triage.tree_files.shipped import shipped_names
from triage.words import _

if TYPE_CHECKING:
    from triage.tree_files.cases import Case

_BESIDE_TREES = {CASES_FILE, CHANGELOG_FILE, POPULATION_FILE}


def load_named(given: str) -> Tree:
    """Return the tree that is meant by a name, its beginning, a folder or a file.

    Raises:
        UnknownTree: there is no such tree.
        TreeError: the tree has faults.
    """
    return load(tree_named(given))


def locate_named(given: str) -> tuple[Path, str]:
    """Return the file of the tree that is meant, and how findings name it.

    Raises:
        UnknownTree: there is no such tree.
    """
    return locate(tree_named(given))


def load_askable(name: str) -> Tree:
    """Return the tree that is meant by a name or path, refusing modules.

    Raises:
        UnknownTree: there is no such tree.
        TreeError: the tree has faults.
        TriageError: it is a module, which has no beginning or no end of its own.
    """
    tree = load_named(name)
    if not tree.start or tree.exits:
        msg = _("`{name}` is a part for other trees and cannot be asked by itself", name=name)
        raise TriageError(_("{msg}\n    help: `triage list` shows the trees that can be", msg=msg))
    return tree


def load_finished(name: str) -> Tree:
    """Return the tree that is meant by a name or path, refusing modules and unfinished drafts.

    Raises:
        UnknownTree: there is no such tree.
        TreeError: the tree has faults.
        TriageError: it is a module, or a step of it has no branches yet.
    """
    from triage.answer_space.finished import refuse_unfinished

    tree = load_askable(name)
    refuse_unfinished(tree)
    return tree


def places_of(name: str, tree: Tree) -> dict[str, Tree]:
    """Return the whole trees that a tree leads on to, by the name of the module.

    They are those beside it that it includes itself and that nobody leaves again.

    Args:
        name: the tree as it was named.
        tree: the tree.

    Raises:
        TreeError: one of them has faults.
    """
    from triage.answer_space.ends import steps_entered

    origin = OnDisk(*locate_named(name))
    whole = [each for each in tree.modules if "." not in each and steps_entered(tree, each)]
    found = {each: origin.module(each) for each in whole}
    return {each: load(there.path, name=there.shown) for each, there in found.items() if there}


def refuse_withdrawn(tree: Tree) -> None:
    """Stop before a tree is used that was taken back; nothing can go round this.

    Raises:
        TriageError: the tree is withdrawn.
    """
    if tree.status == "withdrawn":
        msg = _(
            "the tree `{id}` {version} {what}",
            id=tree.id,
            version=tree.version,
            what=REFUSALS.of(tree),
        )
        hint = _("see a doctor or a physio instead; in an emergency, call for an ambulance at once")
        told = _("{msg}\n    help: {hint}", msg=msg, hint=hint) if tree.scale.is_medical else msg
        raise TriageError(told)


def cases_beside(name: str, tree: Tree) -> tuple[Case, ...]:
    """Return the cases in the folder of a tree.

    Raises:
        TreeError: the file of cases has faults, or does not fit the tree.
        TriageError: there is no such file.
    """
    from triage.tree_files.cases import load_cases

    file = _cases_file(name)
    if not file.is_file():
        raise TriageError(
            _("found no cases for `{name}`, expected them in `{file}`", name=name, file=file)
        )
    return load_cases(file, tree)


def load_with_cases(names: Iterable[str]) -> list[tuple[Tree, tuple[Case, ...]]]:
    """Return trees with their cases, before any is used, so that all faults are told at once.

    A name may be that of a folder; it stands for the trees in it.

    Raises:
        TreeError: trees or files of cases have faults.
        TriageError: one of them is not there, or is a module.
    """
    loaded: list[tuple[Tree, tuple[Case, ...]]] = []
    findings: list[Finding] = []
    for name in askable_among(names):
        try:
            tree = load_finished(name)
            loaded.append((tree, cases_beside(name, tree)))
        except TreeError as error:
            findings += error.findings
    if findings:
        raise TreeError(tuple(sorted(set(findings))))
    return loaded


def askable_among(names: Iterable[str]) -> list[str]:
    """Return the trees that are meant; a folder stands for those in it that can be asked.

    Raises:
        UnknownTree: there is no such tree.
        TriageError: a folder holds none.
    """
    return [tree for given in names for tree in _askable_in(given)]


def _askable_in(given: str) -> list[str]:
    if not is_folder_of_trees(given):
        return [tree_named(given)]
    folder = Path(given)
    found = [str(file) for file in _below(folder, TREE_FILE) if can_be_asked(file)]
    if not found:
        what = _(
            "found no tree that can be asked in the folder `{given}`, expected a `{file}`",
            given=given,
            file=TREE_FILE,
        )
        raise TriageError(_with_hint(what, folder))
    return found


def _below(folder: Path, pattern: str) -> list[Path]:
    """Return the files below a folder, without those of hidden folders, such as a `.venv`."""

    def is_hidden(file: Path) -> bool:
        return any(part.startswith(".") for part in file.relative_to(folder).parts)

    return sorted(file for file in folder.rglob(pattern) if not is_hidden(file))


def own_cases(name: str, tree: Tree) -> tuple[Case, ...]:
    """Return the cases beside a tree; none where there are none, or they are another tree's.

    Raises:
        TreeError: the file of cases has faults, or does not fit the tree.
    """
    is_own = locate_named(name)[0].name == TREE_FILE and _cases_file(name).is_file()
    return cases_beside(name, tree) if is_own else ()


def known_to_fail(name: str, tree: Tree) -> dict[str, str]:
    """Return the claims that the changelog beside a tree says do not hold of it, with the reasons.

    Raises:
        TreeError: the changelog has faults, or is another tree's.
    """
    from triage.tree_files.changelog import load_changelog

    path, shown = locate_named(name)
    file = path.with_name(CHANGELOG_FILE)
    if path.name != TREE_FILE or not file.is_file():
        return {}
    release = load_changelog(file, str(Path(shown).with_name(CHANGELOG_FILE)), tree).get(
        tree.version
    )
    return {each.name: each.because for each in release.known_to_fail} if release else {}


def _cases_file(name: str) -> Path:
    return _from_here(locate_named(name)[0].parent / CASES_FILE)


def population_beside(name: str) -> Path:
    """Return the file of the population that lies beside the folder of a tree.

    Raises:
        TriageError: there is none.
    """
    path = locate_named(name)[0]
    folder = path.parent.parent if path.name == TREE_FILE else path.parent
    file = _from_here(folder / POPULATION_FILE)
    if not file.is_file():
        raise TriageError(
            _("found no population for `{name}`, expected it in `{file}`", name=name, file=file)
        )
    return file


def _from_here(path: Path) -> Path:
    """Shorten a path that lies under the current folder."""
    here = Path.cwd()
    return path.resolve().relative_to(here) if path.resolve().is_relative_to(here) else path


def trees_in(given: str) -> list[str | Path]:
    """Return the tree files in a folder, or the tree that is meant where it is none.

    Raises:
        UnknownTree: there is no such tree.
        TriageError: the folder holds none.
    """
    if given in shipped_names() or not os.path.isdir(given):
        return [tree_named(given)]
    folder = Path(given)
    found = [file for file in _below(folder, "*.yaml") if file.name not in _BESIDE_TREES]
    if not found:
        what = _(
            "found no tree in the folder `{given}`, expected a `{file}`",
            given=given,
            file=TREE_FILE,
        )
        raise TriageError(_with_hint(what, folder))
    return [*found]


def _with_hint(what: str, folder: Path) -> str:
    """Say what is missing, and which file there may have been meant as a tree."""
    hints = (misnamed(each) for each in (folder, *folder.glob("*/")))
    hint = next(filter(None, hints), "")
    return _("{what}\n    help: {hint}", what=what, hint=hint) if hint else what


def every_askable() -> tuple[str, ...]:
    """Return the names of the trees that come with triage and can be asked.

    Raises:
        TriageError: there are none, and then nothing may pass as tested.
    """
    return _some(available())


def every_shipped() -> list[str | Path]:
    """Return the names of all trees that come with triage, modules too.

    Raises:
        TriageError: there are none.
    """
    return [*_some(tuple(shipped_names()))]


def _some(names: tuple[str, ...]) -> tuple[str, ...]:
    if not names:
        raise TriageError(_("no tree comes with this installation; name a tree file instead"))
    return names
