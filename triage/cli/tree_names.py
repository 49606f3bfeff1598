"""Which tree is meant by what somebody typed: a name, the beginning of one, a folder or a file."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from triage.cli.output import print_lines
from triage.errors import UnknownTree
from triage.model.names import near
from triage.tree_files.library import available, locate, looks_like_path, misnamed
from triage.tree_files.origins import TREE_FILE
from triage.tree_files.shipped import shipped, shipped_names
from triage.words import N_, _

_MOST_NAMED = 3
_LIST = N_("`triage list` shows the trees, or give the path of a tree file")


def tree_named(given: str) -> str:
    """Return the name or path, as ``load`` takes them, of the tree that is meant.

    The name of a shipped tree comes first, so that no folder can take its
    place; then what is here, then the beginning of a shipped name.

    Raises:
        UnknownTree: there is none, or the name begins several.
    """
    if given in shipped_names():
        return given
    if os.path.isdir(given):
        return _in_folder(given)
    if looks_like_path(given):
        return _existing(given)
    if os.path.exists(given):
        return os.path.join(os.curdir, given)
    return _beginning_with(given)


def is_folder_of_trees(given: str) -> bool:
    """Tell whether a folder is meant that is no tree itself, but may hold some."""
    is_folder = given not in shipped_names() and os.path.isdir(given)
    return is_folder and not os.path.isfile(os.path.join(given, TREE_FILE))


def say_which(names: Iterable[str]) -> None:
    """Say on stderr of each shipped tree that is meant where a folder here has its name."""
    for name in filter(_is_hidden_by_a_name, names):
        what = _("note: `{name}` is the tree that comes with triage", name=name)
        said = _("{what}; write `{name}/` for the folder here", what=what, name=name)
        print_lines([said], err=True)


def _is_hidden_by_a_name(name: str) -> bool:
    here = Path(name, TREE_FILE)
    is_both = name in shipped_names() and here.is_file()
    return is_both and not here.samefile(shipped() / name / TREE_FILE)


def _in_folder(given: str) -> str:
    file = Path(given, TREE_FILE)
    if file.is_file():
        # `a/..` is kept as it is; a bare `tree.yaml` is a path for its ending.
        return str(file)
    found = sorted(Path(given).glob(f"*/{TREE_FILE}"))
    if found and not misnamed(Path(given)):
        what = _(
            "found no `{tree_file}` in the folder `{given}`, but trees in folders of it",
            tree_file=TREE_FILE,
            given=given,
        )
        raise UnknownTree(
            _(
                "{what}\n    help: name one of them, such as `{parent}`",
                what=what,
                parent=found[0].parent,
            )
        )
    return _existing(given)


def _existing(given: str) -> str:
    """Return a path at which something is.

    Raises:
        UnknownTree: nothing is there; what stands nearest may be meant.
    """
    if not given:
        raise UnknownTree(
            _("found an empty name, expected that of a tree\n    help: {hint}", hint=_(_LIST))
        )
    try:
        locate(given)
    except UnknownTree as error:
        if not os.path.isdir(given) and (guess := _near_path(given)):
            what = str(error).partition("\n")[0]
            raise UnknownTree(
                _("{what}\n    help: did you mean `{guess}`?", what=what, guess=guess)
            ) from None
        raise
    return given


def _near_path(given: str) -> str | None:
    """Return the path that is nearest to one where nothing is, or the shipped tree of its end."""
    path = Path(given)
    path = path.parent if path.name == TREE_FILE else path
    try:
        beside = [each.name for each in path.parent.iterdir() if _may_be_tree(each)]
    except (OSError, ValueError):  # no such folder, a name too long, a zero in it
        beside = []
    if found := near(path.name, beside):
        return str(path.with_name(found[0]))
    return _guess(path.name.removesuffix(path.suffix))


def _may_be_tree(path: Path) -> bool:
    return (path / TREE_FILE).is_file() or path.suffix in (".yaml", ".yml")


def _beginning_with(given: str) -> str:
    """Return the shipped tree of which a name is the beginning.

    Modules, which nobody can be asked by alone, count where no other tree begins so.

    Raises:
        UnknownTree: there is none, or there are several.
    """
    found = names_like(given)
    if len(found) == 1:
        return found[0]
    if found:
        some = ", ".join(f"`{name}`" for name in found[:_MOST_NAMED])
        if len(found) > _MOST_NAMED:
            some = _("{some} and {count} more", some=some, count=len(found) - _MOST_NAMED)
        raise UnknownTree(
            _(
                "`{given}` may be any of {some}\n    help: type more of the name",
                given=given,
                some=some,
            )
        )
    guess = _guess(given)
    hint = _("did you mean `{guess}`?", guess=guess) if guess else _(_LIST)
    raise UnknownTree(_("found no tree named `{given}`\n    help: {hint}", given=given, hint=hint))


def names_like(beginning: str) -> list[str]:
    """Return the shipped trees whose names begin so; modules only where no other tree does."""
    found = [name for name in available() if name.startswith(beginning)]
    return found or [name for name in shipped_names() if name.startswith(beginning)]


def _guess(name: str) -> str | None:
    """Return what is nearest to a misspelt name: a shipped tree, or one in a folder here."""
    here = [path.parent.name for path in Path().glob(f"*/{TREE_FILE}")]
    plain = name.lower().replace("_", "-").replace(" ", "-")
    every = [*available(), *shipped_names(), *here]
    begun = [each for each in every if len(plain) > _MOST_NAMED and each.startswith(plain)]
    return next(iter([*near(plain, every), *begun]), None)
