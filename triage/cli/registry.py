"""Every command, and where it is: one more is a line here and a file in ``commands``.

Help, shell completion and the guess after a misspelt name read the lines here;
the file of a command is imported when that command is used, and no other.
"""

from __future__ import annotations

from inspect import cleandoc
from typing import Final, TypeVar

import click

from triage.words import ENGLISH, N_, _, language_spoken

# Wider than any summary: the list of commands says each to its end.
_WHOLE: Final = 1000
# Whom commands are for, in the order of the help.
ASK, WRITE, PROVE = N_("Ask"), N_("Write a tree"), N_("Prove and compare")
DRAW, CONNECT = N_("Draw and print"), N_("Connect")
READERS: Final = (ASK, WRITE, PROVE, DRAW, CONNECT)
_Command = TypeVar("_Command", bound=click.Command)


class LazyCommand(click.Command):
    """A command as it is listed."""

    def __init__(self, name: str, reader: str, target: str, summary: str, *examples: str) -> None:
        """Announce a command.

        Args:
            name: what is typed.
            reader: whom it is for, one of ``READERS``.
            target: the module that declares it, a colon, and its name there.
            summary: the first sentence of its own help.
            examples: command lines that show it in use.
        """
        super().__init__(name, help=summary)
        self.reader, self.target = reader, target
        self.examples = examples

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the summary in the language that is spoken."""
        return in_language(click.Command(self.name, help=self.help)).get_short_help_str(limit)

    def load(self) -> click.Command:
        """Import the command itself, with its options and all that it needs."""
        from pkgutil import resolve_name

        command: click.Command = resolve_name(self.target)
        return command


class LazyGroup(click.Group):
    """A group whose commands are imported one by one, when they are used."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that was named, whole: to run it, for its help or to complete it."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, command and _with_examples(in_language(_loaded(command)), command), rest

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002  # click passes it
        formatter: click.HelpFormatter,
    ) -> None:
        """List the commands by whom they are for, each with its whole summary."""
        for reader in READERS:
            found = [each for each in COMMANDS if each.reader == reader]
            with formatter.section(_(reader)):
                formatter.write_dl([(str(c.name), c.get_short_help_str(_WHOLE)) for c in found])

    def load_all(self) -> dict[str, click.Command]:
        """Import every command, for what tells of all of them; return each by its name."""
        return {name: _loaded(command) for name, command in self.commands.items()}


def _loaded(command: click.Command) -> click.Command:
    return command.load() if isinstance(command, LazyCommand) else command


def _with_examples(command: click.Command, announced: click.Command) -> click.Command:
    """Return a command whose help ends with the examples that it was announced with."""
    examples = getattr(announced, "examples", ())
    if not examples or command.epilog:
        return command
    from copy import copy

    said = copy(command)
    said.epilog = "\b\n" + "\n".join([_("Examples:"), *(f"  {each}" for each in examples)])
    return said


def in_language(command: _Command) -> _Command:
    """Return a command with its help in the language that is spoken."""
    if language_spoken() == ENGLISH:
        return command
    from copy import copy

    said = copy(command)
    said.help, said.epilog = _said(command.help), _said(command.epilog)
    said._help_option = None  # click keeps it in the language in which it was first shown
    said.params = [copy(each) for each in command.params]
    for each in said.params:
        if isinstance(each, click.Option):
            each.help = _said(each.help)
    return said


def _said(text: str | None) -> str | None:
    return _(cleandoc(text)) if text else text


