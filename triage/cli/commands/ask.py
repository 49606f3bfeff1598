"""``triage ask``: its arguments, options and help; the rest is imported when it is asked."""

from __future__ import annotations

import click

from triage.cli.options import A_FILE, region_option, tree_or_none_argument
from triage.words import N_, _


@click.command()
@tree_or_none_argument
@region_option
@click.option("--choose", is_flag=True, help=N_("Choose among the trees that come with triage."))
@click.option("--plain", is_flag=True, help=N_("Answer by typing; no colours, no redrawing."))
@click.option(
    "--for-other/--for-me",
    default=None,
    help=N_("Who is asked about; without either it is the first question."),
)
@click.option("--resume", type=A_FILE, metavar="FILE", help=N_("Go on with the answers in FILE."))
@click.option(
    "--save", type=A_FILE, metavar="FILE", help=N_("Keep the answers in FILE, also of a result.")
)
@click.option(
    "--review", type=A_FILE, metavar="FILE", help=N_("Look again at the answers kept in FILE.")
)
@click.option("--no-save", is_flag=True, help=N_("Write nothing: no answer is kept."))
@click.option("--forget", is_flag=True, help=N_("Delete saved answers instead of asking."))
def ask(
    tree: str,
    region: str | None,
    choose: bool,
    plain: bool,
    for_other: bool | None,
    resume: str | None,
    save: str | None,
    review: str | None,
    no_save: bool,
    forget: bool,
) -> int:
    """Ask the questions of a tree in the terminal.

    Without TREE it begins with the questions that lead on to the others.
    Stop with q at any time: the answers are kept as you give them, in a file
    that only you can read, and the next `triage ask` offers to go on. With
    --no-save nothing is kept. --forget deletes what was;
    without TREE those of every tree. --review looks at answers again that led
    to a result: danger signs and all that can have changed are asked anew, and
    the result says what has changed. Exit code 4 means that there is no result
    yet.
    """
    if review and (resume or forget):
        raise click.UsageError(_("--review goes with neither --resume nor --forget"))
    if no_save and save:
        raise click.UsageError(_("--no-save does not go with --save"))
    from triage.cli import asking

    if forget:
        return asking.forget(tree, resume)
    if choose and (tree or review):
        raise click.UsageError(_("--choose goes with no tree, and not with --review"))
    return asking.ask(
        tree,
        plain=plain,
        region=region,
        for_other=for_other,
        resume=resume,
        save=save,
        review=review,
        no_save=no_save,
        choose=choose,
    )
