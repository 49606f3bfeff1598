"""The trees that come with the package: where they are, and how findings name them."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Final

from triage.tree_files.origins import TREE_FILE, OnDisk

# No path of a file begins so: a tree here and one of the same name elsewhere are two.
_FROM_OUTSIDE: Final = "<triage>"


def shipped() -> Path:
    """Return the folder of the trees that come with the package."""
    try:
        folder = Path(str(files("triage.trees")))
    except ModuleNotFoundError:
        folder = _BESIDE
    return folder if folder.is_dir() else _BESIDE


# In a checkout that is not installed the trees stand beside the package.
_BESIDE = Path(__file__).parent.parent.parent / "trees"


def shipped_names() -> list[str]:
    """Return the names of all trees that come with the package, modules too."""
    return sorted(path.parent.name for path in shipped().glob(f"*/{TREE_FILE}"))


def shipped_file(name: str) -> Path | None:
    """Return the file of a tree that comes with the package, or None where there is no such."""
    path = shipped() / name / TREE_FILE
    return path if "\0" not in name and path.is_file() else None


def shipped_module(name: str) -> OnDisk | None:
    """Return a tree of the package for a tree from elsewhere that includes it, or None."""
    file = shipped_file(name)
    shown = f"{_FROM_OUTSIDE}/trees/{name}/{TREE_FILE}"
    return None if file is None else OnDisk(file, shown)