COMMANDS: Final = (
    LazyCommand(
        "ask",
        ASK,
        "triage.cli.commands.ask:ask",
        N_("Ask the questions of a tree in the terminal."),
        "triage ask",
        "triage ask calf --region gb",
        "triage ask --choose",
    ),
    LazyCommand(
        "assess",
        ASK,
        "triage.cli.commands.assess:assess",
        N_("Say where the answers in a file lead."),
        "triage assess calf --answers answers.json",
        "triage assess calf --answers - --json < answers.json",
    ),
    LazyCommand(
        "cohort",
        ASK,
        "triage.cli.commands.cohort:cohort",
        N_("Say of each row of a table where its answers lead."),
        "triage cohort calf patients.csv -o results.csv --keep id",
        "triage cohort calf patients.csv -o map.yaml --draft-map",
    ),
    LazyCommand(
        "evaluate",
        ASK,
        "triage.cli.commands.evaluate:evaluate_tree",
        N_("Say how often a tree is right, and how often it sends people too low."),
        "triage evaluate calf seen.csv --truth needed --by sex -o report.html",
    ),
    LazyCommand(
        "list",
        ASK,
        "triage.cli.commands.list:list_trees",
        N_("List the trees that come with triage."),
        "triage list",
    ),
    LazyCommand(
        "new",
        WRITE,
        "triage.cli.commands.new:new",
        N_("Make a folder NAME with a tree that passes every check, to change into your own."),
        "triage new knee",
    ),
    LazyCommand(
        "check",
        WRITE,
        "triage.cli.commands.check:check",
        N_("Report the faults of tree files, all at once."),
        "triage check knee",
        "triage check --explain F201",
    ),
    LazyCommand(
        "format",
        WRITE,
        "triage.cli.commands.format:format_files",
        N_("Give tree files and their cases the one layout of the format."),
        "triage format knee",
        "triage format --check knee",
    ),
    LazyCommand(
        "test",
        WRITE,
        "triage.cli.commands.test:test",
        N_("Run the cases beside a tree; without TREE those of every tree."),
        "triage test knee",
        "triage test knee --coverage --verbose",
    ),
    LazyCommand(
        "show",
        WRITE,
        "triage.cli.commands.show:show",
        N_("Show a tree as an outline to read."),
        "triage show calf",
        "triage show knee --watch",
    ),
    LazyCommand(
        "schema",
        WRITE,
        "triage.cli.commands.schema:schema",
        N_("Print the JSON Schema of tree files, by which an editor helps while you write."),
        "triage schema > tree.schema.json",
    ),
    LazyCommand(
        "prove",
        PROVE,
        "triage.cli.commands.prove:prove",
        N_("Show what holds for every possible patient; without TREE of every tree."),
        "triage prove knee",
        "triage prove calf --verbose",
    ),
    LazyCommand(
        "who",
        PROVE,
        "triage.cli.commands.who:who",
        N_("Describe everybody who comes to OUTCOME, exactly, with an example."),
        "triage who calf physio-pain",
        "triage who calf --ladder",
    ),
    LazyCommand(
        "mutate",
        PROVE,
        "triage.cli.commands.mutate:mutate",
        N_("Put small mistakes into a tree, and count those that its cases and proofs notice."),
        "triage mutate knee --survivors",
    ),
    LazyCommand(
        "diff",
        PROVE,
        "triage.cli.commands.diff:diff",
        N_("Say which patients an edit sends elsewhere, or tells something else."),
        "triage diff old.yaml new.yaml",
        "triage diff --git HEAD~1 knee",
    ),
    LazyCommand(
        "draw",
        DRAW,
        "triage.cli.commands.draw:draw",
        N_("Draw a tree as a flowchart, with the answers on every arrow."),
        "triage draw calf -o calf.svg",
    ),
    LazyCommand(
        "print",
        DRAW,
        "triage.cli.commands.print:print_sheets",
        N_("Print a tree as a PDF that a clinic can use."),
        "triage print calf --kind poster -o poster.pdf",
        "triage print calf --kind summary --answers answers.json -o summary.pdf",
    ),
    LazyCommand(
        "export",
        CONNECT,
        "triage.cli.commands.export:export",
        N_("Write a tree for other software."),
        "triage export calf --to fhir -o calf.json",
        "triage export calf --to sql --for postgresql -o calf.sql",
    ),
    LazyCommand(
        "mcp",
        CONNECT,
        "triage.cli.commands.mcp:mcp",
        N_("Let an assistant ask the questions of trees, by tools that it calls."),
        "triage mcp",
        "triage mcp calf --drafts --http",
    ),
    LazyCommand(
        "completion",
        CONNECT,
        "triage.cli.commands.completion:completion",
        N_("Complete names of commands, trees and files with the Tab key."),
        "triage completion --install",
    ),
)
