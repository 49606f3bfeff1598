"""Trees by name or by path: loaded with all checks, or checked only."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from attrs import evolve

from triage.errors import Finding, TreeError, UnknownTree, WrongArgument
from triage.lint.blocking import check, keeps_from_loading
from triage.model.names import did_you_mean
from triage.model.tree import Tree
from triage.tree_files.format import TreeFields
from triage.tree_files.modules import own_fields
from triage.tree_files.origins import (
    TREE_FILE,
    OnDisk,
    Origin,
    Packaged,
    Readable,
    handed_over,
)
from triage.tree_files.read import read, read_from
from triage.tree_files.report import Report, nearest, sorted_findings
from triage.tree_files.shipped import shipped, shipped_file
from triage.words import N_, _

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Loadable: TypeAlias = "str | os.PathLike[str] | bytes | Readable | Traversable"

_YAML = (".yaml", ".yml")


def load(
    name_or_path: Loadable,
    *,
    name: str | None = None,
    allow_draft: bool = False,
) -> Tree:
    """Return a tree, resolved and free of errors.

    Args:
        name_or_path: the name of a tree that comes with the package; the path
            of a tree file, or of a folder with a ``tree.yaml``; a resource of
            a package, zipped or not, as ``importlib.resources.files`` finds
            it; an open file or stream; or the tree itself as bytes, or as a
            text of several lines.
        name: how findings name it; None for its path, or ``<text>``.
        allow_draft: accept a draft, and a tree past its review, wherever this
            tree is asked.

    Raises:
        UnknownTree: no tree has that name, and no file is there.
        TreeError: the tree has faults; all of them are listed.
        WrongArgument: it is nothing that a tree can be read from.
    """
    if name is not None and not isinstance(name, str):
        found = _("found a {kind} as the name, expected a text", kind=type(name).__name__)
        raise WrongArgument(
            _("{found}\n    help: leave it out, or name what findings are to name", found=found)
        )
    tree = load_from(_origin(name_or_path, name))
    return evolve(tree, allow_draft=True) if allow_draft else tree


def load_file(path: Path, shown: str) -> Tree:
    """Return the tree of a file, resolved and free of errors.

    Args:
        path: the file.
        shown: how findings name it.

    Raises:
        TreeError: the file has faults; all of them are listed.
    """
    return load_from(OnDisk(path, shown))


def load_from(origin: Origin) -> Tree:
    """Return the tree that is read somewhere, resolved and free of errors.

    Raises:
        TreeError: it has faults; all of them are listed.
    """
    reading = read_from(origin)
    tree = reading.tree
    checked = check(tree, reading.doubts) if tree is not None else []
    findings = sorted_findings([*reading.findings, *checked])
    errors = tuple(filter(keeps_from_loading, findings))
    if errors or tree is None:
        raise TreeError(errors)
    return tree


def _origin(source: Loadable, name: str | None) -> Origin:
    """Return where a tree is read that an app names or hands over.

    Raises:
        UnknownTree: no tree has that name, and no file is there.
        WrongArgument: it is nothing that a tree can be read from.
    """
    if isinstance(source, os.PathLike) or (isinstance(source, str) and "\n" not in source):
        path, shown = locate(source if isinstance(source, str) else Path(os.fsdecode(source)))
        return OnDisk(path, name or shown)
    if isinstance(source, str | bytes | Readable):
        return handed_over(source, name or "<text>")
    if hasattr(source, "joinpath"):
        return _packaged(source, name)
    found = _("found a {kind} where a tree was expected", kind=type(source).__name__)
    raise WrongArgument(
        _(
            "{found}\n    help: {hint}, or the tree as text",
            found=found,
            hint=_(_NAMES_HELP),
        )
    )


def _packaged(file: Traversable, name: str | None) -> Packaged:
    inside = file.joinpath(TREE_FILE) if file.is_dir() else file
    if not inside.is_file():
        raise UnknownTree(
            _(
                "found no file `{inside}`\n    help: {hint}",
                inside=inside,
                hint=_(_PACKAGED_HELP),
            )
        )
    return Packaged(inside, name or str(inside))


_PACKAGED_HELP = N_("name it in the package's data: files('my_app') / 'trees' / 'sore-thumb'")


def check_file(name_or_path: str | Path, *, today: date | None = None) -> tuple[Finding, ...]:
    """Return all that is wrong with a tree file, warnings included, in order.

    What a comment in the file allows is there too, with the reason in ``allowed``.

    Args:
        name_or_path: a name or a path, as for ``load``.
        today: the day on which the tree is to be used; None leaves out
            whether it is withdrawn or overdue for review.

    Raises:
        UnknownTree: no tree has that name, and no file is there.
    """
    from triage.tree_files.checking import findings_of  # loading a tree needs none of it

    return findings_of(read(*locate(name_or_path)), today)


def about(name_or_path: str | Path) -> TreeFields | None:
    """Return what the file of a tree says, neither checked nor resolved: to choose by it.

    Raises:
        UnknownTree: no tree has that name, and no file is there.
    """
    return own_fields(OnDisk(*locate(name_or_path)), Report())


def available() -> tuple[str, ...]:
    """Return the names of the trees that come with the package and can be asked."""
    return tuple(path.parent.name for path in askable_in(shipped()))


def askable_in(folder: Path) -> tuple[Path, ...]:
    """Return the files of the trees in a folder that can be asked by themselves."""
    paths = sorted(folder.glob(f"*/{TREE_FILE}"))
    return tuple(path for path in paths if can_be_asked(path))


def locate(name_or_path: str | Path) -> tuple[Path, str]:
    """Return the file that a name or path means, and how findings name it.

    Raises:
        UnknownTree: no tree has that name, and no file is there.
    """
    if isinstance(name_or_path, str) and not looks_like_path(name_or_path):
        return _shipped_tree(name_or_path)
    path = Path(name_or_path)
    try:
        if path.is_dir():
            path = path / TREE_FILE
        if not path.exists():
            is_tree_file = path.name == TREE_FILE
            hint = (misnamed(path.parent) if is_tree_file else "") or _(_NAMES_HELP)
            raise UnknownTree(_("found no file `{path}`\n    help: {hint}", path=path, hint=hint))
    except OSError as error:
        raise UnknownTree(
            _("found no file `{path}`: {strerror}", path=path, strerror=error.strerror)
        ) from None
    return path, str(path)


def misnamed(folder: Path) -> str:
    """Say that a folder holds a file that was to be its tree, and how to name it; or ""."""
    files = sorted(path.name for path in folder.glob("*") if path.is_file())
    found = next(filter(_TREE_LIKE.fullmatch, files), "")
    is_wrong = found and TREE_FILE not in files
    return (
        _("found `{found}` there; rename it to `{tree_file}`", found=found, tree_file=TREE_FILE)
        if is_wrong
        else ""
    )


# As editors and mail programs name a file, and show it without its last ending.
_TREE_LIKE = re.compile(r"tree[._ -]?(?:\(\d\))?\.?(?:ya?ml)?(?:\.(?:txt|ya?ml))?", re.IGNORECASE)

_NAMES_HELP = N_("give the path of a tree file, or the name that `triage list` shows")


def looks_like_path(text: str) -> bool:
    """Tell whether a text is a path and no name: by its ending, or by a slash in it."""
    separators = (os.sep, os.altsep or os.sep)
    return text.endswith(_YAML) or any(s in text for s in separators) or text in ("", ".", "..")


def _shipped_tree(name: str) -> tuple[Path, str]:
    path = shipped_file(name)
    if path is not None:
        return path, f"trees/{name}/{TREE_FILE}"
    meant = nearest(name, available())
    hint = did_you_mean([meant] if meant else [], _(_NAMES_HELP))
    if os.path.isfile(name):  # unlike a `Path`, this takes any text
        here = f"`.{os.sep}{name}`"
        hint = _(
            "there is a file of that name; rename it to `{tree_file}`, or write {here}",
            tree_file=TREE_FILE,
            here=here,
        )
    elif os.path.isdir(name):
        hint = misnamed(Path(name)) or hint
    raise UnknownTree(_("found no tree named `{name}`\n    help: {hint}", name=name, hint=hint))


def can_be_asked(path: Path) -> bool:
    """Tell whether a tree has a start and no exits, without loading its file."""
    keys = _top_level_keys(path)
    return "start" in keys and "exits" not in keys


def _top_level_keys(path: Path) -> set[str]:
    """Return the keys at the left edge of a file; prose never stands there."""
    lines = path.read_text("utf-8", errors="replace").splitlines()
    return {line.partition(":")[0] for line in lines if line[:1].isalpha() and ":" in line}
