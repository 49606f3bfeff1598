"""The checks that only `triage check` runs: a tree that they find something in can be used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from itertools import islice

from triage.check.dangers import dangers
from triage.check.grounds import grounds
from triage.check.questions import questions
from triage.check.routing import routing
from triage.check.run import MOST
from triage.check.thresholds import thresholds
from triage.check.unused import unused
from triage.check.wording import wording
from triage.errors import Finding
from triage.model.tree import Tree

# A module is checked by itself, so a tree is not to blame for what stands in another file.
OF_ITS_OWN: tuple[Callable[[Tree], Iterable[Finding]], ...] = (
    dangers,
    grounds,
    questions,
    routing,
    thresholds,
)


def lint(tree: Tree) -> Iterator[Finding]:
    """Return what is to be looked at in a tree without errors."""
    for rule in OF_ITS_OWN:
        yield from islice((f for f in rule(tree) if f.file == tree.file), MOST)
    yield from islice(wording(tree), MOST)


def leftovers(tree: Tree, doubts: Set[str] = frozenset()) -> Iterator[Finding]:
    """Return what nothing uses, also in a tree with errors, unless they leave it in doubt.

    Args:
        tree: a resolved tree; parts of it may be missing because of faults.
        doubts: what cannot be judged because of those faults, as for ``check``.
    """
    if not doubts & {"targets", "asks"}:
        yield from islice(unused(tree), MOST)
