"""The command line: it parses arguments and nothing else.

Each command is one short function here and a module of the same name in
``triage.commands``, imported when the command runs, so that help and shell
completion cost little more than click itself.
"""

from __future__ import annotations

import errno
import sys
from typing import TYPE_CHECKING, Literal

import click

from triage.version import VERSION

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Program(click.Group):
    """The one place where an error becomes words on stderr and an exit code."""

    def invoke(self, ctx: click.Context) -> None:
        """Run a command, and leave with the exit code that it returns."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise  # click ends quietly when the reader of a pipe has gone
            from triage.commands.failures import explain

            code = explain(error)
        ctx.exit(code)


def _complete_tree(_ctx: click.Context, _param: click.Parameter, text: str) -> list[CompletionItem]:
    """Offer the shipped trees, and files once there is a slash or a dot."""
    from click.shell_completion import CompletionItem

    from triage.commands.trees import names_like

    if "/" in text or "." in text:
        return [CompletionItem(text, type="file")]
    return [CompletionItem(name) for name in names_like(text)]


tree_argument = click.argument("tree", shell_complete=_complete_tree)
region_option = click.option(
    "--region", metavar="CODE", help="Whose emergency numbers to show: gb, ie, us, …"
)
timeout_option = click.option(
    "--timeout",
    "seconds",
    type=click.FloatRange(min=0),
    help="How many seconds to search in each tree; what is open then is not known.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done; 1 it could not be done; 2 wrong usage; 3 findings or "
    "a failing case; 4 not known, as answers are missing.",
)
@click.version_option(VERSION, prog_name="triage")
def main() -> None:
    """Ask, run, check and prove symptom-triage decision trees.

    TREE is the name of a tree that comes with triage, or a path to a file.
    """


@main.command("list")
@json_option
def list_trees(as_json: bool) -> int:
    """List the trees that come with triage."""
    from triage.commands import list as command

    return command.run(as_json=as_json)


@main.command()
@click.argument("tree", default="", metavar="[TREE]", shell_complete=_complete_tree)
@region_option
@click.option("--plain", is_flag=True, help="Answer by typing; no colours, no redrawing.")
@click.option(
    "--for-other/--for-me",
    default=None,
    help="Who is asked about; without either it is the first question.",
)
@click.option("--resume", metavar="FILE", help="Go on with the answers in FILE.")
@click.option("--save", metavar="FILE", help="Keep the answers in FILE when you stop.")
@click.option("--forget", is_flag=True, help="Delete saved answers instead of asking.")
def ask(
    tree: str,
    region: str | None,
    plain: bool,
    for_other: bool | None,
    resume: str | None,
    save: str | None,
    forget: bool,
) -> int:
    """Ask the questions of a tree in the terminal.

    Stop with q at any time: the answers are kept in a file that only you can
    read, and the next `triage ask` offers to go on. --forget deletes them;
    without TREE those of every tree. Exit code 4 means that there is no
    result yet.
    """
    from triage.commands import ask as command

    return command.run(
        tree,
        region=region,
        plain=plain,
        for_other=for_other,
        resume=resume,
        forget=forget,
        save=save,
    )


@main.command()
@tree_argument
@click.option(
    "--answers", required=True, metavar="FILE", help="A JSON or YAML mapping, or - for stdin."
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


@main.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", shell_complete=_complete_tree)
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

    Reading grades are measured where the extra `wording` is installed;
    without it a note on standard error says that they were not, and
    --reading fails. With --reading the JSON is an object with `findings` and
    `reading`, without it a list of findings.
    """  # noqa: D301  # click reads the sign as: do not wrap
    from triage.commands import check as command

    if explain is not None:
        return command.explain(explain)
    return command.run(files, form=form, reading=reading, select=select, ignore=ignore)


@main.command("format")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", shell_complete=_complete_tree)
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


@main.command()
@click.argument("trees", nargs=-1, metavar="[TREE]...", shell_complete=_complete_tree)
@click.option("--burden", is_flag=True, help="Print how many screens a person sees.")
@click.option("--coverage", is_flag=True, help="Print how much of each tree the cases reach.")
@click.option(
    "--min-coverage",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Fail where they reach less of a tree.",
)
@json_option
@click.option("--junit", metavar="FILE", help="Write JUnit XML for a build server; - prints it.")
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


@main.command()
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


@main.command()
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


@main.command()
@click.argument("trees", nargs=-1, metavar="[TREE]...", shell_complete=_complete_tree)
@timeout_option
@json_option
@click.option(
    "--report",
    metavar="FILE",
    help="Write a report to sign and file: one tree to FILE, more to a folder.",
)
@click.option(
    "--save-case", metavar="FILE", help="Add the patients who refute claims of TREE to FILE."
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


@main.command()
@click.argument("trees", nargs=-1, metavar="[TREE]...", shell_complete=_complete_tree)
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


@main.command()
@click.argument(
    "trees", nargs=-1, metavar="OLD NEW | --git REV [TREE]...", shell_complete=_complete_tree
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


@main.command()
@tree_argument
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    help="What to write: a name that ends with .svg, .png, .pdf, .dot or .mmd (Mermaid).",
)
@click.option(
    "--depth", type=click.IntRange(min=0), metavar="N", help="Only what is up to N arrows away."
)
@click.option("--focus", metavar="STEP", help="Only what leads to a step, and what follows it.")
@click.option("--path", metavar="FILE", help="Light up the way of the patient with these answers.")
@region_option
def draw(
    tree: str,
    output: str,
    depth: int | None,
    focus: str | None,
    path: str | None,
    region: str | None,
) -> int:
    """Draw a tree as a flowchart, with the answers on every arrow.

    Each urgency has its own shape and words besides its colour. SVG, PNG and
    PDF need Graphviz: the program `dot`, or the extra `draw`. The answers for
    --path are a file as for `triage assess`.
    """
    from triage.commands import draw as command

    return command.run(tree, output, depth=depth, focus=focus, path=path, region=region)
