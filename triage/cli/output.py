"""Printing: what every command does in the same way, and what is said of a failure."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

import click

from triage.cli.on_terminal import fitted, hush
from triage.errors import AnswerError, TreeError, TriageError
from triage.files import is_stdout
from triage.words import N_, _, ngettext

_Item = TypeVar("_Item")
# Words that say what kind of line it is, and their colours; they say it without them, too.
_MEANINGS: Final = {N_("error:"): "red", N_("help:"): "green", N_("note:"): "cyan"}


# What proofs and cases come to, and its colour; it stands behind a place in a file, if anything.
_VERDICTS: Final = {
    **dict.fromkeys(("holds", "passed"), "green"),
    **dict.fromkeys(("fails", "failed", "under-triage"), "red"),
    **dict.fromkeys(("over-triage", "unknown", "known"), "yellow"),
}
_VERDICT: Final = re.compile(rf"((?:\S+:\d+:\d+: )?)({'|'.join(_VERDICTS)})(?=: )")


def print_json(data: object) -> None:
    """Print data as JSON, in plain ASCII where the terminal has nothing else."""
    text = json.dumps(data, indent=2, ensure_ascii=False)
    try:
        text.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        text = json.dumps(data, indent=2)
    _print(text)


def print_lines(lines: list[str], *, err: bool = False, whole: bool = False) -> None:
    """Print lines of words; signs that the terminal lacks are spelt out.

    Args:
        lines: what to print.
        err: on standard error.
        whole: a terminal breaks no line, as they are no words but code.
    """
    stream = sys.stderr if err else sys.stdout
    for line in lines:
        said = printable(line).encode(stream.encoding, "backslashreplace").decode(stream.encoding)
        _print(said if whole else fitted(said, stream), err=err)


def say_written(output: str, what: str, *more: str) -> None:
    """Say what was written where, beside and never inside what was written."""
    print_lines(
        [_("wrote {output}: {what}", output=output, what=what), *more], err=is_stdout(Path(output))
    )


def watching(label: str, items: Sequence[_Item]) -> Iterator[_Item]:
    """Yield items one by one, and show how far that is where somebody looks at standard error.

    Args:
        label: what is being done, in front of the bar.
        items: all of them.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    hush()
    with click.progressbar(items, label=label, file=sys.stderr, width=0) as bar:
        yield from bar


def coloured(text: str) -> str:
    """Colour what lines say of themselves; click leaves colours out of pipes and files.

    ``NO_COLOR`` turns them off.
    """
    lines = text.split("\n")
    return text if os.environ.get("NO_COLOR") else "\n".join(map(_coloured, lines))


def _coloured(line: str) -> str:
    if verdict := _VERDICT.match(line):
        place, word = verdict[1], verdict[2]
        return f"{place}{click.style(word, fg=_VERDICTS[word], bold=True)}{line[verdict.end(2) :]}"
    for meaning, colour in _MEANINGS.items():
        before, word, after = line.partition(_(meaning))
        if word and not before.strip():
            return f"{before}{click.style(word, fg=colour, bold=True)}{after}"
    return line


def _print(text: str, *, err: bool = False) -> None:
    hush()
    try:
        click.echo(coloured(text), err=err)
    except OSError as error:  # which does not say where the disk is full
        where = _("standard error") if err else _("standard output")
        raise OSError(error.errno, error.strerror, where) from error


def printable(text: str) -> str:
    """Spell out control characters, so that no file can steer the terminal."""
    return "".join(c if c.isprintable() or c in "\n\u00a0" else ascii(c)[1:-1] for c in text)


def table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Return rows as lines whose columns stand under each other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]


# --- words of a tree inside a Markdown document


def cell(text: str) -> str:
    """Return words that cannot end a cell of a table, begin a tag or change the layout."""
    for sign in "\\`*_[]<>|":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


# --- what could not be done, in words: an error becomes lines on stderr and an exit code


_SHOW_TRACEBACK = "TRIAGE_TRACEBACK"


def explain(error: Exception) -> int:
    """Print an error on stderr; return the exit code that it stands for."""
    if os.environ.get(_SHOW_TRACEBACK):
        raise error
    with suppress(OSError):  # where nobody hears of it, the exit code says it all the same
        for line in (_("error: {headline}", headline=headline(error)), *details(error)):
            click.echo(coloured(fitted(printable(line), sys.stderr)), err=True)
    return error.exit_code if isinstance(error, TriageError) else TriageError.exit_code


def headline(error: Exception) -> str:
    """Say in a line, or a few, what went wrong."""
    match error:
        case TreeError(findings=findings):
            return ngettext("found {count} fault", "found {count} faults", len(findings))
        case AnswerError(problems=problems):
            return ngettext(
                "{count} answer cannot be used", "{count} answers cannot be used", len(problems)
            )
        case TriageError():
            return str(error)
        case OSError():
            return _say_os_error(error)
    return _("triage itself failed ({kind}: {error})", kind=type(error).__name__, error=error)


def details(error: Exception) -> list[str]:
    """Return the lines below the headline."""
    match error:
        case TreeError() | AnswerError():
            from triage.engine.answers import UNKNOWN_HELP

            return str(error).replace(_(UNKNOWN_HELP), _("leave it out")).split("\n")
        case TriageError() | OSError():
            return []
    return [
        _(
            "    help: please report this; {setting}=1 shows where it happened",
            setting=_SHOW_TRACEBACK,
        )
    ]


def _say_os_error(error: OSError) -> str:
    reason = error.strerror or str(error)
    reason = reason[:1].lower() + reason[1:]
    return (
        _("cannot use `{filename}`: {reason}", filename=error.filename, reason=reason)
        if error.filename
        else reason
    )
