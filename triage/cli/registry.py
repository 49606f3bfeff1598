"""Every command, and where it is: one more is a line here and a file in ``commands``.

Help, shell completion and the guess after a misspelt name read the lines here;
the file of a command is imported when that command is used, and no other.
"""

from __future__ import annotations

from typing import Final

import click


class LazyCommand(click.Command):
    """A command as it is listed."""

    def __init__(self, name: str, target: str, summary: str) -> None:
        """Announce a command.

        Args:
            name: what is typed.
            target: the module that declares it, a colon, and its name there.
            summary: the first sentence of its own help.
        """
        super().__init__(name, help=summary)
        self.target = target

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
        return name, command and _loaded(command), rest

    def load_all(self) -> dict[str, click.Command]:
        """Import every command, for what tells of all of them; return each by its name."""
        return {name: _loaded(command) for name, command in self.commands.items()}


def _loaded(command: click.Command) -> click.Command:
    return command.load() if isinstance(command, LazyCommand) else command


COMMANDS: Final = (
    LazyCommand(
        "list",
        "triage.cli.commands.list:list_trees",
        "List the trees that come with triage.",
    ),
    LazyCommand(
        "ask",
        "triage.cli.commands.ask:ask",
        "Ask the questions of a tree in the terminal.",
    ),
    LazyCommand(
        "assess",
        "triage.cli.commands.assess:assess",
        "Say where the answers in a file lead.",
    ),
    LazyCommand(
        "new",
        "triage.cli.commands.new:new",
        "Make a folder NAME with a tree that passes every check, to change into your own.",
    ),
    LazyCommand(
        "check",
        "triage.cli.commands.check:check",
        "Report the faults of tree files, all at once.",
    ),
    LazyCommand(
        "format",
        "triage.cli.commands.format:format_files",
        "Give tree files and their cases the one layout of the format.",
    ),
    LazyCommand(
        "test",
        "triage.cli.commands.test:test",
        "Run the cases beside a tree; without TREE those of every tree.",
    ),
    LazyCommand(
        "show",
        "triage.cli.commands.show:show",
        "Show a tree as an outline to read.",
    ),
    LazyCommand(
        "prove",
        "triage.cli.commands.prove:prove",
        "Show what holds for every possible patient; without TREE of every tree.",
    ),
    LazyCommand(
        "who",
        "triage.cli.commands.who:who",
        "Describe everybody who comes to OUTCOME, exactly, with an example.",
    ),
    LazyCommand(
        "mutate",
        "triage.cli.commands.mutate:mutate",
        "Put small mistakes into a tree, and count those that its cases and proofs notice.",
    ),
    LazyCommand(
        "diff",
        "triage.cli.commands.diff:diff",
        "Say which patients an edit sends elsewhere, or tells something else.",
    ),
    LazyCommand(
        "draw",
        "triage.cli.commands.draw:draw",
        "Draw a tree as a flowchart, with the answers on every arrow.",
    ),
    LazyCommand(
        "print",
        "triage.cli.commands.print:print_sheets",
        "Print a tree as a PDF that a clinic can use.",
    ),
    LazyCommand(
        "export",
        "triage.cli.commands.export:export",
        "Write a tree for other health software.",
    ),
    LazyCommand(
        "schema",
        "triage.cli.commands.schema:schema",
        "Print the JSON Schema of tree files, by which an editor helps while you write.",
    ),
    LazyCommand(
        "completion",
        "triage.cli.commands.completion:completion",
        "Complete names of commands, trees and files with the Tab key.",
    ),
)
