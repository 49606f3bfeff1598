"""Printing: what every command does in the same way."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from triage.files import is_stdout


def print_json(data: object) -> None:
    """Print data as JSON, in plain ASCII where the terminal has nothing else."""
    text = json.dumps(data, indent=2, ensure_ascii=False)
    try:
        text.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        text = json.dumps(data, indent=2)
    _print(text)


def print_lines(lines: list[str], *, err: bool = False) -> None:
    """Print lines of words; signs that the terminal lacks are spelt out.

    Args:
        lines: what to print.
        err: on standard error.
    """
    encoding = (sys.stderr if err else sys.stdout).encoding
    for line in lines:
        _print(printable(line).encode(encoding, "backslashreplace").decode(encoding), err=err)


def say_written(output: str, what: str, *more: str) -> None:
    """Say what was written where, beside and never inside what was written."""
    print_lines([f"wrote {output}: {what}", *more], err=is_stdout(Path(output)))


def _print(text: str, *, err: bool = False) -> None:
    try:
        click.echo(text, err=err)
    except OSError as error:  # which does not say where the disk is full
        where = "standard error" if err else "standard output"
        raise OSError(error.errno, error.strerror, where) from error


def printable(text: str) -> str:
    """Spell out control characters, so that no file can steer the terminal."""
    return "".join(c if c.isprintable() or c in "\n\u00a0" else ascii(c)[1:-1] for c in text)


def table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Return rows as lines whose columns stand under each other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
