"""Where a tree is read from: a file, a file within a package, or what an app hands over.

An origin knows the trees beside it, of which a tree may include some.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

from attrs import frozen

from triage.errors import WrongArgument
from triage.tree_files.report import Report
from triage.tree_files.text import MAX_BYTES, read_text, text_from
from triage.words import _

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

TREE_FILE: Final = "tree.yaml"
# What lies beside it; its population beside its folder.
CASES_FILE: Final = "cases.yaml"
CHANGELOG_FILE: Final = "changelog.yaml"
POPULATION_FILE: Final = "population.yaml"


@runtime_checkable
class Readable(Protocol):
    """What has a ``read`` that returns text or bytes: an open file, a stream."""

    def read(self, size: int, /) -> str | bytes:
        """Return no more than ``size`` characters or bytes."""


class Origin(Protocol):
    """Where the text of one tree is read.

    Attributes:
        shown: how findings name it.
        folder: the name of its folder, which is to be the tree's id; None
            where the id may be any.
        key: equal for what is the same file.
    """

    @property
    def shown(self) -> str: ...  # noqa: D102  # described above
    @property
    def folder(self) -> str | None: ...  # noqa: D102  # described above
    @property
    def key(self) -> str: ...  # noqa: D102  # described above

    def text(self, report: Report) -> str | None:
        """Return the text, or None after reporting why there is none."""

    def module(self, name: str) -> Origin | None:
        """Return the tree of that name beside it, or None."""

    def beside(self) -> list[str]:
        """Return the names of the trees beside it."""

    def to_include(self, name: str) -> str:
        """Say what to do to include a tree that is not there."""


@frozen
class OnDisk:
    """A file, named by its path."""

    path: Path
    shown: str

    @property
    def folder(self) -> str | None:
        """The name of its folder where it is the ``tree.yaml`` of one."""
        return self.path.absolute().parent.name if self.path.name == TREE_FILE else None

    @property
    def key(self) -> str:
        """The path without links."""
        # Unlike `Path.resolve`, this does not stumble over links that lead to each other.
        return os.path.realpath(self.path)

    def text(self, report: Report) -> str | None:
        """Return the text, or None after reporting why there is none."""
        return read_text(self.path, self.shown, report)

    def module(self, name: str) -> OnDisk | None:
        """Return ``name/tree.yaml`` or ``name.yaml`` beside it, or None."""
        choices = (self._around / name / TREE_FILE, self._around / f"{name}.yaml")
        found = next((choice for choice in choices if choice.is_file()), None)
        return None if found is None else OnDisk(found, self._shown_beside(found))

    def beside(self) -> list[str]:
        """Return the names of the folders beside it that hold a tree."""
        return [path.parent.name for path in self._around.glob(f"*/{TREE_FILE}")]

    def to_include(self, name: str) -> str:
        """Say where the tree is looked for."""
        return _beside(name)

    @property
    def _around(self) -> Path:
        """The folder in which it looks for its modules."""
        parent = self.path.absolute().parent
        return parent.parent if self.path.name == TREE_FILE else parent

    def _shown_beside(self, path: Path) -> str:
        """Name an included file the way that this one is named."""
        shown, is_tree_file = Path(self.shown), self.path.name == TREE_FILE
        beside = shown.parent.parent if is_tree_file else shown.parent
        if is_tree_file and len(shown.parts) < 2 + shown.is_absolute():
            beside = Path("..")
        return str(beside / path.relative_to(self._around))


@frozen
class Packaged:
    """A file of a package that ``importlib.resources`` found, maybe in a zip file."""

    file: Traversable
    shown: str

    @property
    def folder(self) -> str | None:
        """The name of its folder where it is the ``tree.yaml`` of one."""
        parent = getattr(self.file, "parent", None)
        return parent.name if parent is not None and self.file.name == TREE_FILE else None

    @property
    def key(self) -> str:
        """The path, that of the zip file included."""
        return str(self.file)

    def text(self, report: Report) -> str | None:
        """Return the text, or None after reporting why there is none."""

        def read(size: int) -> bytes:
            with self.file.open("rb") as stream:
                return stream.read(size)

        return text_from(read, self.shown, report)

    def module(self, name: str) -> Origin | None:
        """Return ``name/tree.yaml`` or ``name.yaml`` beside it, or None."""
        if self._around is None:
            return None
        choices = (self._around.joinpath(name, TREE_FILE), self._around.joinpath(f"{name}.yaml"))
        found = next((choice for choice in choices if choice.is_file()), None)
        return None if found is None else Packaged(found, str(found))

    def beside(self) -> list[str]:
        """Return the names of the folders beside it that hold a tree."""
        folders = [] if self._around is None else self._around.iterdir()
        return [each.name for each in folders if each.joinpath(TREE_FILE).is_file()]

    def to_include(self, name: str) -> str:
        """Say where the tree is looked for."""
        return _beside(name)

    @property
    def _around(self) -> Traversable | None:
        """The folder in which it looks for its modules, where its kind of package tells."""
        up = 2 if self.file.name == TREE_FILE else 1
        around: Any = self.file
        for _up in range(up):
            around = getattr(around, "parent", None)
        return around  # type: ignore[no-any-return]  # only some that can be traversed have a parent


def _beside(name: str) -> str:
    return _("put it into `{name}/{tree_file}` beside this one", name=name, tree_file=TREE_FILE)


@frozen
class HandedOver:
    """A text that an app hands over, or what it read from a stream."""

    data: bytes
    shown: str
    fault: str = ""

    @property
    def folder(self) -> str | None:
        """None: it has no folder."""
        return None

    @property
    def key(self) -> str:
        """What no path is."""
        return "\0"

    def text(self, report: Report) -> str | None:
        """Return the text, or None after reporting why there is none."""

        def read(_size: int) -> bytes:
            if self.fault:
                raise OSError(None, self.fault)
            return self.data

        return text_from(read, self.shown, report)

    def module(self, name: str) -> Origin | None:  # noqa: ARG002  # whatever it is called
        """Return None: nothing is beside it."""
        return None

    def beside(self) -> list[str]:
        """Return nothing: nothing is beside it."""
        return []

    def to_include(self, name: str) -> str:
        """Say what can have trees beside it."""
        return _(
            "a text has no trees beside it; load a file or a package's resource "
            "with `{name}/{file}` beside it",
            name=name,
            file=TREE_FILE,
        )


def handed_over(source: str | bytes | Readable, shown: str) -> HandedOver:
    """Return what an app hands over, read.

    Raises:
        WrongArgument: a stream gives neither text nor bytes.
    """
    if isinstance(source, str | bytes):
        return HandedOver(_encoded(source), shown)
    try:
        read = source.read(MAX_BYTES + 1)
    except Exception as error:  # whatever kind of stream it is
        return HandedOver(b"", shown, str(error) or type(error).__name__)
    if not isinstance(read, str | bytes):
        raise WrongArgument(
            _(
                "found a stream that gives a {kind}, expected text or bytes\n"
                "    help: open the file first: open(path, 'rb')",
                kind=type(read).__name__,
            )
        )
    return HandedOver(_encoded(read), shown)


def _encoded(read: str | bytes) -> bytes:
    # A half of a surrogate pair is refused by its place when the bytes are read.
    return read if isinstance(read, bytes) else read.encode("utf-8", "surrogatepass")
