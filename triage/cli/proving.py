"""The commands that say what holds for every patient."""

from __future__ import annotations

from typing import Literal

import click

from triage.cli.options import A_FILE, complete_tree, json_option, timeout_option, tree_argument


@click.command()
@click.argument("trees", nargs=-1, metavar="[TREE]...", shell_complete=complete_tree)
@timeout_option
@json_option
@click.option(
    "--report",
    type=A_FILE,
    metavar="FILE",
    help="Write a report to sign and file: one tree to FILE, more to a folder.",
)
@click.option(
    "--save-case",
    type=A_FILE,
    metavar="FILE",
    help="Add the patients who refute claims of TREE to FILE.",
)
@click.option("-v", "--verbose", is_flag=True, help="Name the claims that hold, too.")
def prove(
    trees: tuple[str, ...],
    seconds: float | None,
    as_json: bool,
    report: str | None,
    save_case: str | None,
    verbose: bool,
) -> int:
    """Show what holds for every possible patient; without TREE of every tree.

    Proved are, among others, the demands of each fact, that a worse answer is
    never less urgent, that not sure is never taken for a milder answer, that
    nothing dangerous goes unasked, that forbidden advice is never given, and
    the author's own safety rules; docs/prove.md lists all. A claim that fails
    names the plainest patient of whom it is not so, whom the engine has seen
    too. Exit code 4 means that a claim is neither proved nor refuted.
    """
    from triage.commands import prove as command

    return command.run(
        trees,
        seconds=seconds,
        as_json=as_json,
        report_to=report,
        save_case=save_case,
        verbose=verbose,
    )


@click.command()
@tree_argument
@click.argument("outcome")
@json_option
@click.option("--all", "show_all", is_flag=True, help="Describe every group, however many.")
@timeout_option
def who(tree: str, outcome: str, as_json: bool, show_all: bool, seconds: float | None) -> int:
    """Describe everybody who comes to OUTCOME, exactly, with an example.

    OUTCOME is the name of an outcome or of a disposition, such as self_care.
    Numbers count combinations of answers, not people.
    """
    from triage.commands import who as command

    return command.run(tree, outcome, as_json=as_json, seconds=seconds, show_all=show_all)


@click.command()
@click.argument("trees", nargs=-1, metavar="[TREE]...", shell_complete=complete_tree)
@click.option("--survivors", is_flag=True, help="Show each mistake that nothing notices.")
@click.option(
    "--operator",
    "operators",
    multiple=True,
    metavar="NAME",
    help="Make mistakes of this kind only: threshold, sign, target, …",
)
@json_option
@click.option(
    "--min-score",
    type=click.FloatRange(0, 100),
    default=95,
    show_default=True,
    metavar="PERCENT",
    help="Fail where less is noticed of the mistakes that change no urgency.",
)
@timeout_option
def mutate(
    trees: tuple[str, ...],
    survivors: bool,
    operators: tuple[str, ...],
    as_json: bool,
    min_score: float,
    seconds: float | None,
) -> int:
    """Put small mistakes into a tree, and count those that its cases and proofs notice.

    A mistake that changes nothing for any possible patient is shown to do so
    and not counted. Exit code 3 means that a mistake that changes an urgency
    goes unnoticed, or too many others do. Nothing is written to any file.
    """
    from triage.commands import mutate as command

    return command.run(
        trees,
        survivors=survivors,
        operators=operators,
        as_json=as_json,
        min_score=min_score,
        seconds=seconds,
    )


@click.command()
@click.argument(
    "trees", nargs=-1, metavar="OLD NEW | --git REV [TREE]...", shell_complete=complete_tree
)
@click.option("--git", "revision", metavar="REV", help="The old versions are those of REV.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="How to print; markdown: a comment on a pull request.",
)
@timeout_option
@click.option("--all", "show_all", is_flag=True, help="Show what is only counted otherwise, too.")
def diff(
    trees: tuple[str, ...],
    revision: str | None,
    form: Literal["text", "markdown", "json"],
    seconds: float | None,
    show_all: bool,
) -> int:
    """Say which patients an edit of a tree sends elsewhere.

    OLD and NEW are names or paths of two versions of a tree. With --git REV
    the trees are compared with what they were at a revision; without TREE
    those that come with triage.

    Who ends less urgent than before, a weaker demand or safety rule, advice
    given to people from whom it was kept, and more answers called impossible
    are regressions. Each has a name; the changelog.yaml beside the new version
    can accept it by that name. Exit code 3 means that there is one that nobody
    accepted, 4 that the trees are too large to say.
    """
    from triage.commands import diff as command

    return command.run(trees, revision=revision, form=form, seconds=seconds, show_all=show_all)
