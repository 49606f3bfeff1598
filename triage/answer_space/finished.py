"""What some faces of a tree cannot say: ways that lead nowhere yet, and several results."""

from __future__ import annotations

from triage.errors import TreeRefused
from triage.model.graph import unfinished_steps
from triage.model.several import splitting
from triage.model.tree import Tree
from triage.words import _


def refuse_unfinished(tree: Tree) -> None:
    """Stop before a draft is used of which some ways lead nowhere yet.

    Raises:
        TreeRefused: a step has no branches.
    """
    if names := unfinished_steps(tree):
        steps = ", ".join(f"`{name}`" for name in names)
        what = _(
            "the tree `{id}` {version} is not finished: nothing leads on from {steps}",
            id=tree.id,
            version=tree.version,
            steps=steps,
        )
        hint = _("write its branches under `then:`; until then it can be checked, asked and drawn")
        message = _("{msg}\n    help: {hint}", msg=what, hint=hint)
        raise TreeRefused(message, "tree-unfinished", tree.id, tree.version, tree.review_by)


def refuse_several(tree: Tree, what: str, hint: str) -> None:
    """Stop before a tree that may come to several results is put where there is room for one.

    Args:
        tree: the tree.
        what: what cannot be made of it, in words.
        hint: what can be done in its place.

    Raises:
        TreeRefused: a step may go several ways.
    """
    if steps := splitting(tree):
        names = ", ".join(f"`{step.name}`" for step in steps)
        said = _(
            "{what} cannot say several results at once, and `{id}` {version} may come to "
            "some from {steps}",
            what=what,
            id=tree.id,
            version=tree.version,
            steps=names,
        )
        message = _("{msg}\n    help: {hint}", msg=said, hint=hint)
        raise TreeRefused(message, "tree-several", tree.id, tree.version, tree.review_by)
