"""The choice among the trees that come with triage, each with a line of what it is for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from triage.cli.conversations import guessed_region
from triage.cli.on_terminal import hush
from triage.errors import TriageError
from triage.phrasing import terminal_words
from triage.phrasing.phrases import sentences
from triage.terminal.page_loop import show
from triage.terminal.pages import Choose, Front, Key, Moved, Page, Picked, Row, Talk
from triage.tree_files.library import about
from triage.words import _


def choose_tree(front: Front, names: Iterable[str], region: str | None) -> str:
    """Let the person choose one of some trees; where only one can be asked, it is that.

    Args:
        front: where the choice is made.
        names: of the trees.
        region: whose numbers are shown; None takes what the locale proposes.

    Raises:
        TriageError: none of them can be asked.
    """
    titles = {name: said for name in names if (said := _in_a_line(name))}
    if len(titles) == 1:
        return next(iter(titles))
    if not titles:
        raise TriageError(_("no tree comes with this installation; name a tree file instead"))
    chosen: list[str] = []
    hush()
    front.converse(_ask_which(titles, chosen, region or guessed_region(os.environ)))
    return chosen[0]


def _in_a_line(name: str) -> str:
    """Return what a tree is for, or "" where it was withdrawn; it is read once it is chosen."""
    tree = about(name)
    if tree is None or not (tree.title and tree.intended_for):
        return name  # what is wrong with it is told when it is chosen
    said = f"{tree.title}: {sentences(tree.intended_for)[0]}"
    return "" if tree.status == "withdrawn" else said


def _ask_which(titles: Mapping[str, str], chosen: list[str], region: str | None) -> Talk:
    numbered = enumerate(titles.items(), 1)
    rows = tuple(Row(str(n), title, name, (name,)) for n, (name, title) in numbered)
    page = Page(_(terminal_words.WHICH_TREE), Choose(rows), absent=(Key.BACK,), saves=False)
    while not isinstance(reply := (yield from show(page, region)), Picked):
        region = reply.region if isinstance(reply, Moved) else region
    chosen.append(str(reply.value))
