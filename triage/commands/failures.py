"""What could not be done, in words: an error becomes lines on stderr and an exit code."""

from __future__ import annotations

import os
from contextlib import suppress

import click

from triage.commands.output import printable
from triage.errors import AnswerError, TreeError, TriageError
from triage.model.phrases import counted

_SHOW_TRACEBACK = "TRIAGE_TRACEBACK"


def explain(error: Exception) -> int:
    """Print an error on stderr; return the exit code that it stands for."""
    if os.environ.get(_SHOW_TRACEBACK):
        raise error
    with suppress(OSError):  # where nobody hears of it, the exit code says it all the same
        for line in (f"error: {headline(error)}", *details(error)):
            click.echo(printable(line), err=True)
    return error.exit_code if isinstance(error, TriageError) else TriageError.exit_code


def headline(error: Exception) -> str:
    """Say in a line, or a few, what went wrong."""
    match error:
        case TreeError(findings=findings):
            return f"found {counted(len(findings), 'fault')}"
        case AnswerError(problems=problems):
            return f"{counted(len(problems), 'answer')} cannot be used"
        case TriageError():
            return str(error)
        case OSError():
            return _say_os_error(error)
    return f"triage itself failed ({type(error).__name__}: {error})"


def details(error: Exception) -> list[str]:
    """Return the lines below the headline."""
    match error:
        case TreeError() | AnswerError():
            return str(error).split("\n")
        case TriageError() | OSError():
            return []
    return [f"    help: please report this; {_SHOW_TRACEBACK}=1 shows where it happened"]


def _say_os_error(error: OSError) -> str:
    reason = error.strerror or str(error)
    reason = reason[:1].lower() + reason[1:]
    return f"cannot use `{error.filename}`: {reason}" if error.filename else reason
