"""Printing: what every command does in the same way."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

import click


def print_json(data: object) -> None:
    """Print data as JSON, in plain ASCII where the terminal has nothing else."""
    text = json.dumps(data, indent=2, ensure_ascii=False)
    try:
        text.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        text = json.dumps(data, indent=2)
    click.echo(text)


def print_lines(lines: list[str]) -> None:
    """Print lines of words; signs that the terminal lacks are spelt out."""
    encoding = sys.stdout.encoding
    for line in lines:
        click.echo(printable(line).encode(encoding, "backslashreplace").decode(encoding))


def printable(text: str) -> str:
    """Spell out control characters, so that no file can steer the terminal."""
    return "".join(c if c.isprintable() or c in "\n\u00a0" else ascii(c)[1:-1] for c in text)


def table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Return rows as lines whose columns stand under each other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
