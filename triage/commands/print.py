"""``triage print``: a tree on paper."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Final

import click

from triage.commands.answers import read_answers
from triage.commands.output import print_lines
from triage.errors import TriageError
from triage.loading.library import load
from triage.model.tree import Tree
from triage.paper.order import Order
from triage.paper.typesetting import PaperSize
from triage.regions.languages import language_of
from triage.regions.regions import get

NEEDS_ANSWERS: Final = "summary"


def run(
    name: str,
    output: str,
    *,
    kind: str,
    paper: PaperSize,
    answers: str | None,
    region: str | None,
    language: str,
    on: date,
    fonts: Path | None,
) -> int:
    """Write a tree as a PDF, and say so; return 0.

    Args:
        name: a name or a path.
        output: the file to write; its name ends with ``.pdf``.
        kind: of sheet: a module of ``triage.paper`` with the function ``document``.
        paper: the size of the paper.
        answers: a file with one patient's answers, for a summary.
        region: whose numbers to print; None for words that fit any country.
        language: a BCP 47 tag.
        on: the day of printing.
        fonts: a folder of more fonts, for letters that ours lack.

    Raises:
        click.UsageError: the options do not go together.
        TriageError: the tree or the answers cannot be used, or something is missing.
    """
    if not output.lower().endswith(".pdf"):
        raise click.BadParameter(
            f"found `{output}`, expected a name that ends with .pdf", param_hint="-o"
        )
    if (answers is not None) != (kind == NEEDS_ANSWERS):
        raise click.UsageError("--answers FILE goes with --kind summary, and only with it")
    order = Order(
        tree=_printable(name),
        region=get(region),
        paper=paper,
        language=language_of(language),
        on=on,
        fonts=fonts,
        answers={} if answers is None else read_answers(answers),
    )
    pdf: bytes = import_module(f"triage.paper.{kind}").document(order)
    Path(output).write_bytes(pdf)
    print_lines([f"wrote {output}: {kind} of {order.tree.id} {order.tree.version}"])
    return 0


def _printable(name: str) -> Tree:
    tree = load(name)
    if not tree.start or tree.exits:
        msg = f"`{tree.id}` is a part for other trees, expected a tree that can be asked"
        raise TriageError(f"{msg}\n    help: print a tree that includes it")
    return tree
