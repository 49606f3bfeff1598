"""A rule, and how rules are found: each file of a folder holds some, beside what they report."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Set
from importlib import import_module
from itertools import islice
from pkgutil import iter_modules
from types import ModuleType
from typing import Literal, TypeAlias

from attrs import evolve, frozen

from triage.errors import Finding
from triage.model.provenance import Location
from triage.model.tree import Tree

# A flood of one kind of finding is cut off, so that no file can drown its reader.
MOST = 100

Scope: TypeAlias = Literal["everything", "its file", "its parts"]
_Find: TypeAlias = Callable[[Tree], Iterable[Finding]]


@frozen
class LintRule:
    """A function that looks over a tree, and when and where it may; called as the function is.

    Attributes:
        find: returns what is wrong with a resolved tree.
        needs: what has to be beyond doubt for its findings to be true:
            ``targets`` (where ways lead), ``asks`` (what steps ask),
            ``branches`` (that all ways are there), ``conditions`` (that all
            could be read), ``soundness`` (that the tree has no error).
        scope: ``everything``, what stands in modules too; ``its file`` leaves
            out what is found in other files; ``its parts`` does not even
            look at the steps, advice and rules of modules.
        most: how many findings are kept; None keeps all.
    """

    find: _Find
    needs: frozenset[str]
    scope: Scope
    most: int | None

    def __call__(self, tree: Tree) -> Iterable[Finding]:
        """Return all that is found in a tree, whoever is to blame for it."""
        return self.find(tree)

    def findings(self, tree: Tree, doubts: Set[str]) -> Iterator[Finding]:
        """Yield what is to be told of a tree: nothing where doubts leave it open."""
        if self.needs & doubts:
            return
        found = self.find(_own_parts(tree) if self.scope == "its parts" else tree)
        own = (f for f in found if self.scope != "its file" or f.file == tree.file)
        yield from islice(own, self.most)


def rule(
    *,
    needs: Collection[str] = ("soundness",),
    scope: Scope = "everything",
    most: int | None = MOST,
) -> Callable[[_Find], LintRule]:
    """Make a function a rule; see its attributes."""
    return lambda find: LintRule(find, frozenset(needs), scope, most)


def _own_parts(tree: Tree) -> Tree:
    """Return a tree without the steps, advice and rules of its modules."""
    return evolve(
        tree,
        steps={name: step for name, step in tree.steps.items() if is_own(step.at, tree)},
        advice={name: each for name, each in tree.advice.items() if is_own(each.at, tree)},
        impossible=tuple(each for each in tree.impossible if is_own(each.at, tree)),
        safety=tuple(each for each in tree.safety if is_own(each.at, tree)),
    )


def is_own(at: Location | None, tree: Tree) -> bool:
    """Tell whether a place is in the file of a tree itself, not in a module."""
    return at is not None and at.file == tree.file


def files_of(folder: str, path: Iterable[str]) -> tuple[ModuleType, ...]:
    """Import the files of a folder, which has this name and this ``__path__``."""
    return tuple(import_module(file.name) for file in iter_modules(path, f"{folder}."))


def rules_of(files: Iterable[ModuleType]) -> tuple[LintRule, ...]:
    """Return the rules in files, by the names of the files."""
    return tuple(
        each for file in files for each in vars(file).values() if isinstance(each, LintRule)
    )
