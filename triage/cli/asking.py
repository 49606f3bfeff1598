"""The commands that ask and answer for one patient."""

from __future__ import annotations

import click

from triage.cli.options import A_FILE, complete_tree, json_option, region_option, tree_argument


@click.command("list")
@json_option
def list_trees(as_json: bool) -> int:
    """List the trees that come with triage."""
    from triage.commands import list as command

    return command.run(as_json=as_json)


@click.command()
@click.argument("tree", default="", metavar="[TREE]", shell_complete=complete_tree)
@region_option
@click.option("--plain", is_flag=True, help="Answer by typing; no colours, no redrawing.")
@click.option(
    "--for-other/--for-me",
    default=None,
    help="Who is asked about; without either it is the first question.",
)
@click.option("--resume", type=A_FILE, metavar="FILE", help="Go on with the answers in FILE.")
@click.option(
    "--save", type=A_FILE, metavar="FILE", help="Keep the answers in FILE, also of a result."
)
@click.option(
    "--review", type=A_FILE, metavar="FILE", help="Look again at the answers kept in FILE."
)
@click.option("--no-save", is_flag=True, help="Write nothing: no answer is kept.")
@click.option("--forget", is_flag=True, help="Delete saved answers instead of asking.")
def ask(
    tree: str,
    region: str | None,
    plain: bool,
    for_other: bool | None,
    resume: str | None,
    save: str | None,
    review: str | None,
    no_save: bool,
    forget: bool,
) -> int:
    """Ask the questions of a tree in the terminal.

    Stop with q at any time: the answers are kept as you give them, in a file
    that only you can read, and the next `triage ask` offers to go on. With
    --no-save nothing is kept. --forget deletes what was;
    without TREE those of every tree. --review looks at answers again that led
    to a result: danger signs and all that can have changed are asked anew, and
    the result says what has changed. Exit code 4 means that there is no result
    yet.
    """
    if review and (resume or forget):
        raise click.UsageError("--review goes with neither --resume nor --forget")
    if no_save and save:
        raise click.UsageError("--no-save does not go with --save")
    from triage.commands import ask as command

    return command.run(
        tree,
        region=region,
        plain=plain,
        for_other=for_other,
        resume=resume,
        forget=forget,
        save=save,
        review=review,
        no_save=no_save,
    )


@click.command()
@tree_argument
@click.option(
    "--answers",
    required=True,
    type=A_FILE,
    metavar="FILE",
    help="A JSON or YAML mapping, or - for stdin.",
)
@json_option
@click.option("--ignore-unknown", is_flag=True, help="Accept answers that TREE does not know.")
@region_option
def assess(tree: str, answers: str, as_json: bool, ignore_unknown: bool, region: str | None) -> int:
    """Say where the answers in a file lead.

    FILE maps facts to answers: true, false, "not sure", the name of an
    option, or a number; null is unanswered. Exit code 4 means that answers
    are missing; what to ask next is printed.
    """
    from triage.commands import assess as command

    return command.run(tree, answers, as_json=as_json, ignore_unknown=ignore_unknown, region=region)
