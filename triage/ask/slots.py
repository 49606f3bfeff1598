"""What the files are called in which answers are kept.

A tree has as many slots as sessions have asked it at once, mostly one. Its
files are ``KEY.json``, ``KEY.review.json`` and ``KEY.damaged.json``, while it
is used ``.KEY.lock``, and those of the second slot are ``KEY.2.json`` and so on.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

from attrs import frozen

_LENGTH_OF_HASH = 12
# No id of a tree holds these, or a dot.
_AT, _IN = "@", "+"


def key_of(tree_id: str, path: Path | None = None, file: Path | None = None) -> str:
    """Return what the slots of a tree are called.

    Args:
        tree_id: the id of the tree.
        path: where it lies, if it does not come with triage: the trees of two
            authors may have the same id.
        file: the file that the person named for the answers.
    """
    return f"{tree_id}{at(path) if path else ''}{_IN + _hash(file) if file else ''}"


def at(path: Path) -> str:
    """Return what the key of a tree says of the place where it lies."""
    return _AT + _hash(path)


def _hash(path: Path) -> str:
    return sha256(os.fsencode(path.resolve())).hexdigest()[:_LENGTH_OF_HASH]


@frozen(order=True)
class Slot:
    """A place for the answers of one session at a time.

    Attributes:
        folder: the folder of saved answers.
        name: the key of the tree, with a number from the second slot on.
    """

    folder: Path
    name: str

    @classmethod
    def numbered(cls, folder: Path, key: str, number: int) -> Slot:
        """Return a slot of a tree; the first needs no number."""
        return cls(folder, key if number == 1 else f"{key}.{number}")

    @classmethod
    def of(cls, file: Path) -> Slot:
        """Return the slot that a file in the folder belongs to."""
        key, *rest = file.name.removeprefix(".").split(".")
        return cls(file.parent, f"{key}.{rest[0]}" if rest and rest[0].isdigit() else key)

    @property
    def key(self) -> str:
        """The key of the tree."""
        return self.name.split(".")[0]

    @property
    def tree(self) -> str:
        """The part of the key that says which tree it is, whatever file was named."""
        return self.key.split(_IN)[0]

    @property
    def is_usual(self) -> bool:
        """Whether the answers are found here by the name of the tree alone."""
        return self.name == self.tree

    @property
    def answers(self) -> Path:
        """Where the answers of a session are kept as they are given."""
        return self.folder / f"{self.name}.json"

    @property
    def review(self) -> Path:
        """Where the answers of a result are kept, to look at them again."""
        return self.folder / f"{self.name}.review.json"

    @property
    def lock(self) -> Path:
        """The file that a session holds for as long as it lasts."""
        return self.folder / f".{self.name}.lock"


def is_lock(file: Path) -> bool:
    """Say whether a file is the lock of a slot."""
    return file.name.startswith(".") and file.name.endswith(".lock")
