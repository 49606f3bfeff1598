"""The checks that only `triage check` runs: a tree that they find something in can be used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from itertools import islice

from attrs import evolve

from triage.check.dangers import dangers, unheeded
from triage.check.grounds import grounds
from triage.check.questions import questions
from triage.check.routing import routing
from triage.check.run import MOST
from triage.check.thresholds import thresholds
from triage.check.unused import unused
from triage.check.wording import wording
from triage.errors import Finding
from triage.model.provenance import Location
from triage.model.tree import Tree

# What they find in a fact or a source may have to do with the modules of a tree.
OF_THE_WHOLE: tuple[Callable[[Tree], Iterable[Finding]], ...] = (dangers, grounds, questions)
OF_ITS_PARTS: tuple[Callable[[Tree], Iterable[Finding]], ...] = (routing, thresholds, unheeded)


def lint(tree: Tree) -> Iterator[Finding]:
    """Return what is to be looked at in a tree without errors.

    A module is checked by itself, so a tree is not to blame for what stands
    in another file, unless patients read it there.
    """
    for rule in OF_THE_WHOLE:
        yield from islice((f for f in rule(tree) if f.file == tree.file), MOST)
    own = _own_parts(tree)
    for rule in OF_ITS_PARTS:
        yield from islice(rule(own), MOST)
    yield from islice(wording(tree), MOST)


def _own_parts(tree: Tree) -> Tree:
    """Return a tree without the steps, advice and rules of its modules."""
    return evolve(
        tree,
        steps={name: step for name, step in tree.steps.items() if _is_own(step.at, tree)},
        advice={name: each for name, each in tree.advice.items() if _is_own(each.at, tree)},
        impossible=tuple(each for each in tree.impossible if _is_own(each.at, tree)),
        safety=tuple(rule for rule in tree.safety if _is_own(rule.at, tree)),
    )


def _is_own(at: Location | None, tree: Tree) -> bool:
    return at is not None and at.file == tree.file


def leftovers(tree: Tree, doubts: Set[str] = frozenset()) -> Iterator[Finding]:
    """Return what nothing uses, also in a tree with errors, unless they leave it in doubt.

    Args:
        tree: a resolved tree; parts of it may be missing because of faults.
        doubts: what cannot be judged because of those faults, as for ``check``.
    """
    if not doubts & {"targets", "asks"}:
        yield from islice(unused(tree), MOST)
