"""The commands for those who write and read trees."""

from __future__ import annotations

from typing import Literal

import click

from triage.cli.options import A_FILE, complete_tree, json_option, tree_argument


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", shell_complete=complete_tree)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="How to print the findings; github: beside the lines of a pull request.",
)
@click.option(
    "--select", multiple=True, metavar="CODES", help="Print these only: W603, a name, or W or W6."
)
@click.option("--ignore", multiple=True, metavar="CODES", help="Leave these out.")
@click.option("--reading", is_flag=True, help="Print how hard each tree is to read, too.")
@click.option("--explain", metavar="CODE", help="Print what a finding means, and why it matters.")
def check(
    files: tuple[str, ...],
    form: Literal["text", "json", "github"],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    reading: bool,
    explain: str | None,
) -> int:
    """Report the faults of tree files, all at once.

    FILE is a file, a folder or the name of a tree; without one every tree
    and module that comes with triage is checked.

    A comment on the line, or alone above it, can allow a warning with a
    reason; the JSON holds what is allowed, too:

    \b
        # allow label-too-long: the clinic asked for these words

    --select and --ignore change what is printed; an error with which no tree
    loads ends with exit code 3 all the same.

    With --reading the JSON is an object with `findings` and `reading`,
    without it a list of findings.
    """  # noqa: D301  # click reads the sign as: do not wrap
    from triage.commands import check as command

    if explain is not None:
        return command.explain(explain)
    return command.run(files, form=form, reading=reading, select=select, ignore=ignore)


@click.command("format")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", shell_complete=complete_tree)
@click.option("--check", is_flag=True, help="Write nothing; name the files that would change.")
@click.option("--diff", is_flag=True, help="Write nothing; print what would change.")
def format_files(files: tuple[str, ...], check: bool, diff: bool) -> int:
    """Give tree files and their cases the one layout of the format.

    FILE is a file, a folder or the name of a tree, whose cases are done with
    it; - alone is standard input, and the result goes to standard output.

    Meaning, comments and digests stay as they are. A file that cannot be read
    is left alone, and its faults are named. Exit code 3 means that --check or
    --diff found something that would change.
    """
    from triage.commands import format as command

    return command.run(files, check=check, diff=diff)


@click.command()
@click.argument("trees", nargs=-1, metavar="[TREE]...", shell_complete=complete_tree)
@click.option("--burden", is_flag=True, help="Print how many screens a person sees.")
@click.option("--coverage", is_flag=True, help="Print how much of each tree the cases reach.")
@click.option(
    "--min-coverage",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Fail where they reach less of a tree.",
)
@json_option
@click.option(
    "--junit", type=A_FILE, metavar="FILE", help="Write JUnit XML for a build server; - prints it."
)
@click.option("-v", "--verbose", is_flag=True, help="Name passing cases and what is not covered.")
def test(
    trees: tuple[str, ...],
    burden: bool,
    coverage: bool,
    min_coverage: float | None,
    as_json: bool,
    junit: str | None,
    verbose: bool,
) -> int:
    """Run the cases beside a tree; without TREE those of every tree.

    TREE may be a folder too, and stands for the trees in it.

    A case that ends less urgently than it must is counted apart from one
    that ends more urgently: the first is the dangerous mistake.

    --coverage counts the steps, branches, thresholds, answers, outcomes and
    advice that some case reaches; with -v it names each that none does.
    """
    from triage.commands import test as command

    return command.run(
        trees,
        burden=burden,
        verbose=verbose,
        coverage=coverage,
        min_coverage=min_coverage,
        as_json=as_json,
        junit=junit,
    )


@click.command()
@tree_argument
@click.option("--step", metavar="NAME", help="Show only what follows this step.")
@click.option(
    "--depth",
    type=click.IntRange(min=1),
    metavar="N",
    help="Follow at most N steps, one after another.",
)
@json_option
@click.option("--watch", is_flag=True, help="Show it again, with its findings, on each save.")
def show(tree: str, step: str | None, depth: int | None, as_json: bool, watch: bool) -> int:
    """Show a tree as an outline to read.

    Each step has its questions, and each branch its condition and where it
    leads. All have numbers, by which what is reached in several ways is found.
    Ways count as they are written, whether or not anybody can take them.

    --watch looks at the file and its modules until Ctrl-C, which is exit code
    130. While the file has errors they are shown instead.
    """
    from triage.commands import show as command

    return command.run(tree, step=step, depth=depth, as_json=as_json, watch=watch)
