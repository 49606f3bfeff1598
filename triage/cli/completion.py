"""What the Tab key offers beside commands and options: trees, and what is in the tree named so far.

A tree that cannot be loaded offers nothing: an error would fall into the line that is typed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from triage.cli.find_trees import load_named
from triage.cli.tree_names import names_like
from triage.errors import TriageError
from triage.model.tree import Tree
from triage.outputs.outline.outline import outline_of
from triage.tree_files.origins import TREE_FILE


def trees(_ctx: click.Context, text: str) -> list[CompletionItem]:
    """Offer shipped trees and folders here that hold one; files where there are none of these."""
    here = [path.parent.name for path in Path().glob(f"*/{TREE_FILE}")]
    names = {*names_like(text), *(name for name in here if name.startswith(text))}
    is_path = "/" in text or "." in text
    if is_path or not names:
        return [CompletionItem(text, type="file")]
    return [CompletionItem(name) for name in sorted(names)]


def ends(ctx: click.Context, text: str) -> list[CompletionItem]:
    """Offer the outcomes of the tree, and the dispositions that it has."""
    return _of_tree(ctx, text, lambda tree: [*tree.outcomes, *_dispositions(tree)])


def _dispositions(tree: Tree) -> list[str]:
    there = {outcome.disposition for outcome in tree.outcomes.values()}
    return [each for each in tree.scale.dispositions if each in there]


def outcomes(ctx: click.Context, text: str) -> list[CompletionItem]:
    """Offer the outcomes of the tree."""
    return _of_tree(ctx, text, lambda tree: tree.outcomes)


def steps(ctx: click.Context, text: str) -> list[CompletionItem]:
    """Offer the steps of the tree."""
    return _of_tree(ctx, text, _steps)


def steps_and_outcomes(ctx: click.Context, text: str) -> list[CompletionItem]:
    """Offer the steps of the tree, and where they end."""
    return _of_tree(ctx, text, lambda tree: [*_steps(tree), *tree.outcomes])


def _steps(tree: Tree) -> list[str]:
    return [name for name in outline_of(tree).places if name in tree.steps]


def finding_codes(_ctx: click.Context, text: str) -> list[CompletionItem]:
    """Offer codes and names of findings; after a comma the next one."""
    from triage.lint.kinds import CODES

    before, comma, last = text.rpartition(",")
    words = {code.id: code.name for code in CODES}
    words |= {code.name: code.id for code in CODES} if last else {}
    return [
        CompletionItem(f"{before}{comma}{word}", help=other)
        for word, other in words.items()
        if word.casefold().startswith(last.casefold())
    ]


def mutations(_ctx: click.Context, text: str) -> list[CompletionItem]:
    """Offer the kinds of small mistakes."""
    from triage.analysis.mutants.operators import OPERATORS

    return _beginning(text, OPERATORS)


def _of_tree(
    ctx: click.Context, text: str, names_of: Callable[[Tree], Iterable[str]]
) -> list[CompletionItem]:
    # Where an option is to get its value, click has not yet given words to arguments.
    named = ctx.params.get("tree") or next(iter(ctx.args), "")
    if not named:
        return []
    try:
        return _beginning(text, names_of(load_named(named)))
    except (TriageError, OSError):
        return []


def _beginning(text: str, names: Iterable[str]) -> list[CompletionItem]:
    """Offer what begins so; where nothing does, the own part of what an included tree brings."""
    every = list(names)
    found = [name for name in every if name.startswith(text)]
    own_parts = Counter(name.rpartition(".")[2] for name in every)
    found = found or [n for n, times in own_parts.items() if times == 1 and n.startswith(text)]
    return [CompletionItem(name) for name in found]
