"""``triage prove``: its arguments, options and help."""

from __future__ import annotations

import click

from triage.cli.options import A_FILE, done_by, json_option, timeout_option, trees_argument
from triage.words import N_


@click.command()
@trees_argument("[TREE]...")
@timeout_option(300)
@json_option
@click.option(
    "--report",
    type=A_FILE,
    metavar="FILE",
    help=N_("Write a report to sign and file: one tree to FILE, more to a folder."),
)
@click.option(
    "--save-case",
    type=A_FILE,
    metavar="FILE",
    help=N_("Add the patients who refute claims of TREE to FILE."),
)
@click.option("-v", "--verbose", is_flag=True, help=N_("Name the claims that hold, too."))
@done_by("triage.cli.commands.prove:prove")
def prove() -> None:
    """Show what holds for every possible patient; without TREE of every tree.

    Proved are, among others, the demands of each fact, that a worse answer is
    never less urgent, that not sure is never taken for a milder answer, that
    nothing dangerous goes unasked, that forbidden advice is never given, and
    the author's own safety rules; docs/prove.md lists all. A claim that fails
    names the plainest patient of whom it is not so, whom the engine has seen
    too. A claim that the changelog beside the tree lists as known to fail is
    shown as that, and is no failure. Exit code 4 means that a claim is neither proved nor refuted.
    """
