"""The words of click: wrong usage is told as every other error is, and all in one language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any, Final, TypeAlias

import click
from click import core, decorators, exceptions, formatting, parser, types

from triage.words import ENGLISH, _, language_spoken, of_number

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


# --- the words of click itself, such as `Usage:`
# Click marks them for gettext, which has one language for the whole process. Its modules are
# given the functions by which ours are said; in English they say what they did.


# Those that can say something in our program; their sentences are in the catalogue, too.
MODULES: Final = (core, decorators, exceptions, formatting, parser, types)
_Say: TypeAlias = Callable[[str], str]
_SayCounted: TypeAlias = Callable[[str, str, int], str]


def bind_click() -> None:
    """Let click speak the language that is spoken."""
    for module in MODULES:
        names = vars(module)
        names["_"] = _said(names["_"])
        if "ngettext" in names:
            names["ngettext"] = _counted(names["ngettext"])


def _said(in_english: _Say) -> _Say:
    return lambda text: in_english(text) if language_spoken() == ENGLISH else _(text)


def _counted(in_english: _SayCounted) -> _SayCounted:
    return lambda one, many, number: (in_english if language_spoken() == ENGLISH else of_number)(
        one, many, number
    )
