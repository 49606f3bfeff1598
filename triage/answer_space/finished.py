"""What most faces of a tree cannot say: ways that lead nowhere yet."""

from __future__ import annotations

from triage.errors import TreeRefused
from triage.model.graph import unfinished_steps
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
