"""Wrong usage of the command line, told in the same words as every other error."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, Final

import click

from triage.words import _

_HELP: Final = "\n    help: "
_DID_YOU_MEAN: Final = re.compile(r"\s*\(?(Did you mean .*\?)\)?\Z")
_QUOTED: Final = re.compile(r"'([^']*)'")


class WrongUsage(click.UsageError):
    """An error of usage that is shown as ``error: …`` with a line of help below it."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Print what is wrong, and what to do, on stderr."""
        from triage.cli.output import printable

        click.echo(printable(_("error: {message}", message=self.message)), file=file, err=True)


@contextmanager
def in_our_words() -> Iterator[None]:
    """Turn click's errors of usage into ours, with the same exit code.

    Errors that are shown in a way of their own, such as the help of a group that
    was called without a command, stay as they are.

    Raises:
        WrongUsage: the command line cannot be understood.
    """
    try:
        yield
    except click.UsageError as error:
        if type(error).show is not click.UsageError.show:
            raise
        raise WrongUsage(_reworded(error), error.ctx) from None


def _reworded(error: click.UsageError) -> str:
    """Return what click says in our style: lower case, `names`, and what to do."""
    said, _, hint = error.format_message().partition(_HELP)
    if guess := _DID_YOU_MEAN.search(said):
        said, hint = said[: guess.start()], guess[1][0].lower() + guess[1][1:]
    what = _marked(said[:1].lower() + said[1:].removesuffix("."))
    return f"{what}{_HELP}{_marked(hint) or _where_to_read(error)}"


def _marked(text: str) -> str:
    return _QUOTED.sub(r"`\1`", text)


def _where_to_read(error: click.UsageError) -> str:
    return _("`{command} --help` tells how to use it", command=_command_of(error))


def _command_of(error: click.UsageError) -> str:
    """Return the words that call the command that was used wrongly."""
    if error.ctx is not None:
        return error.ctx.command_path
    # Click's parser names no command when an option lacks its value.
    context = click.get_current_context(silent=True)
    if context is None:
        return "triage"
    return " ".join(filter(None, (context.command_path, context.invoked_subcommand)))
