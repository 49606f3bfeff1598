"""``triage cohort``: where each row of a table leads."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from triage.cli.find_trees import load_askable, refuse_withdrawn
from triage.cli.mapping_files import map_option, read_mapping
from triage.cli.options import A_FILE, tree_argument
from triage.cli.output import say_written
from triage.files import write_whole
from triage.model.tree import Tree
from triage.words import N_, _, ngettext

if TYPE_CHECKING:
    from triage.cohort.run import CohortReport

_EVERY: Final = 1, 10  # seconds between two words about how far it is: on a terminal, elsewhere


@click.command()
@tree_argument
@click.argument("table", metavar="IN", type=A_FILE)
@click.option(
    "-o", "--output", required=True, type=A_FILE, metavar="OUT", help=N_("The file to write.")
)
@click.option(
    "--keep",
    multiple=True,
    metavar="COLUMN",
    help=N_("A column of IN to put before the results; may be repeated."),
)
@click.option(
    "--only",
    multiple=True,
    metavar="RESULT",
    help=N_("A column of results to write, where not all are wanted; may be repeated."),
)
@map_option
@click.option(
    "--draft-map", is_flag=True, help=N_("Write a file for --map to begin with, and assess nobody.")
)
@click.option("--strict", is_flag=True, help=N_("Stop at what is no answer to its fact."))
@click.option(
    "--engine",
    type=click.Choice(["here", "spark"]),
    default="here",
    show_default=True,
    help=N_("What reads and writes the tables."),
)
@click.option(
    "--master",
    default="local[*]",
    show_default=True,
    metavar="URL",
    help=N_("The cluster, for Spark."),
)
def cohort(
    tree: str,
    table: str,
    output: str,
    keep: tuple[str, ...],
    only: tuple[str, ...],
    map_file: str | None,
    draft_map: bool,
    strict: bool,
    engine: str,
    master: str,
) -> None:
    """Say of each row of a table where its answers lead.

    IN holds a patient in each row and a fact in each column: CSV, TSV, JSON
    lines, Parquet or Arrow, by the end of its name, and so does OUT. What is
    no answer to its fact counts as not answered, and the row says so.
    """
    from triage.cohort import need

    need()
    asked = load_askable(tree)
    refuse_withdrawn(asked)
    mapping = read_mapping(map_file)
    if draft_map:
        _draft(asked, Path(table), Path(output))
    elif engine == "spark":
        _by_spark(asked, table, output, keep, only, mapping, master, strict=strict)
    else:
        _here(asked, Path(table), Path(output), keep, only, mapping, strict=strict)


def _here(
    tree: Tree,
    table: Path,
    output: Path,
    keep: tuple[str, ...],
    only: tuple[str, ...],
    mapping: Mapping[str, object] | None,
    *,
    strict: bool,
) -> None:
    from triage.cohort.run import assess_file

    progress = _Progress()
    try:
        report = assess_file(
            tree,
            table,
            output,
            keep=keep,
            only=only,
            mapping=mapping,
            strict=strict,
            progress=progress.tell,
        )
    except KeyboardInterrupt:
        progress.end()
        click.echo(_("note: run the same again to go on where it stopped"), err=True)
        raise
    progress.end()
    _say(report, output)


def _by_spark(
    tree: Tree,
    table: str,
    output: str,
    keep: tuple[str, ...],
    only: tuple[str, ...],
    mapping: Mapping[str, object] | None,
    master: str,
    *,
    strict: bool,
) -> None:
    from triage.cohort import need

    if strict:
        raise click.UsageError(_("--strict does not go with --engine spark"))
    need("spark", "pyspark", "pandas")
    from triage.cohort.spark_files import assess_by_spark

    assess_by_spark(tree, table, output, master=master, keep=keep, only=only, mapping=mapping)
    say_written(output, _("the results, by Spark"))


def _draft(tree: Tree, table: Path, output: Path) -> None:
    from triage.cohort.drafting import draft_of

    text, columns = draft_of(tree, table)
    write_whole(output, text.encode(), private=True)
    say_written(
        str(output), ngettext("a mapping of {count} fact", "a mapping of {count} facts", columns)
    )


# --- what is said


class _Progress:
    """Says how far it is, now and then, on standard error."""

    def __init__(self) -> None:
        self.begun = self.said = time.monotonic()
        self.first: int | None = None
        self.on_terminal = sys.stderr.isatty()

    def tell(self, rows: int, of: int | None) -> None:
        """Say how many rows are done, how many in a second, and how long it still takes."""
        now = time.monotonic()
        if self.first is None:
            self.begun, self.first = now, rows
            return
        if now - self.said < _EVERY[not self.on_terminal]:
            return
        self.said = now
        rate = (rows - self.first) / max(now - self.begun, 1e-3)
        line = _("{rows:,} rows, {rate:,.0f} a second", rows=rows, rate=rate)
        if of:
            left = max(of - rows, 0) / max(rate, 1)
            line = _("{line}, about {left:,.0f} s left", line=line, left=left)
        click.echo(
            f"\r{line}\x1b[K" if self.on_terminal else line, err=True, nl=not self.on_terminal
        )

    def end(self) -> None:
        """Take the line away."""
        if self.on_terminal:
            click.echo("\r\x1b[K", err=True, nl=False)


def _say(report: CohortReport, output: Path) -> None:
    rows, complete = report.rows, report.complete
    what = ngettext("{count} row", "{count} rows", rows)
    lines = [
        _("{count} complete, {open} to be asked more", count=complete, open=rows - complete),
    ]
    if report.resumed:
        lines.append(_("went on behind row {row} of an earlier run", row=report.resumed))
    for column, (count, first) in report.aside.items():
        numbers = ", ".join(str(row) for row, _value in first)
        lines.append(
            _(
                "set aside in `{column}`: {count}, first in row {rows}",
                column=column,
                count=count,
                rows=numbers,
            )
        )
    if report.aside:
        beside = output.with_name(output.name + ".set-aside.json")
        write_whole(beside, _examples(report), private=True)
        lines.append(_("what stands there is in {file}", file=beside))
    say_written(str(output), what, *lines)


def _examples(report: CohortReport) -> bytes:
    data: dict[str, Any] = {
        column: {"count": count, "examples": [{"row": row, "found": found} for row, found in first]}
        for column, (count, first) in report.aside.items()
    }
    return json.dumps(data, indent=2, ensure_ascii=False, default=str).encode() + b"\n"
