"""The command line: what all commands have in common, and nothing that one of them does.

Each command is a file of its own in ``triage.cli.commands``, imported when the
command is used, so that help and shell completion cost little more than click itself.
"""

from __future__ import annotations

import os
from typing import Any

import click

from triage.cli.endings import in_words, open_closed_streams
from triage.cli.on_terminal import saying_so
from triage.cli.registry import COMMANDS, LazyGroup, in_language
from triage.cli.usage import bind_click, in_our_words
from triage.version import VERSION
from triage.words import N_, Speaking, language_of_reader

bind_click()


class Program(LazyGroup):
    """The one place where an error becomes words on stderr and an exit code."""

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Run the program in the language of whoever started it."""
        self._help_option = None  # as in `in_language`
        with Speaking(language_of_reader(os.environ)):
            return super().main(*arguments, **options)

    def get_help(self, ctx: click.Context) -> str:
        """Return the help in the language that is spoken."""
        return super(Program, in_language(self)).get_help(ctx)

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        """Read the arguments; this is the first thing that is done, and prints the help."""
        open_closed_streams()
        with in_words(), in_our_words():
            return super().make_context(*arguments, **options)

    def invoke(self, ctx: click.Context) -> None:
        """Run a command, and leave with the exit code that it returns."""
        with in_words(), in_our_words(), saying_so():
            code = super().invoke(ctx)
        ctx.exit(code)


@click.group(
    cls=Program,
    commands=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=N_(
        "Exit codes: 0 done; 1 it could not be done; 2 wrong usage; 3 findings or a failing "
        "case; 4 not known, as answers are missing."
    ),
)
@click.version_option(VERSION, prog_name="triage")
def main() -> None:
    """Ask, run, check and prove symptom-triage decision trees.

    A tree is named by a folder or a file here, by its name if it comes with
    triage, or by the beginning of that name.
    """
